"""The published record, counted from its files by other means than the loader's."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker

from usecases.exchange.public_record import load_public_record
from usecases.exchange.vocabularies import load_vocabularies
from usecases.models.documents import Document, DocumentSection
from usecases.models.events import Event, EventItem
from usecases.models.figures import PublishedFigure
from usecases.models.findings import Finding
from usecases.models.follow_ons import FollowOn, OtherCohort
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.parties import Party
from usecases.models.phases import Authority, Participation, Phase, Programme
from usecases.models.publications import Publication
from usecases.models.trail import Change, StageChange
from usecases.models.usecases import UseCase
from usecases.vocabulary.documents import DocumentKind
from usecases.workflow.people import system

pytestmark = pytest.mark.django_db
FIXTURES = settings.BASE_DIR / "fixtures"
LOADED = datetime(2026, 11, 2, 1, tzinfo=UTC)


def told(name: str, folder: str = "public_record") -> list[dict[str, str]]:
    with (FIXTURES / folder / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(autouse=True, scope="module")
def _loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load once for all of these tests, which only look, and undo it after them."""
    clock = time_machine.travel(LOADED, tick=False)
    with django_db_blocker.unblock(), transaction.atomic(), clock:
        load_vocabularies(FIXTURES / "vocabularies", by=system())
        load_public_record(FIXTURES / "public_record", by=system())
        yield
        transaction.set_rollback(True)


def took_part(phase: str) -> set[str]:
    rows = Participation.objects.filter(phase__code=phase, role="participant")
    return set(rows.values_list("institution__legal_name", flat=True))


def test_as_many_records_as_rows() -> None:
    counts = {
        "authorities": Authority.objects.count(),
        "programmes": Programme.objects.count(),
        "phases": Phase.objects.count(),
        "published_figures": PublishedFigure.objects.count(),
        "institutions": Institution.objects.count(),
        "technology_partners": TechnologyPartner.objects.count(),
        "participations": Participation.objects.count(),
        "use_cases": UseCase.objects.count(),
        "findings": Finding.objects.count(),
        "documents": Document.objects.exclude(kind=DocumentKind.GUIDANCE).count(),
        "document_sections": DocumentSection.objects.exclude(
            document__kind=DocumentKind.GUIDANCE
        ).count(),
        "events": Event.objects.count(),
        "event_items": EventItem.objects.count(),
        "follow_ons": FollowOn.objects.count(),
        "other_cohorts": OtherCohort.objects.count(),
    }
    assert counts == {name: len(told(name)) for name in counts}


def test_who_took_part() -> None:
    lists = {"GS1": set[str](), "GS2": set[str]()}
    for row in told("participations"):
        if row["role"] == "participant":
            lists[row["phase"]].add(row["institution"])
    assert {phase: took_part(phase) for phase in lists} == lists


def test_the_known_figures_of_participation() -> None:
    known = {row["figure"]: int(row["value"]) for row in told("participation", "expected")}
    first, second = took_part("GS1"), took_part("GS2")
    partners = Participation.objects.filter(role="partner")
    assert known == {
        "institutions in GS1": len(first),
        "institutions in GS2": len(second),
        "distinct institutions": len(first | second),
        "institutions in both": len(first & second),
        "partners in GS1": partners.filter(phase__code="GS1").count(),
        "partners in GS2": partners.filter(phase__code="GS2").count(),
        "distinct partners": partners.values("partner").distinct().count(),
    }
    assert (len(first), len(second), len(first | second), len(first & second)) == (10, 20, 24, 6)
    assert first & second == {row["legal_name"] for row in told("in_both", "expected")}


def recorded(phase: str, measure: str) -> int:
    rows = Participation.objects.filter(phase__code=phase)
    return {
        "use-cases": UseCase.objects.filter(phase__code=phase).count(),
        "institutions": rows.filter(role="participant").count(),
        "partners": rows.filter(role="partner").count(),
    }[measure]


def test_the_known_figures_of_phases() -> None:
    figures = {
        (each.phase.code, each.measure): each
        for each in PublishedFigure.objects.select_related("phase")
        if each.phase
    }
    expected = told("phases", "expected")
    assert len(expected) == len(figures)
    for row in expected:
        figure = figures[row["phase"], row["measure"]]
        bounds = ["" if bound is None else str(bound) for bound in (figure.lower, figure.upper)]
        assert [figure.text, *bounds] == [row["announced"], row["lower"], row["upper"]]
        if row["recorded"]:
            count = recorded(row["phase"], row["measure"])
            assert (str(count), str(int(figure.text) - count)) == (row["recorded"], row["gap"])


def test_days_are_whole_days_in_the_programmes_zone() -> None:
    first = Phase.objects.get(code="GS1")
    assert first.opens_at == datetime(2024, 9, 19, 16, tzinfo=UTC)
    assert first.closes_at == datetime(2024, 11, 15, 15, 59, 59, 999999, tzinfo=UTC)
    assert Phase.objects.get(code="GS2").closes_at is None
    since = set(Participation.objects.values_list("phase__code", "since", "since_precision"))
    assert since == {
        ("GS1", datetime(2024, 12, 19, 15, 59, 59, 999999, tzinfo=UTC), "day"),
        ("GS2", datetime(2025, 10, 15, 15, 59, 59, 999999, tzinfo=UTC), "day"),
    }


def test_vague_dates_keep_their_words() -> None:
    names = ("trials_from_words", "trials_from_earliest", "trials_from", "trials_to_words")
    rows = Phase.objects.values_list("code", *names, "trials_to_earliest", "trials_to")
    assert sorted(rows) == [
        (
            *("GS1", "early 2025", date(2025, 1, 1), date(2025, 4, 30)),
            *("mid-2025", date(2025, 5, 1), date(2025, 8, 31)),
        ),
        ("GS2", "early 2026", date(2026, 1, 1), date(2026, 4, 30), "", None, None),
        ("GSPP1", "", None, None, "", None, None),
    ]


def test_use_cases_are_recorded_as_accepted_with_their_source() -> None:
    told_of = Counter(
        (
            *(row["phase"], row["institution"], row["title"], row["title"], row["summary"]),
            *(row["category"] or None, "" if row["category"] else "not-published"),
            *(row["source"], row["source_kind"], "accepted", "recorded"),
        )
        for row in told("use_cases")
    )
    names = (
        *("phase__code", "institution__legal_name", "title", "public_title", "summary"),
        *("category__code", "uncategorised_reason", "source", "source_kind", "stage", "basis"),
    )
    assert Counter(UseCase.objects.values_list(*names)) == told_of
    parties = sorted(Party.objects.values_list("use_case__title", "partner__name", "role"))
    assert parties == sorted(
        (row["title"], partner, "provider")
        for row in told("use_cases")
        for partner in filter(None, row["partners"].split(";"))
    )


def test_each_has_one_stage_change_dated_when_its_phase_was_announced() -> None:
    rows = StageChange.objects.values_list("verb", "to_stage", "basis", "precision", "happened_on")
    ends = {
        "GS1": datetime(2024, 12, 19, 15, 59, 59, 999999, tzinfo=UTC),
        "GS2": datetime(2025, 10, 15, 15, 59, 59, 999999, tzinfo=UTC),
    }
    assert Counter(rows) == Counter(
        ("record", "accepted", "recorded", "day", ends[row["phase"]]) for row in told("use_cases")
    )


def test_the_lessons_and_results_of_the_report_stand_with_their_page() -> None:
    rows = told("findings")
    assert Counter(row["section"].partition(".")[0] for row in rows) == {"3": 3, "4": 17, "5": 6}
    names = ("phase__code", "topic__code", "statement_en", "cited", "section", "page")
    named = [tuple(row[name.partition("__")[0]] for name in names) for row in rows]
    assert sorted(Finding.objects.values_list(*names)) == sorted(named)
    public = {
        row.content["statement_en"]: row for row in Publication.objects.filter(kind="finding")
    }
    for row in rows:
        shown = public[row["statement_en"]]
        assert [shown.content["page"], shown.topic, shown.source] == [
            *(row["page"], row["topic"], row["source"])
        ]


def test_everything_has_a_source_and_is_public_by_it() -> None:
    loaded: Any = (
        *(PublishedFigure, Phase, Institution, TechnologyPartner, Participation, UseCase),
        Finding,
    )
    for model in loaded:
        assert not model.objects.filter(source="").exists()
        public = set(Publication.objects.exclude(source="").values_list("record", flat=True))
        assert set(model.objects.values_list("pk", flat=True)) - public == set()
    assert Publication.objects.filter(kind="programme").count() == 2


def test_nothing_was_recorded_before_the_loading() -> None:
    for model in (Participation, UseCase, StageChange, Change):
        assert model.objects.exists()
        assert not model.objects.filter(recorded_at__lt=LOADED).exists()


def test_a_second_run_writes_nothing() -> None:
    before = (Change.objects.count(), StageChange.objects.count(), Publication.objects.count())
    done = load_public_record(FIXTURES / "public_record", by=system())
    assert (done.created, done.changed, done.notes) == (0, 0, [])
    after = (Change.objects.count(), StageChange.objects.count(), Publication.objects.count())
    assert after == before
