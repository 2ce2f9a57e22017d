"""Search: by reference, title and name in two scripts, each person only what is theirs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.base import add
from tests.factories.institutions import make_institution, make_partner
from tests.factories.phases import make_authority, open_phase
from tests.factories.reviews import proposed_decision
from tests.factories.usecases import use_case_at
from tests.people import administrator, approver, officer, signatory
from usecases.models.casefile import Alias
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.selection.search import KINDS, exactly, search, wanted
from usecases.vocabulary.limits import SEARCH_CHARACTERS
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


def earlier(case: UseCase, reference: str) -> None:
    add(Alias(use_case=case, reference=reference))


def found(person: Person, text: str, most: int = 9) -> dict[str, list[str]]:
    return {each.kind.name: [str(row) for row in each.rows] for each in search(person, text, most)}


def test_by_reference_earlier_reference_and_title() -> None:
    case = use_case_at(Stage.SUBMITTED, title="Reading letters of credit")
    earlier(case, "OLD-7")
    for text in ("gs1-001", "old-7", "letters credit", "CREDIT reading"):
        assert found(officer(), text) == {"usecase": [str(case)]}, text


def test_by_names_in_chinese() -> None:
    bank = make_institution("Harbour", name_zh_hant="港灣銀行", name_zh_hans="港湾银行")
    make_partner("Skyline", name_zh_hant="天際科技")
    case = use_case_at(Stage.SUBMITTED, institution=bank)
    for text in ("港灣", "港湾银行"):
        assert found(officer(), text) == {"usecase": [str(case)], "institution": ["Harbour"]}
    assert found(officer(), "天際") == {"technologypartner": ["Skyline"]}


def test_phases_people_and_decisions() -> None:
    open_phase("ZED1", name_en="The last one")
    decision = proposed_decision(use_case_at(Stage.ASSESSING))
    assert list(found(officer(), "zed1")) == ["phase"]
    assert found(approver(), decision.use_case.reference)["decision"] == [str(decision)]
    assert list(found(administrator(), "officer@regulator")) == ["user"]


def test_what_begins_so_stands_first() -> None:
    for name in ("A Zulu Bank", "Zulu Bank"):
        make_institution(name)
    assert found(officer(), "zulu")["institution"] == ["Zulu Bank", "A Zulu Bank"]


def test_no_more_than_asked_for_and_that_there_is_more() -> None:
    for number in range(4):
        make_institution(f"Many {number}")
    (several,) = search(officer(), "many", 3)
    assert (len(several.rows), several.more) == (3, True)
    (all_,) = search(officer(), "many", 4)
    assert (len(all_.rows), all_.more) == (4, False)


def test_nothing_of_another_authority() -> None:
    case = use_case_at(Stage.ASSESSING, title="Canary")
    earlier(case, "OLD-8")
    proposed_decision(case)
    far = officer("far-officer", authority=make_authority("SFC"))
    for text in ("canary", case.reference, "OLD-8"):
        assert (found(far, text), exactly(far, text)) == ({}, None), text


def test_a_draft_is_the_banks_own() -> None:
    use_case_at(Stage.DRAFT, title="Canary")
    assert found(officer(), "canary") == {}
    assert list(found(signatory(), "canary")) == ["usecase"]


def test_an_exact_reference() -> None:
    case, _other = use_case_at(Stage.SUBMITTED), use_case_at(Stage.SUBMITTED)
    earlier(case, "OLD-9")
    for text in (case.reference, case.reference.lower(), " OLD-9 "):
        assert exactly(officer(), text) == case
    for text in ("", "GS1-00", "GS1-001 x"):
        assert exactly(officer(), text) is None


@pytest.mark.parametrize("text", ["", "   ", "\x00", "%", "_", "'", '"', "\\", "x" * 9_999])
def test_odd_texts_find_nothing(text: str) -> None:
    use_case_at(Stage.SUBMITTED)
    assert found(officer(), text) == {}
    assert len(wanted(text)) <= SEARCH_CHARACTERS


def test_it_asks_as_often_for_many_as_for_one() -> None:
    person = officer()
    for times in range(3):
        with CaptureQueriesContext(connection) as captured:
            search(person, "alpha", 6)
        assert len(captured) == len(KINDS), times
        proposed_decision(use_case_at(Stage.ASSESSING))
