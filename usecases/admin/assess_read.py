"""What an assessor reads: submission, files, answers, versions; and the words of colleagues."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from usecases.admin.assess_forms import in_words
from usecases.admin.person import person_of
from usecases.models.assessments import Assessment
from usecases.models.person import Person
from usecases.models.submissions import Submission
from usecases.rules.assessing import Task
from usecases.rules.clarified import answered_questions
from usecases.rules.criteria import points
from usecases.rules.versions import category_names, compare, of_version
from usecases.rules.visibility import submissions_for
from usecases.rules.visibility_casefile import attachments_for
from usecases.rules.visibility_reviews import assessments_for, clarifications_for


@dataclass(frozen=True)
class Scored:
    """One score in words."""

    criterion: str
    words: str
    remark: str


@dataclass(frozen=True)
class Judged:
    """An assessment as people read it."""

    row: Assessment
    scores: list[Scored]


def submission_shown(request: HttpRequest, task: Task) -> dict[str, Any]:
    """Return the submission in force, or what differs between two versions of it."""
    person, case = person_of(request), task.case
    versions = list(submissions_for(person).filter(use_case=case).order_by("number"))
    names, shown = category_names(person), {"versions": versions}
    questions = answered_questions(case) & clarifications_for(person)
    files = attachments_for(person).filter(use_case=case, internal=False)
    around = {**shown, "questions": questions, "files": files.select_related("uploaded_by")}
    if "from" in request.GET or "to" in request.GET:
        first, second = (_version(versions, request.GET.get(name, "")) for name in ("from", "to"))
        parts, same = compare(first, second, names)
        return {**around, "first": first, "second": second, "differing": parts, "same": same}
    return {**around, "parts": of_version(versions[-1], names) if versions else []}


def _version(versions: list[Submission], number: str) -> Submission:
    found = [each for each in versions if str(each.number) == number]
    if not found:
        raise Http404
    return found[0]


def assessments_shown(person: Person, task: Task) -> list[Judged]:
    """Return one's own, once it is in, then those of colleagues that may be read by now."""
    rows = assessments_for(person).filter(use_case=task.case, submitted_at__isnull=False)
    found = [shown(each) for each in with_scores(rows).order_by("submitted_at", "id")]
    return sorted(found, key=lambda each: each.row.assessor != person.user)


def with_scores(rows: Any) -> Any:
    """Fetch along what an assessment shows."""
    return rows.select_related("assessor", "submission").prefetch_related("scores__criterion")


def shown(row: Assessment) -> Judged:
    """Return an assessment in words."""
    return Judged(row, list(_scores(row)))


def _scores(row: Assessment) -> Iterable[Scored]:
    language = get_language() or "en"
    for each in row.scores.all():
        words = dict(points(each.criterion, language)).get(each.score, "")
        yield Scored(each.criterion.label, in_words(each.score, words), each.remark)
