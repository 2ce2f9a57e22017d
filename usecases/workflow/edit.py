"""Plain edits: what add and change pages, inlines and the API do to a record's fields."""

from collections.abc import Mapping
from copy import copy
from datetime import datetime
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.access import RoleGrant
from usecases.models.base import Record
from usecases.models.outcomes import Outcome
from usecases.models.person import Person
from usecases.models.trials import Trial
from usecases.models.usecases import UseCase
from usecases.rules.editing import editable_fields, may_add
from usecases.rules.missing import Missing
from usecases.rules.visibility import use_cases_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import Stage
from usecases.workflow import criteria
from usecases.workflow.errors import Invalid, NotAllowed, Stale, WrongStage, invalid
from usecases.workflow.fetch import fetch, require
from usecases.workflow.grounds import ground, lists_of, open_to_edits
from usecases.workflow.letters import heed_placeholders
from usecases.workflow.trust import heed, settle
from usecases.workflow.validate import validate

R = TypeVar("R", bound=Record)


def create(record: R, *, by: Person, reason: str = "", **many: Any) -> R:
    """Write a new record of a kind that the person may add; `many` holds its lists."""
    with writing(by=by, reason=reason):
        if not may_add(by, record._meta.model_name or ""):
            raise NotAllowed
        _see_its_case(record, by)
        _leave_live_to_verbs(record)
        criteria.keep(record)
        criteria.heed(record)
        _prepare(record, by)
        heed(record, None, by)
        validate(record)
        ground(record, many, by)
        added = trail.add(record, None, **many)
        criteria.begin_with(added, by)
        return added


def change(
    record: R,
    fields: Mapping[str, Any],
    *,
    by: Person,
    reason: str = "",
    based_on: datetime | None = None,
) -> R:
    """Change fields of a record; `based_on` is the `updated_at` of what the person looked at."""
    with writing(by=by, reason=reason):
        stored = fetch(type(record)._base_manager.all(), record.pk)
        _see_its_case(stored, by)
        if based_on is not None and stored.updated_at != based_on:
            raise Stale
        if isinstance(stored, UseCase) and stored.stage == Stage.DRAFT:
            raise WrongStage  # `draft.write` keeps what it changes private to the bank
        open_to_edits(stored, by, reason)
        if may_add(by, stored._meta.model_name or ""):
            criteria.keep(stored)
        allowed = editable_fields(by, stored)
        if not allowed:
            raise NotAllowed
        if foreign := set(fields) - allowed:
            text = _("This field is not yours to edit.")
            raise Invalid(*(Missing(name, "not-editable", text) for name in sorted(foreign)))
        if isinstance(stored, UseCase) and not reason.strip():
            raise invalid("reason", "required", _("Say why."))
        _refuse_double(stored, fields)
        _try(stored, fields, by)
        fresh = type(record)._base_manager.get(pk=record.pk)
        extra = {"granted_by": by.user} if isinstance(fresh, RoleGrant) else {}
        trail.amend(fresh, {**fields, **extra})
        settle(fresh)
        return fresh


def _refuse_double(stored: Record, fields: Mapping[str, Any]) -> None:
    """Raise where the category of a use case is one of its further ones, too."""
    if not isinstance(stored, UseCase) or not {"category", "further_categories"} & set(fields):
        return
    further = fields.get("further_categories", stored.further_categories.all())
    if fields.get("category", stored.category) in list(further):
        text = _("It is the category already: name others here.")
        raise invalid("further_categories", "double", text)


def _see_its_case(record: Record, by: Person) -> None:
    """Raise `NotFound` about a use case, or what hangs on one, that the person does not see."""
    key = record.pk if isinstance(record, UseCase) else getattr(record, "use_case_id", None)
    if key is None:
        return
    case = fetch(use_cases_for(by), key)
    if not isinstance(record, UseCase):
        require(by, Action.HANDLE, case)


def _leave_live_to_verbs(record: Record) -> None:
    """What belongs to a live case is written by the verbs that know its stage."""
    if isinstance(record, Trial | Outcome) and record.use_case.basis == Basis.LIVE:
        raise invalid("use_case", "live", _("This use case is live; use its next steps."))


def _try(stored: Record, fields: Mapping[str, Any], by: Person) -> None:
    """Validate the record as it would be."""
    before = copy(stored)
    many = {field.name for field in stored._meta.many_to_many}
    for name, value in fields.items():
        if name not in many:
            setattr(stored, name, value)
    criteria.heed(stored)
    _prepare(stored, by)
    heed(stored, before, by)
    validate(stored, exclude=many)
    ground(stored, lists_of(stored, fields), by)


def _prepare(record: Record, by: Person) -> None:
    """Fill in what is nobody's to type: who grants a role. Read what a letter would say."""
    heed_placeholders(record)
    if isinstance(record, RoleGrant) and by.user is not None:
        record.granted_by = by.user
