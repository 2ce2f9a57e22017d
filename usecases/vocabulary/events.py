"""Coded words for events, for what happened at them, and for what the sandbox led to."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventKind(TextChoices):
    """What an event was."""

    WORKSHOP = "workshop", _("Workshop")
    SYMPOSIUM = "symposium", _("Symposium")
    EXHIBITION = "exhibition", _("Exhibition")
    SEMINAR = "seminar", _("Seminar")
    LAUNCH = "launch", _("Launch")
    INDUSTRY = "industry", _("Industry event")


class ItemKind(TextChoices):
    """What an item of an event is: a session, an exhibit, who came, what came of it."""

    PANEL = "panel", _("Panel")
    TALK = "talk", _("Talk")
    DEMONSTRATION = "demonstration", _("Demonstration")
    DIALOGUE = "dialogue", _("Dialogue with virtual characters")
    SESSION = "session", _("Working session")
    RELEASE = "release", _("Release of a document")
    EXHIBIT = "exhibit", _("Exhibit")
    CAME = "came", _("Institution or partner that came")
    ORIGIN = "origin", _("Use case that came of it")


# In the programme of an event; the other kinds are shown apart.
SESSIONS = (
    *(ItemKind.PANEL, ItemKind.TALK, ItemKind.DEMONSTRATION, ItemKind.DIALOGUE),
    *(ItemKind.SESSION, ItemKind.RELEASE),
)


class FollowOnKind(TextChoices):
    """What the sandbox led to."""

    PROJECT = "project", _("Project")
    RULE = "rule", _("Changed rule")
    CIRCULAR = "circular", _("Circular")
    GUIDANCE = "guidance", _("Guidance")
    PROGRAMME = "programme", _("Programme")


class FollowOnState(TextChoices):
    """How far that has come."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Under way")
    COMPLETED = "completed", _("Completed")
    STOPPED = "stopped", _("Stopped")
