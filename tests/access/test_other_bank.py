"""The other bank asks every route: nothing of the first bank is there, nor a hint of it."""

import re
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import Model
from django.test import Client

from tests.access.routes import routes
from tests.factories.access import make_token
from tests.factories.institutions import bank_a, bank_b
from tests.factories.reviews import proposed_decision
from tests.factories.usecases import answers, use_case_at
from tests.people import signatory
from usecases.models.messages import Message
from usecases.models.trail import Change, StageChange
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage

CANARY = "canary-7f3a"
ROUTES = routes()
OF_RECORDS = [route for route in ROUTES if route.key]
OTHERS = [route for route in ROUTES if not route.key]

pytestmark = pytest.mark.django_db


def first_bank() -> list[str]:
    """Give the first bank a life with a canary in every text; return the ids of its records."""
    texts: dict[str, Any] = {
        name: f"{CANARY} {name}" for name, v in answers().items() if isinstance(v, str)
    }
    texts.pop("autonomy")
    done = use_case_at(Stage.COMPLETED, institution=bank_a(), **texts)
    waits = use_case_at(Stage.ASSESSING, institution=bank_a(), **texts)
    draft = use_case_at(Stage.DRAFT, institution=bank_a(), **texts)
    proposal = proposed_decision(waits, text=CANARY)
    records: list[Model] = [done, waits, draft, proposal, bank_a(), done.trial]
    records += [*done.submissions.all(), *done.outcomes.all(), *done.decisions.all()]
    records += [*Message.objects.filter(institution=bank_a())[:1]]
    records += [*bank_a().members.all()[:1], *bank_a().participations.all()[:1]]
    rows = [StageChange.objects.filter(use_case=done)[0], Change.objects.all()[0]]
    return [str(each.pk) for each in records] + [str(row.uuid) for row in rows]


def second_bank(*, token: bool) -> Client:
    """Return the other bank's signatory, by session or by token."""
    person = signatory(bank_b())
    assert person.user is not None
    if token:
        _token, secret = make_token(person.user, "read", "report", "submit", "operate")
        return Client(headers={"Authorization": f"Bearer {secret}"}, raise_request_exception=False)
    client = Client()
    client.force_login(person.user)
    return client


def told(response: Any) -> tuple[int, str, str]:
    """Return all that an answer tells, ids of requests and forms apart."""
    body = response.content.decode(errors="replace")
    body = body.replace(response.headers.get("X-Request-Id", "-"), "")
    body = re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", body)
    return response.status_code, response.headers.get("ETag", ""), body


@pytest.mark.parametrize("token", [False, True], ids=["session", "token"])
def test_a_record_of_the_first_bank_is_as_if_it_never_was(token: bool) -> None:
    keys, client = first_bank(), second_bank(token=token)
    wrong = []
    for route in OF_RECORDS:
        for method, some in (("get", keys), ("post", keys[:4])):
            never = told(getattr(client, method)(unknown := route.address(str(uuid4()))))
            for key in some:
                found = told(getattr(client, method)(route.address(key)))
                expected = (never[0], never[1], never[2].replace(unknown, route.address(key)))
                if found != expected or found[0] < HTTPStatus.MULTIPLE_CHOICES:
                    wrong.append((method, route.name, never[0], found[0]))
    assert wrong == []


@pytest.mark.parametrize("token", [False, True], ids=["session", "token"])
def test_a_page_holds_nothing_of_the_first_bank(token: bool) -> None:
    keys, client = first_bank(), second_bank(token=token)
    references = UseCase.objects.exclude(reference="").values_list("reference", flat=True)
    hidden = [CANARY, bank_a().legal_name, bank_a().short_name, *keys, *references]
    wrong = []
    for route in OTHERS:
        response = client.get(route.address())
        body = told(response)[2]
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            wrong.append((route.name, str(response.status_code)))
        wrong += [(route.name, each) for each in hidden if each in body]
    assert wrong == []
