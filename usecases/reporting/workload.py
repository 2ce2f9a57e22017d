"""What waits on whom, and since when: for the regulator alone."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import CharField, Count, F, Min, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.models.access import User
from usecases.models.institutions import Institution
from usecases.models.phases import Programme
from usecases.reporting.parts import PARAMETERS as OF_PARTS
from usecases.reporting.scope import Scope
from usecases.reporting.table import Column, Records, Row, Type
from usecases.reporting.waits import ASSESSOR, BANK, OFFICER, WAITS, WHOM, Wait
from usecases.rules.missing import Missing
from usecases.selection.errors import BadParameters

# It is of one moment: in a period, of what was submitted then.
PARAMETERS = tuple(name for name in OF_PARTS if name not in ("counted", "every"))
BY = "waits"

_PROGRAMME = Column("programme", Type.TEXT, _("Code of the programme."), label=_("Programme"))
_WAITS = (
    Column(BY, Type.TEXT, _("Code of what waits."), label=_("What waits")),
    Column("what", Type.TEXT, _("What waits."), label=_("In words")),
    Column("on", Type.TEXT, _("On whom: case officer, bank, assessor, approver."), label=_("On")),
)
_WHOM = (
    Column("whom", Type.TEXT, _("Id of the person or bank; empty: nobody's."), label=_("Id")),
    Column("who", Type.TEXT, _("Name of the person or bank."), label=_("Who")),
)
_HOW_MUCH = (
    Column("things", Type.COUNT, _("How many wait."), label=_("Waiting")),
    Column("since", Type.DATE, _("Since when the oldest of them waits."), label=_("Since")),
    Column(
        "days",
        Type.NUMBER,
        _("Days that the oldest of them has waited."),
        unit=_("days"),
        label=_("Oldest"),
    ),
)


COLUMNS = (_PROGRAMME, *_WAITS, *_WHOM, *_HOW_MUCH)


@dataclass(frozen=True)
class _Waiting:
    """How much of one thing waits on one person or bank."""

    wait: Wait
    programme: str
    whom: UUID | None
    things: int
    since: date


def columns(scope: Scope) -> tuple[Column, ...]:
    """Return the columns; by what waits, it is not told on whom."""
    if scope.value("by") not in (None, BY):
        text = str(_("This report can be broken down by: {names}.")).format(names=BY)
        raise BadParameters(Missing("by", "invalid", text))
    return (*_WAITS, *_HOW_MUCH) if scope.value("by") else COLUMNS


def rows(scope: Scope) -> tuple[list[Row], Row | None]:
    """Return one row for each thing and whom it waits on, the longest wait of a thing first.

    There is no total: the things are unlike, and one case may wait for several.
    """
    by = bool(scope.value("by"))
    if by:
        scope.refuse_mixed()
    codes = list(dict.fromkeys(phase.programme for phase in scope.phases()))
    zones = dict(Programme.objects.values_list("code", "time_zone"))
    found = [row for wait in WAITS for row in _found(scope, wait, zones)]
    order = {wait.name: place for place, wait in enumerate(WAITS)}
    found = [each for each in found if each.programme in codes]
    now = scope.times.as_at or timezone.now()
    if by:
        return [_of_thing(scope, wait, found, now, zones) for wait in WAITS], None
    names = _names(found)
    found.sort(
        key=lambda row: (
            codes.index(row.programme),
            order[row.wait.name],
            row.since,
            str(row.whom),
        )
    )
    return [_row(scope, each, names, now, zones) for each in found], None


def _found(scope: Scope, wait: Wait, zones: dict[str, str]) -> list[_Waiting]:
    """Return what waits, in one query; a moment is cut into days where its programme is."""
    waiting = scope.select(wait.subject, **wait.asked).order_by()
    part = "" if wait.subject == "use-cases" else "use_case__"
    whom: Any = F(wait.path) if wait.path else Value(None, output_field=CharField())
    grouped = (
        waiting.annotate(waits_since=wait.since(scope.times))
        .values(code=F(f"{part}phase__programme__code"), whom=whom)
        .annotate(things=Count("pk", distinct=True), oldest=Min("waits_since"))
    )
    return [
        _Waiting(
            wait,
            each["code"],
            each["whom"],
            each["things"],
            _day(each["oldest"], zones[each["code"]]),
        )
        for each in grouped
    ]


def _day(oldest: date | datetime, zone: str) -> date:
    if isinstance(oldest, datetime):
        return oldest.astimezone(ZoneInfo(zone)).date()
    return oldest


def _names(found: list[_Waiting]) -> dict[UUID, str]:
    """Return what people and banks are called, in two queries."""
    people = {each.whom for each in found if each.whom and each.wait.on in (OFFICER, ASSESSOR)}
    banks = {each.whom for each in found if each.whom and each.wait.on == BANK}
    told = {each.pk: str(each) for each in User.objects.filter(pk__in=people)}
    return told | {each.pk: str(each) for each in Institution.objects.filter(pk__in=banks)}


def _row(
    scope: Scope, each: _Waiting, names: dict[UUID, str], now: datetime, zones: dict[str, str]
) -> Row:
    values = {
        "programme": each.programme,
        **_said(each.wait),
        "whom": str(each.whom) if each.whom else None,
        "who": names.get(each.whom) if each.whom else None,
        **_how_much([each], now, zones),
    }
    return Row(values, {"things": _records(scope, each)})


def _of_thing(
    scope: Scope, wait: Wait, found: list[_Waiting], now: datetime, zones: dict[str, str]
) -> Row:
    """Return one row for a thing, whomever it waits on: each waits on one."""
    mine = [each for each in found if each.wait == wait]
    codes = [phase.code for phase in scope.phases()]
    records = scope.records(wait.subject, phase=codes, **wait.asked)
    return Row({**_said(wait), **_how_much(mine, now, zones)}, {"things": records})


def _said(wait: Wait) -> dict[str, Any]:
    return {BY: wait.name, "what": str(wait.label), "on": wait.on}


def _how_much(found: list[_Waiting], now: datetime, zones: dict[str, str]) -> dict[str, Any]:
    """Return how many wait, and how long the oldest of them has."""
    oldest = min(found, key=lambda each: each.since, default=None)
    days = None
    if oldest is not None:
        days = (now.astimezone(ZoneInfo(zones[oldest.programme])).date() - oldest.since).days
    since = oldest.since.isoformat() if oldest else None
    return {"things": sum(each.things for each in found), "since": since, "days": days}


def _records(scope: Scope, each: _Waiting) -> Records:
    name = WHOM[each.wait.on][0]
    narrowed: dict[str, Any] = {"programme": each.programme, **each.wait.asked}
    if each.whom:
        narrowed[name] = str(each.whom)
    elif name:
        narrowed["without"] = name
    return scope.records(each.wait.subject, **narrowed)
