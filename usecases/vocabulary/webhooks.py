"""What programs can be told as it happens, and the names by which they are told."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Event(TextChoices):
    """The kinds of events that a webhook may ask for."""

    SUBMISSIONS = "submissions", _("Submissions")
    MOVES = "moves", _("Moves of use cases")
    PUBLICATIONS = "publications", _("Publications")


SUBMITTED, MOVED = "use-case.submitted", "use-case.moved"
PUBLISHED, WITHDRAWN = "publication.published", "publication.withdrawn"
TRIED = "webhook.tried"
SECRET_PREFIX = "whsec_"  # noqa: S105 - of Standard Webhooks
SECONDS = 10  # within which a receiver has answered, all told
