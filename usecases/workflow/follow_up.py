"""The reply to what a bank is asked 6 and 12 months after its trial was completed."""

from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.rules.due import today_of
from usecases.rules.follow_ups import MONTHS, add_months
from usecases.vocabulary.limits import FOLLOW_UP_EARLY_DAYS
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import OutcomeResult
from usecases.workflow.errors import WrongStage, invalid


def answers(case: UseCase, months: int, result: str, moment: datetime) -> None:
    """Refuse a reply that answers no asking, and "no reply" before anybody could have replied."""
    if months not in MONTHS:
        raise invalid("follow_up", "unknown", _("It is asked after 6 and after 12 months."))
    if case.stage != Stage.COMPLETED:
        raise WrongStage
    moves = StageChange.objects.standing().filter(use_case=case, to_stage=Stage.COMPLETED)
    completed = moves.order_by("happened_on", "row").last()
    if completed is None:
        raise WrongStage
    programme = case.phase.programme
    due = add_months(today_of(programme, completed.happened_on), months)
    early = 0 if result == OutcomeResult.NO_REPLY else FOLLOW_UP_EARLY_DAYS
    if today_of(programme, moment) < due - timedelta(days=early):
        day = date_format(due, "DATE_FORMAT")
        text = _("This is too early: it is asked on {day}.")
        raise invalid("follow_up", "early", format_lazy(text, day=day))
