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

PARAMETERS = tuple(name for name in OF_PARTS if name != "by")

COLUMNS = (
    Column("programme", Type.TEXT, _("Code of the programme."), label=_("Programme")),
    Column("waits", Type.TEXT, _("Code of what waits."), label=_("Code")),
    Column("what", Type.TEXT, _("What waits."), label=_("What waits")),
    Column("on", Type.TEXT, _("On whom: case officer, bank, assessor, approver."), label=_("On")),
    Column("whom", Type.TEXT, _("Id of the person or bank; empty: nobody's."), label=_("Id")),
    Column("who", Type.TEXT, _("Name of the person or bank."), label=_("Who")),
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


@dataclass(frozen=True)
class _Waiting:
    """How much of one thing waits on one person or bank."""

    wait: Wait
    programme: str
    whom: UUID | None
    things: int
    since: date


def rows(scope: Scope) -> tuple[list[Row], Row | None]:
    """Return one row for each thing and whom it waits on, the longest wait of a thing first.

    There is no total: the things are unlike, and one case may wait for several.
    """
    codes = list(dict.fromkeys(phase.programme for phase in scope.phases()))
    zones = dict(Programme.objects.values_list("code", "time_zone"))
    found = [row for wait in WAITS for row in _found(scope, wait, zones)]
    names = _names(found)
    order = {wait.name: place for place, wait in enumerate(WAITS)}
    found = [each for each in found if each.programme in codes]
    found.sort(
        key=lambda row: (
            codes.index(row.programme),
            order[row.wait.name],
            row.since,
            str(row.whom),
        )
    )
    now = scope.times.as_at or timezone.now()
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
    today = now.astimezone(ZoneInfo(zones[each.programme])).date()
    values = {
        "programme": each.programme,
        "waits": each.wait.name,
        "what": str(each.wait.label),
        "on": each.wait.on,
        "whom": str(each.whom) if each.whom else None,
        "who": names.get(each.whom) if each.whom else None,
        "things": each.things,
        "since": each.since.isoformat(),
        "days": (today - each.since).days,
    }
    return Row(values, {"things": _records(scope, each)})


def _records(scope: Scope, each: _Waiting) -> Records:
    name = WHOM[each.wait.on][0]
    narrowed: dict[str, Any] = {"programme": each.programme, **each.wait.asked}
    if each.whom:
        narrowed[name] = str(each.whom)
    elif name:
        narrowed["without"] = name
    return scope.records(each.wait.subject, **narrowed)
