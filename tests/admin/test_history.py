"""History is read by people, and keeps what is a draft's."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone, translation

from tests.admin.test_pages import address, signed_in
from tests.factories.assessments import handed_in, make_criterion
from tests.factories.institutions import make_partner
from tests.factories.phases import make_phase, make_programme
from tests.factories.usecases import use_case_at
from tests.factories.words import make_category, make_technique
from tests.people import officer
from usecases.admin.history import Entry
from usecases.admin.records import KINDS
from usecases.admin.site import site
from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.assessments import Score
from usecases.models.trail import Change, StageChange
from usecases.models.usecases import UseCase
from usecases.vocabulary.limits import TIME_ZONE
from usecases.vocabulary.stages import Stage
from usecases.workflow import edit

pytestmark = pytest.mark.django_db

CANARY = "only the bank knows this sentence"


def entries(page: Any) -> list[Entry]:
    """Return the edits of a page of history, the latest writing first."""
    return [entry for event in page.context["events"] for entry in event.entries]


def lines(client: Client, model: str, record: object) -> list[list[tuple[str, str, str]]]:
    page = client.get(address(model, "history", record))
    assert page.status_code == 200
    return [
        [(line.label, line.before, line.after) for line in entry.lines] for entry in entries(page)
    ]


def test_ids_codes_and_lists_are_said_in_words() -> None:
    case, technique = use_case_at(Stage.SCREENING), make_technique("retrieval")
    other = make_category("fraud")
    fields = {
        "category": other, "techniques": [technique], "case_officer": officer().user,
        "confidentiality": "restricted",
    }  # fmt: skip
    edit.change(case, fields, by=officer(), reason="Read again.")
    client = signed_in("officer")
    assert sorted(lines(client, "usecase", case.pk)[0]) == [
        ("Case officer", "", "Officer"),
        ("Category", "Risk management", "Fraud"),
        ("Confidentiality", "Standard", "Restricted"),
        ("Techniques", "", "Retrieval"),
    ]
    entry = entries(client.get(address("usecase", "history", case.pk)))[0]
    change = entry.change
    assert (str(change.by), change.reason, change.door) == ("Officer", "Read again.", "command")


def test_the_parts_of_a_case_are_in_its_history() -> None:
    case = use_case_at(Stage.TRIALLING, partners=[make_partner()])
    page = signed_in("officer").get(address("usecase", "history", case.pk))
    kinds = {entry.kind for entry in entries(page)}
    assert kinds == {
        "Decision", "Deliverable", "Letter of decision", "Party", "Submission", "Target", "Trial",
        "Use case",
    }  # fmt: skip
    verbs = [step.move.verb for event in page.context["events"] for step in event.steps]
    assert verbs == ["start", "accept", "assess", "screen", "submit"]


def test_a_score_is_told_in_words_in_history_and_goes_by_its_case_in_the_list() -> None:
    row = handed_in(use_case_at(Stage.ASSESSING))
    case, criterion = row.use_case, make_criterion(row.use_case.phase)
    with writing(by=officer(), reason="As on paper."):
        trail.add(Score(assessment=row, use_case=case, criterion=criterion, score=4))
    client = signed_in("officer")
    entry = entries(client.get(address("usecase", "history", case.pk)))[0]
    told = [(line.label, line.after) for line in entry.lines]
    expected = [("Assessment", str(row)), ("Criterion", str(criterion)), ("Score", "4")]
    assert (entry.kind, told) == ("Score", expected)
    (change,) = (
        each
        for each in client.get(address("change", "changelist")).context["cl"].result_list
        if each.kind == "score"
    )
    page: Any = site.get_model_admin(Change)
    assert (page.what(change), page.record_name(change)) == ("Score", str(case))
    assert address("usecase", "history", case.pk) in page.open(change)


def test_every_table_has_its_words() -> None:
    assert {*KINDS} == {
        each._meta.model_name for each in apps.get_app_config("usecases").get_models()
    }


@pytest.mark.parametrize("role", ["officer", "approver", "auditor"])
def test_what_a_draft_said_is_not_told(role: str) -> None:
    case = use_case_at(Stage.SUBMITTED, title=CANARY)
    client = signed_in(role)
    hidden = [
        entry.hidden
        for entry in entries(client.get(address("usecase", "history", case.pk)))
        if entry.kind == "Use case"
    ]
    assert hidden == ([False, True] if role == "auditor" else [False])


@pytest.mark.parametrize("role", ["officer", "approver", "auditor", "administrator"])
def test_no_page_holds_a_word_of_a_draft(role: str) -> None:
    draft = use_case_at(Stage.DRAFT, title=CANARY, problem=CANARY)
    client, found = signed_in(role), b""
    found += client.get("/admin/").content
    for model in ("usecase", "change", "stagechange", "submission", "message"):
        for query in ({}, {"q": CANARY[:-1]}):  # what is searched for is said again
            found += client.get(address(model, "changelist"), query).content
    found += client.get(address("usecase", "change", draft.pk)).content
    assert CANARY.encode() not in found
    assert UseCase.objects.get().title == CANARY


def test_a_phase_tells_what_changed() -> None:
    found = make_phase("GSX")
    edit.change(found, {"capacity": 20}, by=officer(), reason="Room for more")
    assert lines(signed_in("officer"), "phase", found.pk)[0] == [("Capacity", "", "20")]


def test_one_writing_is_one_entry() -> None:
    case = use_case_at(Stage.SUBMITTED)
    (event,) = signed_in("officer").get(address("usecase", "history", case.pk)).context["events"]
    assert [step.move.verb for step in event.steps] == ["submit"]
    assert [entry.kind for entry in event.entries] == ["Use case", "Submission"]
    assert (str(event.by), str(event.on_behalf_of)) == ("Signatory", "Alpha Bank")


def test_what_is_void_is_struck_through_and_tied_to_what_voids_it() -> None:
    case = use_case_at(Stage.SCREENING)
    wrong = StageChange.objects.get(use_case=case, verb="screen")
    with writing(by=officer(), reason="Another case was meant."):
        row = trail.step(
            case, "correct", case.stage, reason="Another case was meant.", to_stage="", voids=wrong
        )
    page = signed_in("officer").get(address("usecase", "history", case.pk))
    steps = {step.move: step for event in page.context["events"] for step in event.steps}
    assert (steps[wrong].voided_by, steps[row].voids) == (row, wrong)
    assert (steps[row].voided_by, steps[wrong].voids) == (None, None)
    text = page.content.decode()
    assert text.count("<del>Begin screening</del>") == 1
    assert f'href="#move-{row.uuid}"' in text
    assert f'id="move-{row.uuid}"' in text


def test_moments_are_told_in_the_zone_of_the_programme() -> None:
    zoned = make_programme("LON", time_zone="Europe/London")
    found = make_phase("LON1", programme=zoned)
    opens = datetime(2026, 7, 1, 11, 30, tzinfo=UTC)
    edit.change(found, {"opens_at": opens}, by=officer(), reason="Announced")
    told = lines(signed_in("officer"), "phase", found.pk)[0]
    assert told == [("Opens", "", "1 Jul 2026, 12:30 BST")]


def test_pages_and_lists_cut_days_in_the_zone_of_the_programme() -> None:
    zoned = make_programme("LON", time_zone="Europe/London")
    opens, closes = (
        datetime(2026, 7, 1, 11, 30, tzinfo=UTC),
        datetime(2026, 7, 31, 22, 59, tzinfo=UTC),
    )
    found = make_phase("LON1", programme=zoned, opens_at=opens, closes_at=closes)
    client = signed_in("administrator")
    page = client.get(address("phase", "change", found.pk))
    assert 'value="23:59:00"' in page.content.decode()
    assert (timezone.get_current_timezone_name(), page.status_code) == ("UTC", 200)
    text = client.get(address("phase", "changelist")).content.decode()
    assert [
        told for told in ("1 Jul 2026, 12:30 BST", "31 Jul 2026, 23:59 BST") if told not in text
    ] == []
    move = StageChange(happened_on=closes, precision="day", use_case=UseCase(phase=found))
    moves: Any = site.get_model_admin(StageChange)
    with timezone.override(TIME_ZONE), translation.override("en-gb"):
        assert moves.happened(move) == "31 Jul 2026"
