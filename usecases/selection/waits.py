"""What it is that something waits: a name, a list, and the rows of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise

from usecases.models.person import Person
from usecases.vocabulary.actions import Action


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: in which list, for whoever may do what, and which rows."""

    name: str
    subject: str
    label: Promise
    note: Promise
    action: Action
    condition: Callable[[Person, datetime], Q]
    late: bool = False

    @property
    def params(self) -> dict[str, str]:
        """The parameters that narrow the subject's list to these rows."""
        return {"waiting": self.name}
