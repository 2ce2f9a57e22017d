"""Measures the thresholds of a corpus on the calibration questions."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from usecases.assistant.boundary import Thresholds, calibrate
from usecases.assistant.corpus import Corpus
from usecases.assistant.quoting import best


@cache
def questions() -> tuple[dict[str, str], ...]:
    """Return the calibration questions: `question`, `lang`, `kind` inside or outside."""
    text = (files("usecases.assistant") / "calibration.jsonl").read_text(encoding="utf-8")
    return tuple(json.loads(line) for line in text.splitlines() if line.strip())


def measured(corpus: Corpus) -> Thresholds:
    """Return the thresholds that the calibration questions give on what is published now."""
    return calibrate(list(_scores(corpus, "inside")), list(_scores(corpus, "outside")))


def _scores(corpus: Corpus, kind: str) -> Iterator[float]:
    for each in questions():
        if each["kind"] == kind:
            found = best(each["question"], corpus, each["lang"], ())
            yield found[0].score if found else 0.0
