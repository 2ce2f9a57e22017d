"""What a forged request asks for it does not get."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.admin.test_forms import case_form, errors, institution_form, party
from tests.admin.test_pages import address, signed_in
from tests.admin.world import account
from tests.factories.institutions import bank_a, make_institution
from tests.factories.phases import make_authority
from tests.factories.reviews import confirmed_decision
from tests.factories.trials import planned_trial
from tests.factories.usecases import use_case_at
from tests.factories.words import category, reason
from tests.people import officer
from usecases.models.institutions import Institution
from usecases.models.outcomes import Outcome
from usecases.models.parties import Party
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db
NOBODY = "00000000-0000-4000-8000-000000000000"


def of_another_authority() -> Client:
    """Sign in as an officer who works for another authority."""
    client = Client()
    client.force_login(account(officer(authority=make_authority("SFC"))))
    return client


def test_a_forged_foreign_key_is_a_field_error() -> None:
    client, path = signed_in("officer"), address("institution", "add")
    for value in (NOBODY, "x", reason().pk):
        assert list(errors(client, path, institution_form(sector=value))) == ["sector"]
    assert Institution.objects.filter(short_name="New").count() == 0


def test_a_case_of_another_authority_cannot_be_pointed_to() -> None:
    case, client = use_case_at(Stage.TRIALLING), of_another_authority()
    form = {
        "use_case": case.pk, "result": "in-production", "precision": "moment",
        "happened_on_0": "2026-01-01", "happened_on_1": "00:00",
    }  # fmt: skip
    hidden = errors(client, address("outcome", "add"), form)
    absent = errors(client, address("outcome", "add"), {**form, "use_case": NOBODY})
    assert (hidden, list(hidden), Outcome.objects.count()) == (absent, ["use_case"], 0)


def test_what_hangs_on_a_hidden_case_is_not_there() -> None:
    case, client = use_case_at(Stage.ACCEPTED), of_another_authority()
    trial, decision = planned_trial(case), case.decisions.get()
    submission = case.submissions.get()
    absent = client.get(address("usecase", "change", NOBODY))
    found = [
        client.get(address(model, page, record.pk))
        for page in ("change", "history")
        for model, record in (
            ("usecase", case),
            ("trial", trial),
            ("decision", decision),
            ("submission", submission),
        )
    ]
    found.append(client.post(address("usecase", "act", case.pk, "start"), {"version": 1}))
    found.append(client.post(address("usecase", "change", case.pk), case_form(case)))
    found.append(client.post(address("decision", "act", decision.pk, "refuse"), {"reason": "x"}))
    assert {(page.status_code, page.content) for page in found} == {(404, absent.content)}


@pytest.mark.parametrize("model", ["usecase", "decision", "trial", "submission", "stagechange"])
def test_lists_hold_nothing_of_another_authority(model: str) -> None:
    case = use_case_at(Stage.TRIALLING)
    page = of_another_authority().get(address(model, "changelist"), {"q": case.reference})
    assert page.context["cl"].result_count == 0


def found_by_typing(client: Client, model: str, field: str, **more: str) -> list[str]:
    asked = {"app_label": "usecases", "model_name": model, "field_name": field, "term": "", **more}
    page = client.get(reverse("admin:autocomplete"), asked)
    assert page.status_code == 200
    return [each["text"] for each in page.json()["results"]]


def test_typing_finds_what_the_person_sees() -> None:
    use_case_at(Stage.DRAFT)
    case = use_case_at(Stage.ACCEPTED)
    assert found_by_typing(signed_in("officer"), "outcome", "use_case") == [str(case)]
    assert found_by_typing(of_another_authority(), "outcome", "use_case") == []


def test_typing_finds_words_of_the_kind_asked_for() -> None:
    bank_a(), reason()
    assert found_by_typing(signed_in("officer"), "institution", "sector") == ["Banking"]


@pytest.mark.parametrize(
    ("role", "model", "field"),
    [
        ("administrator", "outcome", "use_case"),
        ("signatory", "institution", "sector"),
        ("officer", "change", "row"),
        ("officer", "nothing", "sector"),
    ],
)
def test_typing_elsewhere_is_refused(role: str, model: str, field: str) -> None:
    asked = {"app_label": "usecases", "model_name": model, "field_name": field, "term": ""}
    assert signed_in(role).get(reverse("admin:autocomplete"), asked).status_code == 403


def test_saving_as_new_is_not_offered() -> None:
    bank = make_institution()
    form = institution_form(_saveasnew="1", based_on=bank.updated_at.isoformat())
    answer = signed_in("officer").post(address("institution", "change", bank.pk), form)
    assert (answer.status_code, Institution.objects.count()) == (400, 1)


def test_a_pop_up_has_no_more_rights_than_a_page() -> None:
    client = signed_in("auditor")
    form = institution_form(_popup="1")
    path = address("institution", "add")
    assert client.post(path, form).status_code == 403
    assert client.get(path, {"_popup": "1"}).status_code == 403
    for page in (address("institution", "changelist"), address("user", "changelist")):
        assert client.get(page, {"_to_field": "email", "_popup": "1"}).status_code == 302
    assert client.get(address("user", "add"), {"_to_field": "email"}).status_code == 403


@pytest.mark.parametrize(
    "asked",
    [
        "problem__startswith=It",
        "case_officer__password__startswith=a",
        "institution__legal_name__startswith=A",
        "discarded_at__isnull=0",
        "phase__id__exact=x",
        "phase__id__exact__in=x",
        "nothing=1",
        "_to_field=problem",
    ],
)
def test_an_unknown_filter_is_sent_away(asked: str) -> None:
    use_case_at(Stage.SUBMITTED)
    client, path = signed_in("officer"), address("usecase", "changelist")
    answer = client.get(f"{path}?{asked}")
    assert (answer.status_code, answer["Location"]) == (302, f"{path}?e=1")
    page = client.get(f"{path}?e=1")
    told = [str(message) for message in page.context["messages"]]
    assert told == ["The address asked for a filter or value not known here: it was left out."]


@pytest.mark.parametrize(
    ("model", "asked"),
    [
        ("user", "password__startswith=md5"),
        ("change", "before__contains=x"),
        ("change", "private_to__isnull=0"),
        ("token", "digest__startswith=a"),
        ("decision", "state=nothing"),
    ],
)
def test_no_hidden_column_is_guessed(model: str, asked: str) -> None:
    path = address(model, "changelist")
    answer = signed_in("auditor").get(f"{path}?{asked}")
    assert (answer.status_code, answer["Location"]) == (302, f"{path}?e=1")


def test_nothing_is_edited_in_a_list() -> None:
    case, client = use_case_at(Stage.SUBMITTED), signed_in("officer")
    before = Change.objects.count()
    form = {
        "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": case.pk,
        "form-0-stage": "accepted", "form-0-title": "Forged", "_save": "Save",
    }  # fmt: skip
    client.post(address("usecase", "changelist"), form)
    stored = UseCase.objects.get(pk=case.pk)
    assert (stored.stage, stored.title) == (case.stage, case.title)
    assert Change.objects.count() == before


def test_a_forged_action_does_nothing() -> None:
    decision = confirmed_decision(use_case_at(Stage.ASSESSING))
    for action in ("delete_selected", "release_chosen", "nothing"):
        form = {"action": action, "_selected_action": [decision.pk], "select_across": "1"}
        signed_in("approver").post(address("decision", "changelist"), form)
    decision.refresh_from_db()
    assert decision.released_at is None


def test_choosing_all_chooses_what_is_seen() -> None:
    decision = confirmed_decision(use_case_at(Stage.ASSESSING))
    client = of_another_authority()
    form = {
        "action": "release", "_selected_action": [decision.pk],
        "select_across": "1", "confirmed": "1",
    }  # fmt: skip
    client.post(address("decision", "changelist"), form)
    decision.refresh_from_db()
    assert decision.released_at is None


def test_a_party_of_another_case_is_not_taken_over() -> None:
    mine, other = use_case_at(Stage.ACCEPTED), use_case_at(Stage.ACCEPTED)
    client, path = signed_in("officer"), address("usecase", "change", other.pk)
    bank = make_institution()
    client.post(path, case_form(other, **party(role="joint", institution=bank.pk)))
    taken = Party.objects.get(use_case=other)
    forged = party(id=taken.pk, use_case=mine.pk, role="joint", institution=bank.pk, DELETE="on")
    forged |= {"parties-INITIAL_FORMS": "1"}
    client.post(address("usecase", "change", mine.pk), case_form(mine, **forged))
    assert [each.pk for each in Party.objects.filter(use_case=other)] == [taken.pk]


def test_a_party_is_not_added_to_what_has_ended() -> None:
    case = use_case_at(Stage.DECLINED)
    form = case_form(case, **party(role="joint", institution=make_institution().pk))
    signed_in("officer").post(address("usecase", "change", case.pk), form)
    assert Party.objects.count() == 0


def test_the_page_has_no_inline_code() -> None:
    case = use_case_at(Stage.TRIALLING, category=category())
    page = signed_in("officer").get(address("usecase", "change", case.pk))
    text = page.content.decode()
    assert [
        mark for mark in ("<style", " style=", " onclick=", "javascript:") if mark in text
    ] == []
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
