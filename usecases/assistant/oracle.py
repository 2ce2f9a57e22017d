"""What a structured question must be answered with, counted in plain Python over every published
row: nothing here is shared with the grammar or with the selections that answer it.

An oracle is one of `{"rows": target, ...}`, `{"share": {...}, "of": {...}}`,
`{"date": [phase, field]}`, `{"listed": [name, phase]}` and `{"announced": [phase, measure]}`; the
last may stand beside `rows`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from usecases.assistant.answer import Answer
from usecases.models.publications import Publication
from usecases.rules.visibility_register import published

_KINDS = {
    "use-cases": "use-case",
    "institutions": "institution",
    "partners": "technology-partner",
    "phases": "phase",
}
_NOT = ("not include", "不包括")
_YES = ("Yes.", "是。")
_UNTOLD = ("does not give", "沒有載明", "没有载明")
_HONG_KONG = timedelta(hours=8)
Oracle = Mapping[str, Any]


@dataclass(frozen=True)
class Expected:
    """What must be found: these rows and no others, and each of these words."""

    rows: frozenset[str] | None
    words: tuple[tuple[str, ...], ...]

    def met_by(self, answer: Answer) -> bool:
        """Whether an answer is exactly this."""
        told = " ".join(each.text for each in answer.sentences)
        same = self.rows is None or {str(row["id"]) for row in answer.rows} == self.rows
        return same and all(any(_stands(word, told) for word in each) for each in self.words)


class Plain:
    """The published rows, read once and walked one by one."""

    def __init__(self) -> None:
        self.rows = list(published(Publication.objects.all()))

    def of(self, kind: str) -> list[Publication]:
        """Return the rows of a kind."""
        return [row for row in self.rows if row.kind == kind]

    def expected(self, oracle: Oracle) -> Expected:
        """Return what an oracle asks for."""
        words: list[tuple[str, ...]] = []
        rows = None
        if "rows" in oracle:
            rows = self._rows(oracle)
            words += [(str(len(rows)),)] if rows else []
        if "announced" in oracle:
            words += [(text,) for text in self._announced(*oracle["announced"])]
        if "date" in oracle:
            words.append(self._date(*oracle["date"]))
        if "share" in oracle:
            rows = self._rows(oracle["share"])
            words.append((_per_cent(len(rows), len(self._rows(oracle["of"]))),))
        if "listed" in oracle:
            words.append(_YES if self._listed(*oracle["listed"]) else _NOT)
        return Expected(rows, tuple(words))

    def _rows(self, oracle: Oracle) -> frozenset[str]:
        kind = _KINDS[oracle["rows"]]
        keep = self._phases_fit if kind == "phase" else self._cases_fit
        if kind in ("institution", "technology-partner"):
            return self._took_part(oracle, kind)
        return frozenset(str(row.record) for row in self.of(kind) if keep(row, oracle))

    def _cases_fit(self, row: Publication, oracle: Oracle) -> bool:
        told = row.content
        return (
            ("phase" not in oracle or told["phase"] in oracle["phase"])
            and ("programme" not in oracle or told["programme"] == oracle["programme"])
            and ("category" not in oracle or told["category"] == oracle["category"])
            and ("institution" not in oracle or told["institution_name"] == oracle["institution"])
            and ("partner" not in oracle or oracle["partner"] in told["partners"])
            and ("use_case" not in oracle or told["title"] == oracle["use_case"])
        )

    def _phases_fit(self, row: Publication, oracle: Oracle) -> bool:
        if "institution" in oracle:
            return any(row.code == seat for seat in self._seats(oracle["institution"]))
        return bool(row.content["programme"] == oracle["programme"])

    def _seats(self, name: str) -> set[str]:
        keys = {str(row.record) for row in self.rows if name in _names(row)}
        return {
            row.content["phase"]
            for row in self.of("participation")
            if {row.content["institution"], row.content["partner"]} & keys
        }

    def _took_part(self, oracle: Oracle, kind: str) -> frozenset[str]:
        found = {str(row.record): row for row in self.of(kind)}
        if "phase" in oracle:
            seats = {key: self._seats(_names(row)[0]) for key, row in found.items()}
            asked, gone = set(oracle["phase"]), set(oracle.get("not", ()))
            fits = asked.issubset if oracle.get("all") else asked.intersection
            return frozenset(k for k, held in seats.items() if fits(held) and not held & gone)
        cases = [row.content for row in self.of("use-case") if self._cases_fit(row, oracle)]
        return frozenset(str(told["institution"]) for told in cases)

    def _announced(self, phase: str, measure: str) -> Iterable[str]:
        return [
            str(row.content["text"])
            for row in self.of("published-figure")
            if (row.content["phase"], row.content["measure"]) == (phase, measure)
        ]

    def _date(self, phase: str, field: str) -> tuple[str, ...]:
        (row,) = (row for row in self.of("phase") if row.code == phase)
        told = row.content[field]
        if not told:
            return _UNTOLD
        if "T" not in told:
            return (told,)
        return ((datetime.fromisoformat(told) + _HONG_KONG).date().isoformat(),)

    def _listed(self, name: str, phase: str) -> bool:
        return phase in self._seats(name)


def _stands(word: str, told: str) -> bool:
    """Whether a word or number stands in a text, and not as part of a longer one."""
    if not word[0].isascii():
        return word in told
    return bool(re.search(rf"(?<![0-9A-Za-z.]){re.escape(word)}(?![0-9A-Za-z]|\.[0-9])", told))


def _names(row: Publication) -> list[str]:
    told = row.content
    return [told[name] for name in ("short_name", "name", "legal_name") if told.get(name)]


def _per_cent(part: int, whole: int) -> str:
    share = 1000 * part / whole
    tenths = int(share + 0.5)
    return f"{tenths // 10}.{tenths % 10}"
