"""Forged acts on every record: by names not offered, stale or absurd versions, absurd values."""

from typing import Any

import pytest
from django.db.models import Model
from django.test import RequestFactory

from tests.access.forging import STAFF, Attacks, furnish, half, hidden_from, key_of, written
from tests.admin.test_pages import address
from tests.admin.world import account
from tests.keeping import kept
from usecases.admin.acts import Act
from usecases.admin.records import rows_for
from usecases.admin.site import site
from usecases.models.person import Person
from usecases.models.usecases import UseCase

pytestmark = pytest.mark.django_db
_world = kept(furnish)

ABSURD: dict[str, Any] = {
    "a zero byte": "\x00",
    "a huge number": "9" * 400,
}


def records(person: Person) -> list[tuple[str, Model]]:
    """Return what the person sees: two of every subject, and a use case of every stage."""
    found = []
    for model in site._registry:
        if not hasattr(model, "row"):
            most = 8 if model is UseCase else 2
            found += [(model._meta.model_name or "", row) for row in rows_for(model, person)[:most]]
    return found


def offered(person: Person, record: Model) -> dict[str, Act]:
    """Return the acts that the page of a record offers to somebody."""
    request = RequestFactory().get("/")
    request.user = account(person)
    admin: Any = site._registry[type(record)]
    return {act.name: act for act in admin.acts(request, record)}


def all_names() -> dict[str, set[str]]:
    """Return the names of all acts that anybody is offered, by model."""
    names: dict[str, set[str]] = {}
    for make in STAFF.values():
        for model, record in records(make()):
            names.setdefault(model, set()).update(offered(make(), record))
    return names


def _model(found: tuple[str, Model]) -> str:
    return found[0]


@pytest.mark.parametrize("role", STAFF)
def test_an_act_that_is_not_offered_is_not_there(role: str) -> None:
    person, names = STAFF[role](), all_names()
    assert {"screen", "publish"} <= names["usecase"]
    attacks, before = Attacks(person), written()
    for model, record in half(records(person), _model):
        kept = offered(person, record)
        for name in sorted({*names.get(model, set()), "delete"} - set(kept)):
            path = address(model, "act", key_of(record), name)
            answer = attacks.send("post", path, data={"reason": "forged", "version": "1"})
            if answer.status_code != 404:
                attacks.wrong.append((path, answer.status_code))
    assert (attacks.wrong, written()) == ([], before)


@pytest.mark.parametrize("role", STAFF)
def test_an_act_on_what_is_hidden_is_not_there(role: str) -> None:
    person, names = STAFF[role](), all_names()
    hidden, attacks, before = hidden_from(person), Attacks(person), written()
    for model, acts in half(names.items(), lambda each: each[0]):
        for key in hidden[model]:
            for name in sorted(acts):
                path = address(model, "act", key, name)
                answer = attacks.send("post", path, data={"reason": "forged", "version": "1"})
                if answer.status_code != 404:
                    attacks.wrong.append((path, answer.status_code))
    assert (attacks.wrong, written()) == ([], before)


@pytest.mark.parametrize("role", ["officer", "approver", "administrator"])
def test_an_act_with_absurd_values_is_refused(role: str) -> None:
    person = STAFF[role]()
    attacks, before = Attacks(person), written()
    for model, record in half(records(person), _model):
        for name, act in offered(person, record).items():
            fields = act.form(initial=act.initial, person=person).fields
            if not {"version", "reason"} & set(fields) and not act.why_not:
                continue  # asks for nothing that could be absurd
            path = address(model, "act", key_of(record), name)
            for what, value in ABSURD.items():
                data = dict.fromkeys(fields, value)
                if "version" not in fields and what != "a zero byte":
                    data["reason"] = ""
                answer = attacks.send("post", path, what, data=data)
                if answer.status_code not in (200, 400):
                    attacks.wrong.append((path, what, answer.status_code))
    assert (attacks.wrong, written()) == ([], before)


@pytest.mark.parametrize("role", ["officer", "approver"])
def test_an_act_on_another_version_is_refused(role: str) -> None:
    person = STAFF[role]()
    attacks, before = Attacks(person), written()
    for model, record in half(records(person), _model):
        for name, act in offered(person, record).items():
            form = act.form(initial=act.initial, person=person)
            if "version" not in form.fields:
                continue
            path = address(model, "act", key_of(record), name)
            for version in ("0", "999999", "-1", "", "x"):
                data = {**dict.fromkeys(form.fields, "x"), "reason": "x", "version": version}
                answer = attacks.send("post", path, version, data=data)
                if answer.status_code not in (200, 400):
                    attacks.wrong.append((path, version, answer.status_code))
    assert (attacks.wrong, written()) == ([], before)
