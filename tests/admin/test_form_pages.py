"""The form of a phase in the console: written, ordered, previewed, put in force; late permits."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import people
from tests.admin.world import account
from tests.factories.institutions import bank_a
from tests.factories.phases import closed_phase, phase
from tests.factories.questions import make_permit, make_question
from tests.factories.usecases import use_case_at
from tests.portal.visits import words
from usecases.admin.form_forms import read, written
from usecases.models.permits import Permit
from usecases.models.phases import Phase
from usecases.models.questions import Question
from usecases.rules.questions import questions_of
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db
TYPED = {
    "label_en": "Where does it run?",
    "kind": "one",
    "choices": "own: Our own | 自有\nRented from others",
    "required": "on",
}


def console(name: str = "officer") -> Client:
    client = Client()
    client.force_login(account(getattr(people, name)()))
    return client


def at(page: str, *args: object) -> str:
    return reverse(f"admin:{page}", args=[phase().pk, *args])


def codes() -> list[str]:
    fresh = Phase.objects.get(pk=phase().pk)
    return [each.code for each in questions_of(fresh, fresh.form_version)]


def test_a_question_is_typed_changed_moved_previewed_and_dropped() -> None:
    client = console()
    assert client.post(at("form-add"), TYPED)["Location"] == at("form")
    row = Question.objects.get()
    assert (row.code, row.kind, row.required) == ("where-does-it-run", "one", True)
    assert row.choices == [
        {"code": "own", "label_en": "Our own", "label_zh_hant": "自有"},
        {"code": "rented-from-others", "label_en": "Rented from others"},
    ]
    page = client.get(at("form-question", row.pk))
    assert page.context["form"]["choices"].value() == written(row.choices)
    stamp = {"based_on": row.updated_at.isoformat()}
    changed = client.post(at("form-question", row.pk), {**TYPED, **stamp, "label_en": "Where?"})
    assert changed.status_code == 302
    stale = client.post(at("form-question", row.pk), {**TYPED, **stamp, "label_en": "Mine"})
    assert (stale.status_code, "Somebody else changed this" in words(stale)) == (200, True)
    make_question("second")
    client.post(at("form"), {"act": "up", "code": "second"})
    assert codes() == ["second", "where-does-it-run"]
    preview = words(client.get(at("form-preview")))
    assert "Where? Our own Rented from others" in preview
    assert "Risks and safeguards" in preview
    client.post(at("form"), {"act": "drop", "code": "second"})
    assert codes() == ["where-does-it-run"]


def test_what_is_wrong_is_said_beside_its_field() -> None:
    client = console()
    answer = client.post(at("form-add"), {**TYPED, "choices": "own: a | b | c | d"})
    assert answer.context["form"].errors["choices"] == [
        "At most three languages stand on a line, divided by “|”."
    ]
    answer = client.post(at("form-add"), {**TYPED, "choices": "own: Alone"})
    assert list(answer.context["form"].errors) == ["choices"]
    assert not Question.objects.exists()


def test_after_the_first_submission_changes_wait_until_they_are_put_in_force() -> None:
    make_question("cloud", required=False)
    use_case_at(Stage.SUBMITTED)
    client = console()
    client.post(at("form-add"), TYPED)
    told = words(client.get(at("form")))
    assert "The next version is being prepared" in told
    assert "New: Where does it run?" in told
    assert codes() == ["cloud"]
    client.post(at("form"), {"act": "aside"})
    assert "being prepared" not in words(client.get(at("form")))
    client.post(at("form-add"), TYPED)
    client.post(at("form"), {"act": "force"})
    assert codes() == ["cloud", "where-does-it-run-2"]
    assert "Version 2 is in force." in words(client.get(at("form")))
    answer = client.post(at("form"), {"act": "force"}, follow=True)
    assert "No change waits" in answer.content.decode()


@pytest.mark.parametrize("name", ["approver", "assessor", "auditor"])
def test_who_does_not_write_programmes_reads(name: str) -> None:
    row, client = make_question("cloud"), console(name)
    page = client.get(at("form"))
    assert page.status_code == 200
    assert "Add a question" not in words(page)
    asked = [
        client.get(at("form-add")),
        client.post(at("form-add"), TYPED),
        client.post(at("form-question", row.pk), TYPED),
        client.post(at("form"), {"act": "drop", "code": "cloud"}),
        client.post(at("form"), {"act": "force"}),
    ]
    assert [each.status_code for each in asked] == [403] * 5
    assert codes() == ["cloud"]


def test_a_question_of_another_phase_is_not_there() -> None:
    row = make_question("cloud", phase=closed_phase("GS9"))
    client = console()
    assert client.get(at("form-question", row.pk)).status_code == 404
    assert client.post(at("form"), {"act": "nothing"}).status_code == 404
    assert client.post(at("form"), {"act": "up", "code": "cloud"}).status_code == 404


def test_choices_are_read_as_they_are_written() -> None:
    text = "own: Our own | 自有\nrented: Rented:by hour"
    assert written(read(text)) == text


def test_an_approver_gives_and_takes_back_a_late_permit() -> None:
    closed, client = closed_phase("GS9"), console("approver")
    act = reverse("admin:usecases_phase_act", args=[closed.pk, "permit"])
    until = timezone.localtime(timezone.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    typed = {"institution": bank_a().pk, "until": until, "reason": "A fire."}
    assert "reason" in client.post(act, {**typed, "reason": ""}).context["form"].errors
    past = client.post(act, {**typed, "until": "2020-01-01T00:00"})
    assert past.context["form"].errors["until"] == ["Give a moment that is still to come."]
    assert client.post(act, typed).status_code == 302
    row = Permit.objects.get()
    page = client.get(reverse("admin:usecases_phase_change", args=[closed.pk]))
    assert "A fire." in words(page)
    end = reverse("admin:usecases_permit_act", args=[row.pk, "end"])
    assert client.post(end, {"reason": "Not needed."}).status_code == 302
    assert Permit.objects.get().ended_at is not None
    assert console().get(act).status_code == 404


def test_an_auditor_reads_the_list_of_permits() -> None:
    make_permit(closed_phase("GS9"))
    listed = console("auditor").get(reverse("admin:usecases_permit_changelist"))
    assert "A fire." in words(listed)
