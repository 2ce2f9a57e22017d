"""No report asks more of the database for more records; outsiders' ask one table only."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.institutions import make_institution, make_partner
from tests.factories.phases import make_published_figure, phase
from tests.factories.publications import loaded
from tests.factories.usecases import recorded_case
from tests.people import ANONYMOUS, officer, signatory
from tests.reporting.asked import ask
from usecases.models.person import Person
from usecases.reporting.catalogue import REPORTS
from usecases.selection.public import PUBLIC
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db

PUBLIC_REPORTS = ("phases", "participation", "matrix", "outcomes")


def _more(stage: str = Stage.ACCEPTED) -> None:
    """Record a case of a new bank with a new partner, and publish all of it."""
    bank, partner = make_institution(), make_partner()
    case = recorded_case(stage, institution=bank, partners=[partner])
    for record in (bank, partner, case, *phase().participations.filter(institution=bank)):
        loaded(record)


def _asked(person: Person, report: str, **asked: Any) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        ask(person, report, **asked)
    return [each["sql"] for each in captured]


def _tables(statements: list[str]) -> set[str]:
    return {each for sql in statements for each in re.findall(r'(?:FROM|JOIN) "(\w+)"', sql)}


@pytest.fixture
def _public() -> None:
    for record in (phase().programme, phase(), make_published_figure(phase())):
        loaded(record)
    _more()


@pytest.mark.usefixtures("_public")
def test_as_many_queries_for_more_records() -> None:
    questions: list[tuple[Person, str, dict[str, str]]] = [
        (reader, report, asked)
        for reader in (officer(), ANONYMOUS)
        for report in REPORTS
        if REPORTS[report].open_to(reader)
        for asked in ({}, {"as_at": "2026-01-01", "known_at": "2099-01-01"})
    ]
    first = [len(_asked(reader, report, **asked)) for reader, report, asked in questions]
    for stage in (Stage.TRIALLING, Stage.DECLINED, Stage.ACCEPTED):
        _more(stage)
    assert [len(_asked(reader, report, **asked)) for reader, report, asked in questions] == first


@pytest.mark.usefixtures("_public")
def test_outsiders_read_publications_only() -> None:
    for reader in (ANONYMOUS, signatory()):
        for report in PUBLIC_REPORTS:
            statements = _asked(reader, report, as_at="2026-01-01", sector="banking")
            assert _tables(statements) == {"usecases_publication"}


@pytest.mark.parametrize("name", PUBLIC)
@pytest.mark.usefixtures("_public")
def test_public_lists_read_publications_only(name: str) -> None:
    asked = {"published": ["true"], "search": ["a"], "ordering": ["name"]}
    narrowed = {"phase": ["GS1"], "as_at": ["2026-01-01"], "known_at": ["2099-01-01"]}
    if "phase" in PUBLIC[name].parameters:
        asked |= {each: narrowed[each] for each in PUBLIC[name].parameters & set(narrowed)}
    with CaptureQueriesContext(connection) as captured:
        list(PUBLIC[name].select(asked))
    assert _tables([each["sql"] for each in captured]) == {"usecases_publication"}
