"""The records that can be read, by their names in addresses."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model

from usecases.api.rows import bodies
from usecases.api.serializers import (
    agreed,
    assessments,
    casefile,
    clarifications,
    criteria,
    events,
    register,
    reviews,
    trail,
    trials,
    usecases,
)
from usecases.api.serializers.base import Shown
from usecases.api.serializers.findings import FindingShown
from usecases.api.serializers.monitoring import DeliverableShown, IncidentShown, NoteShown
from usecases.api.serializers.savedreports import SavedReportShown
from usecases.models.person import Person
from usecases.selection.public import PUBLIC, PublicSubject
from usecases.selection.stood import stood
from usecases.selection.strict import Params, Subject
from usecases.selection.subjects import SUBJECTS
from usecases.workflow import viewings
from usecases.workflow.errors import NotFound


@dataclass(frozen=True)
class Resource:
    """A kind of record: how it is selected, shown, and found by its id."""

    name: str
    serializer: type[Shown[Any]]
    key: str = "pk"
    moments: tuple[str, ...] = ()  # of which one record may be asked for too

    @property
    def subject(self) -> Subject:
        """How those with a token select it."""
        return SUBJECTS[self.name]

    @property
    def model(self) -> type[Model]:
        """The table that it comes from."""
        model: type[Model] = self.serializer.Meta.model
        return model

    @property
    def public(self) -> PublicSubject | None:
        """How everyone selects what is published of it, if anything is."""
        return PUBLIC.get(self.name)

    def along(self, rows: Any) -> Any:
        """Fetch along with rows what showing them looks at."""
        related = (*self.subject.related, *self.serializer.related)
        return rows.select_related(*related).prefetch_related(*self.serializer.prefetch)

    def find(self, person: Person, key: UUID, moments: Params | None = None) -> Any:
        """Return a record that the person may see, and note that they looked at it.

        At a past moment as it stood then; what was a draft then is its bank's alone.
        """
        rows = self.along(self.subject.select(person, moments or {}))
        row = rows.filter(**{self.key: key}).first()
        if row is None or not stood(row, person, moments or {}):
            raise NotFound
        viewings.opened(row, by=person)
        return row

    def bodies(self, person: Person, rows: Iterable[Any]) -> list[dict[str, Any]]:
        """Return records as shown to a person."""
        return bodies(self.serializer, person, rows)


_BOTH = ("as_at", "known_at")
USE_CASES = Resource("use-cases", usecases.UseCaseShown, moments=_BOTH)
CLARIFICATIONS = Resource("clarifications", clarifications.ClarificationShown)
ASSIGNMENTS = Resource("assignments", assessments.AssignmentShown)
ASSESSMENTS = Resource("assessments", assessments.AssessmentShown)
INTERESTS = Resource("interests", assessments.InterestShown)
DECISIONS = Resource("decisions", reviews.DecisionShown)
DECISION_REPLIES = Resource("decision-replies", agreed.DecisionReplyShown)
CLEARANCES = Resource("clearances", agreed.ClearanceShown)
PLAN_PROPOSALS = Resource("plan-proposals", agreed.PlanProposalShown)
TRIALS = Resource("trials", trials.TrialShown)
TARGETS = Resource("targets", trials.TargetShown)
CYCLES = Resource("cycles", trials.CycleShown)
RESULTS = Resource("results", trials.ResultShown, moments=_BOTH)
AMENDMENTS = Resource("amendments", trials.AmendmentShown)
OUTCOMES = Resource("outcomes", reviews.OutcomeShown, moments=_BOTH)
DELIVERABLES = Resource("deliverables", DeliverableShown)
INCIDENTS = Resource("incidents", IncidentShown)
NOTES = Resource("notes", NoteShown)
ATTACHMENTS = Resource("attachments", casefile.AttachmentShown)

RESOURCES: tuple[Resource, ...] = (
    Resource("programmes", register.ProgrammeShown),
    Resource("phases", register.PhaseShown),
    Resource("institutions", register.InstitutionShown, moments=("known_at",)),
    Resource("technology-partners", register.TechnologyPartnerShown, moments=("known_at",)),
    Resource("participations", register.ParticipationShown, moments=_BOTH),
    Resource("published-figures", register.PublishedFigureShown, moments=_BOTH),
    Resource("categories", register.CategoryShown),
    Resource("techniques", register.TechniqueShown),
    Resource("metrics", trials.MetricShown),
    Resource("criteria", criteria.CriterionShown),
    USE_CASES,
    Resource("submissions", usecases.SubmissionShown),
    Resource("materialities", casefile.MaterialityShown),
    CLARIFICATIONS,
    *(ASSIGNMENTS, ASSESSMENTS, INTERESTS),
    *(DECISIONS, DECISION_REPLIES, CLEARANCES, PLAN_PROPOSALS),
    *(TRIALS, TARGETS, CYCLES, RESULTS, AMENDMENTS),
    OUTCOMES,
    Resource("findings", FindingShown),
    Resource("documents", events.DocumentShown),
    Resource("events", events.EventShown),
    Resource("follow-ons", events.FollowOnShown),
    Resource("other-cohorts", events.OtherCohortShown),
    *(DELIVERABLES, INCIDENTS, NOTES, ATTACHMENTS),
    Resource("stage-changes", trail.StageChangeShown, "uuid", _BOTH),
    Resource("changes", trail.ChangeShown, key="uuid"),
    Resource("saved-reports", SavedReportShown),
)
