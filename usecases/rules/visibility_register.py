"""Which programmes, phases, institutions, people and messages a person may see."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from usecases.models.access import RoleGrant, Token, User
from usecases.models.figures import PublishedFigure
from usecases.models.institutions import Institution, Member, TechnologyPartner
from usecases.models.messages import Message
from usecases.models.person import Person
from usecases.models.phases import Authority, Participation, Phase, Programme
from usecases.models.publications import Publication
from usecases.models.trail import Change
from usecases.models.webhooks import Webhook
from usecases.models.words import Category, Metric, Technique, Term
from usecases.rules.interests import no_conflict
from usecases.rules.permissions import is_staff, may
from usecases.rules.programs import known_programs
from usecases.rules.visibility import reading_grants, use_cases_for
from usecases.rules.visibility_events import reads_events
from usecases.rules.visibility_reviews import visible_changes
from usecases.rules.visibility_trials import findings_for, seen_findings
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.publications import Kind
from usecases.vocabulary.roles import Role
from usecases.vocabulary.terms import ParticipationRole


def _whole(person: Person) -> bool:
    """Whether the person sees the whole register: staff and commands."""
    return person.system or is_staff(person)


def authorities_for(person: Person) -> QuerySet[Authority]:
    """Authorities are known to whoever signed in."""
    return Authority.objects.none() if person.anonymous else Authority.objects.all()


def programmes_for(person: Person) -> QuerySet[Programme]:
    """Staff see all; a bank those that have a phase it sees."""
    rows = Programme.objects.all()
    if _whole(person):
        return rows
    return rows.filter(pk__in=phases_for(person).values("programme"))


def phases_for(person: Person) -> QuerySet[Phase]:
    """Staff see all; a bank those that have opened, or hold one of its cases."""
    rows = Phase.objects.all()
    if _whole(person):
        return rows
    if person.membership is None:
        return rows.none()
    own = use_cases_for(person).values("phase")
    return rows.filter(Q(opens_at__lte=timezone.now()) | Q(pk__in=own))


def published_figures_for(person: Person) -> QuerySet[PublishedFigure]:
    """Figures of the programmes and phases that the person sees."""
    rows = PublishedFigure.objects.all()
    if _whole(person):
        return rows
    seen = Q(phase__isnull=True) | Q(phase__in=phases_for(person).values("pk"))
    return rows.filter(seen, programme__in=programmes_for(person).values("pk"))


def institutions_for(person: Person) -> QuerySet[Institution]:
    """Staff see all, merged ones apart: those are their survivors; a bank itself."""
    rows = Institution.objects.filter(merged_into__isnull=True)
    if _whole(person):
        return rows
    return rows.filter(pk=person.membership.institution_id) if person.membership else rows.none()


def technology_partners_for(person: Person) -> QuerySet[TechnologyPartner]:
    """Staff see all, merged ones apart; a bank the partners on its own cases."""
    rows = TechnologyPartner.objects.filter(merged_into__isnull=True)
    if _whole(person):
        return rows
    return rows.filter(parties__use_case__in=use_cases_for(person).values("pk")).distinct()


def participations_for(person: Person) -> QuerySet[Participation]:
    """The participations that stand, of those the person sees."""
    return participations_ever_for(person).filter(voided_at__isnull=True)


def participations_ever_for(person: Person) -> QuerySet[Participation]:
    """Staff see all, but who applies only with its cases; a bank its own. Void ones too: they
    were known once.
    """
    rows = Participation.objects.all()
    if person.system or any(each.authority_id is None for each in reading_grants(person)):
        return rows
    if is_staff(person):
        cases = use_cases_for(person).filter(
            institution=OuterRef("institution"), phase=OuterRef("phase")
        )
        applies = Q(role=ParticipationRole.APPLICANT, basis=Basis.LIVE)
        return rows.filter(~applies | Exists(cases))
    return rows.filter(institution__in=institutions_for(person).values("pk"))


def categories_for(person: Person) -> QuerySet[Category]:
    """Vocabularies are known to everyone who signed in."""
    return Category.objects.none() if person.anonymous else Category.objects.all()


def techniques_for(person: Person) -> QuerySet[Technique]:
    """Vocabularies are known to everyone who signed in."""
    return Technique.objects.none() if person.anonymous else Technique.objects.all()


def terms_for(person: Person) -> QuerySet[Term]:
    """Vocabularies are known to everyone who signed in."""
    return Term.objects.none() if person.anonymous else Term.objects.all()


def metrics_for(person: Person) -> QuerySet[Metric]:
    """Vocabularies are known to everyone who signed in."""
    return Metric.objects.none() if person.anonymous else Metric.objects.all()


def people_for(person: Person) -> QuerySet[User]:
    """Administrators and auditors see all; staff their colleagues; a bank its own."""
    rows = User.objects.all()
    if person.system or may(person, Action.READ_PEOPLE):
        return rows
    if is_staff(person):
        return rows.filter(grants__isnull=False).distinct()
    if person.membership is None:
        return rows.none()
    own = person.membership.institution_id
    return rows.filter(memberships__institution=own, memberships__until__isnull=True).distinct()


def members_for(person: Person) -> QuerySet[Member]:
    """Administrators, auditors and officers see all; a bank its own."""
    rows = Member.objects.all()
    if _whole(person):
        return rows
    return rows.filter(institution__in=institutions_for(person).values("pk"))


def grants_for(person: Person) -> QuerySet[RoleGrant]:
    """Staff may know who is trusted with what."""
    return RoleGrant.objects.all() if _whole(person) else RoleGrant.objects.none()


def tokens_for(person: Person) -> QuerySet[Token]:
    """Administrators and auditors see all; anyone their own, signatories those of colleagues."""
    if may(person, Action.READ_PEOPLE):
        return Token.objects.all()
    return Token.objects.filter(known_programs(person)) if person.user else Token.objects.none()


def webhooks_for(person: Person) -> QuerySet[Webhook]:
    """Administrators and auditors see all; anyone their own, signatories those of colleagues."""
    if may(person, Action.READ_PEOPLE):
        return Webhook.objects.all()
    rows = Webhook.objects.all()
    return rows.filter(known_programs(person)) if person.user else rows.none()


def changes_for(person: Person) -> QuerySet[Change]:
    """Staff see the trail, drafts apart (an auditor sees that there was one), administrators what
    was done to people; a bank its own.
    """
    rows = Change.objects.all()
    if is_staff(person) and may(person, Action.READ_TRAIL):
        open_ones = visible_changes(person) & seen_findings(person)
        if _audits_everything(person):
            return rows.filter(open_ones, _of_no_conflict(person))
        seen = Q(use_case__isnull=True) | Q(use_case__in=use_cases_for(person).values("pk"))
        return rows.filter(seen, open_ones, private_to__isnull=True)
    if is_staff(person):
        return rows.filter(kind__in=_PEOPLE) if may(person, Action.EDIT_PEOPLE) else rows.none()
    if person.membership is None:
        return rows.none()
    own = person.membership.institution_id
    return rows.filter(Q(private_to=own) | Q(private_to__merged_into=own))


def _of_no_conflict(person: Person) -> Q:
    """The condition that a change is of no case in which the person has a conflict."""
    if person.user is None:
        return Q()
    return Q(use_case__isnull=True) | no_conflict(person.user, "use_case")


# What an administrator answers for.
_PEOPLE = (
    *("user", "rolegrant", "member", "token", "webhook"),
    *("contributor", "invitation", "accountrequest"),
)


def _audits_everything(person: Person) -> bool:
    held = (each for each in person.grants if each.role == Role.AUDITOR)
    return any(each.authority_id is None for each in held)


def may_read_content(person: Person, change: Change) -> bool:
    """Whether before and after of a change are shown: not a draft's, save to its own bank."""
    own = person.membership.institution_id if person.membership else None
    return change.private_to_id is None or change.private_to_id == own


def messages_for(person: Person) -> QuerySet[Message]:
    """Staff see what was told of the cases they see; others what was told to them; both what the
    webhooks were sent that they know of.
    """
    rows = Message.objects.all()
    hooked = Q(webhook__in=webhooks_for(person).values("pk"))
    if reading_grants(person):
        return rows.filter(hooked | Q(use_case__in=use_cases_for(person).values("pk")))
    return rows.filter(hooked | Q(recipient=person.user)) if person.user else rows.none()


def publications_for(person: Person) -> QuerySet[Publication]:
    """Staff see every version and proposal, save of cases they do not; others what is in force."""
    rows = Publication.objects.all()
    if not _whole(person):
        return published(rows)
    hidden = Q(kind=Kind.USE_CASE) & ~Q(record__in=use_cases_for(person).values("pk"))
    hidden |= Q(kind=Kind.FINDING) & ~Q(record__in=findings_for(person).values("pk"))
    if not reads_events(person):
        hidden |= Q(kind__in=(Kind.EVENT, Kind.FOLLOW_ON))
    return rows.filter(~hidden | Q(pk__in=published(rows).values("pk")))


def published(
    rows: QuerySet[Publication], known_at: datetime | None = None
) -> QuerySet[Publication]:
    """Narrow to what is public, in the version in force at `known_at`.

    What was withdrawn since is shown at no moment.
    """
    rows = rows.filter(published_at__isnull=False, withdrawn_at__isnull=True)
    if known_at is None:
        return rows.filter(superseded_at__isnull=True)
    later = Q(superseded_at__isnull=True) | Q(superseded_at__gt=known_at)
    return rows.filter(later, published_at__lte=known_at)
