"""What banks say to decisions: accepted with the conditions, or asked about, and answered."""

from typing import Any

from django import forms
from django.contrib.admin import display
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, ActForm
from usecases.admin.base import ConsoleAdmin
from usecases.admin.list_active import Active
from usecases.admin.lists import VisibleRelated
from usecases.admin.person import person_of
from usecases.models.person import Person
from usecases.models.proposals import DecisionReply
from usecases.models.usecases import UseCase
from usecases.rules.permissions import may, on_case
from usecases.rules.replies import IN_FORCE
from usecases.rules.visibility_replies import decision_replies_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import PLAIN_CHARACTERS
from usecases.workflow import reply

TAB = "reviews"
_DECIDED = frozenset(stage for stages in IN_FORCE.values() for stage in stages)
_WAITS = Q(accepts=False, answered_at__isnull=True)


class AnswerForm(ActForm):
    """Asks for the answer."""

    text = forms.CharField(
        label=_("Answer"),
        max_length=PLAIN_CHARACTERS,
        widget=AdminTextareaWidget(attrs={"rows": 8}),
        help_text=_("The bank reads it in the portal and by mail. It stays as it is written."),
    )


class DecisionReplyAdmin(ConsoleAdmin[DecisionReply]):
    """Replies to decisions, those that wait for an answer first."""

    fields = (
        *("use_case", "decision", "state", "text", "replied_by", "replied_at"),
        *("answer", "answered_by", "answered_at"),
    )
    list_display = ("use_case", "institution", "state", "replied_at", "replied_by", "answered_at")
    list_filter = ("accepts", ("use_case__phase", VisibleRelated), "replied_at")
    list_select_related = ("use_case__institution", "replied_by")
    further_columns = ("text", "answer", "answered_by")
    search_fields = ("use_case__reference", "use_case__title", "text")
    active = Active(_("Open only"), _("Closed only"), lambda _now: _WAITS)
    empty_text = _("What banks say to decisions will appear here.")

    @display(description=_("institution"), ordering="use_case__institution__short_name")
    def institution(self, row: DecisionReply) -> str:
        """Whose it is."""
        return str(row.use_case.institution)

    @display(description=_("state"))
    def state(self, row: DecisionReply) -> str:
        """What it says, and where it stands."""
        if row.accepts:
            return str(_("Accepted"))
        return str(_("Query, answered") if row.answered_at else _("Query, waits for an answer"))

    def acts(self, request: HttpRequest, obj: DecisionReply) -> list[Act]:
        """Offer to answer a query."""
        return _answer_acts(obj, obj.use_case, person_of(request))


def reply_acts(case: UseCase, person: Person) -> list[Act]:
    """Return the act on the query of a use case that waits, if there is one."""
    if case.stage not in _DECIDED or not may(on_case(person, case), Action.HANDLE):
        return []
    row = decision_replies_for(person).filter(_WAITS, use_case=case).first()
    return _answer_acts(row, case, person) if row else []


def replies_panel(case: UseCase, person: Person) -> dict[str, Any]:
    """Return what the tab of the review shows of replies."""
    rows = decision_replies_for(person).filter(use_case=case).order_by("replied_at", "id")
    return {"replies": list(rows.select_related("replied_by", "answered_by"))}


def _answer_acts(row: DecisionReply, case: UseCase, person: Person) -> list[Act]:
    open_one = not row.accepts and row.answered_at is None
    if not open_one or not may(on_case(person, case), Action.HANDLE):
        return []
    return [
        Act(
            name="answer-query",
            label=_("Answer the bank’s query"),
            lead=_("The bank asks about the decision. The decision itself stays as it is."),
            perform=lambda values: reply.answer(row, text=values["text"], by=person),
            form=AnswerForm,
            facts=lambda: [(_("The bank asks"), row.text)],
            done=_("Answered. The bank is told."),
            main=True,
            tab=TAB,
        )
    ]
