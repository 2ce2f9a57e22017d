"""The stages of a use case, in order, with a word for staff and a plainer one for the bank."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """Where a use case stands; only `workflow.move` changes it."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    SCREENING = "screening", _("Screening")
    CLARIFYING = "clarifying", _("Clarifying")
    ASSESSING = "assessing", _("Assessing")
    WAITLISTED = "waitlisted", _("Waitlisted")
    ACCEPTED = "accepted", _("Accepted")
    TRIALLING = "trialling", _("Trialling")
    SUSPENDED = "suspended", _("Suspended")
    COMPLETED = "completed", _("Completed")
    DECLINED = "declined", _("Declined")
    LAPSED = "lapsed", _("Lapsed")
    TERMINATED = "terminated", _("Terminated")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    VOID = "void", _("Void")


# What the bank reads: the status, and what happens next.
PLAIN: dict[str, tuple[Promise, Promise]] = {
    Stage.DRAFT: (
        _("Being written"),
        _("Complete every section, then a signatory checks and signs."),
    ),
    Stage.SUBMITTED: (
        _("Received"),
        _("A case officer will check that the submission is complete."),
    ),
    Stage.SCREENING: (
        _("Being checked"),
        _("A case officer is checking eligibility. You will be asked if anything is unclear."),
    ),
    Stage.CLARIFYING: (
        _("Waiting for your answer"),
        _("Answer every open question; the review goes on when you have."),
    ),
    Stage.ASSESSING: (
        _("Under assessment"),
        _("The selection committee is assessing it. The decision follows by letter."),
    ),
    Stage.WAITLISTED: (
        _("On the waiting list"),
        _("You will hear from us if a place becomes free."),
    ),
    Stage.ACCEPTED: (
        _("Accepted"),
        _("Agree the trial plan with your case officer; the trial starts on the agreed date."),
    ),
    Stage.TRIALLING: (
        _("In trial"),
        _("Run the trial as planned and tell your case officer of anything unexpected."),
    ),
    Stage.SUSPENDED: (_("Trial suspended"), _("Your case officer will tell you what is needed.")),
    Stage.COMPLETED: (
        _("Trial completed"),
        _("We will ask after 6 and 12 months what became of it."),
    ),
    Stage.DECLINED: (_("Not accepted"), _("You may apply again in a later phase.")),
    Stage.LAPSED: (_("Place lapsed"), _("You may apply again in a later phase.")),
    Stage.TERMINATED: (_("Trial terminated"), _("Nothing further is needed.")),
    Stage.WITHDRAWN: (_("Withdrawn"), _("You may apply again while a phase is open.")),
    Stage.VOID: (_("Entered in error"), _("Nothing further is needed.")),
}

# In this order a case passes; a recorded case is taken to have passed the earlier ones.
PATH: tuple[str, ...] = (
    Stage.SUBMITTED,
    Stage.ASSESSING,
    Stage.ACCEPTED,
    Stage.TRIALLING,
    Stage.COMPLETED,
)

# A case recorded at this stage had reached these stages of PATH.
IMPLIED: dict[str, tuple[str, ...]] = {
    Stage.SUBMITTED: PATH[:1],
    Stage.SCREENING: PATH[:1],
    Stage.CLARIFYING: PATH[:1],
    Stage.ASSESSING: PATH[:2],
    Stage.WAITLISTED: PATH[:2],
    Stage.DECLINED: PATH[:1],
    Stage.WITHDRAWN: PATH[:1],
    Stage.ACCEPTED: PATH[:3],
    Stage.LAPSED: PATH[:1],
    Stage.TRIALLING: PATH[:4],
    Stage.SUSPENDED: PATH[:4],
    Stage.TERMINATED: PATH[:4],
    Stage.COMPLETED: PATH,
}

# Between these a submission is read and judged.
UNDER_REVIEW: tuple[str, ...] = (Stage.SCREENING, Stage.CLARIFYING, Stage.ASSESSING)
# Where a decision may wait for its release; while the bank is being asked it only rests.
BEFORE_RELEASE: tuple[str, ...] = (*UNDER_REVIEW, Stage.WAITLISTED)

# Nothing more is expected of anybody at these.
ENDED: frozenset[str] = frozenset(
    {
        Stage.COMPLETED,
        Stage.DECLINED,
        Stage.LAPSED,
        Stage.TERMINATED,
        Stage.WITHDRAWN,
        Stage.VOID,
    }
)

# These count in no figure.
UNCOUNTED: frozenset[str] = frozenset({Stage.DRAFT, Stage.VOID})
