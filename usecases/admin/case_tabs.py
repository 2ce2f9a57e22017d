"""The tabs of the page of a use case: what each counts, and what it shows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.admin.assess_panel import assessments_panel
from usecases.admin.clarifications import questions_panel
from usecases.admin.clearances import clearances_panel
from usecases.admin.decision_acts import STATES, VOID_HELP, state_of
from usecases.admin.files import files_panel
from usecases.admin.like_panel import like_panel
from usecases.admin.moderation_meetings import remarks_panel
from usecases.admin.monitoring import followed, monitored
from usecases.admin.notes import NoteForm
from usecases.admin.person import person_of
from usecases.admin.replies import replies_panel
from usecases.admin.trial_tab import trial_tab
from usecases.models.person import Person
from usecases.models.submissions import Submission
from usecases.models.usecases import UseCase
from usecases.rules import visibility, visibility_casefile
from usecases.rules.permissions import may, on_case
from usecases.rules.versions import category_names, compare, of_case
from usecases.rules.void import with_void
from usecases.vocabulary.actions import Action

Rows = Callable[[Person], QuerySet[Any]]


@dataclass(frozen=True)
class Tab:
    """A tab: an address, a name, the rows that it counts, and what it shows."""

    name: str
    label: Promise
    rows: Callable[[UseCase, Person], QuerySet[Any]] | None = None
    content: Callable[[HttpRequest, UseCase], dict[str, Any]] | None = None

    @property
    def template(self) -> str:
        """The file that draws it."""
        return f"admin/usecases/usecase/{self.name}.html"


def _of_case(visible: Rows) -> Callable[[UseCase, Person], QuerySet[Any]]:
    return lambda case, person: visible(person).filter(use_case=case)


_submissions = _of_case(visibility.submissions_for)
_decisions = _of_case(visibility.decisions_for)
_trials = _of_case(visibility.trials_for)
_outcomes = _of_case(visibility.outcomes_for)
_notes = _of_case(visibility_casefile.notes_for)
_files = _of_case(visibility_casefile.attachments_for)


def _lineages(case: UseCase, person: Person) -> QuerySet[Any]:
    rows = visibility_casefile.lineages_for(person)
    return rows.filter(earlier=case) | rows.filter(later=case)


def _submission(request: HttpRequest, case: UseCase) -> dict[str, Any]:
    """Show what the bank says, or what differs between two versions of it."""
    person = person_of(request)
    versions = list(_submissions(case, person).select_related("signed_by"))
    shown: dict[str, Any] = {"versions": versions}
    if "from" in request.GET or "to" in request.GET:
        first, second = (_version(versions, request.GET.get(name, "")) for name in ("from", "to"))
        parts, same = compare(first, second, category_names(person))
        return {**shown, "first": first, "second": second, "differing": parts, "same": same}
    return {**shown, "parts": of_case(case), "like": like_panel(case, person)}


def _version(versions: list[Submission], number: str) -> Submission:
    found = [each for each in versions if str(each.number) == number]
    if not found:
        raise Http404
    return found[0]


def _reviews(request: HttpRequest, case: UseCase) -> dict[str, Any]:
    """Show every decision, the latest first; an open one about an earlier version is void."""
    person = person_of(request)
    people = ("proposed_by", "confirmed_by", "refused_by", "released_by")
    rows = with_void(_decisions(case, person)).select_related("reason", "submission", *people)
    return {
        "void_help": VOID_HELP,
        **questions_panel(request, case),
        **assessments_panel(request, case),
        **remarks_panel(request, case),
        **replies_panel(case, person),
        "decisions": [
            (each, state, STATES[state][0], state == "void")
            for each, state in ((row, state_of(row)) for row in rows.select_related("letter"))
        ],
    }


def _trial(request: HttpRequest, case: UseCase) -> dict[str, Any]:
    """Show what was planned, aimed at and measured, and how the trial runs."""
    return {**trial_tab(request, case), **monitored(request, case)}


def _outcome(request: HttpRequest, case: UseCase) -> dict[str, Any]:
    person = person_of(request)
    rows = _outcomes(case, person).prefetch_related("claims__metric")
    public = clearances_panel(case, person)
    return {"outcomes": list(rows), **followed(request, case), **public}


def _note(request: HttpRequest, case: UseCase) -> dict[str, Any]:
    person = person_of(request)
    notes = _notes(case, person).select_related("written_by", "closed_by").order_by("-recorded_at")
    writes = may(on_case(person, case), Action.NOTE)
    form = NoteForm(person=person) if writes else None
    return {"notes": list(notes), "note_form": form, "closes": writes}


def _lineage(request: HttpRequest, case: UseCase) -> dict[str, Any]:
    ends = ("earlier__phase", "earlier__institution", "later__phase", "later__institution")
    links = list(_lineages(case, person_of(request)).select_related(*ends))
    return {
        "follows": [(each, each.earlier) for each in links if each.later_id == case.pk],
        "followed_by": [(each, each.later) for each in links if each.earlier_id == case.pk],
    }


TABS: tuple[Tab, ...] = (
    Tab("submission", _("Submission"), _submissions, _submission),
    Tab("reviews", _("Review"), None, _reviews),
    Tab("trial", _("Trial"), _trials, _trial),
    Tab("outcome", _("Outcome"), _outcomes, _outcome),
    Tab("files", _("Files"), _files, lambda request, case: {"panel": files_panel(request, case)}),
    Tab("notes", _("Notes"), _notes, _note),
    Tab("lineage", _("Lineage"), _lineages, _lineage),
    Tab("history", _("History")),
    Tab("edit", _("Edit")),
)
NAMES = frozenset(tab.name for tab in TABS)


def chosen(request: HttpRequest) -> Tab:
    """Return the tab that the address names; what was typed into the form stays with the form."""
    name = "edit" if request.method == "POST" else request.GET.get("tab", TABS[0].name)
    if name not in NAMES:
        raise Http404
    return next(tab for tab in TABS if tab.name == name)
