"""A proposed plan in words, beside what is agreed now: what differs, what would be taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise

from usecases.models.proposals import PlanProposal
from usecases.models.trials import Target, Trial
from usecases.models.usecases import UseCase
from usecases.rules.plans import proposed, said
from usecases.text.measures import value_text
from usecases.vocabulary.trials import PLAN_FIELDS


@dataclass(frozen=True)
class PlanLine:
    """A field of the plan as proposed, and as agreed now."""

    label: Promise | str
    after: str
    before: str

    @property
    def differs(self) -> bool:
        """Whether agreeing would change it."""
        return self.after != self.before


@dataclass(frozen=True)
class AimLine:
    """A target as proposed, and as agreed now; empty where there is none."""

    metric: str
    aspect: str
    after: str
    before: str
    meaning: str = ""

    @property
    def differs(self) -> bool:
        """Whether agreeing would change it."""
        return self.after != self.before


@dataclass(frozen=True)
class PlanWords:
    """The whole proposal in words."""

    plan: list[PlanLine]
    targets: list[AimLine]
    dropped: list[AimLine]


def in_words(
    row: PlanProposal, case: UseCase, trial: Trial | None, targets: Iterable[Target]
) -> PlanWords:
    """Return a proposal beside the plan and the targets that stand."""
    found = proposed(case, row.content)
    left = {(each.metric_id, each.aspect.lower()): each for each in targets}
    aims = []
    for each in found.targets:
        known = left.pop((each.metric_id, each.aspect.lower()), None)
        aims.append(_aim(each, _aimed(known) if known else ""))
    return PlanWords(
        plan=[
            PlanLine(label(name), _told(found.trial, name), _told(trial, name) if trial else "")
            for name in PLAN_FIELDS
        ],
        targets=aims,
        dropped=[
            AimLine(str(each.metric), each.aspect, "", _aimed(each)) for each in left.values()
        ],
    )


def label(name: str) -> Promise | str:
    """Return how a field of the plan is called."""
    column: Any = Trial._meta.get_field(name)
    text: Promise | str = column.verbose_name
    return text


def _aim(target: Target, before: str) -> AimLine:
    metric = str(target.metric) if said(target, "metric_id") else ""
    return AimLine(metric, target.aspect, _aimed(target), before, target.meaning)


def _aimed(target: Target) -> str:
    """Return what is aimed at, with where it starts from; as far as it is said."""
    if not said(target, "metric_id") or not said(target, "value"):
        return ""
    unit, aim = target.metric.unit, value_text(target.value, target.metric.unit)
    told = f"{target.get_success_display()} {aim}" if target.success else aim
    return told if target.baseline is None else f"{value_text(target.baseline, unit)} → {told}"


def _told(trial: Trial, name: str) -> str:
    value = getattr(trial, name)
    if value is None:
        return ""
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, str) or name == "environment":
        return str(value)
    number = value.normalize() if isinstance(value, Decimal) else value
    return number_format(number, use_l10n=True, force_grouping=True)
