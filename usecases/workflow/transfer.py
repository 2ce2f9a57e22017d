"""Moves a case to the phase or institution it belongs to, where it was entered wrongly."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.casefile import Alias
from usecases.models.institutions import Institution
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.notices.outbox import tell
from usecases.rules.permissions import authority_of
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import Stage
from usecases.workflow.carry import carry_over, closed_to
from usecases.workflow.errors import Stale, WrongStage, invalid
from usecases.workflow.fetch import fetch_use_case, require
from usecases.workflow.move import claim
from usecases.workflow.participate import follow, follow_institution, follow_partner
from usecases.workflow.restate import restate, retract
from usecases.workflow.submit import next_reference
from usecases.workflow.validate import validate


def transfer(
    use_case: UseCase,
    *,
    by: Person,
    reason: str,
    phase: Phase | None = None,
    institution: Institution | None = None,
    version: int | None = None,
) -> UseCase:
    """Move a case to another phase (a new reference; the old one stays as an alias) or
    institution, or both.
    """
    with writing(by=by, reason=reason):
        case = fetch_use_case(use_case, by)
        require(by, Action.HANDLE, case)
        if version is not None and case.version != version:
            raise Stale
        if case.stage == Stage.VOID:
            raise WrongStage
        if not reason.strip():
            raise invalid("reason", "required", _("Say why."))
        fields = _fields(case, phase, institution)
        _leave_the_banks_alone(case, fields)
        _move(case, fields, by)
        return case


def _fields(case: UseCase, phase: Phase | None, institution: Institution | None) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if phase is not None and phase.pk != case.phase_id:
        fields["phase"] = phase
    if institution is not None and institution.pk != case.institution_id:
        fields |= {"institution": institution, "responsible": None}  # nobody of the new one yet
    if not fields:
        text = _("Choose another phase or institution than its own.")
        raise invalid("phase" if phase else "institution", "same", text)
    return fields


def _leave_the_banks_alone(case: UseCase, fields: dict[str, Any]) -> None:
    """What a bank itself has signed is never shown to another; what is being decided stands."""
    live = case.basis == Basis.LIVE
    if live and "institution" in fields:
        signed = case.stage_changes.filter(by__memberships__institution=case.institution_id)
        if signed.exists():
            text = _("Its own people have signed it: it cannot be given to another institution.")
            raise invalid("institution", "signed", text)
        if case.clarifications.exclude(reply="").exists() or case.revisions.exists():
            text = _("Its own people have answered questions: it cannot be given to another.")
            raise invalid("institution", "answered", text)
    if case.decisions.filter(released_at=None, refused_at=None).exists():
        text = _("A decision about it is open. Have it refused first.")
        raise invalid("phase", "open-decision", text)
    if "institution" in fields and case.parties.filter(institution=fields["institution"]).exists():
        raise invalid("institution", "joint", _("It is a joint institution on this use case."))


def _move(case: UseCase, fields: dict[str, Any], by: Person) -> None:
    origin, firm, reference = case.phase, case.institution, case.reference
    closed = closed_to(case)
    partners = [each.partner for each in case.parties.select_related("partner") if each.partner]
    joint = [each.institution for each in case.parties.all() if each.institution]
    if "phase" in fields:
        alias = Alias(use_case=case, reference=reference)
        validate(alias)
        trail.add(alias)
        fields["reference"] = next_reference(fields["phase"])
    to = UseCase(phase=origin, institution=firm)
    for name, value in fields.items():
        setattr(to, name, value)
    trail.amend(case, {**fields, "authority_id": authority_of(to)})
    require(by, Action.HANDLE, case)
    claim(case, case.stage)
    carry_over(case, closed, other_firm="institution" in fields)
    follow(case)
    for each in (firm, *joint):
        follow_institution(origin, each)
    for partner in partners:
        follow_partner(origin, partner)
    if "institution" in fields:
        retract(case)  # whose it is becomes public by two people only
    else:
        restate(case, by=by)
    if case.basis == Basis.LIVE:
        tell("moved", case, before=reference)
