"""The lists of a phase report: from what is published, as it stood at two moments."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from usecases.models.publications import Publication
from usecases.rules.calls import call_of
from usecases.selection.phaseorder import PhaseInfo, earlier
from usecases.selection.public import PUBLIC
from usecases.text.digest import plain

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Asked:
    """The phase that a report is on, every phase there is, and the two moments."""

    phase: PhaseInfo
    every_phase: list[PhaseInfo]
    as_at: datetime
    known_at: datetime

    @property
    def here(self) -> dict[str, list[str]]:
        """The scope of the phase alone."""
        return {"phase": [self.phase.code]}

    @property
    def so_far(self) -> dict[str, list[str]]:
        """The scope of the phase with all of its family that came before."""
        return {"phase": [*earlier(self.every_phase, self.phase, "family"), self.phase.code]}

    @property
    def times(self) -> dict[str, list[str]]:
        """The two moments, as parameters."""
        return {"as_at": [self.as_at.isoformat()], "known_at": [self.known_at.isoformat()]}

    def published(self, subject: str, **narrowed: str) -> list[Publication]:
        """Return what is published of a subject in the phase, in the order of its list."""
        wide = {**self.here, **self.times, **{name: [text] for name, text in narrowed.items()}}
        known = PUBLIC[subject].parameters
        return list(PUBLIC[subject].select({k: v for k, v in wide.items() if k in known}))


@dataclass(frozen=True)
class Listing:
    """A list: the subject that its rows are records of, what is taken of each, and which."""

    subject: str
    taken: tuple[str, ...]
    rows: Callable[[Asked], Rows]
    worked_out: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that a row has."""
        return (*(("id",) if self.subject else ()), *self.taken, *self.worked_out)


_INSTITUTION = ("legal_name", "short_name", "name_zh_hant", "name_zh_hans", "sector")
_PARTNER = ("name", "name_zh_hant", "name_zh_hans", "kind")
_USE_CASE = (
    *("reference", "title", "summary", "institution_name", "partners", "category", "stage"),
)
_FINDING = (
    *("topic", "topic_label_en", "statement_en", "statement_zh_hant", "statement_zh_hans"),
    *("cited", "section", "page", "rests_on_results", "rests_on_institutions"),
)
_FIGURE = ("measure", "text", "lower", "upper", "said_by", "said_on", "source", "source_kind")


def _institutions(asked: Asked) -> Rows:
    """Return who took part, and whether for the first time in the family."""
    again = asked.published("institutions", standing="returning-in-family")
    returning = {row.record for row in again}
    rows = asked.published("institutions")
    return [{**_taken(row, _INSTITUTION), "returning": row.record in returning} for row in rows]


def _use_cases(asked: Asked) -> Rows:
    """Return the use cases by their public side, those of one category together."""
    rows = [_taken(row, _USE_CASE) for row in asked.published("use-cases")]
    return sorted(rows, key=lambda row: (row["category"] is None, row["category"] or ""))


def _plainly(subject: str, taken: tuple[str, ...]) -> Listing:
    return Listing(
        subject,
        taken,
        lambda asked: [_taken(row, taken) for row in asked.published(subject)],
    )


def _criteria(asked: Asked) -> Rows:
    """Return what use cases were judged by, as everybody may read it of a published phase."""
    call = call_of(asked.phase.code)
    return [
        {
            "code": each.code,
            "label": each.label_en,
            "meaning": each.meaning,
            "weight": plain(each.weight),
        }
        for each in (call.criteria if call else ())
    ]


LISTS: dict[str, Listing] = {
    "criteria": Listing("", (), _criteria, ("code", "label", "meaning", "weight")),
    "institutions": Listing("institutions", _INSTITUTION, _institutions, ("returning",)),
    "technology-partners": _plainly("technology-partners", _PARTNER),
    "use-cases": Listing("use-cases", _USE_CASE, _use_cases),
    "findings": _plainly("findings", _FINDING),
    "published-figures": _plainly("published-figures", _FIGURE),
}


def _taken(row: Publication, names: tuple[str, ...]) -> dict[str, Any]:
    return {"id": str(row.record), **{name: plain(row.content.get(name)) for name in names}}
