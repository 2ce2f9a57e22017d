"""One thing that is to come of a bank's use case."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Coming:
    """What is to come: whose turn it is, by when, and where it is done."""

    words: Promise | str
    yours: bool = False
    on: date | datetime | None = None
    late: bool = False
    url: str = ""

    @property
    def order(self) -> tuple[bool, str]:
        """Put the bank's own first, in the order of time; of the rest what has no day is next."""
        return not self.yours, str(self.on or ("9999" if self.yours else ""))


def tab_url(case: Any, name: str) -> str:
    """Return the address of the tab where it is done."""
    return f"{reverse('portal:use-case', args=[case.pk])}?tab={name}"
