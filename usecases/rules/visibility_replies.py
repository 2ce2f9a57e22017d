"""Which replies of banks a person may see: to decisions, and to what is to be public."""

from django.db.models import QuerySet

from usecases.models.person import Person
from usecases.models.proposals import Clearance, DecisionReply
from usecases.rules.visibility import decisions_for, reading_grants, use_cases_for


def decision_replies_for(person: Person) -> QuerySet[DecisionReply]:
    """Replies to the decisions that the person sees: of a bank to those released."""
    rows = DecisionReply.objects.filter(use_case__in=use_cases_for(person).values("pk"))
    return rows.filter(decision__in=decisions_for(person).values("pk"))


def clearances_for(person: Person) -> QuerySet[Clearance]:
    """What banks were asked to agree to: to staff who read the case, and to the bank."""
    rows = Clearance.objects.filter(use_case__in=use_cases_for(person).values("pk"))
    whole = person.system or reading_grants(person) or person.membership is not None
    return rows if whole else rows.none()
