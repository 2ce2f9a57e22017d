"""Forged requests to the console: a world to attack, who attacks, and what was written by it."""

import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection
from django.db.models import Max, Model
from django.forms import BaseForm, BoundField, CheckboxInput, MultiWidget
from django.test import Client
from django.utils import timezone

from tests.access.routes import Route, routes
from tests.admin.world import account, furnish_once
from tests.factories.institutions import make_institution
from tests.factories.memory import once
from tests.factories.phases import make_authority
from tests.factories.reviews import proposed_decision
from tests.factories.trials import planned_trial
from tests.factories.usecases import use_case_at
from tests.people import administrator, approver, assessor, auditor, officer, signatory
from usecases.admin.records import ROWS, rows_for
from usecases.models.person import Person
from usecases.models.phases import Authority
from usecases.models.trail import Change, StageChange, Viewing
from usecases.vocabulary.limits import TIME_ZONE
from usecases.vocabulary.stages import Stage

T = TypeVar("T")
WHOLE = os.environ.get("ATTACK") == "all"  # at length, outside the suite
NEVER = "00000000-0000-4000-8000-000000000000"
CONSOLE = [route for route in routes() if route.name.startswith("admin:")]

# Answers that refuse, or show a page; what is done after all shows in what is written.
ANSWERED = {200, 302, 400, 403, 404, 405, 413, 415, 428}


def sfc() -> Authority:
    """Another regulator, with one case of its own."""
    return once("sfc", lambda: make_authority("SFC"))


STAFF: dict[str, Callable[[], Person]] = {
    "officer": officer,
    "limited officer": lambda: officer(authority=sfc()),
    "assessor": assessor,
    "approver": approver,
    "administrator": administrator,
    "auditor": auditor,
}


def furnish() -> None:
    """Make records of every kind, at several stages, of two authorities, and everybody; once."""
    once("furnished", _furnish)


def _furnish() -> bool:
    for person in (*STAFF.values(), signatory):
        person()
    furnish_once()
    proposed_decision(use_case_at(Stage.ASSESSING))
    planned_trial(use_case_at(Stage.ACCEPTED))
    use_case_at(Stage.TRIALLING)
    use_case_at(Stage.SUBMITTED, institution=make_institution(authority=sfc()))
    return True


def signed_in(person: Person) -> Client:
    """Sign in; a failure of the server is an answer like others."""
    client = Client(raise_request_exception=False)
    client.force_login(account(person))
    return client


def key_of(record: Model) -> str:
    """Return the id of a record as addresses carry it."""
    return str(getattr(record, "uuid", record.pk))


def hidden_from(person: Person) -> dict[str, list[str]]:
    """Return the ids of what the person does not see, two of every kind, by model name."""
    return {
        model._meta.model_name or "": [
            key_of(row)
            for row in model._default_manager.exclude(pk__in=rows_for(model, person).values("pk"))[
                :2
            ]
        ]
        for model in ROWS
    }


def written() -> dict[str, Any]:
    """Return the last rows of the trail and how many rows each table has; who looked apart."""
    last = {
        model.__name__: model.objects.aggregate(last=Max("row"))["last"]
        for model in (Change, StageChange)
    }
    tables = [m for m in apps.get_app_config("usecases").get_models() if m is not Viewing]
    return {**last, **{f"{m.__name__}s": m._default_manager.count() for m in tables}}


def half(tried: Iterable[T], name: Callable[[T], str]) -> Iterator[T]:
    """Return the half that is tried on this database; the other one tries the rest.

    `ATTACK=all` tries all of it.
    """
    first = connection.vendor == "sqlite"
    for each in tried:
        if WHOLE or bool(zlib.crc32(name(each).encode()) % 2) == first:
            yield each


class Attacks:
    """Tries requests one by one and keeps what was answered wrongly or written."""

    def __init__(self, person: Person) -> None:
        self.client, self.wrong = signed_in(person), list[tuple[object, ...]]()

    def send(self, method: str, path: str, *what: object, **data: Any) -> Any:
        """Send one request; a failure of the server, or a new row of the trail, is wrong."""
        before = trail()
        if "body" in data:  # sent as it is
            kind, body = data["kind"], data["body"]
            raw = body.encode() if isinstance(body, str) else body
            answer: Any = self.client.generic(method.upper(), path, raw, kind)
        else:
            answer = getattr(self.client, method)(path, **data)
        if answer.status_code >= 500 or trail() != before:
            self.wrong.append((method, path, *what, answer.status_code, trail() != before))
        return answer


def trail() -> tuple[int, int]:
    """Return how long the trail is."""
    return Change.objects.count(), StageChange.objects.count()


def of_model(route: Route) -> tuple[str, str]:
    """Return the model and the page of a route, or nothing and its name."""
    name = route.name.removeprefix("admin:")
    if not name.startswith("usecases_"):
        return "", name
    _app, model, page = name.split("_", 2)
    return model, page


def posted(context: Any) -> dict[str, Any]:
    """Return what the form of a page would post if nobody touched it."""
    formsets = [each.formset for each in context["inline_admin_formsets"]]
    rows = [form for formset in formsets for form in (formset.management_form, *formset.forms)]
    found: dict[str, Any] = {}
    with timezone.override(TIME_ZONE):  # in which the console draws and reads
        for form in (context["adminform"].form, *rows):
            found |= values(form)
    return found


def values(form: BaseForm) -> dict[str, Any]:
    """Return the values of a form's fields as a browser sends them."""
    found: dict[str, Any] = {}
    for bound in form:
        found |= _value(bound)
    return found


def _value(bound: BoundField) -> dict[str, Any]:
    widget, value = bound.field.widget, bound.value()
    if isinstance(widget, MultiWidget):
        parts = zip(widget.widgets, widget.decompress(value) or (), strict=True)
        return {
            f"{bound.html_name}_{i}": part.format_value(each) or ""
            for i, (part, each) in enumerate(parts)
        }
    if isinstance(widget, CheckboxInput):
        return {bound.html_name: "on"} if value else {}
    shown = widget.format_value(value)
    if isinstance(shown, list) and not getattr(widget, "allow_multiple_selected", False):
        shown = shown[0] if shown else ""
    return {bound.html_name: "" if shown is None else shown}
