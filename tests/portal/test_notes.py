"""A bank reads the notes that are addressed to it, and never one of staff or of another bank."""

import pytest
from django.test import Client

from tests.factories.institutions import bank_b
from tests.factories.monitoring import bank_note, watched
from tests.factories.usecases import use_case_at
from tests.people import officer, signatory, viewer
from tests.portal.visits import tab
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow.note import close_note

pytestmark = pytest.mark.django_db


def page(case: UseCase, person: Person) -> str:
    client = Client()
    assert person.user is not None
    client.force_login(person.user)
    answer = client.get(tab(case, "trial"))
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def test_a_bank_reads_what_is_asked_of_it_and_nothing_of_staff() -> None:
    case = use_case_at(Stage.TRIALLING)
    watched(case)
    other = use_case_at(Stage.TRIALLING, institution=bank_b())
    bank_note(other, text="Secret of Beta.")
    close_note(bank_note(case, text="An old one."), done="It is out.", by=officer())
    for person in (signatory(), viewer()):
        shown = page(case, person)
        for text in ("Mind the prompts.", "Take it out.", "Waits for you", "It is out.", "Closed"):
            assert text in shown
        for secret in ("Secret of staff", "Secret of Beta"):
            assert secret not in shown
    assert page(case, signatory(bank_b())) == "404"
