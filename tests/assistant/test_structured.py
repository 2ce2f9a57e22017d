"""Structured questions on the public record: exact, in three languages, or none at all."""

import csv
from pathlib import Path

import pytest

from tests.assistant import publicrecord
from tests.keeping import kept
from usecases.assistant.answer import Answer
from usecases.assistant.ask import ask
from usecases.vocabulary.asking import AnswerKind, Tier

pytestmark = pytest.mark.django_db
_world = kept(publicrecord.load)
_RECORD = Path(__file__).resolve().parent.parent.parent / "fixtures" / "public_record"


def rows(name: str) -> list[dict[str, str]]:
    with (_RECORD / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def took_part(phase: str) -> set[str]:
    """Read from the file itself who took part in a phase, by short name."""
    short = {row["legal_name"]: row["short_name"] for row in rows("institutions")}
    return {
        short[row["institution"]]
        for row in rows("participations")
        if row["phase"] == phase and row["role"] == "participant"
    }


def names(answer: Answer) -> set[str]:
    return {row["name"] for row in answer.rows}


@pytest.mark.parametrize(
    "question",
    [
        "Which banks took part in both phases?",
        "List the banks in phase 1 and phase 2",
        "哪些銀行兩期都有參加？",
        "哪些银行同时参加了第一期和第二期？",
    ],
)
def test_who_took_part_in_both(question: str) -> None:
    answer = ask(question)
    assert (answer.tier, answer.kind) == (Tier.ASSERTS, AnswerKind.STRUCTURED)
    assert names(answer) == took_part("GS1") & took_part("GS2")


@pytest.mark.parametrize(
    "question",
    [
        "Which banks were in phase 2 but not phase 1?",
        "Which banks took part only in the second cohort?",
        "Which banks were new in phase 2?",
        "哪些银行参加了第二期但没有参加第一期？",
    ],
)
def test_who_took_part_in_one_but_not_in_another(question: str) -> None:
    assert names(ask(question)) == took_part("GS2") - took_part("GS1")


def test_either_is_a_union() -> None:
    assert names(ask("Which banks took part in phase 1 or phase 2?")) == (
        took_part("GS1") | took_part("GS2")
    )


@pytest.mark.parametrize(
    "question",
    [
        "How many fraud-prevention use cases were accepted in phase 2?",
        "第二期防範詐騙的應用個案有多少個？",
    ],
)
def test_use_cases_of_a_category(question: str) -> None:
    wanted = {
        row["title"]
        for row in rows("use_cases")
        if (row["phase"], row["category"]) == ("GS2", "fraud-prevention")
    }
    assert names(ask(question)) == wanted


def test_what_was_announced_stands_beside_what_is_recorded() -> None:
    answer = ask("How many use cases were accepted in phase 2?")
    recorded = sum(row["phase"] == "GS2" for row in rows("use_cases"))
    assert [each.text for each in answer.sentences] == [
        f"Recorded: {recorded} use cases.",
        "Announced for GS2: 27 use cases (HKMA, 2025-10-15).",
    ]


def test_bounds_stay_bounds() -> None:
    answer = ask("How many applications were received for phase 1?")
    assert [each.text for each in answer.sentences] == [
        "Announced for GS1: 40+ applications (HKMA, 2024-12-19)."
    ]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("When was phase 2 announced?", "was announced on 2025-10-15."),
        ("When did the first cohort open for applications?", "on 2024-09-20."),
        ("When did phase 2 close?", "does not give this date."),
        ("第一期何時公布？", "於 2024-12-19 公布。"),
    ],
)
def test_dates(question: str, said: str) -> None:
    (sentence,) = ask(question).sentences
    assert sentence.text.endswith(said)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Did HSBC take part in phase 2?", "Yes. The published list of GS2 includes HSBC."),
        (
            "Did Citibank take part in phase 2?",
            "The published list of GS2 does not include Citibank (Hong Kong).",
        ),
    ],
)
def test_whether_somebody_took_part(question: str, said: str) -> None:
    assert [each.text for each in ask(question).sentences] == [said]


def test_a_false_premise_is_corrected_from_the_records() -> None:
    answer = ask("Why did Citibank leave the trials of phase 2 so early?")
    assert answer.tier == Tier.ASSERTS
    assert [each.text for each in answer.sentences] == [
        "The published list of GS2 does not include Citibank (Hong Kong)."
    ]


def test_who_runs_a_use_case() -> None:
    assert names(ask("Who runs the Anti-Fraud Strategy Platform?")) == {"PAObank"}


def test_none_is_an_answer() -> None:
    answer = ask("Which fraud-prevention use cases did Citibank run?")
    assert (answer.tier, answer.rows) == (Tier.ASSERTS, ())
    assert [each.text for each in answer.sentences] == [
        "The published record holds no such use cases."
    ]


@pytest.mark.parametrize(
    "question",
    [
        "How many banks failed in phase 1?",
        "Which banks in phase 2 were fined?",
        "How many use cases in phase 2 were dangerous?",
        "哪些銀行在第二期被罰款？",
    ],
)
def test_a_word_that_is_not_explained_makes_it_no_structured_question(question: str) -> None:
    assert ask(question).kind != AnswerKind.STRUCTURED
