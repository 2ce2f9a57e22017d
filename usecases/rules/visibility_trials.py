"""Which records of trials a person may see: targets, results, what falls due, what went wrong."""

from typing import TypeVar

from django.db.models import CharField, Exists, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Replace

from usecases.models.findings import Finding
from usecases.models.monitoring import Deliverable, Incident
from usecases.models.outcomes import Benefit
from usecases.models.person import Person
from usecases.models.publications import Publication
from usecases.models.results import Cycle, Result
from usecases.models.trials import Amendment, Target
from usecases.rules.permissions import may
from usecases.rules.visibility import reading_grants, use_cases_for
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
    return results_ever_for(person).filter(voided_at__isnull=True)


def results_ever_for(person: Person) -> QuerySet[Result]:
    """Results of the cases that the person sees, void ones too: what was known before."""
    return _of_cases(Result.objects.all(), person)


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
    """Findings, to staff who read cases: save those that rest on a case not seen. One that rests
    on what was void since stays: it is to be withdrawn.
    """
    if person.system:
        return Finding.objects.all()
    if not reading_grants(person) or not may(person, Action.READ_CASES):
        return Finding.objects.none()
    cases = use_cases_for(person).values("pk")
    results = Finding.results.through.objects.filter(finding=OuterRef("pk"))
    outcomes = Finding.outcomes.through.objects.filter(finding=OuterRef("pk"))
    return Finding.objects.filter(
        ~Exists(results.exclude(result__use_case__in=cases)),
        ~Exists(outcomes.exclude(outcome__use_case__in=cases)),
    )


def seen_findings(person: Person) -> Q:
    """The condition on changes that none of them tells of a finding which is not seen, or of what
    of it is public.
    """
    hidden = Finding.objects.exclude(pk__in=findings_for(person).values("pk"))
    versions = Publication.objects.filter(record__in=hidden.values("pk"))
    return ~Q(_told_of(hidden), kind="finding") & ~Q(_told_of(versions), kind="publication")


def _told_of(rows: QuerySet[M]) -> Exists:
    """The condition on changes that they tell of one of these: ids are compared without hyphens,
    as one of the databases stores them.
    """
    key = Replace(Cast("pk", CharField()), Value("-"), Value(""))
    record = Replace(OuterRef("record"), Value("-"), Value(""))
    return Exists(rows.alias(key=key).filter(key=record))
