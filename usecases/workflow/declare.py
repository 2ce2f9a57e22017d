"""Interests: declared by oneself, found by a colleague, lifted by an approver who is another."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import current
from usecases.models.access import User
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.interests import Interest
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.rules.grants import independent
from usecases.rules.interests import no_conflict
from usecases.rules.visibility import assessable_for, use_cases_for
from usecases.rules.visibility_register import (
    institutions_for,
    people_for,
    phases_for,
    technology_partners_for,
)
from usecases.rules.visibility_reviews import interests_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import INTERESTS, REASON_CHARACTERS
from usecases.vocabulary.reviews import Standing
from usecases.workflow.errors import NotAllowed, WrongStage, invalid
from usecases.workflow.fetch import fetch, require

Target = Institution | TechnologyPartner | UseCase


def declare(
    phase: Phase,
    *,
    by: Person,
    conflicts: Iterable[Target] = (),
    free: Iterable[Target] = (),
    why: str = "",
) -> list[Interest]:
    """Declare oneself, for a phase, in conflict with some and free of a conflict with others.

    A later declaration about the same ends the earlier one; nobody takes back an own conflict.
    """
    with writing(by=by, reason=why) as opened:
        require(by, Action.DECLARE)
        phase = fetch(phases_for(by), phase.pk)
        against, without = ([_seen(each, phase, by) for each in some] for some in (conflicts, free))
        _check(against, without, why)
        made = [_say(each, phase, opened.user, Standing.CONFLICT, why) for each in against]
        open_ones = [each for each in without if not _closed(each, opened.user)]
        made += [_say(each, phase, opened.user, Standing.NONE, why) for each in open_ones]
        return [each for each in made if each is not None]


def declare_one(
    *,
    by: Person,
    phase: Phase,
    interest: str,
    institution: Institution | None = None,
    partner: TechnologyPartner | None = None,
    use_case: UseCase | None = None,
    why: str = "",
) -> Interest:
    """Declare an interest in exactly one, and return the row that now tells of it."""
    named = [each for each in (institution, partner, use_case) if each is not None]
    if len(named) != 1:
        text = _("Name exactly one: an institution, a partner or a use case.")
        raise invalid("", "one", text)
    target: Target = named[0]
    words = {"conflicts": named} if interest == Standing.CONFLICT else {"free": named}
    if made := declare(phase, by=by, why=why, **words):
        return made[0]
    about = {_column(target): target}
    return Interest.objects.get(person=by.user, phase=phase, ended_at__isnull=True, **about)


def find_conflict(person: User, phase: Phase, about: Target, *, by: Person, why: str) -> Interest:
    """Write down a conflict that was found in somebody else."""
    with writing(by=by, reason=why):
        require(by, Action.FIND_CONFLICT)
        found = _seen(about, phase, by)
        _answer_for(found, phase, Action.FIND_CONFLICT, by)
        person = fetch(people_for(by), person.pk)
        if by.user is not None and person.pk == by.user.pk:
            raise invalid("person", "oneself", _("Declare your own interests yourself."))
        if not why.strip():
            raise invalid("why", "required", _("Say why."))
        _check([found], [], why)
        made = _say(found, phase, person, Standing.CONFLICT, why)
        if made is None:
            raise invalid("", "declared", _("This conflict is written down already."))
        return made


def lift(interest: Interest, *, by: Person, reason: str) -> Interest:
    """End a conflict that is none any more, of somebody else; what was read before stays read."""
    with writing(by=by, reason=reason) as opened:
        found = fetch(interests_for(by), interest.pk)
        require(by, Action.INTERVENE)
        if found.person_id == opened.user.pk:
            raise NotAllowed
        about = found.institution or found.partner or found.use_case
        if about is not None:
            another = independent(by, found.person_id)
            _answer_for(about, found.phase, Action.INTERVENE, another)
        if found.ended_at is not None or found.standing != Standing.CONFLICT:
            raise WrongStage
        if not reason.strip():
            raise invalid("reason", "required", _("Say why."))
        trail.amend(found, {"ended_at": opened.now})
        return found


def _seen(target: Target, phase: Phase, by: Person) -> Target:
    """Return the target as it stands; of cases also one that is assigned and not yet declared."""
    if isinstance(target, Institution):
        return fetch(institutions_for(by), target.pk)
    if isinstance(target, TechnologyPartner):
        return fetch(technology_partners_for(by), target.pk)
    rows = (assessable_for(by), use_cases_for(by))
    known = Q(pk__in=rows[0].values("pk")) | Q(pk__in=rows[1].values("pk"))
    case = fetch(UseCase.objects.filter(known).select_related("institution"), target.pk)
    if case.phase_id != phase.pk:
        raise invalid("phase", "phase", _("This use case is of another phase."))
    return case


def _check(against: list[Target], without: list[Target], why: str) -> None:
    if not against and not without:
        raise invalid("", "nothing", _("Say at least one thing."))
    if len(against) + len(without) > INTERESTS:
        raise invalid("", "too-many", _("Too many at once."))
    if {*against} & {*without}:
        raise invalid("", "both", _("One cannot be in conflict and free of one at once."))
    if len(why) > REASON_CHARACTERS:
        raise invalid("why", "too-long", _("This is too long."))


def _closed(target: Target, user: User) -> bool:
    """Whether a conflict closes the case, so that nothing further is said of it."""
    open_ones = UseCase.objects.filter(no_conflict(user), pk=target.pk)
    return isinstance(target, UseCase) and not open_ones.exists()


def _say(
    target: Target, phase: Phase, person: User, standing: Standing, why: str
) -> Interest | None:
    """Write a declaration that says something new; the earlier one about the same ends."""
    opened = current()
    about = {_column(target): target}
    rows = Interest.objects.filter(person=person, phase=phase, ended_at__isnull=True, **about)
    known = rows.first()
    if known is not None:
        if known.standing == standing:
            return None
        if known.standing == Standing.CONFLICT:
            text = _("A declared conflict is lifted by an approver only.")
            raise invalid("", "conflict", text)
        trail.amend(known, {"ended_at": opened.now})
    said = Interest(person=person, phase=phase, standing=standing, why=why.strip(), **about)
    said.declared_by, said.declared_at = opened.user, opened.moment
    return trail.add(said)


def _column(target: Target) -> str:
    if isinstance(target, Institution):
        return "institution"
    return "partner" if isinstance(target, TechnologyPartner) else "use_case"


def _answer_for(target: Target, phase: Phase, action: Action, by: Person) -> None:
    """Whoever answers for one authority closes and opens no case of another."""
    if isinstance(target, UseCase):
        require(by, action, target)
        return
    own: set[UUID | None] = {None, phase.programme.lead_id}
    if isinstance(target, Institution):
        own.add(target.authority_id)
    held = tuple(each for each in by.grants if each.authority_id in own)
    require(replace(by, grants=held), action)
