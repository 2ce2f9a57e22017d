"""The words for stages fit together."""

from usecases.vocabulary.stages import ENDED, IMPLIED, PATH, PLAIN, UNCOUNTED, Stage

ORDER = [
    "draft", "submitted", "screening", "clarifying", "assessing", "waitlisted", "accepted",
    "trialling", "suspended", "completed", "declined", "lapsed", "terminated", "withdrawn", "void",
]  # fmt: skip


def test_stages_stand_in_the_order_of_the_field() -> None:
    assert list(Stage.values) == ORDER


def test_every_stage_has_plain_words_for_the_bank() -> None:
    assert list(PLAIN) == ORDER
    words = [str(word) for pair in PLAIN.values() for word in pair]
    assert (len(words), "" in words) == (2 * len(ORDER), False)


def test_what_counts_nowhere_implies_nothing() -> None:
    assert set(Stage.values) - set(IMPLIED) == UNCOUNTED == {"draft", "void"}


def test_a_recorded_stage_implies_a_beginning_of_the_path() -> None:
    assert {stage: PATH[: len(implied)] for stage, implied in IMPLIED.items()} == IMPLIED
    assert {stage: IMPLIED[stage][-1] for stage in PATH} == {stage: stage for stage in PATH}


def test_ended_stages() -> None:
    ended = {"completed", "declined", "lapsed", "terminated", "withdrawn", "void"}
    assert ended == ENDED
