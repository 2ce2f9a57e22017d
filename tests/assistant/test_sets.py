"""The sets that the assistant is measured with: large enough, fair, and well formed."""

from collections import Counter
from pathlib import Path

import pytest

from tests.assistant import publicrecord
from tests.keeping import kept
from usecases.assistant import structured
from usecases.assistant.calibration import measured, questions
from usecases.assistant.corpus import corpus
from usecases.assistant.known import Known
from usecases.assistant.oracle import Plain
from usecases.assistant.sets import Asked, SetError, read_set
from usecases.text.folding import folded
from usecases.text.terms import content_terms

pytestmark = pytest.mark.django_db
_world = kept(publicrecord.load)
SETS = Path(__file__).resolve().parent.parent.parent / "fixtures" / "assistant"
_LANGUAGES = {"en", "zh-hant", "zh-hans"}


def read(name: str) -> list[Asked]:
    return read_set(SETS / f"{name}.jsonl")


def of(name: str, kind: str) -> list[Asked]:
    return [each for each in read(name) if each.kind == kind]


def test_the_development_set_is_large_enough_and_in_three_languages() -> None:
    counts = Counter(each.kind for each in read("development"))
    assert counts["inside"] >= 120
    assert counts["structured"] >= 40
    assert counts["outside"] >= 200
    for kind in counts:
        assert {each.language for each in of("development", kind)} == _LANGUAGES
    assert {each.group for each in of("development", "outside")} == {
        "foreign", "near", "premise", "advice", "unpublished", "injection",
    }  # fmt: skip
    assert len(of("look_alikes", "look-alike")) == 100


def test_no_question_stands_in_two_sets() -> None:
    asked = [each.question for name in ("development", "kept_aside", "look_alikes")
             for each in read(name)]  # fmt: skip
    asked += [each["question"] for each in questions()]
    assert [question for question, times in Counter(asked).items() if times > 1] == []


def answering(asked: Asked) -> list[Known]:
    """Return the passages that hold every gold fact."""
    return [
        each
        for each in corpus(measured).passages.values()
        if all(any(folded(fact) in folded(each.draft.text) for fact in g) for g in asked.gold)
    ]


@pytest.mark.parametrize("name", ["development", "kept_aside"])
def test_no_inside_question_says_more_than_half_of_its_words_as_its_passage_does(name: str) -> None:
    """Else it would be found by its words alone."""
    for asked in of(name, "inside"):
        words, passages = set(content_terms(asked.question)), answering(asked)
        assert passages, asked.gold
        for each in passages:
            held = set(content_terms(each.whole))
            assert len(words & held) <= len(words) / 2, (asked.question, each.draft.text)


def test_the_structured_questions_ask_for_everything_that_can_be_asked() -> None:
    now = corpus(measured)
    read_as = [
        structured.read(each.question, now.lexicon, now.phases)
        for each in of("development", "structured")
    ]
    queries = [query for query in read_as if query]
    assert {query.ask for query in queries} == {
        "share", "count", "when", "who", "list", "whether",
    }  # fmt: skip
    assert {query.target for query in queries} == {
        "use-cases", "institutions", "partners", "phases", "applications",
    }  # fmt: skip
    assert {query.date for query in queries} == {
        "", "announce", "open", "close", "trials", "trials-end",
    }  # fmt: skip
    assert {query.together for query in queries} == {"any", "every"}
    assert any(query.without for query in queries)
    assert {query.standing for query in queries} == {"", "new", "returning"}


def test_the_structured_questions_name_what_the_tests_of_the_grammar_do_not() -> None:
    tests = (Path(__file__).parent / "test_structured.py").read_text(encoding="utf-8")
    named = {
        str(oracle[key])
        for each in of("development", "structured")
        for oracle in (each.oracle, each.oracle.get("share", {}))
        for key in ("institution", "partner", "use_case")
        if key in oracle
    }
    assert len(named) >= 10
    assert [name for name in sorted(named) if name in tests] == []


def test_an_oracle_counts_what_is_known_of_the_public_record() -> None:
    plain = Plain()
    both = plain.expected({"rows": "institutions", "phase": ["GS1", "GS2"], "all": True})
    assert both.rows is not None
    assert len(both.rows) == 6
    share = {"rows": "use-cases", "phase": ["GS2"], "category": "customer-experience"}
    of_all = {"rows": "use-cases", "phase": ["GS2"]}
    assert plain.expected({"share": share, "of": of_all}).words == (("9.1",),)
    assert plain.expected({"date": ["GS1", "closes_at"]}).words == (("2024-11-15",),)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "set.jsonl:1:"),
        ("[]", "set.jsonl:1: kind is one of"),
        ('{"kind": "inside", "question": "", "lang": "en"}', "set.jsonl:1: question is"),
        ('{"kind": "inside", "question": "a", "lang": "fr"}', "set.jsonl:1: lang is one of"),
        ('{"kind": "inside", "question": "a", "lang": "en"}', "set.jsonl:1: inside needs gold"),
        ("", "set.jsonl: no question"),
    ],
)
def test_a_wrong_set_names_its_line(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(SetError) as caught:
        read_set(path)
    assert str(caught.value).startswith(said)


def test_a_set_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SetError):
        read_set(tmp_path / "none.jsonl")
