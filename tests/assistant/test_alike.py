"""Answers are byte for byte the same on every database: held against digests that are stored.

After a change that is meant, `RENEW_ANSWERS=1` writes them anew.
"""

import os
from pathlib import Path

import pytest

from tests.assistant import publicrecord
from tests.keeping import kept
from usecases.assistant.alike import digest_of
from usecases.assistant.ask import ask
from usecases.assistant.sets import Asked, read_set

pytestmark = pytest.mark.django_db
_world = kept(publicrecord.load)
SETS = Path(__file__).resolve().parent.parent.parent / "fixtures" / "assistant"
STORED = Path(__file__).parent / "answers.txt"
_EVERY = 3


def sample() -> list[Asked]:
    """Return every third question of the development set and of the look-alikes."""
    return [
        each for name in ("development", "look_alikes") for each in read_set(SETS / f"{name}.jsonl")
    ][::_EVERY]


def test_answers_are_those_of_every_other_database() -> None:
    told = [f"{digest_of([ask(each.question, each.language)])[:16]} {each.question}"
            for each in sample()]  # fmt: skip
    if os.environ.get("RENEW_ANSWERS"):
        STORED.write_text("\n".join(told) + "\n", encoding="utf-8")
    assert told == STORED.read_text(encoding="utf-8").splitlines()


def test_a_digest_tells_answers_apart() -> None:
    one, other = ask("How is personal data masked?"), ask("How are proposals ranked?")
    assert digest_of([one]) == digest_of([ask("How is personal data masked?")])
    assert digest_of([one]) != digest_of([other])
