"""Authorities, programmes, phases and what was announced of them."""

from datetime import UTC, datetime
from typing import Any

from tests.factories.base import add
from tests.factories.memory import number, once
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.phases import Authority, Participation, Phase, Programme, PublishedFigure
from usecases.vocabulary.terms import Measure, ParticipationRole

OPENED = datetime(2020, 1, 1, tzinfo=UTC)
CLOSED = datetime(2020, 3, 1, tzinfo=UTC)
FAR = datetime(2099, 12, 31, tzinfo=UTC)


def make_authority(code: str = "", **fields: Any) -> Authority:
    """Make a regulator."""
    code = code or f"AU{number('authority')}"
    return add(Authority(**{"code": code, "name_en": f"Authority {code}", **fields}))


def authority() -> Authority:
    """The regulator that leads when the test does not care."""
    return once("authority", lambda: make_authority("HKMA"))


def make_programme(code: str = "", **fields: Any) -> Programme:
    """Make a programme."""
    code = code or f"PR{number('programme')}"
    fields = {"lead": fields.pop("lead", None) or authority(), **fields}
    return add(Programme(**{"code": code, "name_en": f"Sandbox {code}", "family": "ai", **fields}))


def programme() -> Programme:
    """The programme that a phase belongs to when the test does not care."""
    return once("programme", lambda: make_programme("GS"))


def make_phase(code: str = "", **fields: Any) -> Phase:
    """Make a phase without dates."""
    taken: set[str] = once("phase codes", set)
    given = number("phase")
    while not code and f"GS{given}" in taken:
        given = number("phase")
    code = code or f"GS{given}"
    taken.add(code)
    fields = {"programme": fields.pop("programme", None) or programme(), **fields}
    return add(Phase(**{"code": code, "number": given, "name_en": f"Phase {given}", **fields}))


def open_phase(code: str = "", **fields: Any) -> Phase:
    """Make a phase that is open from 2020 to 2099."""
    return make_phase(code, **{"opens_at": OPENED, "closes_at": FAR, **fields})


def closed_phase(code: str = "", **fields: Any) -> Phase:
    """Make a phase that was open in January and February 2020."""
    return make_phase(code, **{"opens_at": OPENED, "closes_at": CLOSED, **fields})


def phase() -> Phase:
    """The open phase that a case is in when the test does not care."""
    return once("phase", open_phase)


def make_published_figure(
    of: Phase, measure: str = Measure.USE_CASES, **fields: Any
) -> PublishedFigure:
    """Make a figure announced for a phase."""
    told = {"text": "15", "lower": 15, "upper": 15, "source": "A press release"}
    return add(PublishedFigure(programme=of.programme, phase=of, measure=measure, **told | fields))


def make_participation(
    in_phase: Phase, who: Institution | TechnologyPartner, **fields: Any
) -> Participation:
    """Let an institution take part in a phase, or a partner."""
    if isinstance(who, Institution):
        given = {"institution": who, "role": ParticipationRole.PARTICIPANT}
    else:
        given = {"partner": who, "role": ParticipationRole.PARTNER}
    return add(Participation(**{"phase": in_phase, "since": OPENED, **given, **fields}))
