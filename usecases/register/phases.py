"""Programmes and phases as they are published, read back for the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.functional import Promise

from usecases.models.phases import Phase, Programme
from usecases.rules.deadlines import is_open, state
from usecases.selection.public import PUBLIC
from usecases.vocabulary.basis import Precision

_DAYS = ("announced_on", "trials_from_earliest", "trials_from", "trials_to_earliest", "trials_to")
_MOMENTS = ("opens_at", "closes_at")
_WORDS = ("code", "name_en", "name_zh_hant", "name_zh_hans")


@dataclass(frozen=True)
class PublicPhase:
    """A phase with what its dates say; a vague date has its own words."""

    code: str
    name: str
    theme: str
    zone: str
    state: Promise | str
    whole_days: bool
    opens_at: datetime | None
    closes_at: datetime | None
    announced_on: date | None
    trials_from: date | str | None
    trials_to: date | str | None
    open: bool
    eligibility: str
    contact: str


def public_programmes() -> list[Programme]:
    """Return the programmes that are published, not bound to the database."""
    names = (*_WORDS, "time_zone", "invented")
    return [
        Programme(**{name: row.content[name] for name in names})
        for row in PUBLIC["programmes"].select({})
    ]


def public_phases(programmes: Mapping[str, Programme]) -> dict[str, list[PublicPhase]]:
    """Return the published phases by the code of their programme, in order."""
    found: dict[str, list[PublicPhase]] = {code: [] for code in programmes}
    for row in PUBLIC["phases"].select({}):
        programme = programmes.get(row.content["programme"])
        if programme is not None:
            found[programme.code].append(_phase(row.content, programme))
    return found


def _phase(content: Mapping[str, Any], programme: Programme) -> PublicPhase:
    phase = Phase(
        programme=programme,
        **{name: content[name] for name in (*_WORDS, "theme")},
        **{name: parse_datetime(content[name] or "") for name in _MOMENTS},
        **{name: parse_date(content[name] or "") for name in _DAYS},
    )
    return PublicPhase(
        code=phase.code,
        name=phase.name,
        theme=phase.theme,
        zone=programme.time_zone,
        state=state(phase, timezone.now()).label,
        whole_days=content["window_precision"] != Precision.MOMENT,
        opens_at=phase.opens_at,
        closes_at=phase.closes_at,
        announced_on=phase.announced_on,
        trials_from=content["trials_from_words"] or phase.trials_from,
        trials_to=content["trials_to_words"] or phase.trials_to,
        open=is_open(phase, timezone.now()),
        eligibility=content.get("eligibility", ""),
        contact=content.get("contact", ""),
    )
