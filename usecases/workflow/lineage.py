"""Links use cases: which continues, was split, merged, resubmitted or carried over from which."""

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.casefile import Lineage
from usecases.models.parties import Party
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.usecases import UseCase
from usecases.notices.outbox import tell
from usecases.rules.visibility_casefile import lineages_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.casefile import LineageKind
from usecases.vocabulary.sections import BANK_FIELDS
from usecases.vocabulary.verbs import Verb
from usecases.workflow.errors import invalid
from usecases.workflow.fetch import fetch, fetch_use_case, require
from usecases.workflow.move import check, perform
from usecases.workflow.take_in import takes_drafts
from usecases.workflow.validate import validate


def link(*, later: UseCase, earlier: UseCase, kind: str, by: Person, reason: str = "") -> Lineage:
    """Say how a case follows from an earlier one."""
    with writing(by=by, reason=reason):
        first, second = fetch_use_case(earlier, by), fetch_use_case(later, by)
        require(by, Action.HANDLE, first)
        require(by, Action.HANDLE, second)
        return _linked(first, second, kind)


def unlink(lineage: Lineage, *, by: Person, reason: str) -> None:
    """Take a link back that was made in error; its row stays."""
    with writing(by=by, reason=reason) as opened:
        found = fetch(lineages_for(by).select_related("earlier", "later"), lineage.pk)
        require(by, Action.HANDLE, found.later)
        if not reason.strip():
            raise invalid("reason", "required", _("Say why."))
        trail.amend(found, {"ended_at": opened.now})


def carry_over(
    use_case: UseCase, phase: Phase, *, by: Person, reason: str, version: int | None = None
) -> UseCase:
    """Let a case lapse and return its draft in another phase, for its bank to sign anew."""
    with writing(by=by, reason=reason):
        case = check(use_case, Verb.LAPSE, by=by, reason=reason, version=version)
        if case.basis != Basis.LIVE:
            text = _("This use case is recorded: record it in the other phase and link the two.")
            raise invalid("phase", "recorded", text)
        if phase.pk == case.phase_id:
            raise invalid("phase", "same", _("Choose another phase than its own."))
        if not takes_drafts(phase):
            text = _("That phase is past: the bank could not hand the draft in.")
            raise invalid("phase", "closed", text)
        perform(case, Verb.LAPSE, reason=reason)
        fields = {name: getattr(case, name) for name in BANK_FIELDS}
        draft = UseCase(phase=phase, institution=case.institution, **fields)
        trail.add(draft, private_to=case.institution)
        for party in case.parties.all():
            copy = Party(use_case=draft, role=party.role)
            copy.institution, copy.partner = party.institution, party.partner
            trail.add(copy, private_to=case.institution)
        _linked(case, draft, LineageKind.CARRIED_OVER)
        tell("carried-over", case, phase=phase)
        return draft


def _linked(earlier: UseCase, later: UseCase, kind: str) -> Lineage:
    row = Lineage(earlier=earlier, later=later, kind=kind)
    validate(row)
    if _comes_from(earlier, later):
        text = _("The earlier use case itself follows from the later one.")
        raise invalid("earlier", "circle", text)
    return trail.add(row)


def _comes_from(case: UseCase, ancestor: UseCase) -> bool:
    """Whether a case follows from another, directly or not."""
    seen, front = {case.pk}, {case.pk}
    while front:
        links = Lineage.objects.filter(later__in=front, ended_at__isnull=True)
        front = set(links.values_list("earlier", flat=True)) - seen
        seen |= front
    return ancestor.pk in seen
