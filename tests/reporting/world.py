"""A small world in which every report has something to count, and something to hide."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import time_machine

from tests.factories import memory
from tests.factories.base import add
from tests.factories.institutions import bank_a, make_institution, make_partner
from tests.factories.outcomes import told_outcome
from tests.factories.phases import (
    authority,
    make_authority,
    make_participation,
    make_programme,
    make_published_figure,
    open_phase,
)
from tests.factories.publications import loaded
from tests.factories.usecases import REACHED, recorded_case, use_case_at
from tests.factories.words import category as any_category
from tests.factories.words import make_category, make_technique, make_term
from tests.people import ANONYMOUS, approver, auditor, officer, signatory
from usecases.models.casefile import Lineage
from usecases.models.institutions import Institution
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.publications import Publication
from usecases.vocabulary.casefile import LineageKind
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import OutcomeResult, TermKind
from usecases.workflow import publish

FIRST, SECOND = "2026-03-02T09:00:00+08:00", "2026-04-02T09:00:00+08:00"
BETWEEN = "2026-03-15"


@dataclass(frozen=True)
class World:
    """Who asks, and what may be asked for."""

    readers: dict[str, Person]
    bank: Institution
    other: Institution


def build() -> World:
    """Make half of it in March, the rest in April; most of the register is published."""
    memory.forget()
    with time_machine.travel(FIRST, tick=False):
        early, late, other = _phases()
        bank, insurer = bank_a(), _insurer()
        category, technique = make_category("fraud-prevention"), make_technique("agents")
        partner = make_partner("A partner")
        for stage in REACHED:
            use_case_at(stage, phase=early, partners=[partner])
        recorded = recorded_case(Stage.ACCEPTED, institution=insurer, phase=early)
        public = [
            *(early.programme, other.programme, early, late, other, bank, insurer, partner),
            *(category, any_category(), recorded),
            recorded_case(Stage.COMPLETED, phase=other, category=category),
            make_published_figure(early),
            make_participation(other, insurer),
        ]
        for record in public:
            loaded(record)
        for participation in early.participations.all():
            loaded(participation)
    with time_machine.travel(SECOND, tick=False):
        use_case_at(Stage.ACCEPTED, phase=late, category=category, techniques=[technique])
        withdrawn = use_case_at(Stage.DECLINED, institution=insurer, phase=late)
        told_outcome(use_case_at(Stage.TRIALLING, phase=late), OutcomeResult.IN_PRODUCTION)
        add(Lineage(earlier=recorded, later=withdrawn, kind=LineageKind.RESUBMITTED))
        loaded(withdrawn)
        _withdraw_from_view(partner.pk)
        limited = officer(authority=insurer.authority)
        readers = {
            "officer": officer(),
            "approver": approver(),
            "auditor": auditor(),
            "limited": limited,
            "bank": signatory(bank),
            "anonymous": ANONYMOUS,
        }
    return World(readers, bank, insurer)


def _phases() -> tuple[Phase, Phase, Phase]:
    """Two phases of one programme, and one of another of the same family announced between."""
    later = make_programme("GSPP")
    early = open_phase("GS1", announced_on=date(2020, 6, 1))
    late = open_phase("GS2", announced_on=date(2020, 12, 1))
    return early, late, open_phase("GSPP1", programme=later, announced_on=date(2020, 9, 1))


def _insurer() -> Institution:
    sector = make_term(TermKind.SECTOR, "insurance")
    kind = make_term(TermKind.INSTITUTION_KIND, "insurer")
    assert authority().code == "HKMA"
    return make_institution("Insurer", sector=sector, kind=kind, authority=make_authority("IA"))


def _withdraw_from_view(record: UUID) -> None:
    found = Publication.objects.get(record=record, withdrawn_at__isnull=True)
    publish.withdraw(found, by=approver(), reason="Named in error.")
