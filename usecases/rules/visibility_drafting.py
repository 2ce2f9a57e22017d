"""Who reads what colleagues of a bank keep beside their drafts: these colleagues, nobody else."""

from django.db.models import Q, QuerySet

from usecases.models.drafting import Comment, SharedAnswer
from usecases.models.person import Person
from usecases.rules.permissions import may
from usecases.rules.visibility import own_cases_for
from usecases.vocabulary.actions import Action


def comments_for(person: Person) -> QuerySet[Comment]:
    """What colleagues of the person's bank say to each other about the cases that it leads."""
    rows = Comment.objects.all()
    if person.membership is None or not may(person, Action.READ_DRAFTS):
        return rows.none()
    return rows.filter(_of_bank(person), use_case__in=own_cases_for(person).values("pk"))


def shared_answers_for(person: Person) -> QuerySet[SharedAnswer]:
    """The answers that the person's bank shares between its use cases, removed ones apart."""
    rows = SharedAnswer.objects.filter(removed_at__isnull=True)
    if person.membership is None or not may(person, Action.READ_DRAFTS):
        return rows.none()
    return rows.filter(_of_bank(person))


def _of_bank(person: Person) -> Q:
    """The condition of being of the person's bank, or of one that was merged into it."""
    own = person.membership and person.membership.institution_id
    return Q(institution=own) | Q(institution__merged_into=own)
