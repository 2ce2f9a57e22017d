"""Forged posts to the add and change pages of every subject: refused by field, nothing written."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db.models import ForeignKey, Model

from tests.access.forging import (
    ANSWERED,
    NEVER,
    STAFF,
    Attacks,
    furnish,
    half,
    hidden_from,
    key_of,
    posted,
    written,
)
from tests.admin.test_pages import address
from tests.keeping import kept
from usecases.admin.records import rows_for
from usecases.admin.site import site
from usecases.models.outcomes import Outcome
from usecases.models.parties import Party
from usecases.models.person import Person
from usecases.models.trials import Trial
from usecases.models.usecases import UseCase

pytestmark = pytest.mark.django_db
_world = kept(furnish)

MODELS: dict[str, type[Model]] = {model._meta.model_name or "": model for model in site._registry}
EDITORS = ("officer", "administrator")
# What a browser may send beside a form, and what forgers add.
BESIDE: dict[str, dict[str, Any]] = {
    "as new": {"_saveasnew": "1"},
    "as new and continue": {"_saveasnew": "1", "_continue": "1"},
    "pop-up": {"_popup": "1"},
    "pop-up by another field": {"_popup": "1", "_to_field": "password"},
    "another field": {"_to_field": "email"},
    "twice": {"_continue": "1", "_addanother": "1", "_save": "1"},
    "an action": {"action": "delete_selected", "_selected_action": [NEVER], "select_across": "1"},
    "a list": {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": NEVER},
    "filters": {"_changelist_filters": "\x00=%00&stage=x"},
}


@dataclass
class Page:
    """A page that somebody may edit, and what its form holds."""

    model: type[Model]
    path: str
    form: dict[str, Any]
    fields: dict[str, Any]
    record: Model | None


def pages(attacks: Attacks, person: Person) -> Iterator[Page]:
    """Open every add and change page that takes a form from this person."""
    for name, model in half(MODELS.items(), lambda each: each[0]):
        row = rows_for(model, person).first()
        opened = [(address(name, "add"), None)]
        if row is not None and not hasattr(row, "row"):
            opened.append((address(name, "change", row.pk), row))
        for path, record in opened:
            page = attacks.client.get(path)
            if page.status_code == 200 and page.context and "adminform" in page.context:
                form = page.context["adminform"].form
                if form.fields:
                    yield Page(model, path, posted(page.context), dict(form.fields), record)


def faults(answer: Any) -> list[str]:
    """Return the fields that an answer finds wrong; of no form, its status."""
    if answer.status_code != 200 or "adminform" not in answer.context:
        return [str(answer.status_code)]
    return sorted(answer.context["adminform"].form.errors)


@pytest.mark.parametrize("role", EDITORS)
def test_what_stands_beside_a_form_changes_nothing(role: str) -> None:
    person = STAFF[role]()
    attacks, before = Attacks(person), written()
    for page in pages(attacks, person):
        if page.record is None:
            continue
        for name, beside in BESIDE.items():
            answer = attacks.send("post", page.path, name, data={**page.form, **beside})
            if answer.status_code not in ANSWERED:
                attacks.wrong.append((page.path, name, answer.status_code))
    assert (attacks.wrong, written()) == ([], before)


@pytest.mark.parametrize("role", EDITORS)
def test_what_is_only_shown_is_not_written(role: str) -> None:
    person = STAFF[role]()
    attacks, before = Attacks(person), written()
    for page in pages(attacks, person):
        if page.record is None:
            continue
        fields = page.model._meta.fields
        forged = {field.name: _forged(field) for field in fields if field.name not in page.fields}
        stored = type(page.record)._default_manager.filter(pk=page.record.pk)
        kept = stored.values().get()
        attacks.send("post", page.path, data={**page.form, **forged, "reason": "forged"})
        if stored.values().get() != kept:
            attacks.wrong.append((page.path, "changed"))
    assert (attacks.wrong, written()) == ([], before)


def _forged(field: Any) -> Any:
    if field.is_relation:
        return field.related_model._default_manager.values_list("pk", flat=True).last() or NEVER
    return {"BooleanField": "on", "IntegerField": "99", "UUIDField": NEVER}.get(
        field.get_internal_type(), field.choices[-1][0] if field.choices else "forged"
    )


@pytest.mark.parametrize("role", [*EDITORS, "limited officer"])
def test_a_foreign_key_points_to_what_is_seen_and_fits(role: str) -> None:
    person = STAFF[role]()
    hidden = hidden_from(person)
    attacks, before, tried = Attacks(person), written(), 0
    for page in pages(attacks, person):
        if role == "limited officer" and page.model not in (Outcome, Trial):
            continue  # for the rest an officer like others
        keys = [f for f in page.model._meta.fields if isinstance(f, ForeignKey)]
        for field in [each for each in keys if each.name in page.fields]:
            related: Any = field.related_model
            fits: Any = field.get_limit_choices_to()
            wrong_kind = [key_of(r) for r in related.objects.exclude(**fits)[:1]] if fits else []
            for value in [
                *(NEVER, "x", "\x00"), *wrong_kind, *hidden.get(related._meta.model_name, [])[:1],
            ]:  # fmt: skip
                answer = attacks.send(
                    "post", page.path, field.name, value, data={**page.form, field.name: value}
                )
                tried += 1
                if not {field.name, "403"} & set(faults(answer)):
                    attacks.wrong.append((page.path, field.name, value, faults(answer)))
    assert (attacks.wrong, written()) == ([], before)
    assert tried > 3


@pytest.mark.parametrize("role", EDITORS)
def test_text_that_cannot_be_is_refused(role: str) -> None:
    person = STAFF[role]()
    attacks, before = Attacks(person), written()
    for page in pages(attacks, person):
        texts = [name for name, value in page.form.items() if isinstance(value, str)]
        for value in ("a\x00b", "9" * 5_000):
            answer = attacks.send(
                "post", page.path, str(value)[:9], data={**page.form, **dict.fromkeys(texts, value)}
            )
            if answer.status_code not in ANSWERED - {302}:
                attacks.wrong.append((page.path, value, answer.status_code))
    assert (attacks.wrong, written()) == ([], before)


def management(**over: object) -> dict[str, str]:
    names = {
        "TOTAL_FORMS": 0,
        "INITIAL_FORMS": 0,
        "MIN_NUM_FORMS": 0,
        "MAX_NUM_FORMS": 1000,
        **over,
    }
    return {f"parties-{name}": str(value) for name, value in names.items() if value is not None}


class TestInlines:
    """Rows below a form belong to the record above it, and to nobody else's."""

    @pytest.fixture
    def case(self) -> UseCase:
        return UseCase.objects.filter(stage="accepted")[0]

    def other_row(self) -> Party:
        return Party.objects.filter(use_case__stage="completed")[0]

    def forms(self, case: UseCase) -> dict[str, dict[str, Any]]:
        """Return forged rows of the case's form by what is wrong with them."""
        row, other = self.other_row(), self.other_row().use_case
        mine = {"parties-0-role": "joint", "parties-0-institution": case.institution_id}
        one = management(TOTAL_FORMS=1)
        old = management(TOTAL_FORMS=1, INITIAL_FORMS=1)
        return {
            "a row of another case": {**old, **mine, "parties-0-id": row.pk},
            "and its parent": {
                **old, **mine, "parties-0-id": row.pk, "parties-0-use_case": other.pk,
            },
            "and deleted": {**old, **mine, "parties-0-id": row.pk, "parties-0-DELETE": "on"},
            "no such row": {**old, **mine, "parties-0-id": NEVER},
            "an id that is none": {**old, **mine, "parties-0-id": "x"},
            "an id with a zero byte": {**old, **mine, "parties-0-id": "\x00"},
            "no management form": {},
            "no total": management(TOTAL_FORMS=None),
            "no number": management(TOTAL_FORMS="x"),
            "a negative number": management(TOTAL_FORMS=-1),
            "far too many": management(TOTAL_FORMS=10**6, INITIAL_FORMS=0),
            "too many of before": management(TOTAL_FORMS=0, INITIAL_FORMS=10**6),
            "a huge number": management(TOTAL_FORMS="9" * 400),
            "an institution that is none": {**one, **mine, "parties-0-institution": NEVER},
            "a role that is none": {**one, **mine, "parties-0-role": "owner"},
            "both firms": {**one, **mine, "parties-0-partner": row.partner_id},
        }  # fmt: skip

    @pytest.mark.parametrize("role", ["officer", "limited officer", "administrator", "auditor"])
    def test_forged_rows(self, case: UseCase, role: str) -> None:
        attacks, before = Attacks(STAFF[role]()), written()
        others = list(Party.objects.exclude(use_case=case).order_by("pk").values())
        path = address("usecase", "change", case.pk)
        page = attacks.client.get(path)
        whole = posted(page.context) if page.status_code == 200 and role == "officer" else {}
        clean = {name: v for name, v in whole.items() if not name.startswith("parties-")}
        expected = {200, 302, 400} if role == "officer" else {403, 404}
        wrong = []
        for name, forged in self.forms(case).items():
            answer = attacks.send("post", path, name, data={**clean, "reason": "forged", **forged})
            if answer.status_code not in expected:
                wrong.append((name, answer.status_code))
        assert wrong == []
        assert list(Party.objects.exclude(use_case=case).order_by("pk").values()) == others
        if role != "officer":  # whose own case may get a row of its own
            assert (attacks.wrong, written()) == ([], before)

    def test_a_parent_in_the_form_is_not_taken(self, case: UseCase) -> None:
        attacks, path = Attacks(STAFF["officer"]()), address("usecase", "change", case.pk)
        clean = posted(attacks.client.get(path).context)
        other = self.other_row().use_case
        kept = [key_of(each) for each in Party.objects.filter(use_case=other)]
        firm = {"parties-0-role": "joint", "parties-0-institution": case.institution_id}
        forged = {**management(TOTAL_FORMS=1), **firm, "parties-0-use_case": other.pk}
        attacks.client.post(path, {**clean, "reason": "forged", **forged})
        assert [key_of(each) for each in Party.objects.filter(use_case=other)] == kept
