"""A world in which one record of every kind is public, and private texts all hold a canary."""

from django.db.models import CharField, EmailField, Model, TextField

from tests.factories.base import add
from tests.factories.documents import make_document, make_other_cohort
from tests.factories.events import make_event, make_follow_on, make_registration
from tests.factories.findings import finding_on
from tests.factories.institutions import bank_a
from tests.factories.monitoring import watched
from tests.factories.phases import phase, programme
from tests.factories.publications import loaded, published
from tests.factories.usecases import use_case_at
from usecases import models
from usecases.models.events import EventItem
from usecases.models.usecases import UseCase
from usecases.vocabulary.events import ItemKind
from usecases.vocabulary.sections import BANK_FIELDS
from usecases.vocabulary.stages import Stage

CANARY = "Kanarienvogel"
PRIVATE = (
    *(models.Trial, models.Target, models.Result, models.Deliverable, models.Incident),
    *(models.Note, models.Outcome, models.Registration, models.Decision, models.Clarification),
)
_KEPT = frozenset({"file", "content_type", "sha256", "email"})


def texts_of(model: type[Model]) -> list[str]:
    found = [f for f in model._meta.fields if isinstance(f, CharField | TextField)]
    return [f.name for f in found if not f.choices and not isinstance(f, EmailField)]


def _standing() -> models.Participation:
    return models.Participation.objects.get(institution=bank_a(), role="participant")


def fill() -> None:
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
        names = [name for name in texts_of(model) if name not in _KEPT]
        model._base_manager.update(**dict.fromkeys(names, CANARY))
    asked = {name for name in texts_of(UseCase) if name in BANK_FIELDS}
    UseCase.objects.update(**dict.fromkeys(asked, CANARY))
    published(finding_on(case.results.get()))
    published(UseCase.objects.get(pk=case.pk))
    told = (event, make_document(phase=phase()), make_follow_on(phases=[phase()]))
    for one in told:
        published(one)
    loaded(make_other_cohort())
