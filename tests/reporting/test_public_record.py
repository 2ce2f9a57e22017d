"""The figures of the published record, against its files and against what is known of it.

Loaded once for all of the module, asked by everybody.
"""

from collections import Counter
from typing import Any

import time_machine
from django.core.management import call_command
from django.test import TestCase

from tests.factories import memory
from tests.factories.institutions import make_institution
from tests.people import ANONYMOUS, approver, auditor, officer, signatory
from tests.reporting import publicrecord as files
from tests.reporting.asked import ask, cells, unexplained
from usecases.models.person import Person
from usecases.models.words import Term
from usecases.reporting.partnership import COLUMNS

LOADED = "2026-11-02T10:00:00+08:00"
NOW = "2026-11-22T10:00:00+08:00"
PHASES = ("GS1", "GS2", "GSPP1")
SCOPES: list[dict[str, str | list[str]]] = [
    {},
    {"phase": "GS2"},
    {"phase": ["GS1", "GSPP1"]},
    {"programme": "GS"},
    {"sector": "banking"},
    {"as_at": "2025-06-30"},
    {"known_at": "2026-11-01"},
    {"as_at": "2025-12-31", "known_at": NOW, "programme": "GS"},
]


class TestPublicRecord(TestCase):
    """Every test asks as staff of three roles, as a bank, and as nobody."""

    readers: tuple[Person, ...]

    @classmethod
    def setUpTestData(cls) -> None:
        """Load the record at a known moment."""
        memory.forget()
        with time_machine.travel(LOADED, tick=False):
            call_command("load_vocabularies", verbosity=0)
            call_command("load_public_record", verbosity=0)
            memory.once("sector", lambda: Term.objects.get(kind="sector", code="banking"))
            bank = signatory(make_institution("Some Bank"))
            cls.readers = (officer(), approver(), auditor(), bank, ANONYMOUS)

    def setUp(self) -> None:
        """Ask three weeks later."""
        travel = time_machine.travel(NOW, tick=False)
        travel.start()
        self.addCleanup(travel.stop)

    def same(self, report: str, *names: str, **asked: Any) -> list[tuple[Any, ...]]:
        """Return columns of a report, which everybody is told alike."""
        first, *others = (cells(ask(each, report, **asked), *names) for each in self.readers)
        assert others == [first] * len(others)
        return first

    def totals(self, report: str, **asked: Any) -> dict[str, Any]:
        """Return the counts over the whole scope, which everybody is told alike; how use cases are
        shared among partners is the regulator's.
        """
        private = {column.name for column in COLUMNS}
        found = []
        for reader in self.readers:
            total = ask(reader, report, **asked).total
            assert total is not None
            told = {*total.records} - private if report == "participation" else {*total.records}
            found.append({name: n for name, n in total.values.items() if name in told})
        assert found == [found[0]] * len(found)
        return found[0]

    def test_recorded(self) -> None:
        names = ("programme", "phase", "use_cases", "institutions", "partners")
        assert self.same("phases", *names) == [
            ("GS", "GS1", 4, 10, 4),
            ("GS", "GS2", 11, 20, 9),
            ("GSPP", "GSPP1", 0, 0, 0),
        ]
        assert self.totals("phases") == {"use_cases": 15, "institutions": 24, "partners": 12}

    def test_announced_and_gap(self) -> None:
        of = ("applications", "use_cases", "institutions", "partners")
        names = (*(f"announced_{n}" for n in of), *(f"gap_{n}" for n in of[1:]))
        assert self.same("phases", *names) == [_announced(phase) for phase in PHASES]

    def test_who_was_new_and_who_returned(self) -> None:
        first, second = files.participants("GS1"), files.participants("GS2")
        new, back = len(second - first), len(second & first)
        names = ("new", "returning", "new_in_family", "returning_in_family")
        assert self.same("participation", "phase", "institutions", *names, "partners") == [
            ("GS1", 10, 10, 0, 10, 0, 4),
            ("GS2", 20, new, back, new, back, 9),
            ("GSPP1", 0, 0, 0, 0, 0, 0),
        ]
        partners = files.partners("GS1") | files.partners("GS2")
        assert self.totals("participation") == {
            "institutions": len(first | second),
            "partners": len(partners),
        }

    def test_in_how_many_phases(self) -> None:
        times = Counter(name for phase in PHASES for name in files.participants(phase))
        asked = {"by": "phases_taken"}
        found = self.same("participation", "phases_taken", "institutions", **asked)
        assert found == sorted(Counter(times.values()).items())
        assert self.totals("participation", **asked) == {"institutions": len(times)}

    def test_by_category(self) -> None:
        counted = Counter(
            (phase, case["category"] or None, "accepted")
            for phase in PHASES
            for case in files.use_cases(phase)
        )
        found = self.same("matrix", "phase", "category", "stage", "use_cases")
        assert {each[:-1]: each[-1] for each in found} == counted
        assert self.totals("matrix") == {"use_cases": 15}

    def test_only_the_first_phase_had_participants_by_the_middle_of_2025(self) -> None:
        asked = {"as_at": "2025-06-30"}
        assert self.same("participation", "phase", "institutions", "partners", **asked) == [
            ("GS1", 10, 4),
            ("GS2", 0, 0),
            ("GSPP1", 0, 0),
        ]
        names = ("phase", "use_cases", "announced_use_cases", "gap_use_cases")
        assert self.same("phases", *names, **asked) == [
            ("GS1", 4, "15", "11"),
            ("GS2", 0, None, None),
            ("GSPP1", 0, None, None),
        ]

    def test_a_day_ends_in_the_zone_of_the_programme(self) -> None:
        moments = {
            "2024-12-18": (0, None),
            "2024-12-19T15:59:59Z": (0, None),  # not quite midnight in Hong Kong
            "2024-12-19": (10, "10"),
            "2024-12-20T00:00:00+08:00": (10, "10"),
        }
        names = ("institutions", "announced_institutions")
        found = {each: self.same("phases", *names, phase="GS1", as_at=each) for each in moments}
        assert found == {each: [expected] for each, expected in moments.items()}

    def test_nothing_was_known_before_it_was_loaded(self) -> None:
        names = ("institutions", "partners")
        for report in ("phases", "participation"):
            assert self.same(report, *names, known_at="2026-11-02") == [(10, 4), (20, 9), (0, 0)]
            assert self.same(report, *names, known_at="2026-11-01") == [(0, 0)] * 3
        before = {"known_at": "2026-11-01"}
        assert self.same("matrix", "use_cases", **before) == []
        assert self.same("phases", "use_cases", "announced_use_cases", **before) == [(0, None)] * 3

    def test_narrowed(self) -> None:
        assert self.same("phases", "phase", programme="GSPP") == [("GSPP1",)]
        assert self.same("phases", "phase", phase=["GS2", "GS1"]) == [("GS1",), ("GS2",)]
        both = {"phase": ["GS1", "GS2"], "by": "phases_taken"}
        assert self.same("participation", "phases_taken", "institutions", **both) == [
            (1, 18),
            (2, 6),
        ]
        counted = self.same("phases", "institutions", "partners", sector="banking")
        assert counted == [(10, 4), (20, 9), (0, 0)]

    def test_every_figure_is_the_count_of_its_records(self) -> None:
        reports = ("phases", "participation", "matrix")
        everything = [
            each
            for reader in self.readers
            for report in reports
            for scope in SCOPES
            for each in unexplained(reader, report, **scope)
        ]
        assert everything == []


def test_the_files_say_what_is_known() -> None:
    first, second = files.participants("GS1"), files.participants("GS2")
    assert [len(each) for each in (first, second, first | second, first & second)] == [
        10, 20, 24, 6,
    ]  # fmt: skip
    assert [len(files.partners(phase)) for phase in PHASES] == [4, 9, 0]
    assert [len(files.use_cases(phase)) for phase in PHASES] == [4, 11, 0]


def _announced(phase: str) -> tuple[str | None, ...]:
    """Return what the file announces, and what the files lack of it."""
    recorded = {
        "use-cases": len(files.use_cases(phase)),
        "institutions": len(files.participants(phase)),
        "partners": len(files.partners(phase)),
    }
    told = files.announced(phase)
    gaps = [str((told[measure][1] or 0) - number) for measure, number in recorded.items()]
    return (*(told[measure][0] for measure in ("applications", *recorded)), *gaps)
