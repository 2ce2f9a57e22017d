"""The life-cycle table, beside the domain's table written out by hand."""

import pytest

from usecases.rules.lifecycle import TABLE, moves_from
from usecases.vocabulary.stages import Stage

# verb: (from, to, who)
EXPECTED = {
    "submit": ({"draft"}, "submitted", "sign"),
    "screen": ({"submitted"}, "screening", "handle"),
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
}  # fmt: skip
FROM = {
    "draft": ["submit"],
    "submitted": ["screen", "withdraw"],
    "screening": ["assess", "decline", "withdraw"],
    "clarifying": ["withdraw"],
    "assessing": ["accept", "waitlist", "decline", "withdraw"],
    "waitlisted": ["accept", "decline", "withdraw"],
    "accepted": ["start", "withdraw"],
    "trialling": ["complete", "withdraw"],
    "suspended": ["withdraw"],
}


def test_the_table_is_that_of_the_domain() -> None:
    rows = {str(m.verb): (set(m.sources), str(m.target), str(m.action)) for m in TABLE.values()}
    assert rows == EXPECTED


def test_rows_are_found_by_their_verb() -> None:
    assert [verb for verb, move in TABLE.items() if verb != move.verb] == []


def test_only_withdrawing_asks_for_a_reason_by_itself() -> None:
    assert [move.verb for move in TABLE.values() if move.needs_reason] == ["withdraw"]


@pytest.mark.parametrize("stage", Stage.values)
def test_moves_from_a_stage(stage: str) -> None:
    assert [str(move.verb) for move in moves_from(stage)] == FROM.get(stage, [])
