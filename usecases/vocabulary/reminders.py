"""What people are reminded of: by name, and what they are asked to do, in words."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Reminded(TextChoices):
    """What a bank has in hand and falls due; `limits.REMIND_DAYS` says on which days."""

    DRAFT = "draft", _("Draft before the phase closes")
    QUESTION = "question", _("Open question")
    DELIVERABLE = "deliverable", _("Deliverable")
    NOTE = "note", _("Action asked for")
    PLAN = "plan", _("Plan sent back")
    CLEARANCE = "clearance", _("Text to be published")
    FOLLOW_UP = "follow-up", _("What became of it")


# What the bank is asked to do; `what` is the name of the thing.
ASKED: dict[str, Promise] = {
    Reminded.DRAFT: _("hand in the draft “{what}” for phase {phase}"),
    Reminded.QUESTION: _("answer what was asked about {reference}"),
    Reminded.DELIVERABLE: _("hand in “{what}” for {reference}"),
    Reminded.NOTE: _("do what a note about {reference} asks"),
    Reminded.PLAN: _("propose the plan of {reference} again, with the changes asked for"),
    Reminded.CLEARANCE: _("say whether the text about {reference} may be published"),
    Reminded.FOLLOW_UP: _("tell us what became of {reference} after its trial"),
}

# These have no day by which they are due: they wait since somebody asked.
WAITING: frozenset[str] = frozenset({Reminded.PLAN, Reminded.CLEARANCE})


class Late(TextChoices):
    """What is late in the hands of a case officer; the mail says so much and no more."""

    DECISION = "decision", _("A decision is past the programme’s target")
    ASSESSMENT = "assessment", _("An assessment is past its day")
    START = "start", _("A trial should have started by its plan")
    END = "end", _("A trial is past its planned end")
    SIGN_OFF = "sign-off", _("A report that was handed in waits to be signed off")
    PLAN = "plan", _("A plan that a bank proposed waits for an answer")
    QUERY = "query", _("A bank’s query about a decision waits for an answer")
