"""What of the phase's own questions is saved while somebody answers them; nobody is overwritten."""

from typing import Any

from django.http import JsonResponse
from django.utils.translation import gettext as _

from usecases.models.person import Person
from usecases.models.trail import Change
from usecases.portal.autosaving import answer
from usecases.portal.cases import own_case
from usecases.portal.forms.phase_questions import PhaseForm
from usecases.portal.parts import asked_as_written, last_answer
from usecases.rules.asked import Asked, missing_answered
from usecases.rules.questions import field_of
from usecases.workflow import respond
from usecases.workflow.errors import Invalid, Refused, Stale, WrongStage


def autosave(form: PhaseForm, person: Person) -> JsonResponse:
    """Save every answer that nobody else changed and that fits; say of the rest why it is not."""
    form.is_valid()  # what does not fit stays on the page, the rest is saved
    wrong = {name: str(errors[0]) for name, errors in form.errors.items() if name in form.fields}
    answers, taken = form.written(), set[str]()
    try:
        while answers and (refused := _written(form, answers, person)):
            faults = {fault.field: str(fault.text) for fault in refused.faults}
            left = {code: answers[code] for code in answers if field_of(code) not in faults}
            answers = left if len(left) < len(answers) else {}
            if isinstance(refused, Stale):
                taken |= faults.keys()
            else:
                wrong |= faults
    except WrongStage:
        return answer(form.draft, late=True)
    current = own_case(person, form.draft.pk)
    asked, last = asked_as_written(current), last_answer(current, person)
    return answer(
        current,
        seen=form.sealed_with(answers),
        saved=bool(answers) or not (wrong or taken),
        faults=[_told(form, name, text) for name, text in wrong.items()],
        conflicts=[_by(form, name, last) for name in form.questions if name in taken],
        newer=[_by(form, name, last) for name in _newer(form, asked) if name not in taken],
        missing=[each.field for each in missing_answered(asked)],
    )


def _written(form: PhaseForm, answers: dict[str, Any], person: Person) -> Refused | None:
    """Write the answers and return nothing, or what was refused of them."""
    based_on = {code: seen for code, seen in form.based_on().items() if code in answers}
    try:
        respond.respond(form.draft, answers=answers, based_on=based_on, by=person)
    except (Stale, Invalid) as refused:
        return refused
    return None


def _newer(form: PhaseForm, asked: Asked) -> list[str]:
    """Return the questions that the writer left alone and a colleague has answered since."""
    seen, mine = form.seen_values(), form.written()
    return [
        name
        for name, each in form.questions.items()
        if each.code not in mine and name in seen and asked.values.get(each.code) != seen[name]
    ]


def _told(form: PhaseForm, name: str, text: str) -> str:
    question = form.questions.get(name)
    return _("{field}: {text}").format(field=question.label, text=text) if question else text


def _by(form: PhaseForm, name: str, last: Change | None) -> str:
    who = last.by if last else _("a colleague")
    return _("“{field}” ({who})").format(field=form.questions[name].label, who=who)
