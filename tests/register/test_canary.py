"""A canary in every private field stands on no public page, file, feed or search result."""

import re

import pytest
from django.db.models import CharField, EmailField, Model, TextField
from django.test import Client

from tests.access.routes import routes
from tests.factories.base import add
from tests.factories.documents import make_document, make_other_cohort
from tests.factories.events import make_event, make_follow_on, make_registration
from tests.factories.findings import finding_on
from tests.factories.institutions import bank_a
from tests.factories.monitoring import watched
from tests.factories.phases import phase, programme
from tests.factories.publications import loaded, published
from tests.factories.usecases import use_case_at
from tests.keeping import kept
from usecases import models
from usecases.models.events import EventItem
from usecases.models.publications import Publication
from usecases.models.usecases import UseCase
from usecases.register.titles import LISTS, NAMES, address_of
from usecases.vocabulary.events import ItemKind
from usecases.vocabulary.sections import BANK_FIELDS
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db

CANARY = "Kanarienvogel"
PRIVATE = (
    *(models.Trial, models.Target, models.Result, models.Deliverable, models.Incident),
    *(models.Note, models.Outcome, models.Registration, models.Decision, models.Clarification),
)
_KEPT = frozenset({"file", "content_type", "sha256", "email"})


def _texts(model: type[Model]) -> list[str]:
    found = [f for f in model._meta.fields if isinstance(f, CharField | TextField)]
    return [f.name for f in found if not f.choices and not isinstance(f, EmailField)]


def _standing() -> models.Participation:
    return models.Participation.objects.get(institution=bank_a(), role="participant")


def _fill() -> None:
    """One record of every kind is public; beside each stands what is private, with a canary."""
    running = use_case_at(Stage.TRIALLING, institution=bank_a())
    watched(running)
    case = use_case_at(
        Stage.COMPLETED, institution=bank_a(), public_title="Shown", public_summary="To all."
    )
    for each in (programme(), phase(), bank_a(), _standing()):
        loaded(each)
    event = make_event({"kind": ItemKind.EXHIBIT, "use_case": case}, phase=phase())
    add(EventItem(event=event, kind=ItemKind.CAME, title_en=CANARY, institution=bank_a()))
    add(EventItem(event=event, kind=ItemKind.ORIGIN, title_en=CANARY, use_case=running))
    make_registration(event, CANARY, organisation=CANARY, institution=bank_a(), came=True)
    make_document(title_en=CANARY)
    make_event(name_en=CANARY)
    make_follow_on(name_en=CANARY)
    for model in PRIVATE:
        names = [name for name in _texts(model) if name not in _KEPT]
        model._base_manager.update(**dict.fromkeys(names, CANARY))
    asked = {name for name in _texts(UseCase) if name in BANK_FIELDS}
    UseCase.objects.update(**dict.fromkeys(asked, CANARY))
    published(finding_on(case.results.get()))
    published(UseCase.objects.get(pk=case.pk))
    told = (event, make_document(phase=phase()), make_follow_on(phases=[phase()]))
    for one in told:
        published(one)
    loaded(make_other_cohort())


_world = kept(_fill)


def test_there_is_something_to_leak() -> None:
    holding = [m.__name__ for m in PRIVATE if any(
        m._base_manager.filter(**{name: CANARY}).exists() for name in _texts(m)
    )]  # fmt: skip
    assert {"Registration", "Incident", "Note", "Result", "Outcome"} <= set(holding)
    assert set(NAMES) - {"technology-partner"} == set(
        Publication.objects.filter(kind__in=NAMES).values_list("kind", flat=True)
    )


def test_no_public_page_feed_file_or_search_holds_it() -> None:
    """Every route of the register, followed with every record that is public."""
    addresses = {
        route.address()
        for route in routes()
        if route.name.startswith("register:") and not route.key
    }
    addresses |= {f"/search/?q={CANARY}", f"/use-cases/?q={CANARY}", "/search/?q=shown"}
    rows = Publication.objects.filter(kind__in=NAMES)
    for row in rows:
        addresses.add(address_of(row.kind, row.content))
        addresses |= {f"/{name}/{row.record}/" for name in LISTS}
    addresses |= {f"/events/{row.record}/event.ics" for row in rows.filter(kind="event")}
    addresses |= {f"/documents/{row.record}/file" for row in rows.filter(kind="document")}
    held, seen = [], set()
    for address in sorted(addresses):
        answer = Client().get(address)
        seen.add(answer.status_code)
        body = re.sub(rf"q={CANARY}|value=\"{CANARY}\"", "", answer.content.decode())
        body = body.replace(f"Search: {CANARY}", "").replace(f"{CANARY} – ", "")
        held += [address] if CANARY in body else []
    assert held == []
    assert seen <= {200, 301, 404}
