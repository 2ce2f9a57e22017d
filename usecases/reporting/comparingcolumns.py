"""The columns of two scopes side by side: what is compared, both figures, the difference."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.reporting.table import Column, Type

WORDS = (
    Column("measure", Type.TEXT, _("Name of the column of the report."), label=_("Measure")),
    Column("name", Type.TEXT, _("What it is called."), label=_("Figure")),
    Column("unit", Type.TEXT, _("What it is given in."), label=_("Unit")),
)


def _interval(name: str, label: Any, told: Any) -> tuple[Column, ...]:
    return (
        Column(f"{name}_low", Type.NUMBER, told, label=label),
        Column(f"{name}_high", Type.NUMBER, _("Its other end."), label=_("to")),
    )


COLUMNS = (
    Column("value", Type.NUMBER, _("The figure of the scope."), label=_("This scope")),
    *_interval("value", _("95 % from"), _("Of a rate: Wilson's 95 % interval.")),
    Column("against", Type.NUMBER, _("The same of the other scope."), label=_("Other scope")),
    *_interval("against", _("95 % from"), _("Of a rate: Wilson's 95 % interval.")),
    Column(
        "difference",
        Type.NUMBER,
        _("The first less the second; of rates in percentage points."),
        label=_("Difference"),
    ),
    *_interval("difference", _("95 % from"), _("Of rates: Newcombe's 95 % interval.")),
    Column(
        "small_numbers",
        Type.TEXT,
        _("Which rate rests on few, and says little; empty where neither does."),
        label=_("Small numbers"),
    ),
)
