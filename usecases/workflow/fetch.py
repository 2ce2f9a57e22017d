"""Fetches the row a verb is about through `visibility`: what one may not see is not there."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.contributing import contributed_cases_for
from usecases.rules.permissions import may, on_case
from usecases.rules.visibility import use_cases_for
from usecases.vocabulary.actions import Action
from usecases.workflow.errors import NotAllowed, NotFound

M = TypeVar("M", bound=Model)


def fetch(rows: QuerySet[M], key: UUID) -> M:
    """Return the row with this key, or raise `NotFound`."""
    found = rows.filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def fetch_use_case(use_case: UseCase, by: Person) -> UseCase:
    """Return the use case as it stands now, with its phase and institution."""
    related = ("phase__programme", "institution", "own_category", "category")
    return fetch(use_cases_for(by).select_related(*related), use_case.pk)


def fetch_written(use_case: UseCase, by: Person) -> UseCase:
    """Return a use case that the person writes in: a contributor's only by its named sections."""
    if by.contributor is None:
        case = fetch_use_case(use_case, by)
        require(by, Action.DRAFT, case)
        return case
    related = ("phase__programme", "institution", "own_category", "category")
    return fetch(contributed_cases_for(by).select_related(*related), use_case.pk)


def require(by: Person, action: Action, case: UseCase | None = None) -> None:
    """Raise `NotAllowed` unless the person may do this, to this case if it is about one."""
    if not may(on_case(by, case) if case else by, action):
        raise NotAllowed
