"""A bank's signatories manage its people: their roles, the end of their access, who takes over."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import current
from usecases.models.access import User
from usecases.models.institutions import Contributor, Member
from usecases.models.person import Person, person_for
from usecases.models.usecases import UseCase
from usecases.notices.colleagues import tell_successor
from usecases.rules.colleagues import (
    OVER,
    contributors_for,
    duties_of,
    faults_in_role,
    manages,
    writing_for,
)
from usecases.rules.visibility_register import members_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.roles import MemberRole
from usecases.workflow.errors import Invalid, NotAllowed, WrongStage, invalid
from usecases.workflow.fetch import fetch, fetch_use_case, require


def change_role(member: Member, role: str, *, by: Person, reason: str = "") -> Member:
    """Give a colleague another role from now on."""
    with writing(by=by, reason=reason) as opened:
        row = _managed(member, by)
        if role not in MemberRole.values:
            raise invalid("role", "unknown", _("There is no such role."))
        if found := tuple(faults_in_role(row, role, by, opened.now)):
            raise Invalid(*found)
        trail.amend(row, {"role": role})
        return row


def end_access(
    member: Member, *, by: Person, successor: User | None = None, reason: str = ""
) -> Member:
    """End a colleague's access now; the successor takes over what they were responsible for."""
    with writing(by=by, reason=reason) as opened:
        row = _managed(member, by)
        if found := tuple(faults_in_role(row, "", by, opened.now)):
            raise Invalid(*found)
        _hand_over(row, successor)
        trail.amend(row, {"until": max(opened.now, row.since)})
        return row


def end_contribution(contributor: Contributor, *, by: Person, reason: str = "") -> Contributor:
    """End what a technology partner's person may do for this institution."""
    with writing(by=by, reason=reason) as opened:
        still_manages(by)
        row = fetch(contributors_for(by), contributor.pk)
        if row.until is not None and row.until <= opened.now:
            raise invalid("", "ended", _("This access has ended already."))
        trail.amend(row, {"until": max(opened.now, row.since)})
        return row


def put_in_charge(use_case: UseCase, colleague: User, *, by: Person) -> UseCase:
    """Make a colleague responsible for a use case: they are reminded of what falls due."""
    with writing(by=by) as opened:
        case = fetch_use_case(use_case, by)
        require(by, Action.DRAFT, case)
        if case.stage in OVER:
            raise WrongStage
        if not writing_for(case.institution_id, opened.now).filter(user=colleague).exists():
            text = _("Choose a colleague who writes for your institution.")
            raise invalid("responsible", "unknown", text)
        trail.amend(case, {"responsible": colleague}, private_to=case.institution)
        return case


def still_manages(by: Person) -> None:
    """Raise `NotAllowed` when the signatory's own role ended since the request came in."""
    if by.user is None or by.membership is None:
        raise NotAllowed
    stored = User.objects.get(pk=by.user.pk)
    person = person_for(stored, str(by.membership.pk))
    if not manages(replace(person, grants=(), scopes=by.scopes)):
        raise NotAllowed


def _managed(member: Member, by: Person) -> Member:
    """Return a member of the signatory's own institution as it stands now."""
    still_manages(by)
    own = by.membership.institution_id if by.membership else None
    rows = members_for(by).filter(institution=own)
    return fetch(rows.select_related("user", "institution"), member.pk)


def _hand_over(member: Member, successor: User | None) -> None:
    """Move what somebody is responsible for to a colleague, who is told."""
    cases = list(duties_of(member).select_related("phase", "institution"))
    if not cases:
        return
    if successor is None:
        text = _("Say who takes over what this colleague is responsible for.")
        raise invalid("successor", "required", text)
    others = writing_for(member.institution_id, current().now).exclude(pk=member.pk)
    if not others.filter(user=successor).exists():
        text = _("Choose a colleague who writes for your institution.")
        raise invalid("successor", "unknown", text)
    for case in cases:
        trail.amend(case, {"responsible": successor}, private_to=case.institution)
    tell_successor(successor, member, cases)
