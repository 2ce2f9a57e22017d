"""Acts on many rows: what will happen to each, or why it cannot, and the verb behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import ActForm, ReasonForm
from usecases.audit import writing
from usecases.models.person import Person
from usecases.notices.decided import Paper
from usecases.rules.missing import Missing
from usecases.vocabulary.stages import Stage
from usecases.workflow.errors import Invalid, Refused, Stale

Text = Promise | str
MOST = 500  # rows in one act: so long as they are written nobody else writes


@dataclass(frozen=True)
class Outlook:
    """What an act will do to one row; `why_not` says why it stays as it is."""

    row: Any
    whose: Text = ""
    stage: str = ""  # where the use case stands, and where it will
    target: str = ""
    what: Text = ""
    why_not: Text = ""
    changed: bool = False  # since the person looked
    paper: Paper | None = None  # the letter that goes out, or will be held
    agreed: bool = False  # that very letter: another one is not taken for it

    @property
    def stage_word(self) -> Text:
        """The staff's word for where it stands."""
        return Stage(self.stage).label

    @property
    def target_word(self) -> Text:
        """The staff's word for where it will stand."""
        return Stage(self.target).label

    @property
    def key(self) -> str:
        """The row as the page carries it: which, how it stood, and whether it was to be done."""
        return f"{self.row.pk}@{self.stamp}@{'' if self.why_not else '1'}"

    @property
    def stamp(self) -> str:
        """What tells whether the row, or the letter that was read, is another one now."""
        mark = self.paper.mark[:16] if self.paper and self.agreed else ""
        return f"{stamp(self.row)}/{mark}"


@dataclass(frozen=True)
class BulkAct:
    """One thing that can be done to many rows of a list."""

    name: str
    label: Text
    lead: Text
    may: Callable[[Person], bool]
    outlook: Callable[[Sequence[Any], Person], list[Outlook]]
    perform: Callable[[Any, Person, dict[str, Any]], object]
    form: type[ActForm] = ReasonForm
    related: tuple[str, ...] = ()
    danger: bool = False
    fresh: bool = False  # asks for a fresh sign-in
    letters: Callable[[Sequence[Any], Person, dict[str, Any]], list[Paper]] | None = None

    def rows(self, rows: QuerySet[Any]) -> list[Any]:
        """Return the rows with what is told of them."""
        return list(rows.select_related(*self.related))


@dataclass(frozen=True)
class Seen:
    """The rows as the person saw them on the page of the act."""

    stamps: dict[UUID, str] = field(default_factory=dict)
    ready: frozenset[UUID] = frozenset()

    @classmethod
    def read(cls, text: str) -> "Seen":
        """Read what the page carried; raise ValueError about anything else."""
        parts = [part.split("@") for part in text.split()]
        if not parts or len(parts) > MOST or any(len(part) != 3 for part in parts):  # noqa: PLR2004  # which, how it stood, whether
            raise ValueError(text)
        found = {UUID(key): known for key, known, _ready in parts}
        return cls(found, frozenset(UUID(key) for key, _known, ready in parts if ready))


def stamp(row: Model) -> str:
    """Return what tells whether a row, or the use case it is about, was changed."""
    case = getattr(row, "use_case", None)
    moment: datetime = getattr(row, "updated_at")  # noqa: B009  # every Record has it
    return f"{moment.isoformat()}/{getattr(case or row, 'version', '')}"


def looked_at_again(act: BulkAct, rows: list[Any], person: Person, seen: Seen) -> list[Outlook]:
    """Return the outlook in the order in which it was seen, marking what changed since."""
    order = {key: at for at, key in enumerate(seen.stamps)}
    found = sorted(act.outlook(rows, person), key=lambda each: order[each.row.pk])
    return [replace(each, changed=_differs(each, seen)) for each in found]


def with_letters(act: BulkAct, outlook: list[Outlook], form: ActForm) -> list[Outlook]:
    """Show with each row the letter that what is typed would make."""
    typed = form.cleaned_data if form.is_bound else {}
    ready = [each for each in outlook if not each.why_not]
    if act.letters is None or not ready:
        return outlook
    rows = [each.row for each in ready]
    papers = dict(zip((row.pk for row in rows), act.letters(rows, form.person, typed), strict=True))
    return [replace(each, paper=papers.get(each.row.pk)) for each in outlook]


def _differs(each: Outlook, seen: Seen) -> bool:
    key: UUID = each.row.pk
    return seen.stamps[key] != each.stamp or (key in seen.ready) == bool(each.why_not)


def carry_out(
    act: BulkAct, rows: QuerySet[Any], person: Person, seen: Seen, values: dict[str, Any]
) -> list[Outlook]:
    """Do to every row what was announced, or to none: nothing may have changed in between."""
    reason = values.get("reason")
    with writing(by=person, reason=reason if isinstance(reason, str) else ""):
        found = act.rows(rows.filter(pk__in=seen.stamps))
        outlook = looked_at_again(act, found, person, seen)
        if len(found) != len(seen.stamps) or any(each.changed for each in outlook):
            raise Stale
        for each in outlook:
            if not each.why_not:
                _perform(act, each.row, person, dict(values))
    return outlook


def _perform(act: BulkAct, row: Any, person: Person, values: dict[str, Any]) -> None:
    try:
        act.perform(row, person, values)
    except Refused as refusal:
        faults = [Missing(each.field, each.code, f"{row}: {each.text}") for each in refusal.faults]
        raise Invalid(*faults) from refusal


NOT_AT_THIS_STAGE = _("Not possible at the present stage.")
SOMEBODY_ELSES = _("This step is somebody else's to make.")
