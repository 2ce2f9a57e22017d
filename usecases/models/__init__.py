"""Every table, one file a subject; imported here once so that Django finds them."""

from usecases.models.access import RoleGrant, SavedView, Token, User
from usecases.models.casefile import Alias, Attachment, Lineage, Note
from usecases.models.figures import PublishedFigure
from usecases.models.institutions import Institution, Member, TechnologyPartner
from usecases.models.messages import Message
from usecases.models.outcomes import Outcome
from usecases.models.phases import Authority, Participation, Phase, Programme
from usecases.models.publications import Publication
from usecases.models.replays import Replay
from usecases.models.reviews import Decision
from usecases.models.submissions import Submission
from usecases.models.trail import Change, StageChange, Viewing
from usecases.models.trials import Trial
from usecases.models.usecases import Party, UseCase
from usecases.models.words import Category, Technique, Term

__all__ = [
    "Alias",
    "Attachment",
    "Authority",
    "Category",
    "Change",
    "Decision",
    "Institution",
    "Lineage",
    "Member",
    "Message",
    "Note",
    "Outcome",
    "Participation",
    "Party",
    "Phase",
    "Programme",
    "Publication",
    "PublishedFigure",
    "Replay",
    "RoleGrant",
    "SavedView",
    "StageChange",
    "Submission",
    "Technique",
    "TechnologyPartner",
    "Term",
    "Token",
    "Trial",
    "UseCase",
    "User",
    "Viewing",
]
