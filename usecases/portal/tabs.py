"""The tabs of a bank's use case: an address each, a name, and what it shows.

Which tabs there are follows from the stages that were reached, so that it tells nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.models.usecases import UseCase
from usecases.portal.place import Place
from usecases.portal.tab_decision import decision_tab
from usecases.portal.tab_outcome import outcome_tab
from usecases.portal.tab_people import people_tab
from usecases.portal.tab_public import public_tab
from usecases.portal.tab_status import status_tab
from usecases.portal.tab_submission import files_tab, questions_tab, submission_tab
from usecases.portal.tab_trial import trial_tab

Content = Callable[[HttpRequest, Place], dict[str, Any]]


@dataclass(frozen=True)
class Tab:
    """A tab; one that is `later` stands there once the use case has its place."""

    name: str
    label: Promise
    content: Content
    later: bool = False

    @property
    def template(self) -> str:
        """The file that draws it."""
        return f"portal/tab_{self.name}.html"


TABS: tuple[Tab, ...] = (
    Tab("status", _("Status"), status_tab),
    Tab("submission", _("Submission"), submission_tab),
    Tab("questions", _("Questions"), questions_tab),
    Tab("decision", _("Decision"), decision_tab),
    Tab("trial", _("Trial"), trial_tab, later=True),
    Tab("outcome", _("Outcome"), outcome_tab, later=True),
    Tab("public", _("What is public"), public_tab, later=True),
    Tab("files", _("Files"), files_tab),
    Tab("people", _("People"), people_tab),
)


def tabs_of(place: Place) -> list[Tab]:
    """Return the tabs that a use case has by now."""
    return [tab for tab in TABS if place.placed or not tab.later]


def chosen(request: HttpRequest, place: Place) -> Tab:
    """Return the tab that the address names; the first where it names none."""
    name = request.GET.get("tab", TABS[0].name)
    found = [tab for tab in tabs_of(place) if tab.name == name]
    if not found:
        raise Http404
    return found[0]


def tab_address(case: UseCase, name: str) -> str:
    """Return the address of one tab of a use case."""
    return f"{reverse('portal:use-case', args=[case.pk])}?tab={name}"
