"""The moderation of a phase: its use cases in the order of their assessments, for a meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.admin.bulk_acts import BulkAct
from usecases.admin.bulk_cases import CASE_ACTS
from usecases.admin.moderation_file import as_file
from usecases.admin.pages import ConsolePage
from usecases.admin.person import person_of
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.reporting.moderation import ORDERS, Placed, narrowed, ordered, placed
from usecases.rules.visibility_reviews import meetings_for
from usecases.selection.moderation import OPEN, moderated_phases, reads_moderation
from usecases.vocabulary.criteria import OUTLIER_FEWEST
from usecases.vocabulary.stages import Stage

_KNOWN = frozenset({"phase", "sort", "category", "stage", "format", "large"})
COLUMNS: tuple[tuple[str, Promise, bool], ...] = (
    ("place", _("Place"), True),
    ("reference", _("Use case"), False),
    ("institution", _("Institution"), False),
    ("stage", _("Stage"), False),
    ("mean", _("Mean"), True),
    ("median", _("Median"), True),
    ("spread", _("Spread"), True),
    ("count", _("Assessed"), True),
)


@dataclass(frozen=True)
class Asked:
    """What the address asks for, and addresses that ask for something else."""

    phase: Phase
    sort: str
    categories: tuple[str, ...]
    stages: tuple[str, ...]
    large: bool

    def address(self, **changed: str) -> str:
        """Return the query of this page with something changed."""
        pairs = [("phase", self.phase.code), ("sort", changed.pop("sort", self.sort))]
        pairs += [("category", each) for each in self.categories]
        pairs += [("stage", each) for each in self.stages]
        large = changed.pop("large", "1" if self.large else "")
        pairs += [("large", large)] if large else []
        return "?" + urlencode([*pairs, *changed.items()])

    @property
    def whole(self) -> bool:
        """Whether every row stands in its place, so that a line divides them."""
        return self.sort == "place" and not self.categories and not self.stages


@dataclass(frozen=True)
class Heading:
    """A column: its label, the address that sorts by it, and how it is sorted now."""

    name: str
    label: Promise
    number: bool
    url: str
    sorted: str


def moderation_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show the cases of a phase, or hand them over as a file."""
    person = person_of(request)
    phases = list(moderated_phases(person))
    context: dict[str, Any] = {**site.each_context(request), "title": _("Moderation")}
    if not phases and not set(request.GET) & {"phase"}:
        return TemplateResponse(request, "admin/moderation/page.html", context)
    asked = _asked(request, phases)
    rows = placed(person, asked.phase)
    shown = ordered(narrowed(rows, asked.categories, asked.stages), asked.sort)
    if ending := request.GET.get("format"):
        return as_file(request, person, asked.phase, shown, ending)
    context |= _page(request, person, asked, rows, shown)
    return TemplateResponse(request, "admin/moderation/page.html", {**context, "phases": phases})


def _asked(request: HttpRequest, phases: Sequence[Phase]) -> Asked:
    """Read the address; a phase without cases to see is not there, other nonsense is refused."""
    if set(request.GET) - _KNOWN:
        raise BadRequest
    code = request.GET.get("phase") or _first(phases).code
    phase = next((each for each in phases if each.code == code), None)
    if phase is None:
        raise Http404
    sort = request.GET.get("sort") or "place"
    stages = tuple(filter(None, request.GET.getlist("stage")))
    if sort.removeprefix("-") not in ORDERS or set(stages) - set(Stage.values):
        raise BadRequest
    categories = tuple(filter(None, request.GET.getlist("category")))
    return Asked(phase, sort, categories, stages, bool(request.GET.get("large")))


def _first(phases: Sequence[Phase]) -> Phase:
    if not phases:
        raise Http404
    return phases[0]


def _page(
    request: HttpRequest, person: Person, asked: Asked, rows: list[Placed], shown: list[Placed]
) -> dict[str, Any]:
    line = asked.phase.capacity if asked.whole else None
    scales = [(c.lowest, c.highest) for each in rows[:1] for c in each.judgement.criteria]
    categories = {c.code: c.label for each in rows if (c := each.case.category)}
    stages = {each.case.stage for each in rows}
    return {
        "title": format_lazy(_("Moderation of {code}"), code=asked.phase.code),
        "now": timezone.now(),
        "asked": asked,
        "phase": asked.phase,
        "rows": [(row, line is not None and _crosses(row, shown, line)) for row in shown],
        "number": len(rows),
        "criteria": rows[0].judgement.criteria if rows else (),
        "scale": (min(s[0] for s in scales), max(s[1] for s in scales)) if scales else None,
        "headings": [_heading(asked, *column) for column in COLUMNS],
        "by_category": _heading(asked, "category", _("Category"), False),
        "proposal": _heading(asked, "proposal", _("Proposal"), False),
        "categories": [
            (c, label, c in asked.categories) for c, label in sorted(categories.items())
        ],
        "stages": [(s.value, s.label, s.value in asked.stages) for s in Stage if s in stages],
        "acts": _acts(person) if any(row.case.stage in OPEN for row in shown) else [],
        "open_stages": OPEN,
        "fewest": OUTLIER_FEWEST,
        "meetings": list(meetings_for(person).filter(phase=asked.phase)[:5]),
        "csv": asked.address(format="csv"),
        "xlsx": asked.address(format="xlsx"),
        "larger": asked.address(large="" if asked.large else "1"),
    }


def _acts(person: Person) -> list[BulkAct]:
    """Return what may be proposed for the chosen rows, as the list of use cases does it."""
    return [act for act in CASE_ACTS if act.name.startswith("propose") and act.may(person)]


def _crosses(row: Placed, shown: list[Placed], capacity: int) -> bool:
    """Whether this is the first row beyond the places there are."""
    beyond = [each for each in shown if each.place is not None and each.place > capacity]
    return bool(beyond) and beyond[0] is row


def _heading(asked: Asked, name: str, label: Promise, number: bool) -> Heading:
    now = asked.sort.removeprefix("-") == name
    turned = asked.sort.startswith("-")
    url = asked.address(sort=f"-{name}" if now and not turned else name)
    falls = turned != (name in ("mean", "median", "spread", "count"))
    return Heading(
        name, label, number, url, ("descending" if falls else "ascending") if now else ""
    )


PAGE = ConsolePage(
    "moderation",
    "moderation/",
    moderation_view,
    _("Moderation"),
    _("Use cases"),
    reads_moderation,
)
