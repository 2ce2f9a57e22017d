"""Merges a duplicate institution or technology partner into the one that stays.

Everything moves to the survivor, which is counted at every moment; the duplicate keeps its id,
which leads to the survivor.
"""

from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.writing import current
from usecases.models.base import Record
from usecases.models.institutions import Contributor, Institution, Member, TechnologyPartner
from usecases.models.parties import Party
from usecases.models.person import Person, in_force
from usecases.models.phases import Participation
from usecases.models.publications import Publication
from usecases.models.usecases import UseCase
from usecases.rules.visibility_register import published
from usecases.vocabulary.actions import Action
from usecases.workflow.carry import carry_to
from usecases.workflow.errors import WrongStage, invalid
from usecases.workflow.fetch import fetch, require
from usecases.workflow.participate import follow_institution, follow_partner
from usecases.workflow.restate import restate

F = TypeVar("F", Institution, TechnologyPartner)


def merge_institutions(
    duplicate: Institution, into: Institution, *, by: Person, reason: str
) -> Institution:
    """Let an institution count as another; its own people must have left it before."""
    with writing(by=by, reason=reason) as opened:
        require(by, Action.MERGE)  # staff: the whole register is theirs to see
        gone, stays = (fetch(Institution.objects.all(), each.pk) for each in (duplicate, into))
        _check(gone, stays, reason)
        if gone.members.filter(in_force(opened.now)).exists():
            text = _("People still act for it: end their memberships first, else they would read.")
            raise invalid("into", "members", text)
        _answer_for(UseCase.objects.filter(institution=gone), by)
        _answer_for(UseCase.objects.filter(parties__institution=gone), by)
        cases = _moved(UseCase.objects.filter(institution=gone), institution=stays)
        theirs = Q(use_case__institution=stays) | Q(use_case__parties__institution=stays)
        joint = Party.objects.filter(institution=gone).exclude(theirs)
        cases |= {party.use_case for party in _moved(joint, institution=stays)}
        _moved(Member.objects.filter(institution=gone), institution=stays)
        _moved(_unlike(gone.contributors_of_partners.all(), institution=stays), institution=stays)
        related = TechnologyPartner.objects.filter(related_institution=gone)
        _moved(related, related_institution=stays)
        stood = _stood(Participation.objects.filter(institution=gone), institution=stays)
        for row in stood:
            follow_institution(row.phase, stays)
        return _end(gone, stays, [*cases, *stood], by)


def merge_partners(
    duplicate: TechnologyPartner, into: TechnologyPartner, *, by: Person, reason: str
) -> TechnologyPartner:
    """Let a technology partner count as another."""
    with writing(by=by, reason=reason):
        require(by, Action.MERGE)
        rows = TechnologyPartner.objects.all()
        gone, stays = (fetch(rows, each.pk) for each in (duplicate, into))
        _check(gone, stays, reason)
        _answer_for(UseCase.objects.filter(parties__partner=gone), by)
        _moved(_unlike(gone.contributors.all(), partner=stays), partner=stays)
        both = Party.objects.filter(partner=gone).exclude(use_case__parties__partner=stays)
        cases = {party.use_case for party in _moved(both, partner=stays)}
        stood = _stood(Participation.objects.filter(partner=gone), partner=stays)
        for row in stood:
            follow_partner(row.phase, stays)
        return _end(gone, stays, [*cases, *stood], by)


def _check(gone: F, stays: F, reason: str) -> None:
    if gone.merged_into_id is not None:
        raise WrongStage
    if gone.pk == stays.pk:
        raise invalid("into", "same", _("It cannot be merged into itself."))
    if stays.merged_into_id is not None:
        text = _("That one is itself merged into another: choose the one that stays.")
        raise invalid("into", "circle", text)
    if not reason.strip():
        raise invalid("reason", "required", _("Say why."))
    if _public(gone).exists() and not _public(stays).exists():
        text = _("The duplicate is public and the other is not: publish that first.")
        raise invalid("into", "unpublished", text)


def _answer_for(cases: QuerySet[UseCase], by: Person) -> None:
    """Whoever answers for one authority moves no case of another."""
    related = ("institution", "phase__programme")
    for case in cases.select_related(*related).distinct():
        require(by, Action.MERGE, case)


def _public(record: Record) -> Any:
    return published(Publication.objects.filter(record=record.pk))


def _moved(rows: Any, **to: Any) -> set[Any]:
    """Point rows to the survivor, each with its own row on the trail."""
    found = list(rows.distinct())
    for row in found:
        trail.amend(row, to, private_to=_owner(row, to))
    return set(found)


def _unlike(rows: QuerySet[Contributor], **to: Any) -> QuerySet[Contributor]:
    """Leave out those who contribute for the survivor just so already."""
    same = Contributor.objects.filter(until=None, user=OuterRef("user"), **to)
    other = "partner" if "institution" in to else "institution"
    return rows.exclude(Q(until=None) & Exists(same.filter(**{other: OuterRef(other)})))


def _owner(row: Record, to: dict[str, Any]) -> Institution | None:
    """A draft's trail is its own bank's to read."""
    case = row if isinstance(row, UseCase) else getattr(row, "use_case", None)
    draft = case is not None and not case.reference
    return to.get("institution", case.institution) if draft and case else None


def _stood(rows: Any, **to: Any) -> list[Participation]:
    """Give the survivor the participations; where both stand, the list's stands, else the first."""
    found = list(rows.select_related("phase").order_by("since", "id"))
    for row in found:
        same = Participation.objects.filter(phase=row.phase, role=row.role, voided_at=None, **to)
        known = same.first()
        if known is not None and row.voided_at is None:
            weaker = known if known.by_cases and not row.by_cases else row
            trail.amend(weaker, {"voided_at": current().now})
            for publication in _public(weaker):
                trail.amend(publication, {"withdrawn_at": current().moment})
        trail.amend(row, to)
    return found


def _end(gone: F, stays: F, touched: list[Any], by: Person) -> F:
    """Leave the duplicate behind: its names are other names of the survivor's."""
    carry_to(stays, gone)
    for publication in _public(gone):
        trail.amend(publication, {"withdrawn_at": current().moment})
    for record in touched:
        restate(record, by=by)
    trail.amend(gone, {"merged_into": stays, "active": False})
    trail.amend(stays, {"aliases": _aliases(gone, stays)})
    return stays


def _aliases(gone: F, stays: F) -> str:
    """Return the other names of the survivor with all names of the duplicate, as many as fit."""
    own = _names(stays) | {each.strip() for each in stays.aliases.split(";")}
    more = {each.strip() for each in gone.aliases.split(";")} | _names(gone)
    joined = stays.aliases
    for name in sorted(more - own - {""}):
        longer = f"{joined}; {name}" if joined else name
        if len(longer) <= (stays._meta.get_field("aliases").max_length or 0):
            joined = longer
    return joined


def _names(firm: Institution | TechnologyPartner) -> set[str]:
    names = (firm.legal_name, firm.short_name) if isinstance(firm, Institution) else (firm.name,)
    return {*names, firm.name_zh_hant, firm.name_zh_hans}
