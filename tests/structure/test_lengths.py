"""Files and functions stay short. A budget missed asks which subject hides in there."""

from statistics import median, quantiles

import pytest

from tests.structure import source

FILES = {
    source.named(path): len(path.read_text(encoding="utf-8").splitlines())
    for path in source.product()
}
FUNCTIONS = {
    f"{source.named(path, node)} {node.name}": (node.end_lineno or 0) - node.lineno + 1
    for path in source.product()
    for node in source.functions(path)
}


@pytest.mark.parametrize(
    ("lengths", "middle", "nearly_all", "longest"),
    [
        # The middle was 60 lines until the console's pages and the records of reviews and trials
        # came: one thought of 70 to 90 lines each, and none is split to please a number. The 95th
        # and the longest stand.
        pytest.param(FILES, 82, 180, 250, id="files"),
        pytest.param(FUNCTIONS, 8, 25, 45, id="functions"),
    ],
)
def test_lengths(lengths: dict[str, int], middle: int, nearly_all: int, longest: int) -> None:
    values = list(lengths.values())
    assert {name: length for name, length in lengths.items() if length > longest} == {}
    assert quantiles(values, n=20, method="inclusive")[-1] <= nearly_all
    assert median(values) <= middle


def test_settings_fit_on_few_pages() -> None:
    lengths = {name: length for name, length in FILES.items() if "/settings/" in name}
    assert {name: length for name, length in lengths.items() if length > 220} == {}


def test_file_names_say_what_is_inside() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "core", "misc"}
    assert [source.named(path) for path in source.everything() if path.stem in vague] == []
