"""The bank hands in, and withdraws."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import current
from usecases.models.casefile import Alias
from usecases.models.clarifications import Clarification
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.submissions import Submission
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.notices.outbox import tell
from usecases.rules.answers import label
from usecases.rules.asked import asked_one
from usecases.rules.clarified import answered_questions
from usecases.rules.permissions import authority_of
from usecases.text.digest import digest, plain
from usecases.vocabulary.sections import SECTIONS
from usecases.vocabulary.verbs import Verb
from usecases.workflow.errors import invalid
from usecases.workflow.frozen import frozen_answers, frozen_form
from usecases.workflow.move import check, perform
from usecases.workflow.participate import follow


def submit(
    use_case: UseCase, *, by: Person, reason: str = "", version: int | None = None
) -> Submission:
    """Sign and hand in: freeze what was written, give a reference, send a receipt.

    `version` is the version that the signatory read; if the draft changed since, `Stale`.
    """
    with writing(by=by, reason=reason):
        case = check(use_case, Verb.SUBMIT, by=by, reason=reason, version=version)
        fields: dict[str, Any] = {"authority_id": authority_of(case), "category": case.own_category}
        if not case.reference:
            fields["reference"] = next_reference(case.phase)
        trail.amend(case, fields)
        perform(case, Verb.SUBMIT, reason=reason)
        submission = freeze(case)
        follow(case)
        tell("received", case, submission=submission)
        return submission


def recall(
    use_case: UseCase, *, by: Person, reason: str = "", version: int | None = None
) -> StageChange:
    """Take back what was handed in, to write on: a draft again, which keeps its reference."""
    with writing(by=by, reason=reason):
        case = check(use_case, Verb.RECALL, by=by, reason=reason, version=version)
        change = perform(case, Verb.RECALL, reason=reason)
        follow(case)
        tell("recalled", case)
        return change


def withdraw(use_case: UseCase, *, by: Person, reason: str, version: int | None = None) -> UseCase:
    """Withdraw a use case; it can be reopened by an approver only."""
    with writing(by=by, reason=reason):
        case = check(use_case, Verb.WITHDRAW, by=by, reason=reason, version=version)
        perform(case, Verb.WITHDRAW, reason=reason)
        tell("withdrawn", case)
        return case


def next_reference(phase: Phase) -> str:
    """Return the next reference of a phase; a number is never given twice.

    One that another phase gave, before it changed its code, is passed over.
    """
    pattern, reference = phase.programme.reference_pattern, ""
    while not reference or _given(reference):
        Phase.objects.filter(pk=phase.pk).update(references_given=F("references_given") + 1)
        number = Phase.objects.values_list("references_given", flat=True).get(pk=phase.pk)
        last, reference = reference, pattern.format(phase=phase.code, number=number)
        if reference == last:
            raise invalid("phase", "reference", _("The reference pattern has no number."))
    return reference


def _given(reference: str) -> bool:
    """Whether a case has this reference, or had it before it moved."""
    before = Alias.objects.filter(reference=reference).exists()
    given = UseCase.objects.exclude(reference="")  # which its index asks to be said
    return before or given.filter(reference=reference).exists()


def freeze(case: UseCase, answering: Iterable[Clarification] = ()) -> Submission:
    """Freeze everything handed in, with the labels it was asked by, and its digest: the answers
    to questions too, those that are being signed now with the earlier ones.
    """
    opened = current()
    content = frozen_content(case, answering)
    return trail.add(
        Submission(
            use_case=case,
            number=case.submissions.count() + 1,
            content=content,
            digest=digest(content),
            form_version=case.phase.form_version,
            signed_by=opened.by.user,
            signed_at=opened.moment,
        )
    )


def frozen_content(case: UseCase, answering: Iterable[Clarification] = ()) -> dict[str, Any]:
    """Return the self-describing content of a submission, as plain JSON values."""
    answers = {
        section.code: [_answer(case, name) for name in section.fields] for section in SECTIONS
    }
    asked = asked_one(case)
    told = [_told(each) for each in (*answered_questions(case), *answering)]
    return {
        "reference": case.reference,
        "phase": case.phase.code,
        "institution": case.institution.legal_name,
        "parties": sorted(str(party) for party in case.parties.all()),
        "answers": {**answers, **frozen_answers(asked)},
        **frozen_form(case, asked),
        **({"clarifications": told} if told else {}),
    }


def _told(question: Clarification) -> dict[str, Any]:
    """Return a question with its answer, and the digests of the files that belong to it."""
    files = question.files.filter(removed_at=None).order_by("recorded_at", "id")
    kept = [{"name": each.name, "sha256": each.sha256} for each in files]
    return {"question": question.question, "reply": question.reply, "files": kept}


def _answer(case: UseCase, name: str) -> dict[str, Any]:
    value = getattr(case, name)
    shown = value.code if name == "own_category" and value else plain(value)
    return {"field": name, "label": label(name), "value": shown}
