"""A frozen phase report put together for reading: page, paper and preview show this document."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from usecases.charts.chart import Chart
from usecases.exchange.phase_report_blocks import Block, Document, Links, Note, Section, Table
from usecases.exchange.phase_report_charts import DRAWN, announced
from usecases.exchange.phase_report_entries import LISTED
from usecases.exchange.phase_report_figures import (
    Figures,
    below_each_other,
    crossed,
    phase_by_phase,
    recorded_beside_announced,
    row_by_row,
)
from usecases.exchange.phase_report_method import about, definitions
from usecases.reporting.phase_report_parts import PART_BY_NAME, Basis, Part
from usecases.vocabulary.phase_report import SECTIONS

_SHAPES: dict[str, Callable[..., Table]] = {
    "announced": recorded_beside_announced,
    "themes": crossed,
}
_NOTHING = Links()


def document_of(
    content: dict[str, Any], links: Links = _NOTHING, *, published_at: datetime | None = None
) -> Document:
    """Return the document that a frozen report is read as, in the language it was frozen in."""
    facts = content["facts"]
    with translation.override("en-gb" if facts["language"] == "en" else facts["language"]):
        return Document(
            title=facts["phase"]["name_en"] or facts["phase"]["code"],
            subtitle=_("Phase report"),
            chinese=facts["phase"]["name_zh_hant"] or facts["programme"]["name_zh_hant"] or "",
            language=facts["language"],
            invented=bool(facts["programme"]["invented"]),
            facts=tuple(_front(content, published_at)),
            sections=tuple(_sections(content, links)),
        )


def _front(content: dict[str, Any], published_at: datetime | None) -> Iterator[tuple[str, str]]:
    facts = content["facts"]
    zone = ZoneInfo(facts["programme"]["time_zone"])
    phase, programme = facts["phase"], facts["programme"]
    yield _("Programme"), f"{programme['name_en']} ({programme['code']})"
    yield _("Authority"), ", ".join((programme["lead"], *(programme["co_authorities"] or ())))
    if programme["host"]:
        yield _("Host"), programme["host"]
    yield _("Phase"), phase["code"]
    if phase["theme"]:
        yield _("Theme"), phase["theme"]
    yield from _dates(phase, zone)
    yield _("Edition"), str(content["edition"])
    if published_at is not None:
        yield _("Published"), date_format(localtime(published_at, zone), "j F Y")
    else:
        yield _("Published"), _("not yet: this is a draft")


def _dates(phase: dict[str, Any], zone: ZoneInfo) -> Iterator[tuple[str, str]]:
    opens, closes = (_day(phase[name], zone) for name in ("opens_at", "closes_at"))
    if opens or closes:
        yield _("Applications"), _span(opens, closes)
    if phase["announced_on"]:
        yield _("Announced"), _day(phase["announced_on"], zone)
    trials = [
        phase[f"trials_{end}_words"] or _day(phase[f"trials_{end}"], zone) for end in ("from", "to")
    ]
    if any(trials):
        yield _("Trials"), _span(*trials)


def _span(first: str, last: str) -> str:
    return " – ".join(each for each in (first, last) if each)


def _day(text: str | None, zone: ZoneInfo) -> str:
    moment = parse_datetime(text or "") if "T" in (text or "") else None
    day: date | None = localtime(moment, zone).date() if moment else parse_date(text or "")
    return date_format(day, "j F Y") if day else ""


def _sections(content: dict[str, Any], links: Links) -> Iterator[Section]:
    number = 0
    for section in SECTIONS:
        text = content["facts"]["texts"].get(section.code, "")
        blocks = tuple(_blocks(section.code, content, links))
        if text or blocks:
            number += 1
            yield Section(section.code, number, str(section.title), text, blocks)


def _blocks(code: str, content: dict[str, Any], links: Links) -> Iterator[Block]:
    facts = content["facts"]
    for part in facts["parts"]:
        if PART_BY_NAME[part["name"]].section == code:
            yield from _part(part, content, links)
    if code == "comparison" and _phases(facts) < 2:  # noqa: PLR2004 - one is the phase itself
        yield Note(
            _("It is the first phase of its family: there is no earlier one to compare with.")
        )
    if code == "method":
        yield from (about(content), definitions(content))


def _as_at(facts: dict[str, Any]) -> str:
    return _day(facts["as_at"], ZoneInfo(facts["programme"]["time_zone"]))


def _phases(facts: dict[str, Any]) -> int:
    return next((len(part["rows"]) for part in facts["parts"] if part["name"] == "phases"), 0)


def _part(part: dict[str, Any], content: dict[str, Any], links: Links) -> Iterator[Block]:
    facts, known = content["facts"], PART_BY_NAME[part["name"]]
    title = str(known.title)
    if known.listing:
        yield from LISTED[known.listing](part, title, facts["words"], links)
        return
    if known.so_far and len(part["rows"]) < 2:  # noqa: PLR2004 - one is the phase itself
        return
    if not part["rows"] or _untold(part, known):
        yield Note(_("{title}: there is nothing to count yet.").format(title=title))
        return
    if _withheld(part):
        told = _("{title}: every figure rests on few institutions, and is withheld.")
        yield Note(told.format(title=title))
        return
    figures = Figures(part, content["columns"][part["name"]], facts["words"], links)
    if chart := _chart(figures, facts):
        yield replace(chart, source=facts["programme"]["lead"], date=_as_at(facts))
    shape = _SHAPES.get(part["name"], below_each_other if len(part["rows"]) == 1 else row_by_row)
    if known.so_far:
        shape = phase_by_phase
    elif known.name == "performance":
        shape = row_by_row
    yield shape(figures, title, _note(part))


def _untold(part: dict[str, Any], known: Part) -> bool:
    """Whether nothing is published of outcomes: noughts would say that nothing came of it."""
    counts = [n for row in part["rows"] for name, n in row.items() if name != "phase"]
    return known.report == "outcomes" and not any(counts)


def _withheld(part: dict[str, Any]) -> bool:
    """Whether a table tells nothing: a column of withheld figures is left out."""
    pairs = zip(part["rows"], part.get("withheld") or (), strict=False)
    counts = [value for row, _held in pairs for value in row.values() if not isinstance(value, str)]
    return bool(counts) and not any(value is not None for value in counts)


def _chart(figures: Figures, facts: dict[str, Any]) -> Chart | None:
    name = figures.part["name"]
    if name == "announced":
        told: list[dict[str, Any]] = next(
            (each["rows"] for each in facts["parts"] if each["name"] == "figures"), []
        )
        return announced(figures, told)
    chart = DRAWN[name](figures) if name in DRAWN else None
    return chart if chart and not chart.empty else None


def _note(part: dict[str, Any]) -> str:
    if part["basis"] == Basis.FROZEN:
        return _(
            "A published table, counted from all records of the phase; figures that rest on few "
            "institutions are withheld, with what would let them be worked out."
        )
    return _("Counted from what is published.")
