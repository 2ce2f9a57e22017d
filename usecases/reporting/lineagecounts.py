"""Counts of use cases that follow from earlier ones: how, and where those stood."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.reporting.parts import Counted
from usecases.vocabulary.casefile import LineageKind
from usecases.vocabulary.stages import Stage

_KINDS = [kind.value for kind in LineageKind]
_SAID = _("Use cases that follow so; one that follows from several is counted under each.")


def _counted(name: str, label: Any, told: Any, **asked: Any) -> Counted:
    return Counted(name, label, told, "use-cases", {"follows": _KINDS, **asked})


FOLLOWING = _counted(
    "following",
    _("Follow from earlier ones"),
    _("Use cases that continue, split from, resubmit or carry over an earlier one."),
)
BY_KIND = tuple(
    _counted(kind.name.lower(), kind.label, _SAID, follows=kind.value) for kind in LineageKind
)
BY_ENDING = tuple(
    _counted(f"from_{stage.value}", label, told, earlier_stage=stage.value)
    for stage, label, told in (
        (
            Stage.COMPLETED,
            _("From a completed one"),
            _("Use cases that follow from one whose trial is completed."),
        ),
        (
            Stage.DECLINED,
            _("From a declined one"),
            _("Use cases that follow from one that was declined."),
        ),
        (
            Stage.LAPSED,
            _("From a lapsed one"),
            _("Use cases that follow from one that was accepted and never started."),
        ),
        (
            Stage.TERMINATED,
            _("From a terminated one"),
            _("Use cases that follow from one whose trial was terminated."),
        ),
        (
            Stage.WITHDRAWN,
            _("From a withdrawn one"),
            _("Use cases that follow from one that was withdrawn."),
        ),
    )
)
COUNTED = (FOLLOWING, *BY_KIND, *BY_ENDING)
