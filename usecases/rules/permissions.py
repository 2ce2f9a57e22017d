"""Who may do what: one table keyed by action, asked by every door."""

from dataclasses import replace
from uuid import UUID

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.vocabulary.actions import Action
from usecases.vocabulary.roles import MemberRole, Role, Scope

_OFFICER, _ASSESSOR, _APPROVER = Role.OFFICER, Role.ASSESSOR, Role.APPROVER
_ADMINISTRATOR, _AUDITOR = Role.ADMINISTRATOR, Role.AUDITOR
_EVERYONE = frozenset(Role)

STAFF: dict[Action, frozenset[Role]] = {
    Action.USE_CONSOLE: _EVERYONE,
    Action.READ_CASES: frozenset({_OFFICER, _APPROVER, _AUDITOR}),
    Action.READ_ASSIGNED: frozenset({_ASSESSOR}),
    Action.READ_INTERESTS: frozenset({_OFFICER, _APPROVER, _AUDITOR}),
    Action.READ_REPORTS: frozenset({_OFFICER, _APPROVER, _AUDITOR}),
    Action.READ_TRAIL: frozenset({_OFFICER, _APPROVER, _AUDITOR}),
    Action.READ_PEOPLE: frozenset({_ADMINISTRATOR, _AUDITOR}),
    Action.HANDLE: frozenset({_OFFICER}),
    Action.GIVE_PERMIT: frozenset({_APPROVER}),
    Action.ASSESS: frozenset({_ASSESSOR}),
    Action.DECLARE: frozenset({_OFFICER, _ASSESSOR, _APPROVER}),
    Action.FIND_CONFLICT: frozenset({_OFFICER, _APPROVER}),
    Action.PROPOSE: frozenset({_OFFICER, _APPROVER}),
    Action.CONFIRM: frozenset({_APPROVER}),
    Action.RELEASE: frozenset({_APPROVER}),
    Action.INTERVENE: frozenset({_APPROVER}),
    Action.SUSPEND: frozenset({_OFFICER, _APPROVER}),
    Action.CORRECT: frozenset({_APPROVER}),
    Action.ACT_FOR_BANK: frozenset({_OFFICER}),
    Action.RECORD: frozenset({_OFFICER}),
    Action.LOOK_OVER: frozenset({_APPROVER}),
    Action.IMPORT: frozenset({_OFFICER}),
    Action.MERGE: frozenset({_OFFICER}),
    Action.ATTACH: frozenset({_OFFICER, _APPROVER}),
    Action.NOTE: frozenset({_OFFICER, _APPROVER}),
    Action.READ_VIEWINGS: frozenset({_AUDITOR}),
    Action.WRITE_FINDING: frozenset({_OFFICER}),
    Action.EDIT_REGISTER: frozenset({_OFFICER}),
    Action.EDIT_PROGRAMMES: frozenset({_OFFICER, _ADMINISTRATOR}),
    Action.EDIT_VOCABULARY: frozenset({_ADMINISTRATOR}),
    Action.EDIT_PEOPLE: frozenset({_ADMINISTRATOR}),
    Action.PROPOSE_PUBLICATION: frozenset({_OFFICER, _APPROVER}),
    Action.CONFIRM_PUBLICATION: frozenset({_APPROVER}),
}

BANK: dict[Action, frozenset[MemberRole]] = {
    Action.USE_PORTAL: frozenset(MemberRole),
    Action.READ_CASES: frozenset(MemberRole),
    Action.READ_DRAFTS: frozenset(MemberRole),
    Action.DRAFT: frozenset({MemberRole.EDITOR, MemberRole.SIGNATORY}),
    Action.WRITE_TRIAL: frozenset({MemberRole.EDITOR, MemberRole.SIGNATORY}),
    Action.SIGN: frozenset({MemberRole.SIGNATORY}),
    Action.MANAGE_MEMBERS: frozenset({MemberRole.SIGNATORY}),
}

# What commands may do, acting as a named service.
SYSTEM: frozenset[Action] = frozenset(
    {
        Action.READ_CASES,
        Action.SUSPEND,
        Action.RECORD,
        Action.IMPORT,
        Action.WRITE_FINDING,
        Action.EDIT_REGISTER,
        Action.EDIT_PROGRAMMES,
        Action.EDIT_VOCABULARY,
        Action.EDIT_PEOPLE,
        Action.PROPOSE_PUBLICATION,
    }
)

# What staff may do in the name of the institution that they act for.
ON_BEHALF: frozenset[Action] = frozenset({Action.SIGN})

# Which scope of a token an action asks for; an action not named here asks for `operate`.
SCOPES: dict[Action, Scope] = {
    Action.READ_CASES: Scope.READ,
    Action.READ_DRAFTS: Scope.READ,
    Action.READ_ASSIGNED: Scope.READ,
    Action.READ_INTERESTS: Scope.READ,
    Action.READ_TRAIL: Scope.READ,
    Action.READ_PEOPLE: Scope.READ,
    Action.READ_VIEWINGS: Scope.READ,
    Action.READ_REPORTS: Scope.REPORT,
    Action.DRAFT: Scope.SUBMIT,
    Action.SIGN: Scope.SUBMIT,
    Action.WRITE_TRIAL: Scope.SUBMIT,
}


def may(person: Person, action: Action) -> bool:
    """Return whether the person may do this at all; which records, `visibility` says."""
    if person.scopes is not None and SCOPES.get(action, Scope.OPERATE) not in person.scopes:
        return False
    if person.system:
        return action in SYSTEM
    if person.principal is not None and action in ON_BEHALF:
        return may(replace(person, principal=None), Action.ACT_FOR_BANK)
    if person.roles & STAFF.get(action, frozenset()):
        return True
    return person.membership is not None and person.membership.role in BANK.get(action, frozenset())


def on_case(person: Person, case: UseCase) -> Person:
    """Return the person as this case knows them: each role for its authority, a membership or
    a principal for its own bank.
    """
    member, principal = person.membership, person.principal
    own = member is not None and member.institution_id == case.institution_id
    acting = principal is not None and principal.pk == case.institution_id
    held = tuple(
        each
        for each in person.grants
        if each.authority_id is None or each.authority_id == authority_of(case)
    )
    return replace(
        person,
        grants=held,
        membership=member if own else None,
        principal=principal if acting else None,
    )


def authority_of(case: UseCase) -> UUID | None:
    """The authority of a case, fixed at submission; before, the one that it will have: its
    institution's own, else the programme's lead.
    """
    if case.authority_id is not None:
        return case.authority_id
    return case.institution.authority_id or case.phase.programme.lead_id


def is_staff(person: Person) -> bool:
    """Return whether the person works for a regulator."""
    return bool(person.grants)
