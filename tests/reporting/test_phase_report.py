"""A report on a phase: its rows are what everybody counts, and made again they are the same."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.utils.dateparse import parse_datetime

from tests.api.clients import client
from tests.conftest import Freeze
from tests.factories.institutions import make_institution
from tests.factories.phase_reports import published_report, told_case, told_phase
from tests.factories.phases import make_participation
from tests.factories.publications import loaded
from tests.factories.usecases import recorded_case, use_case_at
from tests.factories.words import make_category
from tests.keeping import kept
from tests.people import approver, officer, system
from usecases.models.publications import Publication
from usecases.models.words import Category
from usecases.reporting.phase_report import asked_of, facts_of
from usecases.reporting.phase_report_again import made_again
from usecases.text.digest import digest
from usecases.vocabulary.stages import Stage
from usecases.workflow import edit, publish

pytestmark = pytest.mark.django_db
_world = kept(told_phase)


def parts_of(content: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {part["name"]: part for part in content["facts"]["parts"]}


def test_the_rows_are_those_of_the_phase() -> None:
    parts = parts_of(published_report().content)
    assert parts["announced"]["rows"] == [
        {
            "phase": "GS1", "use_cases": 1, "institutions": 1, "partners": 1,
            "announced_applications": None, "announced_use_cases": "15",
            "announced_institutions": None, "announced_partners": None,
            "gap_use_cases": "14", "gap_institutions": None, "gap_partners": None,
        }
    ]  # fmt: skip
    (row,) = parts["use-cases"]["rows"]
    case = told_case()
    assert row == {
        "id": str(case.pk),
        "reference": case.reference,
        "title": case.public_title,
        "summary": case.public_summary,
        "institution_name": case.institution.short_name,
        "partners": [],
        "category": case.category.code if case.category else None,
        "stage": "completed",
    }
    assert [row["weight"] for row in parts["criteria"]["rows"]] == []


def test_every_figure_opens_as_many_records_even_later() -> None:
    content = published_report().content
    later = make_institution()
    for record in (later, make_participation(told_phase(), later)):
        loaded(record)
    loaded(recorded_case(Stage.ACCEPTED, phase=told_phase(), institution=later))
    checked = 0
    for part in content["facts"]["parts"]:
        for row, records in zip(part["rows"], part.get("records", ()), strict=False):
            for name, (subject, params) in records.items():
                asked = urlencode([tuple(pair) for pair in params])
                found = client().get(f"/api/v1/{subject}/?{asked}").json()
                assert (name, found["count"]) == (name, row[name])
                checked += 1
    assert checked == 3 + 4 + 1 + 9 + 3 + 4 + 9


def test_made_again_it_has_the_same_digest(freeze: Freeze) -> None:
    content = published_report().content
    known_at = parse_datetime(content["facts"]["known_at"])
    assert known_at is not None
    freeze(known_at + timedelta(days=400))
    bank = make_institution()
    for record in (bank, make_participation(told_phase(), bank)):
        loaded(record)
    loaded(recorded_case(Stage.TRIALLING, phase=told_phase(), institution=bank))
    use_case_at(Stage.ACCEPTED, phase=told_phase(), institution=bank)
    again = made_again(content)
    assert (again.same, again.digest) == (True, content["digest"])


def test_whoever_asks_the_digest_is_the_same() -> None:
    facts = published_report().content["facts"]
    moments = [parse_datetime(facts[name]) for name in ("as_at", "known_at")]
    asked = asked_of("GS1", *moments)  # type: ignore[arg-type]  # both are moments
    assert asked is not None
    assert digest(facts_of(asked, facts["texts"])) == digest(facts)


def test_an_edited_attribute_is_named() -> None:
    content = published_report().content
    word = Category.objects.get(code=told_case().category.code)  # type: ignore[union-attr]  # it has one
    edit.change(word, {"label_en": "Another word"}, by=system(), reason="Clearer.")
    again = made_again(content)
    assert again.same is False
    assert again.parts == ("words",)
    assert [(e.kind, e.record, e.attributes) for e in again.edits] == [
        ("category", str(word.pk), ("label_en",))
    ]


def test_what_was_withdrawn_since_is_named() -> None:
    content = published_report().content
    shown = Publication.objects.get(record=told_case().pk)
    publish.withdraw(shown, by=approver(), reason="Its bank asked.")
    again = made_again(content)
    assert again.parts == (
        *("announced", "themes", "use-cases", "published-outcomes", "phases", "endings", "words"),
    )
    assert [(e.kind, e.record, e.attributes) for e in again.edits] == [
        ("publication", str(shown.pk), ("withdrawn_at",))
    ]


def test_edits_that_change_no_row_leave_the_digest() -> None:
    content = published_report().content
    case = told_case()
    edit.change(case, {"category": make_category("other")}, by=officer(), reason="Wrong.")
    assert made_again(content).same is True  # its public side says what it said


def test_a_phase_that_is_not_public_has_none() -> None:
    now = parse_datetime("2026-01-01T00:00:00Z")
    assert now is not None
    assert asked_of("GS7", now, now) is None
