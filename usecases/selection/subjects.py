"""Every kind of record that can be listed, by its name in the API."""

from usecases.selection.agreed import CLEARANCES, DECISION_REPLIES, PLAN_PROPOSALS
from usecases.selection.assessments import ASSESSMENTS, ASSIGNMENTS, INTERESTS
from usecases.selection.casefile import ATTACHMENTS, MATERIALITIES
from usecases.selection.clarifications import CLARIFICATIONS
from usecases.selection.criteria import CRITERIA
from usecases.selection.events import DOCUMENTS, EVENTS, FOLLOW_ONS, OTHER_COHORTS
from usecases.selection.findings import FINDINGS
from usecases.selection.monitoring import DELIVERABLES, INCIDENTS, NOTES
from usecases.selection.parts import (
    CATEGORIES,
    DECISIONS,
    OUTCOMES,
    TECHNIQUES,
    TRIALS,
)
from usecases.selection.register import (
    INSTITUTIONS,
    PARTICIPATIONS,
    PHASES,
    PROGRAMMES,
    PUBLISHED_FIGURES,
    TECHNOLOGY_PARTNERS,
)
from usecases.selection.savedreports import SAVED_REPORTS
from usecases.selection.strict import Subject
from usecases.selection.submissions import SUBMISSIONS
from usecases.selection.trail import CHANGES, STAGE_CHANGES
from usecases.selection.trials import AMENDMENTS, CYCLES, METRICS, RESULTS, TARGETS
from usecases.selection.usecases import USE_CASES

SUBJECTS: dict[str, Subject] = {
    subject.name: subject
    for subject in (
        PROGRAMMES,
        PHASES,
        INSTITUTIONS,
        TECHNOLOGY_PARTNERS,
        PARTICIPATIONS,
        PUBLISHED_FIGURES,
        CATEGORIES,
        TECHNIQUES,
        METRICS,
        CRITERIA,
        USE_CASES,
        SUBMISSIONS,
        MATERIALITIES,
        CLARIFICATIONS,
        ASSIGNMENTS,
        ASSESSMENTS,
        INTERESTS,
        DECISIONS,
        DECISION_REPLIES,
        CLEARANCES,
        PLAN_PROPOSALS,
        TRIALS,
        TARGETS,
        CYCLES,
        RESULTS,
        AMENDMENTS,
        OUTCOMES,
        DELIVERABLES,
        INCIDENTS,
        NOTES,
        ATTACHMENTS,
        FINDINGS,
        DOCUMENTS,
        EVENTS,
        FOLLOW_ONS,
        OTHER_COHORTS,
        STAGE_CHANGES,
        CHANGES,
        SAVED_REPORTS,
    )
}
