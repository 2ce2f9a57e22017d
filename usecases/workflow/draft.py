"""A bank's draft: begun, written section by section, discarded."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.answers import too_long
from usecases.rules.contributing import as_partner
from usecases.rules.editing import editable_fields
from usecases.rules.missing import Missing
from usecases.rules.permits import takes_from
from usecases.rules.visibility import use_cases_for
from usecases.rules.visibility_register import phases_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import WORDS
from usecases.vocabulary.sections import BANK_FIELDS
from usecases.vocabulary.stages import Stage
from usecases.workflow.errors import Invalid, NotAllowed, Stale, WrongStage, invalid
from usecases.workflow.fetch import fetch, fetch_written, require
from usecases.workflow.validate import validate


def begin(*, phase: UUID, by: Person, fields: Mapping[str, Any] | None = None) -> UseCase:
    """Begin a draft in an open phase for the bank the person acts for."""
    with writing(by=by) as opened:
        require(by, Action.DRAFT)
        if by.membership is None:
            raise NotAllowed
        found = phases_for(by).select_related("programme").filter(pk=phase).first()
        bank = by.membership.institution
        if found is None or not takes_from(bank, found, opened.moment):
            raise invalid("phase", "closed", _("The phase is not open for submissions."))
        refuse_foreign(fields or {}, frozenset(BANK_FIELDS))
        draft = UseCase(phase=found, institution=bank, responsible=by.user)
        take(draft, fields or {})
        return trail.add(draft, private_to=draft.institution)


def write(
    use_case: UseCase,
    *,
    fields: Mapping[str, Any],
    by: Person,
    based_on: Mapping[str, Any] | None = None,
    version: int | None = None,
) -> UseCase:
    """Write some of a draft's fields.

    `based_on` holds the values that the writer saw: a field that somebody else changed since
    raises `Stale` with the names of those fields, and nothing is written. `version` asks that
    nothing at all has changed. A technology partner writes the sections named to it.
    """
    with writing(by=by, reason=as_partner(by)):
        draft = fetch_written(use_case, by)
        if draft.stage != Stage.DRAFT:
            raise WrongStage
        if version is not None and draft.version != version:
            raise Stale
        refuse_foreign(fields, editable_fields(by, draft))
        refuse_conflicts(draft, fields, based_on or {})
        take(draft, fields)
        stored = fetch_written(use_case, by)
        changed = trail.amend(
            stored,
            {name: getattr(draft, name) for name in fields},
            private_to=draft.institution,
        )
        if changed:
            UseCase.objects.filter(pk=stored.pk).update(version=F("version") + 1)
        return fetch_written(use_case, by)


def discard(use_case: UseCase, *, by: Person, version: int | None = None) -> None:
    """Discard a draft that was never submitted; its rows stay, nobody sees it again."""
    with writing(by=by) as opened:
        draft = _own_draft(use_case, by)
        if draft.reference:
            raise WrongStage
        if version is not None and draft.version != version:
            raise Stale
        trail.amend(draft, {"discarded_at": opened.now}, private_to=draft.institution)


def _own_draft(use_case: UseCase, by: Person) -> UseCase:
    """Return the draft as it stands, if the person may write it."""
    draft = fetch(use_cases_for(by).select_related("phase__programme", "institution"), use_case.pk)
    require(by, Action.DRAFT, draft)
    if draft.stage != Stage.DRAFT:
        raise WrongStage
    return draft


def refuse_foreign(fields: Mapping[str, Any], own: frozenset[str]) -> None:
    """Refuse fields that are not the writer's, each by its name."""
    if foreign := set(fields) - own:
        text = _("This field is not yours to edit.")
        raise Invalid(*(Missing(name, "not-editable", text) for name in sorted(foreign)))


def refuse_conflicts(
    draft: UseCase, fields: Mapping[str, Any], based_on: Mapping[str, Any]
) -> None:
    """Raise `Stale` about each field that changed since the writer looked at it."""
    text = _("Somebody else changed this in the meantime.")
    faults = [
        Missing(name, "stale", text)
        for name, seen in based_on.items()
        if name in fields and getattr(draft, name) not in (seen, fields[name])
    ]
    if faults:
        raise Stale(*faults)


def take(draft: UseCase, fields: Mapping[str, Any]) -> None:
    """Set the fields on the draft and validate them; a draft may be incomplete, not wrong."""
    for name, value in fields.items():
        setattr(draft, name, value)
    long = [
        fault
        for name, value in fields.items()
        if name in WORDS and (fault := too_long(name, value or ""))
    ]
    if long:
        raise Invalid(*long)
    untouched = {field.name for field in UseCase._meta.fields} - set(fields)
    validate(draft, exclude=untouched & {*BANK_FIELDS, "stage"})
