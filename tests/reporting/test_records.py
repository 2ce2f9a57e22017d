"""Every count of every row and total is the count of the records that it names, for everybody."""

from typing import Any
from urllib.parse import urlencode

import time_machine
from django.test import TestCase
from django.urls import reverse

from tests.factories.access import make_token
from tests.reporting.asked import Asked, Held, ask, unexplained
from tests.reporting.world import BETWEEN, World, build
from usecases.models.person import Person
from usecases.reporting.catalogue import REPORTS
from usecases.reporting.table import Row, Table

NOW = "2026-05-01T09:00:00+08:00"

EVERYBODY: list[Asked] = [
    {},
    {"phase": "GS1"},
    {"phase": ["GS1", "GSPP1"]},
    {"sector": "insurance"},
    {"as_at": BETWEEN},
    {"known_at": BETWEEN},
    {"as_at": "2020-07-01", "known_at": "2026-02-01"},
    {"programme": "GS", "sector": "banking", "as_at": BETWEEN},
]
STAFF: list[Asked] = [{"authority": "IA"}, {"authority": "HKMA", "phase": ["GS1", "GS2"]}]
CASES: list[Asked] = [
    {"category": "fraud-prevention"},
    {"technique": "agents", "phase": "GS2"},
    {"by": "category"},
    {"by": "technique"},
    {"by": "sector"},
    {"by": "kind"},
    {"by": "authority"},
    {"by": "technique", "technique": "agents", "as_at": BETWEEN},
    {"by": "kind", "sector": "banking"},
]
PUBLIC_CASES: list[Asked] = [{"category": "fraud-prevention"}, {"by": "sector"}]
TAKEN: list[Asked] = [{"by": "phases_taken"}, {"by": "phases_taken", "as_at": BETWEEN}]


# Of many columns, and asked at length by `test_watched`.
WATCHED = ("incidents", "compliance", "workload", "compute")


class TestRecords(TestCase):
    """The world is made once for all of these."""

    world: World

    @classmethod
    def setUpTestData(cls) -> None:
        """Make it."""
        cls.world = build()

    def setUp(self) -> None:
        """Ask a month later."""
        travel = time_machine.travel(NOW, tick=False)
        travel.start()
        self.addCleanup(travel.stop)

    def scopes(self, reader: str, report: str) -> list[Asked]:
        """Return what this reader asks this report for; staff of one view ask in full once."""
        if reader in {"approver", "auditor"}:
            return [{}]
        if report in WATCHED:
            return [{}, {"as_at": BETWEEN}] if reader == "officer" else [{}]
        if reader in {"limited", "bank"}:
            return [{}, {"phase": "GS1"}, {"as_at": BETWEEN}]
        scopes: list[Asked] = [*EVERYBODY, {"institution": str(self.world.bank.pk)}]
        outsider = reader in {"bank", "anonymous"}
        scopes += [] if outsider else STAFF
        if report in {"funnel", "matrix"}:
            scopes += PUBLIC_CASES if outsider else CASES
        if report == "participation":
            scopes += TAKEN
        return scopes

    def everything(self) -> list[tuple[str, Person, str, Asked]]:
        """Return every question: who asks, which report, for what."""
        return [
            (name, reader, report.name, scope)
            for name, reader in self.world.readers.items()
            for report in REPORTS.values()
            if report.open_to(reader)
            for scope in self.scopes(name, report.name)
        ]

    def test_every_figure_is_the_count_of_its_records(self) -> None:
        held: dict[str, Held] = {name: {} for name in self.world.readers}
        wrong = [
            f"{name}: {each}"
            for name, reader, report, scope in self.everything()
            for each in unexplained(reader, report, held[name], **scope)
        ]
        assert wrong == []

    def test_there_is_something_to_count(self) -> None:
        empty = {
            (name, report.name)
            for name, reader in self.world.readers.items()
            for report in REPORTS.values()
            if report.open_to(reader) and not _figures(reader, report.name)
        }
        nothing = ("performance", "incidents", "workload", "outcomes")  # of it no trial ran
        assert empty == {("limited", report) for report in nothing}

    def test_outsiders_are_answered_alike(self) -> None:
        bank, nobody = self.world.readers["bank"], self.world.readers["anonymous"]
        for report in ("phases", "participation", "matrix"):
            for scope in self.scopes("bank", report):
                assert ask(bank, report, **scope) == ask(nobody, report, **scope)

    def test_the_limited_officer_counts_their_own_authority(self) -> None:
        limited, whole = self.world.readers["limited"], self.world.readers["officer"]
        assert _figures(limited, "funnel") == _figures(whole, "funnel", authority="IA")

    def test_every_address_lists_as_many(self) -> None:
        wrong = []
        for name, reader in self.world.readers.items():
            headers = _signed(reader)
            for address, number in _addresses(reader):
                body = self.client.get(address, headers=headers).json()
                if body.get("count") != number:
                    wrong.append(f"{name} {address}: {number} is {body}")
        assert wrong == []


def _figures(reader: Person, report: str, **asked: Any) -> dict[str, int]:
    table = ask(reader, report, **asked)
    rows = [table.total] if table.total else table.rows
    return {name: row.values[name] for row in rows for name in row.records if row.values[name]}


def _signed(reader: Person) -> dict[str, str]:
    if reader.user is None:
        return {}
    _, secret = make_token(reader.user, "read", "report")
    return {"authorization": f"Bearer {secret}"}


def _addresses(reader: Person) -> set[tuple[str, int]]:
    """Return the address behind every count of a few questions, each once."""
    questions: list[Asked] = [{}, {"as_at": BETWEEN}]
    return {
        (f"{reverse(f'api:{each.subject}-list')}?{urlencode(each.params)}", row.values[name])
        for report in REPORTS.values()
        if report.open_to(reader)
        for asked in (questions[:1] if report.name in WATCHED else questions)
        for table in [ask(reader, report.name, **asked)]
        for row in _rows(table)
        for name, each in row.records.items()
    }


def _rows(table: Table) -> list[Row]:
    """Return the rows of a report with its total; of many columns the total alone."""
    whole = [table.total] if table.total else []
    return whole if whole and table.name in WATCHED else [*table.rows, *whole]
