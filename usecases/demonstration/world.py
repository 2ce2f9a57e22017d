"""The invented regulator, its programme and phases, the firms and their technology partners."""

from dataclasses import dataclass, field
from datetime import datetime, time
from zoneinfo import ZoneInfo

from usecases.audit.context import lived_at
from usecases.demonstration.calendar import CODE, ZONE, Round
from usecases.demonstration.cast import Cast
from usecases.demonstration.names import FIRMS, PARTNERS, Firm
from usecases.demonstration.writing import write_templates
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.phases import Authority, Phase, Programme
from usecases.models.words import Category, Metric, Technique, Term
from usecases.vocabulary.basis import SourceKind
from usecases.vocabulary.terms import Coverage, TermKind
from usecases.workflow.edit import create

INVENTED = "Invented for the demonstration."
_ROUNDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


@dataclass
class World:
    """The records that lives refer to."""

    programme: Programme
    phases: dict[str, Phase] = field(default_factory=dict)
    institutions: dict[Firm, Institution] = field(default_factory=dict)
    partners: dict[str, TechnologyPartner] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    techniques: dict[str, Technique] = field(default_factory=dict)
    metrics: dict[str, Metric] = field(default_factory=dict)
    terms: dict[tuple[str, str], Term] = field(default_factory=dict)


def clock(day_of: Round, name: str, at: time) -> datetime:
    """Return a moment of one of a phase's days, on the programme's clock."""
    return datetime.combine(getattr(day_of, name), at, ZoneInfo(ZONE))


def build(cast: Cast, rounds: list[Round], capacity: int) -> World:
    """Write everything that is there before the first use case."""
    with lived_at(clock(rounds[0], "opens", time(8))):
        authority = create(
            Authority(
                code="HFA",
                name_en="Harbour Financial Authority",
                name_zh_hant="港灣金融管理局",
                name_zh_hans="港湾金融管理局",
                contact="officer@regulator.example",
                letterhead="Harbour Financial Authority\n1 Invented Quay, Harbour City",
                signature="Prudence Yeung\nHead of unit, Innovation",
            ),
            by=cast.officer,
        )
        write_templates(cast, authority)
        world = World(_programme(cast, authority))
        world.categories = {each.code: each for each in Category.objects.all()}
        world.techniques = {each.code: each for each in Technique.objects.all()}
        world.metrics = {each.code: each for each in Metric.objects.all()}
        world.terms = {(each.kind, each.code): each for each in Term.objects.all()}
        world.phases = {each.code: _phase(cast, world.programme, each, capacity) for each in rounds}
        world.institutions = {firm: _institution(cast, world, firm) for firm in FIRMS}
        world.partners = {name: _partner(cast, world, name, kind) for name, kind in PARTNERS}
    return world


def _programme(cast: Cast, authority: Authority) -> Programme:
    programme = Programme(
        code=CODE,
        name_en="Harbour Sandbox",
        name_zh_hant="港灣沙盒",
        name_zh_hans="港湾沙盒",
        family="harbour-sandbox",
        lead=authority,
        host="Harbour Compute Centre",
        round_word="phase",
        time_zone=ZONE,
        target_days=60,
        languages=["en", "zh-hant"],
        invented=True,
    )
    return create(programme, by=cast.officer, co_authorities=[])


def _phase(cast: Cast, programme: Programme, each: Round, capacity: int) -> Phase:
    phase = Phase(
        programme=programme,
        number=each.number,
        code=each.code,
        name_en=f"Harbour Sandbox, {_ordinal(each.number)} phase",
        theme=each.theme,
        eligibility="Institutions supervised by the invented authority, alone or with partners.",
        contact="officer@regulator.example",
        opens_at=clock(each, "opens", time(9)),
        closes_at=clock(each, "closes", time(23, 59)),
        announced_on=each.announced,
        trials_from=each.trials_from,
        trials_to=each.trials_to,
        report_due_on=each.report_due,
        capacity=capacity,
        minimum_assessors=2,
        coverage=Coverage.ALL,
        source=INVENTED,
        source_kind=SourceKind.PRIMARY,
    )
    return create(phase, by=cast.officer)


def _ordinal(number: int) -> str:
    return _ROUNDS[number - 1] if number <= len(_ROUNDS) else f"{number}th"


def _institution(cast: Cast, world: World, firm: Firm) -> Institution:
    institution = Institution(
        legal_name=firm.legal_name,
        short_name=firm.short_name,
        name_zh_hant=firm.name_zh_hant,
        name_zh_hans=firm.name_zh_hans,
        sector=world.terms[TermKind.SECTOR, firm.sector],
        kind=world.terms[TermKind.INSTITUTION_KIND, firm.kind],
        authority=world.programme.lead,
        source=INVENTED,
        source_kind=SourceKind.PRIMARY,
    )
    return create(institution, by=cast.officer)


def _partner(cast: Cast, world: World, name: str, kind: str) -> TechnologyPartner:
    partner = TechnologyPartner(
        name=name,
        kind=world.terms[TermKind.PARTNER_KIND, kind],
        source=INVENTED,
        source_kind=SourceKind.PRIMARY,
    )
    return create(partner, by=cast.officer)
