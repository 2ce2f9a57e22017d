"""A file between preview and confirmation is one person's, for a day."""

import stat
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import override_settings

from tests.conftest import Freeze
from tests.people import officer
from usecases.exchange.sheet_lines import SheetFile
from usecases.exchange.sheet_staged import find, forget, keep, prune

pytestmark = pytest.mark.django_db
FILE = SheetFile("C:/some/where/rows.csv", b"a,b\n\x00\xff\n1,2\n", record=True)
KEPT = SheetFile("rows.csv", FILE.data, record=True)


@pytest.fixture(autouse=True)
def _root(tmp_path: Path) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path):
        yield


def paths(root: Path) -> list[Path]:
    return sorted((root / "imports").glob("*/*"))


def test_it_comes_back_as_it_was(tmp_path: Path) -> None:
    key = keep(FILE, by=officer())
    assert find(key, by=officer()) == KEPT
    (path,) = paths(tmp_path)
    assert (path.name, stat.S_IMODE(path.stat().st_mode)) == (str(key), 0o600)
    forget(key, by=officer())
    assert (find(key, by=officer()), paths(tmp_path)) == (None, [])


def test_nobody_else_finds_it() -> None:
    key = keep(FILE, by=officer())
    assert find(key, by=officer("second")) is None
    forget(key, by=officer("second"))
    assert find(key, by=officer()) == KEPT
    assert find(uuid4(), by=officer()) is None


def test_it_is_gone_after_a_day(freeze: Freeze, tmp_path: Path) -> None:
    key = keep(FILE, by=officer())
    freeze("2099-01-01T00:00:00+08:00")
    assert find(key, by=officer()) is None
    assert paths(tmp_path) != []
    prune()
    assert paths(tmp_path) == []


def test_of_one_person_only_the_last_few_are_kept(tmp_path: Path) -> None:
    other = keep(FILE, by=officer("second"))
    keys = [keep(FILE, by=officer()) for _number in range(8)]
    assert len(paths(tmp_path)) == 6
    assert find(keys[-1], by=officer()) == KEPT
    assert find(other, by=officer("second")) == KEPT
