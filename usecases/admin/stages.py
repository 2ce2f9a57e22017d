"""The one badge of a stage, for lists."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage


def stage_badge(use_case: UseCase) -> SafeString:
    """Return the badge of the stage at which a use case stands, in the staff's word."""
    label = Stage(use_case.stage).label
    return render_to_string("includes/stage_badge.html", {"code": use_case.stage, "label": label})
