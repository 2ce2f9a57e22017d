"""Every table, one file a subject; imported here once so that Django finds them."""

from usecases.models.access import RoleGrant, SavedView, Token, User
from usecases.models.assessments import Assessment, Assignment, Criterion, Materiality, Score
from usecases.models.casefile import Alias, Attachment, Lineage, Note
from usecases.models.clarifications import Clarification, Revision
from usecases.models.figures import PublishedFigure
from usecases.models.findings import Finding
from usecases.models.institutions import Institution, Member, TechnologyPartner
from usecases.models.interests import Interest
from usecases.models.letters import DecisionLetter, LetterTemplate
from usecases.models.meetings import Meeting, Remark
from usecases.models.messages import Message
from usecases.models.monitoring import Deliverable, Incident
from usecases.models.outcomes import Benefit, Outcome
from usecases.models.phases import Authority, Participation, Phase, Programme
from usecases.models.publications import Publication
from usecases.models.replays import Replay
from usecases.models.results import Cycle, Result
from usecases.models.reviews import Decision
from usecases.models.submissions import Submission
from usecases.models.trail import Change, StageChange, Viewing
from usecases.models.trials import Amendment, Target, Trial
from usecases.models.usecases import Party, UseCase
from usecases.models.words import Category, Metric, Technique, Term

__all__ = [
    "Alias",
    "Amendment",
    "Assessment",
    "Assignment",
    "Attachment",
    "Authority",
    "Benefit",
    "Category",
    "Change",
    "Clarification",
    "Criterion",
    "Cycle",
    "Decision",
    "DecisionLetter",
    "Deliverable",
    "Finding",
    "Incident",
    "Institution",
    "Interest",
    "LetterTemplate",
    "Lineage",
    "Materiality",
    "Meeting",
    "Member",
    "Message",
    "Metric",
    "Note",
    "Outcome",
    "Participation",
    "Party",
    "Phase",
    "Programme",
    "Publication",
    "PublishedFigure",
    "Remark",
    "Replay",
    "Result",
    "Revision",
    "RoleGrant",
    "SavedView",
    "Score",
    "StageChange",
    "Submission",
    "Target",
    "Technique",
    "TechnologyPartner",
    "Term",
    "Token",
    "Trial",
    "UseCase",
    "User",
    "Viewing",
]
