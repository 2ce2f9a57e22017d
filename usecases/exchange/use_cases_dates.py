"""The dates of one row: the stages that were reached, in order, as precisely as they are known."""

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from usecases.exchange.sheet_cells import Cells
from usecases.exchange.sheet_dates import last_day
from usecases.exchange.sheet_names import coded
from usecases.exchange.use_cases_columns import STAGES
from usecases.models.phases import Programme
from usecases.rules.deadlines import day_end
from usecases.vocabulary.stages import ENDED, Stage
from usecases.workflow.record import Reached

_NAMES = coded((code, Stage(code).label) for code in STAGES)
_AT = {code: place for place, code in enumerate(STAGES)}
# These may come before or after the stages beside them.
_ANYWHERE = frozenset({Stage.CLARIFYING})
# A life that ended like this never came so far.
_NEVER: dict[str, tuple[str, ...]] = {
    Stage.DECLINED: (Stage.ACCEPTED, Stage.TRIALLING, Stage.SUSPENDED),
    Stage.LAPSED: (Stage.TRIALLING, Stage.SUSPENDED),
}


def moment(cells: Cells, column: str, programme: Programme) -> tuple[datetime, str] | None:
    """Return the end of a day, month or year in the programme's zone, and which of these it is."""
    cell = cells.text(column)
    if not cell:
        return None
    day, precision = last_day(cell)
    if day is None:
        text = _("This is not a date such as 2026-01-31, 2026-01 or 2026.")
        cells.fault(column, "date", text)
        return None
    end = day_end(day, programme).astimezone(UTC)
    if end > timezone.now():
        text = _("This is in the future: a date counts until its last moment.")
        cells.fault(column, "future", text)
        return None
    return end, precision


def reached(cells: Cells, programme: Programme) -> list[Reached]:
    """Return the stages of a row in the order of time, each with its date."""
    dated = {code: found for code in STAGES if (found := moment(cells, code, programme))}
    ordered = sorted(dated, key=lambda code: (dated[code][0], _AT[code]))
    filled = [code for code in STAGES if cells.text(code)]
    possible = _check_end(cells, filled) and _check_order(cells, dated)
    _check_last(cells, filled, ordered if possible and len(ordered) == len(filled) else [])
    return [Reached(code, *dated[code]) for code in ordered]


def _check_end(cells: Cells, filled: list[str]) -> bool:
    """Refuse two ends, and what an end rules out."""
    ends = [code for code in filled if code in ENDED]
    never = [code for code in _NEVER.get(ends[0], ()) if code in filled] if ends else []
    for code in ends[1:]:
        text = _("This use case has ended already: see %(column)s.") % {"column": ends[0]}
        cells.fault(code, "ended", text)
    for code in never:
        text = _("One that is %(end)s never came to this stage.") % {"end": ends[0]}
        cells.fault(code, "impossible", text)
    return not (ends[1:] or never)


def _check_order(cells: Cells, dated: dict[str, tuple[datetime, str]]) -> bool:
    """Refuse a date that ends before that of an earlier stage."""
    before, possible = "", True
    for code in (code for code in dated if code not in _ANYWHERE):
        if before and dated[code][0] < dated[before][0]:
            text = _("This is before %(column)s. A month or a year counts as its last day.")
            cells.fault(code, "order", text % {"column": before})
            possible = False
        else:
            before = code
    return possible


def _check_last(cells: Cells, filled: list[str], ordered: list[str]) -> None:
    """The stage named is the last of those that are dated."""
    named = cells.one("stage", _NAMES)
    if named is not None and named not in filled:
        text = _("Give its date in the column %(column)s.") % {"column": named}
        cells.fault("stage", "undated", text)
    elif named is not None and ordered and ordered[-1] != named:
        text = _("A later stage has a date: see %(column)s.") % {"column": ordered[-1]}
        cells.fault("stage", "not-last", text)
