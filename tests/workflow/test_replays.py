"""Answers kept under a key, in the transaction of the act."""

import pytest

from tests.conftest import Freeze
from tests.people import officer, signatory
from usecases.audit import writing
from usecases.models.replays import Replay
from usecases.models.trail import Change
from usecases.workflow import replays

pytestmark = pytest.mark.django_db


def _keep(key: str = "key", asked: str = "asked") -> None:
    with writing(by=officer()):
        replays.keep(key, asked, 201, {"ETag": '"x"'}, '{"a": 1}')


def test_kept_for_its_owner_and_without_a_trail() -> None:
    _keep()
    with writing(by=officer()):
        found = replays.kept("key", "asked")
        assert replays.kept("other", "asked") is None
    assert found is not None
    assert (found.status, found.headers, found.body) == (201, {"ETag": '"x"'}, '{"a": 1}')
    with writing(by=signatory()):
        assert replays.kept("key", "asked") is None
    assert Replay.objects.count() == 1
    assert Change.objects.filter(kind="replay").count() == 0


def test_a_key_stands_for_one_act() -> None:
    _keep()
    with pytest.raises(replays.KeyReused) as refused, writing(by=officer()):
        replays.kept("key", "another")
    assert [fault.field for fault in refused.value.faults] == ["Idempotency-Key"]


def test_for_a_day(freeze: Freeze) -> None:
    freeze("2026-03-02T09:00:00+08:00")
    _keep()
    freeze("2026-03-03T09:00:01+08:00")
    with writing(by=officer()):
        assert replays.kept("key", "another") is None
    assert Replay.objects.count() == 0


def test_outside_a_transaction_of_writes_nothing_is_looked_up() -> None:
    with pytest.raises(RuntimeError):
        replays.kept("key", "asked")
