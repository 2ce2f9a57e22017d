"""One record as it stood at a past moment."""

from typing import Any

from usecases.audit.as_known import set_back
from usecases.models.base import Record
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.permissions import is_staff
from usecases.selection.filters import read_moment
from usecases.selection.strict import Params, one
from usecases.vocabulary.stages import Stage


def stood(row: Any, person: Person, moments: Params) -> bool:
    """Set a selected record back to what was known then; False if this person sees none of it."""
    then = getattr(row, "stage_then", "") if isinstance(row, UseCase) and moments else ""
    if then == Stage.DRAFT and is_staff(person):
        return False
    known_at = read_moment(one(moments, "known_at") or "")
    return known_at is None or not isinstance(row, Record) or set_back(row, known_at)
