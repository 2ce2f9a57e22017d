"""The console: a query is answered, the bank is asked what may be public, publishing is greyed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import people
from tests.factories.reviews import released_decision
from tests.factories.usecases import use_case_at
from usecases.models.person import Person
from usecases.models.proposals import Clearance, DecisionReply
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import clear, reply

pytestmark = pytest.mark.django_db


def console(person: Person) -> Client:
    client = Client()
    assert person.user is not None
    client.force_login(person.user)
    return client


def page(case: UseCase, tab: str = "submission") -> str:
    return reverse("admin:usecases_usecase_change", args=[case.pk]) + f"?tab={tab}"


def act(case: UseCase, name: str) -> str:
    return reverse("admin:usecases_usecase_act", args=[case.pk, name])


def named(client: Client, case: UseCase, name: str) -> Any:
    """Return the act of the page that has this name, if it is offered."""
    acts = client.get(page(case)).context["acts"]
    return next((each for each in acts if each.name == name), None)


def test_a_query_is_read_and_answered() -> None:
    decision = released_decision(use_case_at(Stage.ASSESSING))
    case, officer = decision.use_case, console(people.officer())
    assert named(officer, case, "answer-query") is None
    row = reply.query(decision, text="From when on?", by=people.signatory())
    assert named(officer, case, "answer-query").main
    assert named(console(people.auditor()), case, "answer-query") is None
    shown = officer.get(act(case, "answer-query"))
    assert "From when on?" in shown.content.decode()
    answered = officer.post(act(case, "answer-query"), {"text": "From the first day."})
    assert answered["Location"] == page(case, "reviews")
    review = officer.get(page(case, "reviews")).content.decode()
    assert [x for x in ("From when on?", "From the first day.") if x not in review] == []
    row.refresh_from_db()
    assert row.answered_by == people.officer().user
    assert officer.get(act(case, "answer-query")).status_code == 404


def test_the_bank_is_asked_with_exactly_the_text_and_publishing_waits_for_it() -> None:
    fields: dict[str, Any] = {"public_title": "For everybody", "public_summary": "What it does."}
    case = use_case_at(Stage.ACCEPTED, **fields)
    officer = console(people.officer())
    assert "has not agreed" in str(named(officer, case, "publish").why_not)
    shown = officer.get(act(case, "ask-clearance")).content.decode()
    for text in ("For everybody", "What it does.", "Alpha Bank", case.reference, "Accepted"):
        assert text in shown
    assert officer.post(act(case, "ask-clearance"))["Location"] == page(case, "outcome")
    row = Clearance.objects.get()
    assert named(officer, case, "publish").why_not
    clear.agree(row, by=people.signatory(), read=clear.stamp(row))
    assert not named(officer, case, "publish").why_not
    assert "Agreed" in officer.get(page(case, "outcome")).content.decode()
    again = officer.post(act(case, "ask-clearance"))
    assert (again.status_code, Clearance.objects.count()) == (200, 1)


def test_the_lists_open_on_what_waits() -> None:
    decision = released_decision(use_case_at(Stage.ASSESSING, public_title="a", public_summary="b"))
    reply.query(decision, text="Why?", by=people.signatory())
    row = clear.ask(decision.use_case, by=people.officer())
    officer = console(people.officer())
    for model, key in (
        ("decisionreply", DecisionReply.objects.get().pk),
        ("clearance", row.pk),
    ):
        listed = officer.get(reverse(f"admin:usecases_{model}_changelist"))
        assert [each.pk for each in listed.context["cl"].result_list] == [key]
        shown = officer.get(reverse(f"admin:usecases_{model}_change", args=[key]))
        assert shown.status_code == 200
        assert "Alpha Bank" in listed.content.decode()
