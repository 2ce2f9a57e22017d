"""Measures the thresholds of a corpus on the calibration questions."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from usecases.assistant.boundary import Thresholds, calibrate
from usecases.assistant.corpus import Corpus
from usecases.assistant.quoting import best, kept_back


@cache
def questions() -> tuple[dict[str, str], ...]:
    """Return the calibration questions: `question`, `lang`, `kind` inside or outside."""
    text = (files("usecases.assistant") / "calibration.jsonl").read_text(encoding="utf-8")
    return tuple(json.loads(line) for line in text.splitlines() if line.strip())


def measured(corpus: Corpus) -> Thresholds:
    """Return the thresholds that the calibration questions give on what is published now."""
    inside = [sure for sure, _score in _scores(corpus, "inside")]
    outside = list(_scores(corpus, "outside"))
    through = [sure for sure, _score in outside]
    return calibrate(inside, through, [score for _sure, score in outside])


def _scores(corpus: Corpus, kind: str) -> Iterator[tuple[float, float]]:
    """Yield how sure the best passage of each question is, 0 where a gate keeps it back, and its
    score.
    """
    for each in questions():
        if each["kind"] == kind:
            asked, language = each["question"], each["lang"]
            found = best(asked, corpus, language, ())
            stopped = not found or kept_back(asked, found[0].passage, corpus, language)
            yield (0.0 if stopped else found[0].sure), (found[0].score if found else 0.0)
