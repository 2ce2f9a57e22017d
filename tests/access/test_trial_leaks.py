"""What is private of a trial stands in nothing that is public, and in no other bank's answers."""

import pytest
from django.db.models import CharField, Model, TextField
from django.test import Client

from tests.api.clients import address, client
from tests.factories.findings import finding_on
from tests.factories.institutions import bank_a, bank_b
from tests.factories.monitoring import watched
from tests.factories.publications import published
from tests.factories.trials import make_cycle
from tests.factories.usecases import use_case_at
from tests.keeping import kept
from tests.people import signatory
from usecases import models
from usecases.api.resources import RESOURCES
from usecases.models.findings import Finding
from usecases.models.publications import Publication
from usecases.models.usecases import UseCase
from usecases.reporting.catalogue import REPORTS
from usecases.selection.public import PUBLIC
from usecases.vocabulary.sections import BANK_FIELDS
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db

CANARY = "Kanarienvogel"
OF_TRIALS = (
    *(models.Trial, models.Target, models.Amendment, models.Cycle, models.Result),
    *(models.Deliverable, models.Incident, models.Note, models.Outcome, models.Attachment),
)
# What of a use case becomes public by a publication of its own.
SHOWN = frozenset({"public_title", "public_summary", "reference", "source"})


def texts(model: type[Model]) -> list[str]:
    """Return the columns of a table that people write in."""
    return [
        field.name
        for field in model._meta.fields
        if isinstance(field, CharField | TextField) and not field.choices
    ]


def _filled() -> None:
    """An ended trial with a canary wherever somebody writes, and a public finding on it."""
    running = use_case_at(Stage.TRIALLING, institution=bank_a())
    watched(running)
    make_cycle(running)
    case = use_case_at(Stage.COMPLETED, institution=bank_a())
    for model in OF_TRIALS:
        names = [name for name in texts(model) if name not in ("file", "content_type", "sha256")]
        model._base_manager.update(**dict.fromkeys(names, CANARY))
    asked = {name for name in texts(UseCase) if name in BANK_FIELDS} - SHOWN
    UseCase.objects.update(**dict.fromkeys(asked, CANARY))
    published(finding_on(case.results.get(), case.outcomes.get()))
    published(UseCase.objects.get(pk=case.pk))


_world = kept(_filled)


def test_there_is_something_to_leak() -> None:
    holding = {
        model.__name__
        for model in OF_TRIALS
        if any(model._base_manager.filter(**{name: CANARY}).exists() for name in texts(model))
    }
    assert holding >= {"Trial", "Target", "Cycle", "Result", "Incident", "Note", "Outcome"}


def test_nothing_that_is_published_holds_it() -> None:
    assert Publication.objects.filter(kind="finding").count() == 1
    assert Finding.objects.get().outcomes.get().lessons == CANARY
    assert CANARY not in str(list(Publication.objects.values()))


def test_no_answer_to_everybody_holds_it() -> None:
    program, held = client(), []
    for resource in RESOURCES:
        answer = program.get(address(resource.name), {"page_size": 200})
        held += [resource.name] if CANARY.encode() in answer.content else []
        found = answer.json()["results"] if resource.name in PUBLIC else []
        pages = [program.get(address(resource.name, each["id"])).content for each in found]
        held += [resource.name for page in pages if CANARY.encode() in page]
    for name in REPORTS:
        answer = program.get(address("reports", name))
        held += [name] if CANARY.encode() in answer.content else []
    assert held == []


@pytest.mark.parametrize("search", [CANARY, "precision", "GS1-001"])
def test_no_search_of_the_public_finds_it(search: str) -> None:
    assert client().get(address("findings"), {"search": search}).json()["count"] == 0


def test_the_register_does_not_hold_it() -> None:
    page = Client().get("/")
    assert page.status_code == 200
    assert CANARY.encode() not in page.content


def test_another_banks_answers_do_not_hold_it() -> None:
    program, held = client(signatory(bank_b())), []
    for resource in RESOURCES:
        answer = program.get(address(resource.name), {"page_size": 200})
        held += [resource.name] if CANARY.encode() in answer.content else []
    assert held == []
