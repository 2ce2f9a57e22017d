"""Every table, one file a subject; imported here once so that Django finds them."""

from usecases.models.access import RoleGrant, Token, User
from usecases.models.institutions import Institution, Member, TechnologyPartner
from usecases.models.messages import Message
from usecases.models.outcomes import Outcome
from usecases.models.phases import Authority, Participation, Phase, Programme, PublishedFigure
from usecases.models.publications import Publication
from usecases.models.replays import Replay
from usecases.models.reviews import Decision
from usecases.models.trail import Change, StageChange
from usecases.models.trials import Trial
from usecases.models.usecases import Party, Submission, UseCase
from usecases.models.words import Category, Technique, Term

__all__ = [
    "Authority",
    "Category",
    "Change",
    "Decision",
    "Institution",
    "Member",
    "Message",
    "Outcome",
    "Participation",
    "Party",
    "Phase",
    "Programme",
    "Publication",
    "PublishedFigure",
    "Replay",
    "RoleGrant",
    "StageChange",
    "Submission",
    "Technique",
    "TechnologyPartner",
    "Term",
    "Token",
    "Trial",
    "UseCase",
    "User",
]
