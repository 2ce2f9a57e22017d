"""What must not be in the repository, whatever wrote it there."""

import re

from tests.structure import source

# Written in two halves, so that this file does not hold what it looks for.
_REGISTRIES = re.compile(
    "|".join(
        ("py" + r"pi\.", "python" + "hosted", "index" + "-url", "find" + "-links", "npm" + "js")
    ),
    re.IGNORECASE,
)
_LOCKS = {"uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock", "package-lock.json"}


def _text(data: bytes) -> str:
    return "" if b"\0" in data else data.decode("utf-8", errors="replace")


def test_no_file_names_a_package_registry() -> None:
    paths = source.files()
    assert [source.named(p) for p in paths if _REGISTRIES.search(_text(p.read_bytes()))] == []


def test_no_lock_file_that_records_one() -> None:
    assert [source.named(path) for path in source.files() if path.name in _LOCKS] == []


def test_requirements_are_pinned_and_hashed() -> None:
    for path in sorted(source.ROOT.glob("requirements*.txt")):
        wholes = path.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
        loose = [line for line in wholes if "==" not in line or "--hash=sha256:" not in line]
        assert loose == [], path.name
