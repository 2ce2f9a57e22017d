"""Which records of trials a person may see: targets, results, what falls due, what went wrong."""

from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet

from usecases.models.findings import Finding
from usecases.models.monitoring import Deliverable, Incident
from usecases.models.outcomes import Benefit
from usecases.models.person import Person
from usecases.models.results import Cycle, Result
from usecases.models.trials import Amendment, Target
from usecases.rules.permissions import may
from usecases.rules.visibility import outcomes_for, reading_grants, use_cases_for
from usecases.vocabulary.actions import Action

M = TypeVar("M", bound=Model)


def _of_cases(rows: QuerySet[M], person: Person) -> QuerySet[M]:
    return rows.filter(use_case__in=use_cases_for(person).values("pk"))


def targets_for(person: Person) -> QuerySet[Target]:
    """Targets of the cases that the person sees, save those taken back before the trial."""
    return _of_cases(Target.objects.filter(dropped_at__isnull=True), person)


def amendments_for(person: Person) -> QuerySet[Amendment]:
    """Amendments to the plans of the cases that the person sees."""
    return _of_cases(Amendment.objects.all(), person)


def cycles_for(person: Person) -> QuerySet[Cycle]:
    """Test cycles of the cases that the person sees."""
    return _of_cases(Cycle.objects.all(), person)


def results_for(person: Person) -> QuerySet[Result]:
    """Results of the cases that the person sees, save those that were void."""
    return _of_cases(Result.objects.filter(voided_at__isnull=True), person)


def deliverables_for(person: Person) -> QuerySet[Deliverable]:
    """What falls due in the trials of the cases that the person sees."""
    return _of_cases(Deliverable.objects.all(), person)


def incidents_for(person: Person) -> QuerySet[Incident]:
    """What went wrong in the trials of the cases that the person sees."""
    return _of_cases(Incident.objects.all(), person)


def benefits_for(person: Person) -> QuerySet[Benefit]:
    """Numbers claimed for the outcomes of the cases that the person sees."""
    return _of_cases(Benefit.objects.all(), person)


def findings_for(person: Person) -> QuerySet[Finding]:
    """Findings, to staff who read cases: save those that rest on a case not seen."""
    if person.system:
        return Finding.objects.all()
    if not reading_grants(person) or not may(person, Action.READ_CASES):
        return Finding.objects.none()
    seen_results, seen_outcomes = results_for(person), outcomes_for(person)
    results = Finding.results.through.objects.filter(finding=OuterRef("pk"))
    outcomes = Finding.outcomes.through.objects.filter(finding=OuterRef("pk"))
    return Finding.objects.filter(
        ~Exists(results.exclude(result__in=seen_results.values("pk"))),
        ~Exists(outcomes.exclude(outcome__in=seen_outcomes.values("pk"))),
    )
