"""Whatever a report may be asked of the invented programme: every value of every parameter."""

import os
import zlib
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from django.db.models import QuerySet

from tests.reporting.asked import Asked
from usecases.demonstration.calendar import CODE
from usecases.models.institutions import Institution
from usecases.models.person import Person
from usecases.models.phases import Authority, Phase, Programme
from usecases.models.publications import Publication
from usecases.models.trail import StageChange
from usecases.models.words import Category, Metric, Technique, Term
from usecases.reporting.catalogue import REPORTS
from usecases.reporting.report import Report
from usecases.vocabulary.terms import TermKind

# A scope of each report at each moment, another one each time; `DEMO_SCOPES=all` asks for all.
ALL = os.environ.get("DEMO_SCOPES") == "all"
PARTS = ("category", "technique", "sector", "authority")
CASES = (*PARTS, "kind")
BY: dict[str, tuple[str, ...]] = {
    "phases": (),
    "funnel": (*CASES, "newcomer", "assessor"),
    "matrix": CASES,
    "durations": CASES,
    "participation": ("phases_taken", "partner"),
    "performance": ("technique", "category"),
    "incidents": (*PARTS, "severity", "cause"),
    "compliance": PARTS,
    "workload": ("waits",),
    "compute": PARTS,
    "lineage": CASES,
    "outcomes": CASES,
}
# What outsiders may break public reports down by.
PUBLIC_BY: dict[str, tuple[str, ...]] = {
    "phases": (),
    "matrix": ("category", "sector"),
    "participation": ("phases_taken",),
    "outcomes": ("category", "sector"),
}
PERIODS: tuple[Asked, ...] = (
    {"from": "2024-10-15", "to": "2025-11-20"},
    {"counted": "event", "from": "2025-07-01"},
    {"every": "quarter"},
    {"every": "month", "counted": "event", "from": "2025-01-01", "to": "2026-03-31"},
)


def moments() -> tuple[Asked, ...]:
    """Return now, and three moments: what had happened, what was known, and both; all was written
    down in the order in which it happened.
    """
    told = StageChange.objects.order_by("recorded_at").values_list("recorded_at", flat=True)
    half, most = (told[int(told.count() * share)].isoformat() for share in (0.5, 0.8))
    return (
        {},
        {"as_at": "2025-03-31"},
        {"known_at": most},
        {"as_at": "2025-10-20T12:00:00+08:00", "known_at": half},
    )


def scopes(report: Report, person: Person) -> Iterator[Asked]:
    """Yield everything, each phase, bank, ... by itself, each dimension, each kind of period."""
    outsider = person.user is None
    whole: Asked = {"programme": CODE} if outsider else {}
    yield whole
    for name, found in (_public_values() if outsider else _values()).items():
        if name in report.takes:
            yield from ({**whole, name: f"{value}"} for value in found)
    for by in (PUBLIC_BY if outsider else BY)[report.name]:
        yield {**whole, "by": by}
        yield {**whole, "by": by, "phase": ["HAR1", "HAR2"]}
    for period in PERIODS:
        if set(period) <= set(report.takes) and not (outsider and "every" in period):
            yield {**whole, **period}


def _values() -> dict[str, Iterable[object]]:
    sectors = Term.objects.filter(kind=TermKind.SECTOR)
    rows: dict[str, QuerySet[Any]] = {
        "programme": Programme.objects.all(),
        "phase": Phase.objects.all(),
        "sector": sectors,
        "authority": Authority.objects.all(),
        "category": Category.objects.all(),
        "technique": Technique.objects.all(),
        "metric": Metric.objects.all(),
    }
    banks = Institution.objects.order_by("short_name").values_list("pk", flat=True)
    return {**{name: _codes(each) for name, each in rows.items()}, "institution": banks}


def _codes(rows: QuerySet[Any]) -> Iterable[object]:
    return rows.order_by("code").values_list("code", flat=True)


def _public_values() -> dict[str, Iterable[object]]:
    rows = Publication.objects.filter(withdrawn_at=None, superseded_at=None)
    banks = rows.filter(kind="institution", published_at__isnull=False).order_by("code")
    return {
        "phase": _codes(rows.filter(kind="phase", published_at__isnull=False)),
        "institution": banks.values_list("record", flat=True),
        "sector": sorted({*banks.values_list("sector", flat=True)}),
    }


def questions(report: Report, person: Person) -> Iterator[Asked]:
    """Yield what is asked of a report: all there is, or everything now and one scope at each of
    three moments.
    """
    asked = [*scopes(report, person)]
    if ALL:
        yield from ({**scope, **at} for scope, at in product(asked, moments()))
        return
    yield asked[0]
    for number, at in enumerate(moments()[1:]):
        lot = zlib.crc32(f"{report.name} {number}".encode())
        yield {**asked[lot % len(asked)], **at}


def open_to(person: Person) -> list[Report]:
    """Return the reports that answer somebody."""
    return [report for report in REPORTS.values() if report.open_to(person)]
