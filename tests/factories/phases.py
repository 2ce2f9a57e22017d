"""Authorities, programmes, phases and what was announced of them."""

from datetime import UTC, datetime
from typing import Any

from tests.factories.base import RecordFactory, declare, given
from tests.factories.memory import once
from usecases.models.figures import PublishedFigure
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.phases import Authority, Participation, Phase, Programme
from usecases.vocabulary.terms import Measure, ParticipationRole

OPENED = datetime(2020, 1, 1, tzinfo=UTC)
CLOSED = datetime(2020, 3, 1, tzinfo=UTC)
FAR = datetime(2099, 12, 31, tzinfo=UTC)


class AuthorityFactory(RecordFactory[Authority]):
    """Makes regulators."""

    class Meta:
        model = Authority

    code = declare.Sequence(lambda n: f"AU{n}")
    name_en = declare.LazyAttribute(lambda regulator: f"Authority {regulator.code}")


def make_authority(code: str = "", **fields: Any) -> Authority:
    """Make a regulator."""
    return AuthorityFactory.create(**given(code=code), **fields)


def authority() -> Authority:
    """The regulator that leads when the test does not care."""
    return once("authority", lambda: make_authority("HKMA"))


class ProgrammeFactory(RecordFactory[Programme]):
    """Makes programmes."""

    class Meta:
        model = Programme

    code = declare.Sequence(lambda n: f"PR{n}")
    name_en = declare.LazyAttribute(lambda sandbox: f"Sandbox {sandbox.code}")
    family = "ai"
    lead = declare.LazyFunction(authority)


def make_programme(code: str = "", **fields: Any) -> Programme:
    """Make a programme."""
    return ProgrammeFactory.create(**given(code=code), **fields)


def programme() -> Programme:
    """The programme that a phase belongs to when the test does not care."""
    return once("programme", lambda: make_programme("GS"))


def _free_code(made: Any) -> str:
    number: int = made.number
    while Phase.objects.filter(code=f"GS{number}").exists():
        number += 1
    return f"GS{number}"


class PhaseFactory(RecordFactory[Phase]):
    """Makes phases: without dates, or `open` from 2020 to 2099, or `closed` since March 2020."""

    class Meta:
        model = Phase

    class Params:
        open = declare.Trait(opens_at=OPENED, closes_at=FAR)
        closed = declare.Trait(opens_at=OPENED, closes_at=CLOSED)

    number = declare.Sequence(lambda n: n)
    code = declare.LazyAttribute(_free_code)
    name_en = declare.LazyAttribute(lambda made: f"Phase {made.number}")
    programme = declare.LazyFunction(programme)


def make_phase(code: str = "", **fields: Any) -> Phase:
    """Make a phase without dates."""
    return PhaseFactory.create(**given(code=code), **fields)


def open_phase(code: str = "", **fields: Any) -> Phase:
    """Make a phase that is open from 2020 to 2099."""
    return make_phase(code, open=True, **fields)


def closed_phase(code: str = "", **fields: Any) -> Phase:
    """Make a phase that was open in January and February 2020."""
    return make_phase(code, closed=True, **fields)


def phase() -> Phase:
    """The open phase that a case is in when the test does not care."""
    return once("phase", open_phase)


class PublishedFigureFactory(RecordFactory[PublishedFigure]):
    """Makes figures announced for a phase."""

    class Meta:
        model = PublishedFigure

    phase = declare.LazyFunction(phase)
    programme = declare.SelfAttribute("phase.programme")
    measure = Measure.USE_CASES
    text = "15"
    lower = 15
    upper = 15
    source = "A press release"


def make_published_figure(
    of: Phase, measure: str = Measure.USE_CASES, **fields: Any
) -> PublishedFigure:
    """Make a figure announced for a phase."""
    return PublishedFigureFactory.create(phase=of, measure=measure, **fields)


class ParticipationFactory(RecordFactory[Participation]):
    """Makes participations, of an institution or of a partner."""

    class Meta:
        model = Participation

    phase = declare.LazyFunction(phase)
    partner = None
    role = declare.LazyAttribute(
        lambda made: ParticipationRole.PARTNER if made.partner else ParticipationRole.PARTICIPANT
    )
    since = OPENED


def make_participation(
    in_phase: Phase, who: Institution | TechnologyPartner, **fields: Any
) -> Participation:
    """Let an institution take part in a phase, or a partner."""
    side = "institution" if isinstance(who, Institution) else "partner"
    return ParticipationFactory.create(phase=in_phase, **{side: who}, **fields)
