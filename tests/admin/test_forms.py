"""Plain pages write through verbs, as a whole or not at all, and say what was wrong where."""

from datetime import UTC, datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from tests.admin.test_pages import address, signed_in
from tests.admin.world import account
from tests.factories.institutions import make_institution, make_partner
from tests.factories.phases import authority, make_phase, make_programme, phase, programme
from tests.factories.trials import planned_trial
from tests.factories.usecases import recorded_case, use_case_at
from tests.factories.words import category, make_category, make_technique, sector
from tests.people import administrator, officer
from usecases.models.access import RoleGrant, User
from usecases.models.institutions import Institution
from usecases.models.parties import Party
from usecases.models.phases import Phase
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import edit

pytestmark = pytest.mark.django_db

PARTIES = {
    "parties-TOTAL_FORMS": "0",
    "parties-INITIAL_FORMS": "0",
    "parties-MIN_NUM_FORMS": "0",
    "parties-MAX_NUM_FORMS": "1000",
}


def case_form(case: UseCase, **values: object) -> dict[str, object]:
    """What the page of a use case posts."""
    return {
        **PARTIES,
        "category": case.category_id,
        "public_title": case.public_title,
        "public_summary": case.public_summary,
        "confidentiality": case.confidentiality,
        "reason": "Read again.",
        "based_on": case.updated_at.isoformat(),
        **values,
    }


def errors(client: Client, path: str, data: dict[str, object]) -> dict[str, list[str]]:
    """Post a form that is refused; return its errors."""
    page = client.post(path, data)
    assert page.status_code == 200
    found: dict[str, list[str]] = dict(page.context["adminform"].form.errors)
    return found


def institution_form(**values: object) -> dict[str, object]:
    return {"legal_name": "New Bank Limited", "short_name": "New", "sector": sector().pk, **values}


def test_the_times_of_a_new_record_are_those_of_its_programme() -> None:
    zoned = make_programme("LON", time_zone="Europe/London")
    form = {
        "programme": zoned.pk, "number": 1, "code": "LON1", "name_en": "London, first",
        "opens_at_0": "2026-07-01", "opens_at_1": "09:00", "window_precision": "moment",
        "minimum_assessors": 2, "coverage": "all",
    }  # fmt: skip
    client = signed_in("officer")
    assert client.post(address("phase", "add"), form).status_code == 302
    opened = Phase.objects.get(code="LON1").opens_at
    assert opened == datetime(2026, 7, 1, 8, tzinfo=UTC)


def test_another_part_is_asked_for_in_a_sentence() -> None:
    case = use_case_at(Stage.SUBMITTED)
    page = signed_in("officer").get(address("usecase", "change", case.pk) + "?tab=edit")
    assert "Add another party" in page.content.decode()


def test_a_record_is_added_through_the_trail() -> None:
    client = signed_in("officer")
    answer = client.post(address("institution", "add"), institution_form(active="on"))
    made = Institution.objects.get(short_name="New")
    assert answer.status_code == 302
    row = Change.objects.get(kind="institution", record=str(made.pk))
    assert (row.by, row.door, row.before) == (officer().user, "console", {})
    assert LogEntry.objects.count() == 0


def test_lists_of_a_record_go_with_it() -> None:
    other = authority()
    form = {
        "code": "NP", "name_en": "New", "family": "ai", "lead": other.pk,
        "co_authorities": [other.pk], "round_word": "phase", "time_zone": "Asia/Hong_Kong",
        "smallest_cell": 3, "reference_pattern": "{phase}-{number:03d}", "languages": ["en"],
    }  # fmt: skip
    assert signed_in("officer").post(address("programme", "add"), form).status_code == 302
    row = Change.objects.get(kind="programme", after__code="NP")
    assert row.after["co_authorities"] == [str(other.pk)]


def test_what_the_verb_refuses_is_shown_and_nothing_written() -> None:
    client, before = signed_in("officer"), Change.objects.count()
    found = errors(client, address("institution", "add"), institution_form(short_name=""))
    assert found == {"short_name": ["This field is required."]}
    form = {
        "programme": programme().pk, "number": 9, "code": "GS9", "name_en": "Nine",
        "window_precision": "moment", "minimum_assessors": 0, "coverage": "all",
        "opens_at_0": "2026-05-02", "opens_at_1": "00:00",
        "closes_at_0": "2026-05-01", "closes_at_1": "00:00",
    }  # fmt: skip
    before = Change.objects.count()
    found = errors(client, address("phase", "add"), form)
    assert found == {"__all__": ["The phase closes before it opens."]}
    assert (Phase.objects.filter(code="GS9").count(), Change.objects.count()) == (0, before)


def test_days_are_typed_in_the_zone_of_the_programmes() -> None:
    found = make_phase("GSX")
    form = {
        "programme": found.programme_id, "number": found.number, "code": "GSX", "name_en": "X",
        "window_precision": "moment", "minimum_assessors": 0, "coverage": "all",
        "opens_at_0": "2026-05-02", "opens_at_1": "00:00", "reason": "announced",
        "based_on": found.updated_at.isoformat(),
    }  # fmt: skip
    assert signed_in("officer").post(address("phase", "change", found.pk), form).status_code == 302
    found.refresh_from_db()
    assert found.opens_at == datetime(2026, 5, 1, 16, tzinfo=UTC)


def test_the_regulators_fields_are_changed_with_a_reason() -> None:
    case, technique = use_case_at(Stage.SCREENING), make_technique()
    other = make_category("fraud")
    path, client = address("usecase", "change", case.pk), signed_in("officer")
    without = case_form(case, category=other.pk, reason="")
    assert errors(client, path, without) == {"reason": ["This field is required."]}
    form = case_form(case, category=other.pk, techniques=[technique.pk])
    assert client.post(path, form).status_code == 302
    case.refresh_from_db()
    assert (case.category, list(case.techniques.all())) == (other, [technique])
    row = Change.objects.filter(kind="usecase", record=str(case.pk)).first()
    assert row is not None
    assert (row.reason, set(row.after)) == ("Read again.", {"category", "techniques"})


def test_two_officers_see_a_conflict() -> None:
    case = use_case_at(Stage.SCREENING)
    form = case_form(case, public_title="Mine")
    edit.change(case, {"public_title": "Theirs"}, by=officer("second"), reason="quicker")
    found = errors(signed_in("officer"), address("usecase", "change", case.pk), form)
    assert found == {
        "__all__": ["Somebody else changed this in the meantime. Look at it again."],
        "public_title": ["Stored now: Theirs"],
    }
    case.refresh_from_db()
    assert case.public_title == "Theirs"


@pytest.mark.parametrize("seen", ["", "yesterday"])
def test_a_page_that_does_not_say_what_it_is_based_on_is_refused(seen: str) -> None:
    case = use_case_at(Stage.SCREENING)
    form = case_form(case, public_title="Mine", based_on=seen)
    found = errors(signed_in("officer"), address("usecase", "change", case.pk), form)
    assert found == {"based_on": ["The page is too old. Open it again."]}


def test_the_banks_fields_and_the_stage_are_not_in_the_form() -> None:
    case = use_case_at(Stage.SCREENING)
    form = case_form(case, title="Forged", problem="Forged", stage="accepted", version=99)
    forged = {**form, "institution": make_institution().pk, "phase": phase().pk, "reference": "X"}
    path = address("usecase", "change", case.pk)
    assert signed_in("officer").post(path, forged).status_code == 302
    stored = UseCase.objects.get(pk=case.pk)
    names = ("title", "problem", "stage", "version", "institution_id", "phase_id", "reference")
    assert [getattr(stored, n) for n in names] == [getattr(case, n) for n in names]


def test_what_was_recorded_can_be_corrected_in_the_banks_fields() -> None:
    case = recorded_case()
    path = address("usecase", "change", case.pk)
    form = signed_in("officer").get(path).context["adminform"].form
    data = {name: form.initial.get(name) or "" for name in form.fields} | PARTIES
    told: dict[str, object] = {
        **data,
        "title": "Corrected",
        "reason": "A typing error",
        "further_categories": [],
        "techniques": [],
    }
    assert signed_in("officer").post(path, told).status_code == 302
    assert UseCase.objects.get(pk=case.pk).title == "Corrected"


def party(number: int = 0, **values: object) -> dict[str, object]:
    named = {f"parties-{number}-{name}": value for name, value in values.items()}
    return {"parties-TOTAL_FORMS": number + 1, **named}


def test_a_party_goes_with_the_page() -> None:
    case, partner = use_case_at(Stage.ACCEPTED), make_partner()
    form = case_form(case, **party(role="provider", partner=partner.pk))
    assert signed_in("officer").post(address("usecase", "change", case.pk), form).status_code == 302
    assert [each.partner for each in Party.objects.filter(use_case=case)] == [partner]
    row = Change.objects.get(kind="party")
    assert row.reason == "Read again."


def test_a_wrong_party_keeps_the_whole_page_from_being_written() -> None:
    case, partner = use_case_at(Stage.ACCEPTED), make_partner()
    wrong = party(role="joint", partner=partner.pk)
    form = case_form(case, public_title="Lost", **wrong)
    page = signed_in("officer").post(address("usecase", "change", case.pk), form)
    assert page.status_code == 200
    assert UseCase.objects.get(pk=case.pk).public_title == ""
    assert Party.objects.count() == 0


def test_an_account_is_made_without_a_password() -> None:
    form = {"email": "new@regulator.example", "name": "New", "is_active": "on"}
    forged = {**form, "password": "known to me alone", "demonstration": "on"}
    assert signed_in("administrator").post(address("user", "add"), forged).status_code == 302
    made = User.objects.get(email="new@regulator.example")
    assert (made.has_usable_password(), made.demonstration) == (False, False)


def test_nobody_grants_to_oneself() -> None:
    me = account(administrator())
    form = {"user": me.pk, "role": "approver", "since_0": "2026-01-01", "since_1": "00:00"}
    found = errors(signed_in("administrator"), address("rolegrant", "add"), form)
    assert found == {"user": ["Nobody grants a role to oneself."]}
    other = account(officer())
    forged = {**form, "user": other.pk, "granted_by": other.pk}
    assert signed_in("administrator").post(address("rolegrant", "add"), forged).status_code == 302
    assert RoleGrant.objects.get(user=other, role="approver").granted_by == me


@pytest.mark.parametrize("role", ["auditor", "approver"])
def test_whoever_only_reads_writes_nothing(role: str) -> None:
    case, bank = use_case_at(Stage.SCREENING), make_institution()
    client = signed_in(role)
    before = Change.objects.count()
    for path in (
        address("usecase", "change", case.pk),
        address("usecase", "add"),
        address("institution", "add"),
        address("institution", "change", bank.pk),
    ):
        assert client.post(path, case_form(case)).status_code == 403
    assert Change.objects.count() == before


def test_a_trial_stays_with_its_use_case() -> None:
    case, other = use_case_at(Stage.ACCEPTED), use_case_at(Stage.ACCEPTED)
    found = planned_trial(case)
    form = {
        "use_case": other.pk, "plan": "Longer", "planned_from": "2026-01-01",
        "planned_to": "2026-02-01", "based_on": found.updated_at.isoformat(),
    }  # fmt: skip
    assert signed_in("officer").post(address("trial", "change", found.pk), form).status_code == 302
    found.refresh_from_db()
    assert (found.plan, found.use_case) == ("Longer", case)


def test_an_outcome_of_a_recorded_case_names_its_source() -> None:
    case = recorded_case(Stage.COMPLETED)
    form = {
        "use_case": case.pk, "result": "in-production", "precision": "day",
        "happened_on_0": "2021-01-01", "happened_on_1": "00:00",
    }  # fmt: skip
    client, path = signed_in("officer"), address("outcome", "add")
    sourceless = errors(client, path, form)
    assert sourceless == {"__all__": ["What is recorded after the fact needs its source."]}
    assert client.post(path, {**form, "source": "A speech"}).status_code == 302
    live = use_case_at(Stage.SCREENING, category=category())
    refused = errors(client, path, {**form, "use_case": live.pk})
    assert refused == {"__all__": ["This cannot be done at the present stage."]}
