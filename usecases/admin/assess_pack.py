"""The offline pack in the console: what goes in, and the way out."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from usecases.admin.assess_forms import in_words
from usecases.admin.person import person_of
from usecases.exchange.pack import Packed, Rows, pack
from usecases.models.person import Person
from usecases.models.submissions import Submission
from usecases.models.usecases import UseCase
from usecases.rules.assessing import Task, tasks_for
from usecases.rules.clarified import answered_questions
from usecases.rules.criteria import criteria_of, points
from usecases.rules.versions import Names, category_names, of_version
from usecases.rules.visibility import submissions_for
from usecases.rules.visibility_casefile import attachments_for
from usecases.workflow import viewings


def pack_view(site: Any, request: HttpRequest) -> HttpResponse:
    """Hand over everything that the person may read and has to assess, marked as theirs."""
    person, now = person_of(request), timezone.now()
    tasks = [each for each in tasks_for(person) if each.version is not None]
    if person.user is None or not tasks:
        raise Http404
    cases = list(_packed(tasks, person))
    content = pack(cases, person.user, now)
    for each in cases:
        viewings.taken_along(each.case, by=person)
    answer = HttpResponse(content, content_type="application/pdf")
    name = f"cases-{timezone.localtime(now):%Y-%m-%d-%H%M}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store, private"
    return answer


def _packed(tasks: Iterable[Task], person: Person) -> Iterable[Packed]:
    names = category_names(person)
    for task in tasks:
        submission = submissions_for(person).get(pk=task.version.key) if task.version else None
        if submission is not None:
            yield _one(task, submission, person, names)


def _one(task: Task, submission: Submission, person: Person, names: Names) -> Packed:
    case = task.case
    parts = of_version(submission, names)
    files = attachments_for(person).filter(use_case=case, internal=False)
    return Packed(
        case=case,
        facts=list(_facts(task)),
        sections=[
            (part.title, [(each.label, each.text) for each in part.answers]) for part in parts
        ],
        questions=[(each.question, each.reply) for each in answered_questions(case)],
        files=list(files.values_list("name", flat=True)),
        criteria=_criteria(case),
    )


def _facts(task: Task) -> Rows:
    parties = [str(each.institution or each.partner) for each in task.case.parties.all()]
    due = task.assignment.due_on
    version = task.version.number if task.version else ""
    return [
        (_("Phase"), str(task.case.phase)),
        (_("Parties"), ", ".join([str(task.case.institution), *parties])),
        (_("Due"), date_format(due) if due else _("No date")),
        (_("Version"), str(version)),
    ]


def _criteria(case: UseCase) -> Rows:
    language = get_language() or "en"
    return [
        (
            each.label,
            "\n".join([each.meaning, *(in_words(*point) for point in points(each, language))]),
        )
        for each in criteria_of(case.phase)
    ]
