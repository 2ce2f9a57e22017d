"""The console's site: every subject with its pages, in the order of the sidebar."""

from django.utils.translation import gettext_lazy as _

from usecases import models
from usecases.admin import (
    assessing,
    calendar,
    drafts,
    evaluations,
    frozen,
    gaps,
    interests_page,
    reports,
)
from usecases.admin.access import RoleGrantAdmin, TokenAdmin, WebhookAdmin
from usecases.admin.account_requests import AccountRequestAdmin
from usecases.admin.amendments import AmendmentAdmin
from usecases.admin.assessments import AssessmentAdmin, AssignmentAdmin, InterestAdmin
from usecases.admin.clarifications import ClarificationAdmin
from usecases.admin.clearances import ClearanceAdmin
from usecases.admin.console import ConsoleSite
from usecases.admin.criteria import CriterionAdmin
from usecases.admin.cycles import CycleAdmin
from usecases.admin.deliverables import DeliverableAdmin
from usecases.admin.documents import DocumentAdmin
from usecases.admin.events import EventAdmin, RegistrationAdmin
from usecases.admin.fairness import PAGE as FAIRNESS
from usecases.admin.files import FILE_PAGE
from usecases.admin.findings import FindingAdmin
from usecases.admin.follow_ons import FollowOnAdmin, OtherCohortAdmin
from usecases.admin.form_pages import PAGES as FORM
from usecases.admin.importing import IMPORT_PAGES
from usecases.admin.importing_results import RESULT_PAGES
from usecases.admin.incidents import IncidentAdmin
from usecases.admin.institutions import InstitutionAdmin, TechnologyPartnerAdmin
from usecases.admin.interests_report import PAGE as CONFLICTS
from usecases.admin.invitations import PAGE as INVITE
from usecases.admin.invitations import InvitationAdmin
from usecases.admin.letters import DecisionLetterAdmin, LetterTemplateAdmin
from usecases.admin.members import MemberAdmin
from usecases.admin.metrics import MetricAdmin
from usecases.admin.moderation import PAGE as MODERATION
from usecases.admin.moderation_meetings import PAGES as MEETINGS
from usecases.admin.note_list import NoteAdmin
from usecases.admin.outcomes import OutcomeAdmin
from usecases.admin.people import UserAdmin
from usecases.admin.permits import PermitAdmin
from usecases.admin.phase_reports import PhaseReportAdmin
from usecases.admin.phases import (
    AuthorityAdmin,
    ParticipationAdmin,
    PhaseAdmin,
    ProgrammeAdmin,
    PublishedFigureAdmin,
)
from usecases.admin.plans import PlanProposalAdmin
from usecases.admin.publications import PublicationAdmin
from usecases.admin.replies import DecisionReplyAdmin
from usecases.admin.results import ResultAdmin
from usecases.admin.reviews import DecisionAdmin
from usecases.admin.roles import ROLES_PAGE
from usecases.admin.search import SEARCH
from usecases.admin.submissions import SubmissionAdmin
from usecases.admin.targets import TargetAdmin
from usecases.admin.trail import ChangeAdmin, MessageAdmin, StageChangeAdmin
from usecases.admin.triage import PAGE as TRIAGE
from usecases.admin.trials import TrialAdmin
from usecases.admin.usecases import UseCaseAdmin
from usecases.admin.viewings import ViewingAdmin
from usecases.admin.words import CategoryAdmin, TechniqueAdmin, TermAdmin

site = ConsoleSite(
    "admin",
    {
        _("Use cases"): [
            (models.UseCase, UseCaseAdmin),
            (models.Submission, SubmissionAdmin),
            (models.Clarification, ClarificationAdmin),
            (models.Assignment, AssignmentAdmin),
            (models.Assessment, AssessmentAdmin),
            (models.Interest, InterestAdmin),
            (models.Decision, DecisionAdmin),
            (models.DecisionLetter, DecisionLetterAdmin),
            (models.PlanProposal, PlanProposalAdmin),
            (models.DecisionReply, DecisionReplyAdmin),
            (models.Clearance, ClearanceAdmin),
            (models.Trial, TrialAdmin),
            (models.Amendment, AmendmentAdmin),
            (models.Target, TargetAdmin),
            (models.Cycle, CycleAdmin),
            (models.Result, ResultAdmin),
            (models.Deliverable, DeliverableAdmin),
            (models.Incident, IncidentAdmin),
            (models.Note, NoteAdmin),
            (models.Outcome, OutcomeAdmin),
        ],
        _("Phases"): [
            (models.Phase, PhaseAdmin),
            (models.Criterion, CriterionAdmin),
            (models.Programme, ProgrammeAdmin),
            (models.Authority, AuthorityAdmin),
            (models.PublishedFigure, PublishedFigureAdmin),
            (models.Participation, ParticipationAdmin),
            (models.Permit, PermitAdmin),
        ],
        _("Institutions"): [
            (models.Institution, InstitutionAdmin),
            (models.TechnologyPartner, TechnologyPartnerAdmin),
            (models.Member, MemberAdmin),
        ],
        _("Words"): [
            (models.Category, CategoryAdmin),
            (models.Technique, TechniqueAdmin),
            (models.Term, TermAdmin),
            (models.Metric, MetricAdmin),
            (models.LetterTemplate, LetterTemplateAdmin),
        ],
        _("Public record"): [
            (models.Finding, FindingAdmin),
            (models.PhaseReport, PhaseReportAdmin),
            (models.Document, DocumentAdmin),
            (models.Event, EventAdmin),
            (models.Registration, RegistrationAdmin),
            (models.FollowOn, FollowOnAdmin),
            (models.OtherCohort, OtherCohortAdmin),
            (models.Publication, PublicationAdmin),
        ],
        _("People"): [
            (models.User, UserAdmin),
            (models.Invitation, InvitationAdmin),
            (models.AccountRequest, AccountRequestAdmin),
            (models.RoleGrant, RoleGrantAdmin),
            (models.Token, TokenAdmin),
            (models.Webhook, WebhookAdmin),
        ],
        _("Trail"): [
            (models.StageChange, StageChangeAdmin),
            (models.Change, ChangeAdmin),
            (models.Viewing, ViewingAdmin),
            (models.Message, MessageAdmin),
        ],
    },
    (
        *(SEARCH, FILE_PAGE, INVITE, ROLES_PAGE, TRIAGE, MODERATION, *MEETINGS, *FORM),
        *(*assessing.PAGES, *interests_page.PAGES),
        *(*IMPORT_PAGES, *RESULT_PAGES, *calendar.PAGES, *drafts.PAGES, FAIRNESS, CONFLICTS),
        *(*frozen.PAGES, *reports.PAGES, *gaps.PAGES, *evaluations.PAGES),
    ),
)
