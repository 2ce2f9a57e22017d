"""What is like a use case: found, measured, and never by what the person may not see."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.assessments import conflicted
from tests.factories.institutions import bank_a, bank_b, make_institution
from tests.factories.phases import make_authority, open_phase
from tests.factories.usecases import empty_draft, recorded_case, use_case_at
from tests.factories.words import make_category
from tests.people import officer, signatory
from usecases.models.institutions import Institution
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.selection.similar import Likeness, likenesses
from usecases.vocabulary.stages import Stage
from usecases.workflow import draft

pytestmark = pytest.mark.django_db

ENGLISH: dict[str, Any] = {
    "summary": "A model listens to calls on the hotline and warns the agent of known scripts.",
    "problem": "Callers under the influence of a fraudster sound calm and follow a script.",
    "solution": "Speech is transcribed, compared with scripts, and the agent sees a warning.",
}
CHINESE: dict[str, Any] = {
    "summary": "模型聆聽熱線通話，辨認常見騙案話術，並即時提醒職員。",
    "problem": "受騙徒操控的客戶語氣平靜，按劇本回答，職員難以察覺。",
    "solution": "系統把語音轉成文字，與已知話術比對，顯示觸發警告的字句。",
}
OTHER: dict[str, Any] = {
    "summary": "Cameras at the branch count how many people wait and open another desk.",
    "problem": "On Monday mornings the queue reaches the door before anybody notices it.",
    "solution": "Pictures are counted on the spot, kept by nobody, and a manager is told.",
}


def loaded(case: UseCase) -> UseCase:
    return UseCase.objects.select_related("phase__programme", "institution").get(pk=case.pk)


def like(case: UseCase, person: Person | None = None) -> Likeness:
    return likenesses(person or officer(), [loaded(case)])[case.pk]


def names(found: Likeness) -> tuple[list[str], list[str], list[str]]:
    """Return the references of the doubles, the similar ones and the bank's others."""
    kinds = (found.doubles, found.similar, found.others)
    one, two, three = ([each.case.reference for each in kind] for kind in kinds)
    return one, two, three


def handed_in(bank: Institution | None = None, **fields: Any) -> UseCase:
    return use_case_at(Stage.SUBMITTED, institution=bank or bank_a(), **fields)


@pytest.mark.parametrize("text", [ENGLISH, CHINESE])
def test_the_same_text_of_another_bank_is_similar(text: dict[str, Any]) -> None:
    other = handed_in(bank_b(), **text)
    handed_in(bank_b(), **OTHER)
    found = like(handed_in(**text))
    assert [(each.case, each.percent) for each in found.similar] == [(other, 100)]
    assert names(found) == ([], [other.reference], [])


@pytest.mark.parametrize(
    ("text", "edited"),
    [
        (ENGLISH, {"problem": "Some callers have been coached and answer as they were told to."}),
        (CHINESE, {"problem": "部分來電者事前受人指導，只會照樣回答，沒有自己的說法。"}),
    ],
)
def test_an_edited_text_is_similar_with_less(text: dict[str, Any], edited: dict[str, Any]) -> None:
    handed_in(bank_b(), **text)
    [found] = like(handed_in(**{**text, **edited})).similar
    assert 40 <= found.percent <= 80


def test_the_same_title_of_the_same_bank_is_a_double_though_another_category() -> None:
    first = handed_in(title="Voice scam listener", **ENGLISH)
    handed_in(bank_b(), title="Voice scam listener", **OTHER)
    again = handed_in(
        title="voice-scam LISTENER", own_category=make_category("elsewhere"), **ENGLISH
    )
    assert names(like(again)) == ([first.reference], [], [])


def test_a_later_phase_is_not_pointed_out_in_an_earlier_one() -> None:
    early = open_phase("EARLY", opens_at=datetime(2020, 1, 1, tzinfo=UTC))
    late = open_phase("LATE", opens_at=datetime(2021, 1, 1, tzinfo=UTC))
    first = handed_in(phase=early, title="Listener", **ENGLISH)
    second = handed_in(phase=late, title="Listener", **ENGLISH)
    assert names(like(second)) == ([first.reference], [], [])
    assert names(like(first)) == ([], [], [])


def test_others_of_the_bank_say_what_became_of_them() -> None:
    past = use_case_at(Stage.COMPLETED, **OTHER)
    found = like(handed_in(**ENGLISH))
    assert [(each.case, each.became) for each in found.others] == [(past, "In production")]


def test_drafts_void_cases_and_oneself_are_nobodys_likeness() -> None:
    draft.begin(phase=open_phase("GSX").pk, by=signatory(bank_b()), fields=ENGLISH)
    empty_draft(bank_b())
    assert names(like(handed_in(**ENGLISH))) == ([], [], [])


def test_what_a_conflict_closes_is_nobodys_likeness() -> None:
    closed = handed_in(bank_b(), **ENGLISH)
    own = handed_in(title="Listener", **ENGLISH)
    case = handed_in(title="Listener", **ENGLISH)
    assert names(like(case)) == ([own.reference], [closed.reference], [])
    blind = officer("conflicted")
    for each in (closed, own):
        conflicted(each, blind)
    assert names(like(case, blind)) == ([], [], [])


def test_another_authority_finds_nothing_of_this_one() -> None:
    sfc = make_authority("SFC")
    handed_in(**ENGLISH)
    theirs = handed_in(make_institution(authority=sfc), **ENGLISH)
    assert names(like(theirs, officer(authority=sfc))) == ([], [], [])
    assert len(like(theirs).similar) == 1


def test_a_recorded_case_with_little_text_is_only_the_banks() -> None:
    past = recorded_case(Stage.COMPLETED)
    assert names(like(handed_in(**ENGLISH))) == ([], [], [past.reference])


def test_many_cost_as_many_queries_as_one() -> None:
    counts, by, _other = [], officer(), handed_in(**ENGLISH)
    for number in (1, 3):
        cases = [loaded(handed_in(**ENGLISH)) for _each in range(number)]
        with CaptureQueriesContext(connection) as captured:
            likenesses(by, cases)
        counts.append(len(captured))
    assert counts == [3, 3]
    assert likenesses(officer(), []) == {}
