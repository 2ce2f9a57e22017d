"""What messages tell, and how they reach their reader."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """The ways out of the outbox."""

    MAIL = "mail", _("Mail")
    NOTICE = "notice", _("Notice in the portal")
    WEBHOOK = "webhook", _("Webhook")


class MailChoice(TextChoices):
    """How often a person is written to; everything stands on the notices page in any case."""

    EACH = "each", _("Each as it happens")
    DAILY = "daily", _("Once a day, together")
    NONE = "none", _("Only what must reach me")


class Letter(TextChoices):
    """What a message tells of; each has its template."""

    PREPARED = "prepared", _("Draft prepared")
    RECEIVED = "received", _("Submission received")
    ASKED = "asked", _("Questions about a submission")
    ANSWERED = "answered", _("Answers received")
    QUESTION_CLOSED = "question-closed", _("Question closed")
    PROCEEDED = "proceeded", _("Review goes on without an answer")
    DECIDED = "decided", _("Decision released")
    STARTED = "started", _("Trial started")
    AMENDED = "amended", _("Trial plan amended")
    NOTED = "noted", _("Note to the bank")
    SIGNED_OFF = "signed-off", _("Report signed off")
    SENT_BACK = "sent-back", _("Report sent back")
    WAIVED = "waived", _("Report no longer asked for")
    COMPLETED = "completed", _("Trial completed")
    WITHDRAWN = "withdrawn", _("Use case withdrawn")
    RECALLED = "recalled", _("Submission taken back")
    LAPSED = "lapsed", _("Place lapsed")
    CARRIED_OVER = "carried-over", _("Carried over to another phase")
    SUSPENDED = "suspended", _("Trial suspended")
    RESUMED = "resumed", _("Trial resumed")
    TERMINATED = "terminated", _("Trial terminated")
    REOPENED = "reopened", _("Taken up again")
    MOVED = "moved", _("Moved to its right place")
    CORRECTED = "corrected", _("Record corrected")
    VOID = "void", _("Declared void")
    ON_BEHALF = "on-behalf", _("Acted in your name")
    ASSIGNED = "assigned", _("Use cases to assess")
    ASKED_AGAIN = "asked-again", _("Use cases to assess anew")
    INVITED = "invited", _("Invitation")
    ACCOUNT_REQUESTED = "account-requested", _("Account asked for")
    ACCOUNT_REFUSED = "account-refused", _("Account refused")
    JOINT = "joint", _("Named as joint institution")
    HANDED_OVER = "handed-over", _("Use cases taken over")
    PLAN_PROPOSED = "plan-proposed", _("Trial plan proposed")
    PLAN_AGREED = "plan-agreed", _("Trial plan agreed")
    PLAN_SENT_BACK = "plan-sent-back", _("Trial plan sent back")
    HANDED_IN = "handed-in", _("Report handed in")
    INCIDENT_REPORTED = "incident-reported", _("Incident reported")
    INCIDENT_ACTED = "incident-acted", _("Something done about an incident")
    NOTE_ANSWERED = "note-answered", _("Note answered")
    DECISION_ACCEPTED = "decision-accepted", _("Decision accepted")
    QUERY_ANSWERED = "query-answered", _("Query about a decision answered")
    CLEARANCE_ASKED = "clearance-asked", _("What is to be public")
    BANK_REPLIED = "bank-replied", _("Reply of a bank, to staff")
    REMINDER = "reminder", _("Reminder")
    LATE = "late", _("Late, to staff")
    DIGEST = "digest", _("Notices of a day, together")


# What must reach its reader at once, whatever they prefer.
AT_ONCE: frozenset[str] = frozenset(
    {
        Letter.RECEIVED,
        Letter.ASKED,
        Letter.DECIDED,
        Letter.SUSPENDED,
        Letter.TERMINATED,
        Letter.VOID,
        Letter.ON_BEHALF,
        Letter.ASSIGNED,
        Letter.ASKED_AGAIN,
        Letter.INVITED,
        Letter.INCIDENT_REPORTED,
        Letter.DECISION_ACCEPTED,
    }
)

# What goes together once a day, so that twenty of them are one mail.
TOGETHER: frozenset[str] = frozenset({Letter.REMINDER, Letter.LATE})
