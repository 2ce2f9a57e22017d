"""The same seed gives the same world, ids apart."""

import pytest
import time_machine
from django.conf import settings
from django.db import transaction

from tests.demonstration.world import NOW, quiet
from usecases.demonstration.make import Size, make
from usecases.exchange.vocabularies import load_vocabularies
from usecases.models.figures import PublishedFigure
from usecases.models.outcomes import Outcome
from usecases.models.publications import Publication
from usecases.models.reviews import Decision
from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.workflow.people import system

pytestmark = pytest.mark.django_db


def picture() -> list[object]:
    """What a world is, ids apart."""
    names = ("use_case__reference", "use_case__title", "verb", "to_stage", "reason", "happened_on")
    rows = (
        UseCase.objects.values_list(
            "title", "institution__short_name", "compute_asked", "autonomy", "stage"
        ),
        Decision.objects.values_list("proposed_at", "outcome", "reason__code"),
        Outcome.objects.values_list("happened_on", "result", "told_by"),
        PublishedFigure.objects.values_list("phase__code", "measure", "text"),
        Publication.objects.values_list("kind", "sort", "version"),
    )
    moves = StageChange.objects.order_by("row").values_list(*names, "by__email")
    return [list(moves), *(sorted(each, key=str) for each in rows)]


def test_the_same_seed_gives_the_same_world_and_another_gives_another() -> None:
    first = _of_seed(1)
    assert _of_seed(1) == first
    assert _of_seed(2) != first


def _of_seed(seed: int) -> list[object]:
    with transaction.atomic(), time_machine.travel(NOW, tick=False):
        load_vocabularies(settings.BASE_DIR / "fixtures" / "vocabularies", by=system())
        make(Size(phases=2, use_cases=5, seed=seed), password="", progress=quiet)
        made = picture()
        transaction.set_rollback(True)
    return made
