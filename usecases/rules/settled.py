"""The targets of cases that a trial starts with, and that it completes with."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.models.results import Result
from usecases.models.trials import Target
from usecases.models.usecases import UseCase
from usecases.rules.missing import Missing
from usecases.vocabulary.stages import Stage

_LOOKED_AT = frozenset({Stage.ACCEPTED, Stage.TRIALLING})


def targets_of(cases: Iterable[UseCase]) -> dict[UUID, tuple[Target, ...]]:
    """Return the targets of those cases that start or complete next; of none, no query."""
    rows = [case.pk for case in cases if case.stage in _LOOKED_AT]
    if not rows:
        return {}
    final = Result.objects.filter(target=OuterRef("pk"), final=True, voided_at__isnull=True)
    found: defaultdict[UUID, list[Target]] = defaultdict(list)
    targets = Target.objects.filter(use_case__in=rows, dropped_at__isnull=True)
    for target in targets.select_related("metric").annotate(measured=Exists(final)):
        found[target.use_case_id].append(target)
    return {case: tuple(each) for case, each in found.items()}


def targets_said(targets: tuple[Target, ...]) -> Iterator[Missing]:
    """Ask for something that the trial is to reach."""
    if not targets:
        yield Missing("targets", "required", _("The trial has no target yet."))


def targets_settled(targets: tuple[Target, ...]) -> Iterator[Missing]:
    """Ask for a final result of every target, or why there is none."""
    open_ones = [each for each in targets if not _settled(each)]
    if open_ones:
        text = _("Without a final result or a reason why there is none: {targets}.")
        names = "; ".join(" · ".join(filter(None, (str(t), t.aspect))) for t in open_ones)
        yield Missing("results", "required", format_lazy(text, targets=names))


def _settled(target: Target) -> bool:
    measured: bool = getattr(target, "measured")  # noqa: B009  # annotated by `targets_of`
    return measured or bool(target.no_result_reason)
