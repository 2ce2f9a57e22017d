"""The verbs that move a use case, with the words on their buttons."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    """One row of the life-cycle table each."""

    SUBMIT = "submit", _("Submit")
    RECALL = "recall", _("Take back")
    SCREEN = "screen", _("Begin screening")
    ASK = "ask", _("Ask the bank")
    ANSWER = "answer", _("Answer")
    PROCEED = "proceed", _("Go on without an answer")
    ASSESS = "assess", _("Send to assessment")
    ACCEPT = "accept", _("Accept")
    WAITLIST = "waitlist", _("Put on the waiting list")
    DECLINE = "decline", _("Decline")
    LAPSE = "lapse", _("Let the place lapse")
    START = "start", _("Start the trial")
    SUSPEND = "suspend", _("Suspend the trial")
    RESUME = "resume", _("Resume the trial")
    COMPLETE = "complete", _("Complete the trial")
    TERMINATE = "terminate", _("Terminate the trial")
    WITHDRAW = "withdraw", _("Withdraw")
    REOPEN = "reopen", _("Reopen")
    RECORD = "record", _("Record after the fact")
    CORRECT = "correct", _("Correct the history")
    VOID = "void", _("Declare void")


# Verbs that only the release of a confirmed decision performs.
BY_DECISION: frozenset[str] = frozenset({Verb.ACCEPT, Verb.WAITLIST, Verb.DECLINE})
