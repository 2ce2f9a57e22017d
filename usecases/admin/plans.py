"""Trial plans that banks propose: listed, read beside what is agreed, agreed or sent back."""

from typing import Any

from django import forms
from django.contrib.admin import display
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, ActForm, WhyForm
from usecases.admin.base import ConsoleAdmin
from usecases.admin.columns import moment_column
from usecases.admin.list_active import Active
from usecases.admin.lists import VisibleRelated
from usecases.admin.person import person_of
from usecases.models.person import Person
from usecases.models.proposals import PlanProposal
from usecases.models.usecases import UseCase
from usecases.rules.permissions import may, on_case
from usecases.rules.plan_words import PlanWords, in_words
from usecases.rules.plans import state_of
from usecases.rules.visibility import trials_for
from usecases.rules.visibility_plans import plan_proposals_for
from usecases.rules.visibility_trials import targets_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import Stage
from usecases.workflow import plans

TAB = "trial"


class AgreeForm(ActForm):
    """Carries the proposal that the officer read."""

    seen = forms.CharField(widget=forms.HiddenInput)


class PlanProposalAdmin(ConsoleAdmin[PlanProposal]):
    """Proposed plans, those that wait for an answer first."""

    fields = (
        *("use_case", "state", "proposed_by", "proposed_at", "remark"),
        *("answered_by", "answered_at", "answer"),
    )
    list_display = ("use_case", "institution", "state", "proposed", "proposed_by", "answered")
    list_filter = (
        "agreed",
        ("use_case__phase", VisibleRelated),
        ("use_case__institution", VisibleRelated),
        "proposed_at",
    )
    list_select_related = ("use_case__institution", "use_case__phase__programme", "proposed_by")
    further_columns = ("answered_by", "answer", "remark")
    search_fields = ("use_case__reference", "use_case__title", "remark")
    active = Active(_("Open only"), _("Answered only"), lambda _now: Q(answered_at__isnull=True))
    empty_text = _("Plans that banks propose for their trials will appear here.")
    proposed = moment_column("proposed_at", _("proposed"))
    answered = moment_column("answered_at", _("answered"))

    @display(description=_("institution"), ordering="use_case__institution__short_name")
    def institution(self, row: PlanProposal) -> str:
        """Whose it is."""
        return str(row.use_case.institution)

    @display(description=_("state"))
    def state(self, row: PlanProposal) -> str:
        """Where it stands."""
        if row.answered_at is None:
            return str(_("Waits for an answer"))
        return str(_("Agreed")) if row.agreed else str(_("Sent back"))

    def around(self, request: HttpRequest, obj: PlanProposal) -> dict[str, Any]:
        """Show the proposal beside what is agreed now."""
        return {**super().around(request, obj), "words": words_of(obj, person_of(request))}

    def acts(self, request: HttpRequest, obj: PlanProposal) -> list[Act]:
        """Offer to agree, or to send it back."""
        return answer_acts(obj, obj.use_case, person_of(request))


def words_of(row: PlanProposal, person: Person) -> PlanWords:
    """Return a proposal in words, beside what is agreed."""
    case = row.use_case
    trial = trials_for(person).filter(use_case=case).select_related("environment").first()
    targets = targets_for(person).filter(use_case=case).select_related("metric")
    return in_words(row, case, trial, targets)


def open_plan(case: UseCase, person: Person) -> PlanProposal | None:
    """Return the proposal of a use case that waits for an answer."""
    rows = plan_proposals_for(person).filter(use_case=case, answered_at__isnull=True)
    return rows.select_related("use_case__phase__programme", "proposed_by").first()


def plan_panel(case: UseCase, person: Person) -> dict[str, Any]:
    """Return what the tab of a trial shows of proposed plans."""
    rows = plan_proposals_for(person).filter(use_case=case).order_by("-proposed_at")
    return {"proposals": list(rows.select_related("proposed_by", "answered_by"))}


def plan_acts(case: UseCase, person: Person) -> list[Act]:
    """Return the acts on the proposal of a use case that waits, if there is one."""
    if case.stage != Stage.ACCEPTED or not may(on_case(person, case), Action.HANDLE):
        return []
    row = open_plan(case, person)
    return answer_acts(row, case, person) if row else []


def answer_acts(row: PlanProposal, case: UseCase, person: Person) -> list[Act]:
    """Return what can be answered to a proposal."""
    live = case.stage == Stage.ACCEPTED and case.basis == Basis.LIVE
    if not live or row.answered_at or not may(on_case(person, case), Action.HANDLE):
        return []
    agree = Act(
        name="agree-plan",
        label=_("Agree to the plan"),
        lead=_(
            "Plan and targets become what the bank proposes; targets that it leaves out are taken "
            "back. The bank is told by letter. Both are locked when the trial starts."
        ),
        perform=lambda values: plans.agree_plan(row, by=person, **values),
        form=AgreeForm,
        initial={"seen": state_of(row)},
        facts=lambda: _facts(words_of(row, person)),
        done=_("The plan is agreed, and the bank is told."),
        main=True,
        tab=TAB,
    )
    back = Act(
        name="send-back-plan",
        label=_("Send the plan back"),
        lead=_("The bank is told by letter what to change, and proposes it anew."),
        perform=lambda values: plans.send_back_plan(row, by=person, **values),
        form=WhyForm,
        done=_("The plan is sent back, and the bank is told."),
        tab=TAB,
    )
    return [agree, back]


def _facts(words: PlanWords) -> list[tuple[Any, str]]:
    """Return what agreeing would change, line by line."""
    plan = [
        (str(each.label).capitalize(), each.after or str(_("Emptied")))
        for each in words.plan
        if each.differs
    ]
    aims = [
        (_named(each.metric, each.aspect), each.after) for each in words.targets if each.differs
    ]
    gone = [(_named(each.metric, each.aspect), str(_("Taken back"))) for each in words.dropped]
    return [*plan, *aims, *gone]


def _named(metric: str, aspect: str) -> str:
    return f"{metric}, {aspect}" if aspect else metric
