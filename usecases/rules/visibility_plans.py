"""Proposed plans and reports in writing: a bank's own until it proposes or hands in."""

from typing import TypeVar

from django.db.models import Model, QuerySet

from usecases.models.person import Person
from usecases.models.proposals import PlanProposal, ReportDraft
from usecases.rules.permissions import may
from usecases.rules.visibility import reading_grants, use_cases_for
from usecases.vocabulary.actions import Action

M = TypeVar("M", bound=Model)


def plan_proposals_for(person: Person) -> QuerySet[PlanProposal]:
    """A bank sees what it writes itself; staff what was proposed, of the cases that they see."""
    rows = PlanProposal.objects.filter(use_case__in=use_cases_for(person).values("pk"))
    if person.system or reading_grants(person):
        return rows.filter(proposed_at__isnull=False)
    return _own(rows, person)


def report_drafts_for(person: Person) -> QuerySet[ReportDraft]:
    """A report in writing is seen by the bank that writes it, and by nobody else."""
    rows = ReportDraft.objects.filter(use_case__in=use_cases_for(person).values("pk"))
    return rows.none() if person.system or reading_grants(person) else _own(rows, person)


def _own(rows: QuerySet[M], person: Person) -> QuerySet[M]:
    """Narrow to what the person's own bank leads; a joint institution reads no draft."""
    if person.membership is None or not may(person, Action.READ_DRAFTS):
        return rows.none()
    return rows.filter(use_case__institution=person.membership.institution_id)
