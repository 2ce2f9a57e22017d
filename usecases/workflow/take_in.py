"""Drafts that staff prepare for a bank from a file it sent: from then on the bank's alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.parties import Party
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.notices.outbox import tell_prepared
from usecases.rules.answers import too_long
from usecases.rules.deadlines import PhaseState, state
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import WORDS
from usecases.vocabulary.sections import BANK_FIELDS
from usecases.vocabulary.terms import PartyRole
from usecases.workflow.errors import Invalid, invalid
from usecases.workflow.fetch import require
from usecases.workflow.validate import validate


@dataclass(frozen=True)
class Prepared:
    """What a bank sent of one use case: its own fields, its partners."""

    phase: Phase
    institution: Institution
    fields: Mapping[str, Any]
    partners: Sequence[TechnologyPartner] = field(default=())
    imported_as: str = ""


def takes_drafts(phase: Phase) -> bool:
    """Return whether a draft may be prepared: before a phase opens and while it is open.

    Later it could not be handed in: the bank would be told of work that leads nowhere.
    """
    return state(phase, timezone.now()) in (PhaseState.PLANNED, PhaseState.OPEN)


def take_in(prepared: Prepared, *, by: Person, reason: str = "") -> UseCase:
    """Make a draft for a bank. Whoever made it does not read it afterwards."""
    with writing(by=by, reason=reason):
        require(by, Action.IMPORT)
        if not takes_drafts(prepared.phase):
            raise invalid("phase", "closed", _("The phase is not open for submissions."))
        draft = UseCase(phase=prepared.phase, institution=prepared.institution)
        require(by, Action.IMPORT, draft)
        for name in set(prepared.fields) & {*BANK_FIELDS}:
            setattr(draft, name, prepared.fields[name])
        draft.imported_as = prepared.imported_as
        if long := [fault for name in WORDS if (fault := too_long(name, getattr(draft, name)))]:
            raise Invalid(*long)
        validate(draft)
        trail.add(draft, private_to=draft.institution)
        for partner in prepared.partners:
            party = Party(use_case=draft, partner=partner, role=PartyRole.PROVIDER)
            trail.add(party, private_to=draft.institution)
        return draft


def announce(drafts: Iterable[UseCase], *, by: Person) -> None:
    """Tell each bank once which drafts were prepared for it."""
    of_bank: dict[tuple[Any, Any], list[UseCase]] = {}
    for draft in drafts:
        of_bank.setdefault((draft.institution_id, draft.phase_id), []).append(draft)
    with writing(by=by):
        require(by, Action.IMPORT)
        for group in of_bank.values():
            tell_prepared(group)
