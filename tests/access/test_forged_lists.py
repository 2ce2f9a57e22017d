"""Forged questions and actions to every list: no hidden column answers, no hidden row is chosen."""

import re
from typing import Any

import pytest
from django.db.models import ForeignKey, ManyToManyField, Model
from django.urls import reverse

from tests.access.forging import (
    ANSWERED,
    NEVER,
    STAFF,
    Attacks,
    furnish,
    hidden_from,
    key_of,
    written,
)
from tests.admin.test_pages import address
from tests.keeping import kept
from tests.people import auditor
from usecases.admin.records import rows_for, sees_any
from usecases.admin.site import site
from usecases.models.person import Person

pytestmark = pytest.mark.django_db
_world = kept(furnish)

MODELS: dict[str, type[Model]] = {model._meta.model_name or "": model for model in site._registry}
# A guess that is right and one that is wrong: whoever could tell them apart could read the column.
GUESSES = (
    ("user__password__startswith", "pbkdf2", "nothing"),
    ("password__startswith", "md5", "nothing"),
    ("institution__members__user__password__startswith", "md5", "nothing"),
    ("use_case__problem__contains", "a", "\u2603"),
    ("use_case__discarded_at__isnull", "True", "False"),
    ("private_to__isnull", "False", "True"),
    ("digest__startswith", "a", "nothing"),
    ("id__in", NEVER, "x"),
)
TELLING = {"usecase", "user", "decision", "change", "token", "rolegrant", "member"}
ASKED = (
    *("o=99.-99.x", "o=.", "o=-", "o=%00", "o=1.1.1.1.1", "p=-1", "p=x", "p=999999", "all=x"),
    *("q=%00", "q=%25", "q=" + "a" * 5000, "q=%F0%28%8C", "q='--", "q=a&q=b", "ot=x", "e=1"),
    *("_to_field=id", "_to_field=password", "_popup=1&_to_field=email", "_facets=1", "pp=1"),
    *("x=1", "x__y__z=1", "__=1", "=1", "id=x", "stage=%00", "stage=x&stage=y", "page=%00"),
    *("columns=%00", "columns=password", "density=x", "view=x", "view=" + NEVER, "active=x"),
    *("_changelist_filters=%00", "phase__id__exact=%00", "phase__in=", "is_active__exact=%00"),
    *("recorded_at__gte=x", "recorded_at__gte=%00", "happened_on__year=x", "list_editable=1"),
    *("happened_on__year=99999999999", "recorded_at__gte=9999-99-99", "role__exact=%00"),
)


def lists(person: Person) -> list[tuple[str, str]]:
    """Return the lists that open to somebody, by model."""
    return [
        (name, address(name, "changelist"))
        for name, model in MODELS.items()
        if sees_any(model, person)
    ]


def test_no_hidden_column_is_guessed() -> None:
    attacks, before = Attacks(auditor()), written()
    for name, path in lists(auditor()):
        for column, right, wrong in GUESSES if name in TELLING else GUESSES[1:2]:
            told = [
                _told(attacks.send("get", path, column, data={column: value}))
                for value in (right, wrong)
            ]
            if told[0] != told[1] or told[0][0] not in (302, 400):
                attacks.wrong.append((path, column, told[0][0], told[1][0]))
    assert (attacks.wrong, written()) == ([], before)


def _told(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.headers.get("Location", "")


def test_questions_that_cannot_be_are_answered_calmly() -> None:
    attacks, before = Attacks(auditor()), written()
    for name, path in lists(auditor()):
        for page in (path, *([f"{path}export.csv"] if name == "usecase" else [])):
            for asked in ASKED if name == "usecase" else ASKED[:: len(ASKED) // 5]:
                answer = attacks.send("get", f"{page}?{asked}")
                if answer.status_code not in ANSWERED:
                    attacks.wrong.append((page, asked, answer.status_code))
    assert (attacks.wrong, written()) == ([], before)


@pytest.mark.parametrize("role", ["officer", "limited officer", "approver", "administrator"])
def test_forged_actions(role: str) -> None:
    person = STAFF[role]()
    hidden, attacks, before = hidden_from(person), Attacks(person), written()
    for name, path in lists(person):
        admin = site._registry[MODELS[name]]
        seen = [key_of(row) for row in rows_for(MODELS[name], person)[:2]]
        forged: tuple[tuple[list[str], dict[str, str]], ...] = (
            (hidden[name], {"select_across": "1", "index": "0"}),
            ([NEVER, "x", "\x00"], {"index": "-1"}),
            ([], {"select_across": "1", "index": "99"}),
            (["x"] * 2000, {}),
            (seen, {"index": "x"}),
        )
        named = _named(admin)
        for action in sorted({*named, *(["nothing"] if role == "officer" else [])}):
            for keys, more in forged if action in named else forged[-1:]:
                data = {"action": action, "_selected_action": keys, **more}
                answer = attacks.send("post", path, action, data=data)
                if answer.status_code not in ANSWERED:
                    attacks.wrong.append((path, action, keys, answer.status_code))
    assert (attacks.wrong, written()) == ([], before)


def _named(admin: Any) -> list[str]:
    """Return the names of a list's actions, whoever may choose them."""
    return [getattr(each, "__name__", str(each)) for each in admin.actions or ()]


@pytest.mark.parametrize("role", ["officer", "administrator"])
def test_nothing_is_edited_in_a_list(role: str) -> None:
    person = STAFF[role]()
    attacks, before = Attacks(person), written()
    for name, path in lists(person):
        row = rows_for(MODELS[name], person).first()
        form = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "_save": "Save"}
        forged = {f"form-0-{f.name}": "forged" for f in MODELS[name]._meta.fields}
        data = {**form, **forged, "form-0-id": key_of(row) if row else NEVER}
        attacks.send("post", path, data=data)
    assert (attacks.wrong, written()) == ([], before)


@pytest.mark.parametrize("role", STAFF)
def test_typing_finds_nothing_that_is_hidden(role: str) -> None:
    person, path = STAFF[role](), reverse("admin:autocomplete")
    attacks, before = Attacks(person), written()
    for name, model in MODELS.items():
        for each in (*model._meta.fields, *model._meta.many_to_many):
            if not isinstance(each, ForeignKey | ManyToManyField):
                continue
            related: Any = each.related_model
            asked = {"app_label": "usecases", "model_name": name, "field_name": each.name}
            answer = attacks.send("get", path, name, each.name, data={**asked, "term": ""})
            seen = {str(row.pk) for row in rows_for(related, person)}
            found = set(re.findall(r'"id": "([^"]+)"', answer.content.decode()))
            if answer.status_code not in (200, 403, 404) or found - seen:
                attacks.wrong.append((name, each.name, answer.status_code, found - seen))
    assert (attacks.wrong, written()) == ([], before)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"app_label": "usecases"},
        {"app_label": "auth", "model_name": "user", "field_name": "groups"},
        {"app_label": "usecases", "model_name": "usecase", "field_name": "password"},
        {"app_label": "usecases", "model_name": "usecase", "field_name": "stage"},
        {"app_label": "usecases", "model_name": "usecase", "field_name": "parties"},
        {"app_label": "usecases", "model_name": "\x00", "field_name": "sector"},
        {"app_label": "usecases", "model_name": "institution", "field_name": "sector__code"},
        {"app_label": "usecases", "model_name": "token", "field_name": "digest"},
        {"app_label": "sessions", "model_name": "session", "field_name": "session_key"},
    ],
)
def test_typing_in_what_is_no_such_field(asked: dict[str, str]) -> None:
    for role in ("officer", "administrator"):
        attacks = Attacks(STAFF[role]())
        answer = attacks.send("get", reverse("admin:autocomplete"), data={**asked, "term": "\x00"})
        assert (answer.status_code, attacks.wrong) == (403, [])


def test_typing_what_cannot_be() -> None:
    attacks, path = Attacks(STAFF["officer"]()), reverse("admin:autocomplete")
    field = {"app_label": "usecases", "model_name": "institution", "field_name": "sector"}
    for more in (
        {"term": "\x00"}, {"term": "a" * 5000}, {"term": "%", "page": "-1"}, {"page": "x"},
        {"page": "9" * 400}, {"term": ["a", "b"]}, {"_to_field": "password"},
    ):  # fmt: skip
        answer = attacks.send("get", path, more, data={**field, **more})
        if answer.status_code not in (200, 400, 404):
            attacks.wrong.append((more, answer.status_code))
    assert attacks.wrong == []
