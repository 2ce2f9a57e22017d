"""Coded words that are part of the code, and the kinds of terms that administrators edit."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise


class TermKind(TextChoices):
    """What a term is a word for."""

    SECTOR = "sector", _("Sector")
    INSTITUTION_KIND = "institution-kind", _("Kind of institution")
    PARTNER_KIND = "partner-kind", _("Kind of technology partner")
    REASON = "reason", _("Reason")
    ENVIRONMENT = "environment", _("Trial environment")
    INCIDENT_CAUSE = "incident-cause", _("Cause of an incident")
    TOPIC = "topic", _("Topic")


class ParticipationRole(TextChoices):
    """In which role someone stands in a phase."""

    APPLICANT = "applicant", _("Applicant")
    PARTICIPANT = "participant", _("Participant")
    PARTNER = "partner", _("Technology partner")


class PartyRole(TextChoices):
    """In which role another institution or a partner stands on a use case."""

    JOINT = "joint", _("Joint institution")
    PROVIDER = "provider", _("Technology provider")


class Coverage(TextChoices):
    """Which applications of a phase the tracker holds."""

    ALL = "all", _("All applications")
    ACCEPTED = "accepted", _("Accepted only")
    SAMPLE = "sample", _("A sample")


class Measure(TextChoices):
    """What a published figure counts."""

    APPLICATIONS = "applications", _("Applications")
    USE_CASES = "use-cases", _("Use cases")
    INSTITUTIONS = "institutions", _("Institutions")
    PARTNERS = "partners", _("Technology partners")
    TESTED = "tested", _("Tested")
    EXITED = "exited", _("Exited")
    IN_PRODUCTION = "in-production", _("In production")


class DecisionOutcome(TextChoices):
    """What a decision says; the values are the verbs that its release performs."""

    ACCEPT = "accept", _("Accept")
    WAITLIST = "waitlist", _("Waitlist")
    DECLINE = "decline", _("Decline")


class OutcomeResult(TextChoices):
    """What became of a use case."""

    IN_PRODUCTION = "in-production", _("In production")
    PRODUCTION_PLANNED = "production-planned", _("Production planned")
    FURTHER_TRIAL = "further-trial", _("Further trial")
    STOPPED_TECHNICAL = "stopped-technical", _("Stopped for technical reasons")
    STOPPED_BUSINESS = "stopped-business", _("Stopped for business reasons")
    TERMINATED = "terminated", _("Terminated")
    NO_REPLY = "no-reply", _("No reply")


class Autonomy(TextChoices):
    """How far the system acts by itself."""

    ASSISTS = "assists", _("Assists people")
    PROPOSES = "proposes", _("Proposes, people decide")
    ACTS_WITH_APPROVAL = "acts-with-approval", _("Acts with approval")
    ACTS_ALONE = "acts-alone", _("Acts alone")


class DevelopmentStage(TextChoices):
    """How far the bank has come by itself."""

    IDEA = "idea", _("Idea")
    PROTOTYPE = "prototype", _("Prototype")
    PILOT = "pilot", _("Pilot")
    IN_USE = "in-use", _("In use")


class Confidentiality(TextChoices):
    """How carefully a case is to be handled."""

    STANDARD = "standard", _("Standard")
    RESTRICTED = "restricted", _("Restricted")


class MissingCategory(TextChoices):
    """Why a recorded case has no category."""

    NOT_PUBLISHED = "not-published", _("Not published")
    UNKNOWN = "unknown", _("Unknown")


# After how many months a bank is asked what became of a completed trial.
FOLLOW_UPS: tuple[tuple[int, StrOrPromise], ...] = ((6, _("6 months")), (12, _("12 months")))
