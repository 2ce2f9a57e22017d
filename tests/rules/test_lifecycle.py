"""The life-cycle table, beside the domain's table written out by hand."""

import pytest

from usecases.rules.lifecycle import TABLE, moves_from
from usecases.vocabulary.stages import Stage

# verb: (from, to, who)
EXPECTED = {
    "submit": ({"draft"}, "submitted", "sign"),
    "recall": ({"submitted"}, "draft", "sign"),
    "screen": ({"submitted"}, "screening", "handle"),
    "ask": ({"screening", "assessing"}, "clarifying", "handle"),
    "answer": ({"clarifying"}, "screening", "sign"),
    "proceed": ({"clarifying"}, "screening", "handle"),
    "assess": ({"screening"}, "assessing", "handle"),
    "accept": ({"assessing", "waitlisted"}, "accepted", "release"),
    "waitlist": ({"assessing"}, "waitlisted", "release"),
    "decline": ({"screening", "assessing", "waitlisted"}, "declined", "release"),
    "start": ({"accepted"}, "trialling", "handle"),
    "complete": ({"trialling"}, "completed", "handle"),
    "withdraw": (
        {"submitted", "screening", "clarifying", "assessing", "waitlisted", "accepted",
         "trialling", "suspended"},
        "withdrawn",
        "sign",
    ),
    "lapse": ({"accepted", "waitlisted"}, "lapsed", "intervene"),
    "suspend": ({"trialling", "suspended"}, "suspended", "suspend"),
    "resume": ({"suspended"}, "trialling", "suspend"),
    "terminate": ({"trialling", "suspended"}, "terminated", "intervene"),
    "reopen": ({"declined", "withdrawn"}, "screening", "intervene"),
    "void": (set(Stage) - {"draft", "void"}, "void", "correct"),
}  # fmt: skip
FROM = {
    "draft": ["submit"],
    "submitted": ["recall", "screen", "withdraw", "void"],
    "screening": ["ask", "assess", "decline", "withdraw", "void"],
    "clarifying": ["answer", "proceed", "withdraw", "void"],
    "assessing": ["ask", "accept", "waitlist", "decline", "withdraw", "void"],
    "waitlisted": ["accept", "decline", "lapse", "withdraw", "void"],
    "accepted": ["start", "lapse", "withdraw", "void"],
    "trialling": ["complete", "suspend", "terminate", "withdraw", "void"],
    "suspended": ["suspend", "resume", "terminate", "withdraw", "void"],
    "completed": ["void"],
    "declined": ["reopen", "void"],
    "lapsed": ["void"],
    "terminated": ["void"],
    "withdrawn": ["reopen", "void"],
}


def test_the_table_is_that_of_the_domain() -> None:
    rows = {str(m.verb): (set(m.sources), str(m.target), str(m.action)) for m in TABLE.values()}
    assert rows == EXPECTED


def test_rows_are_found_by_their_verb() -> None:
    assert [verb for verb, move in TABLE.items() if verb != move.verb] == []


def test_what_takes_something_away_asks_for_a_reason() -> None:
    asked = {str(move.verb) for move in TABLE.values() if move.needs_reason}
    taking = {"withdraw", "lapse", "suspend", "resume", "terminate", "reopen", "void", "proceed"}
    assert asked == taking


@pytest.mark.parametrize("stage", Stage.values)
def test_moves_from_a_stage(stage: str) -> None:
    assert [str(move.verb) for move in moves_from(stage)] == FROM.get(stage, [])
