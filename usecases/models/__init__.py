"""Every table, one file a subject; imported here once so that Django finds them."""

from usecases.models.access import RoleGrant, SavedView, Token, User
from usecases.models.assessments import Assessment, Assignment, Criterion, Materiality, Score
from usecases.models.casefile import Alias, Attachment, Lineage, Note
from usecases.models.clarifications import Clarification, Revision
from usecases.models.document_files import DocumentFile
from usecases.models.documents import Document, DocumentSection
from usecases.models.drafting import Comment, SharedAnswer
from usecases.models.enquiries import Enquiry, Evaluation, SampleQuestion
from usecases.models.events import Event, EventItem
from usecases.models.figures import PublishedFigure
from usecases.models.findings import Finding
from usecases.models.follow_ons import FollowOn, OtherCohort
from usecases.models.frozen import FrozenTable
from usecases.models.institutions import Contributor, Institution, Member, TechnologyPartner
from usecases.models.interests import Interest
from usecases.models.invitations import AccountRequest, Invitation
from usecases.models.letters import DecisionLetter, LetterTemplate
from usecases.models.meetings import Meeting, Remark
from usecases.models.messages import Message, NoticePreference
from usecases.models.monitoring import Deliverable, Incident
from usecases.models.outcomes import Benefit, Outcome
from usecases.models.parties import Party
from usecases.models.permits import Permit
from usecases.models.phase_reports import PhaseReport, PhaseReportText
from usecases.models.phases import Authority, Participation, Phase, Programme
from usecases.models.proposals import Clearance, DecisionReply, PlanProposal, ReportDraft
from usecases.models.publications import Publication
from usecases.models.questions import Answer, Question
from usecases.models.registrations import Registration
from usecases.models.replays import Replay
from usecases.models.results import Cycle, Result
from usecases.models.reviews import Decision
from usecases.models.submissions import Submission
from usecases.models.trail import Change, StageChange, Viewing
from usecases.models.trials import Amendment, Target, Trial
from usecases.models.usecases import UseCase
from usecases.models.webhooks import Webhook
from usecases.models.words import Category, Metric, Technique, Term

__all__ = [
    "AccountRequest",
    "Alias",
    "Amendment",
    "Answer",
    "Assessment",
    "Assignment",
    "Attachment",
    "Authority",
    "Benefit",
    "Category",
    "Change",
    "Clarification",
    "Clearance",
    "Comment",
    "Contributor",
    "Criterion",
    "Cycle",
    "Decision",
    "DecisionLetter",
    "DecisionReply",
    "Deliverable",
    "Document",
    "DocumentFile",
    "DocumentSection",
    "Enquiry",
    "Evaluation",
    "Event",
    "EventItem",
    "Finding",
    "FollowOn",
    "FrozenTable",
    "Incident",
    "Institution",
    "Interest",
    "Invitation",
    "LetterTemplate",
    "Lineage",
    "Materiality",
    "Meeting",
    "Member",
    "Message",
    "Metric",
    "Note",
    "NoticePreference",
    "OtherCohort",
    "Outcome",
    "Participation",
    "Party",
    "Permit",
    "Phase",
    "PhaseReport",
    "PhaseReportText",
    "PlanProposal",
    "Programme",
    "Publication",
    "PublishedFigure",
    "Question",
    "Registration",
    "Remark",
    "Replay",
    "ReportDraft",
    "Result",
    "Revision",
    "RoleGrant",
    "SampleQuestion",
    "SavedView",
    "Score",
    "SharedAnswer",
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
    "Webhook",
]
