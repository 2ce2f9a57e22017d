"""Breakdowns: funnel and matrix by category, technique, sector, kind and authority."""

from typing import Any

import pytest

from tests.factories.institutions import make_institution
from tests.factories.phases import make_authority, open_phase, phase
from tests.factories.publications import loaded
from tests.factories.usecases import recorded_case, use_case_at
from tests.factories.words import make_category, make_technique, make_term, sector
from tests.people import ANONYMOUS, officer, signatory
from tests.reporting.asked import ask, cells, params
from usecases.models.person import Person
from usecases.reporting.catalogue import REPORTS
from usecases.selection.errors import BadParameters
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import TermKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> dict[str, Any]:
    """Five cases: who brought them, what they are about, how far they came."""
    fraud, risk = make_category("fraud-prevention"), make_category("risk")
    agents, rag = make_technique("agents"), make_technique("rag")
    insurance = make_term(TermKind.SECTOR, "insurance")
    digital = make_term(TermKind.INSTITUTION_KIND, "digital")
    hkma = phase().programme.lead
    ia = make_authority("IA")
    bank = make_institution("Bank", sector=sector(), kind=digital, authority=hkma)
    insurer = make_institution("Insurer", sector=insurance, authority=ia)
    later = open_phase("GS9")
    use_case_at(Stage.COMPLETED, institution=bank, category=fraud, techniques=[agents, rag])
    use_case_at(Stage.ACCEPTED, institution=bank, category=risk, techniques=[rag])
    use_case_at(Stage.DECLINED, institution=insurer, category=fraud)
    use_case_at(Stage.SUBMITTED, institution=insurer, category=risk, phase=later)
    recorded_case(Stage.ACCEPTED, institution=bank, phase=later)
    return {"bank": bank, "insurer": insurer}


FUNNEL: dict[str, list[tuple[str | None, int, int, int]]] = {
    "category": [("fraud-prevention", 2, 1, 1), ("risk", 2, 1, 0), (None, 1, 1, 0)],
    "technique": [("agents", 1, 1, 1), ("rag", 2, 2, 1), (None, 3, 1, 0)],
    "sector": [("banking", 3, 3, 1), ("insurance", 2, 0, 0)],
    "kind": [("digital", 3, 3, 1), (None, 2, 0, 0)],
    "authority": [("HKMA", 3, 3, 1), ("IA", 2, 0, 0)],
}


@pytest.mark.parametrize("by", FUNNEL)
@pytest.mark.usefixtures("world")
def test_funnel(by: str) -> None:
    table = ask(officer(), "funnel", by=by)
    assert cells(table, by, "submitted", "accepted", "completed") == FUNNEL[by]
    assert table.total is not None
    total = table.total.values
    assert [total[name] for name in ("submitted", "accepted", "completed", "applicants")] == [
        5, 3, 1, 2,
    ]  # fmt: skip


MATRIX: dict[str, list[tuple[str, str | None, str, int]]] = {
    "category": [
        ("GS1", "fraud-prevention", "completed", 1),
        ("GS1", "fraud-prevention", "declined", 1),
        ("GS1", "risk", "accepted", 1),
        ("GS9", None, "accepted", 1),
        ("GS9", "risk", "submitted", 1),
    ],
    "technique": [
        ("GS1", None, "declined", 1),
        ("GS1", "agents", "completed", 1),
        ("GS1", "rag", "accepted", 1),
        ("GS1", "rag", "completed", 1),
        ("GS9", None, "submitted", 1),
        ("GS9", None, "accepted", 1),
    ],
    "sector": [
        ("GS1", "banking", "accepted", 1),
        ("GS1", "banking", "completed", 1),
        ("GS1", "insurance", "declined", 1),
        ("GS9", "banking", "accepted", 1),
        ("GS9", "insurance", "submitted", 1),
    ],
    "kind": [
        ("GS1", None, "declined", 1),
        ("GS1", "digital", "accepted", 1),
        ("GS1", "digital", "completed", 1),
        ("GS9", None, "submitted", 1),
        ("GS9", "digital", "accepted", 1),
    ],
    "authority": [
        ("GS1", "HKMA", "accepted", 1),
        ("GS1", "HKMA", "completed", 1),
        ("GS1", "IA", "declined", 1),
        ("GS9", "HKMA", "accepted", 1),
        ("GS9", "IA", "submitted", 1),
    ],
}


@pytest.mark.parametrize("by", MATRIX)
@pytest.mark.usefixtures("world")
def test_matrix(by: str) -> None:
    table = ask(officer(), "matrix", by=by)
    assert cells(table, "phase", by, "stage", "use_cases") == MATRIX[by]
    assert table.total is not None
    assert table.total.values == {"use_cases": 5}


@pytest.mark.usefixtures("world")
def test_narrowed_by_every_parameter() -> None:
    expected: dict[str, tuple[str, int]] = {
        "phase": ("GS9", 2),
        "programme": ("GS", 5),
        "authority": ("IA", 2),
        "category": ("fraud-prevention", 2),
        "sector": ("banking", 3),
        "technique": ("rag", 2),
    }
    found = {}
    for name, (value, _) in expected.items():
        total = ask(officer(), "funnel", **{name: value}).total
        assert total is not None
        found[name] = (value, total.values["submitted"])
    assert found == expected


def test_narrowed_by_institution_and_together(world: dict[str, Any]) -> None:
    asked = {"institution": str(world["bank"].pk), "category": ["risk", "fraud-prevention"]}
    assert cells(ask(officer(), "funnel", **asked, phase="GS1"), "phase", "submitted") == [
        ("GS1", 2)
    ]


@pytest.mark.usefixtures("world")
def test_a_breakdown_by_what_is_asked_for_shows_nothing_else() -> None:
    for report, name in (("funnel", "submitted"), ("matrix", "use_cases")):
        found = cells(ask(officer(), report, by="technique", technique="agents"), "technique", name)
        assert (report, found) == (report, [("agents", 1)])


def test_outsiders_get_what_is_published() -> None:
    here = phase()
    bank = make_institution("Bank")
    hidden = make_institution("Hidden")
    risk = make_category("risk")
    for record in (here.programme, here, bank, risk):
        loaded(record)
    loaded(recorded_case(Stage.ACCEPTED, institution=bank, category=risk))
    loaded(recorded_case(Stage.COMPLETED, institution=bank))
    recorded_case(Stage.DECLINED, institution=hidden, category=risk)
    for reader in (ANONYMOUS, signatory(bank)):
        assert cells(ask(reader, "matrix"), "phase", "category", "stage", "use_cases") == [
            ("GS1", None, "completed", 1),
            ("GS1", "risk", "accepted", 1),
        ]
        by_sector = ask(reader, "matrix", by="sector")
        assert cells(by_sector, "sector", "stage", "use_cases") == [
            ("banking", "accepted", 1),
            ("banking", "completed", 1),
        ]


def _refused(person: Person, report: str, **asked: Any) -> list[tuple[str, str]]:
    with pytest.raises(BadParameters) as refused:
        REPORTS[report].run(person, params(asked))
    return [(fault.field, fault.code) for fault in refused.value.faults]


@pytest.mark.parametrize("by", ["technique", "kind", "authority"])
def test_outsiders_have_no_breakdown_by_what_is_not_published(by: str) -> None:
    phase()
    assert _refused(ANONYMOUS, "matrix", by=by) == [("by", "invalid")]


@pytest.mark.parametrize("report", ["funnel", "matrix", "participation"])
def test_no_breakdown_by_what_nobody_knows(report: str) -> None:
    assert _refused(officer(), report, by="colour") == [("by", "invalid")]
