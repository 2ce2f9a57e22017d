"""Letters of decision: in whose name, in which languages, with what of the case."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.factories.base import add
from tests.factories.institutions import make_institution
from tests.factories.phases import authority, make_authority, make_programme, open_phase
from tests.factories.reviews import confirmed_decision, proposed_decision
from tests.factories.usecases import use_case_at
from tests.factories.words import reason
from tests.people import officer
from usecases.models.letters import LetterTemplate
from usecases.models.reviews import Decision
from usecases.notices.decided import composed, composed_many, default_slot, papers_by_decision
from usecases.notices.feedback import feedback_in
from usecases.notices.invented import invented_paper
from usecases.notices.placeholders import unknown_in
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import DecisionOutcome

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
OUTCOMES = DecisionOutcome.values


def template(outcome: str = "accept", **fields: Any) -> LetterTemplate:
    """Write what the authority says with an outcome."""
    fields = {"subject_en": "About {reference}", "text_en": "Dear {institution}", **fields}
    return add(LetterTemplate(**{"authority": authority(), "outcome": outcome, **fields}))


def proposal(outcome: str = "accept", **fields: Any) -> Decision:
    return proposed_decision(use_case_at(Stage.ASSESSING, title="T"), outcome, **fields)


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        ("accept", "is accepted for Phase 1 (GS1)."),
        ("waitlist", "It is on the waiting list"),
        ("decline", "are sorry to tell you that it is not accepted."),
    ],
)
def test_the_house_has_a_text_for_each_outcome(outcome: str, told: str) -> None:
    decision = proposal(outcome, reason=reason(), text="As we said.", conditions="Be small.")
    paper = composed(decision, NOON)
    assert paper.letterhead == "Authority HKMA"
    assert paper.subject.startswith("GS1-001: your use case is ")
    wanted = ["2 March 2026\nSandbox GS", "To Alpha Bank Limited", '"T"', told, "As we said."]
    assert [each for each in wanted if each not in paper.body] == []
    assert "{" not in paper.whole


@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
def test_the_house_text_names_only_what_letters_know(outcome: str, language: str) -> None:
    slot = default_slot(outcome, language)
    assert unknown_in(slot.subject + slot.text) == []
    assert "\n" not in slot.subject


def test_the_authority_writes_its_own() -> None:
    own = authority()
    own.letterhead, own.signature = "55th Floor\nCentral", "A. Person, Head"
    template(text_en="Dear {institution}\n\n{signature}\n{authority}")
    decision = proposal()
    decision.use_case.authority = own
    paper = composed(decision, NOON)
    assert (paper.letterhead, paper.subject, paper.body) == (
        "Authority HKMA\n55th Floor\nCentral",
        "About GS1-001",
        "Dear Alpha Bank Limited\n\nA. Person, Head\nAuthority HKMA",
    )
    assert paper.whole.startswith("Authority HKMA\n55th Floor\nCentral\n\nAbout GS1-001\n\nDear")


def test_a_template_that_is_retired_or_anothers_is_not_used() -> None:
    template(active=False)
    add(LetterTemplate(authority=make_authority("SFC"), outcome="accept", subject_en="No",
                       text_en="No"))  # fmt: skip
    assert composed(proposal(), NOON).subject == "GS1-001: your use case is accepted"


def test_it_is_the_letter_of_the_cases_authority() -> None:
    other = make_authority("SFC")
    firm = make_institution(authority=other)
    decision = proposed_decision(use_case_at(Stage.ASSESSING, institution=firm))
    assert composed(decision, NOON).letterhead == "Authority SFC"


def test_a_part_for_each_language_of_the_programme() -> None:
    regulator = make_authority("MA", name_zh_hant="金管局")
    programme = make_programme("P", lead=regulator, languages=["zh-hant", "en"])
    case = use_case_at(Stage.ASSESSING, phase=open_phase("P1", programme=programme))
    words = reason()
    words.label_zh_hant = "理由"
    paper = composed(proposed_decision(case, "decline", reason=words), NOON)
    assert paper.letterhead == "金管局\nAuthority MA"
    chinese, english = paper.body.split("\n\n* * *\n\n")
    assert ("2026年3月2日" in chinese, "原因：" in chinese) == (True, True)
    assert english.startswith(f"{case.reference}: your use case is not accepted\n\n2 March 2026")


def test_each_part_has_the_feedback_in_its_language() -> None:
    programme = make_programme("P", languages=["en", "zh-hant"])
    phase = open_phase("P1", programme=programme)
    case = use_case_at(Stage.ASSESSING, phase=phase)
    words = {
        "feedback": "Found:\n- Good\r\n\r\n* * *\r\n\r\n評審結果：\n- 良好",
        "reason": reason(),
    }
    english, chinese = composed(proposed_decision(case, "decline", **words), NOON).body.split(
        "* * *"
    )
    told = [("Found:" in part, "評審結果：" in part) for part in (english, chinese)]
    assert told == [(True, False), (False, True)]
    assert feedback_in("en", "One for all.", ["en", "zh-hant"]) == "One for all."


def test_a_language_without_a_slot_is_not_printed() -> None:
    programme = make_programme("P", languages=["zh-hans", "zh-hant", "en"])
    phase = open_phase("P1", programme=programme)
    template(text_zh_hant="致 {institution}")
    paper = composed(proposed_decision(use_case_at(Stage.ASSESSING, phase=phase)), NOON)
    assert paper.body == (
        "致 Alpha Bank Limited\n\n* * *\n\nAbout P1-001\n\nDear Alpha Bank Limited"
    )
    assert paper.subject == "About P1-001"


@pytest.mark.parametrize(
    ("stage", "announced", "day"),
    [
        (Stage.ASSESSING, date(2026, 4, 1), "1 April 2026"),
        (Stage.ASSESSING, date(2026, 2, 1), "2 March 2026"),
        (Stage.SCREENING, date(2026, 4, 1), "2 March 2026"),
        (Stage.ASSESSING, None, "2 March 2026"),
    ],
)
def test_the_day_is_that_of_the_announcement(stage: str, announced: date | None, day: str) -> None:
    template("decline", text_en="{date}")
    case = use_case_at(stage, phase=open_phase("P1", announced_on=announced))
    assert composed(proposed_decision(case, "decline"), NOON).body == day


def test_the_officer_and_whom_to_write_to() -> None:
    template(text_en="{officer}\n\n{contact}")
    phase = open_phase("P1", contact="ask@example.org")
    case = use_case_at(Stage.ASSESSING, phase=phase, case_officer=officer().user)
    assert composed(proposed_decision(case), NOON).body == "Officer\n\nask@example.org"
    plain = use_case_at(Stage.ASSESSING)
    assert composed(proposed_decision(plain), NOON).body == "Authority HKMA"


def test_what_a_bank_wrote_stays_what_it_is() -> None:
    template(subject_en="{title}", text_en="{title}")
    case = use_case_at(Stage.ASSESSING, title="{reason} <b>&amp; {{ x }} {% now 'Y' %}")
    paper = composed(proposed_decision(case), NOON)
    assert paper.subject == paper.body == case.title


def test_many_letters_ask_for_their_templates_once(django_assert_num_queries: Any) -> None:
    related = ("phase__programme__lead", "institution__authority", "authority", "case_officer")
    for _number in range(3):
        proposal("decline")
    rows = Decision.objects.select_related(*(f"use_case__{name}" for name in related), "reason")
    for number in (1, 3):
        found = list(rows[:number])
        with django_assert_num_queries(1):
            assert len(composed_many(found, NOON)) == number


def test_what_is_frozen_is_shown_as_it_is() -> None:
    held, open_one = confirmed_decision(use_case_at(Stage.ASSESSING)), proposal()
    template()
    papers = papers_by_decision(Decision.objects.select_related("letter").order_by("pk"), NOON)
    assert papers[held].subject == "GS1-001: your use case is accepted"
    assert papers[open_one].subject == "About GS1-002"


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_template_is_shown_on_an_invented_case(outcome: str) -> None:
    shown = invented_paper(template(outcome, text_en="{institution}\n\n{reason}\n\n{officer}"))
    assert shown.subject == "About EX1-001"
    lines = shown.body.split("\n\n")
    reasons = ["Not ready for a trial yet"] if outcome == "decline" else []
    assert lines == ["Example Bank Limited", *reasons, "Authority HKMA"]
