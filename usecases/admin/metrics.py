"""The metrics that results are measured by: administrators edit them, nobody types one freely."""

from typing import Any

from django.contrib.admin import display
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from usecases.admin.base import ConsoleAdmin
from usecases.admin.list_active import IN_USE
from usecases.models.words import Metric
from usecases.text.measures import bounds_text

_LABELS = ("label_en", "label_zh_hant", "label_zh_hans")


class MetricAdmin(ConsoleAdmin[Metric]):
    """What is measured, in which unit, which way is better, between which bounds."""

    list_display = ("code", *_LABELS, "unit", "direction", "bounds", "order", "active")
    list_filter = ("unit", "direction")
    active = IN_USE
    further_columns = ("measured", "updated_at")
    search_fields = ("code", *_LABELS)
    empty_text = _("What results are measured by will appear here.")

    @display(description=_("bounds"))
    def bounds(self, metric: Metric) -> str:
        """Between which values a result lies."""
        return bounds_text(metric.lowest, metric.highest) or "–"

    def sections(self, request: HttpRequest, obj: Metric | None) -> list[Any]:
        """Show the words, and what a number means; that stays once a number stands on it."""
        meaning = ("unit", "direction", "lowest", "highest", "measured")
        return [(None, ("code", *_LABELS, "order", "active")), (_("What it means"), meaning)]
