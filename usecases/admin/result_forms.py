"""What is asked for a result: the form knows its metric, and says unit, bounds, denominator."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import ReasonForm
from usecases.admin.forms import reason_field
from usecases.admin.monitor_forms import day
from usecases.admin.records import rows_for
from usecases.models.casefile import Attachment
from usecases.models.person import Person
from usecases.models.results import Cycle, Result
from usecases.models.trials import Target
from usecases.models.usecases import UseCase
from usecases.models.words import Metric
from usecases.rules.measuring import needs_denominator
from usecases.text.measures import bounds_text
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.stages import ENDED


def _own(name: str, **kwargs: Any) -> Any:
    return Result._meta.get_field(name).formfield(**kwargs)  # type: ignore[union-attr]  # plain columns


class ResultForm(ReasonForm):
    """What was measured in a case; a subclass says of which case, and of which target or cycle."""

    case: UseCase
    target: Target | None = None
    cycle: Cycle | None = None

    operator = _own("operator")
    value = _own("value")
    upper = _own("upper", help_text=_("Only for a range: its upper end."))
    numerator = _own("numerator", help_text=_("The value is what these two give."))
    denominator = _own("denominator")
    sample_size = _own("sample_size")
    evaluator = _own("evaluator")
    happened_on = day(_("Measured on"), required=False, help_text=_("Empty: now."))
    final = _own("final", help_text=_("The target is judged by this result."))
    no_denominator = _own("no_denominator")
    source = forms.CharField(label=_("Source"), required=False)
    field_order = (
        *("cycle", "metric", "aspect", "operator", "value", "upper", "numerator", "denominator"),
        *("no_denominator", "sample_size", "evaluator", "happened_on", "evidence", "final"),
        *("source", "reason"),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        self._choose("evidence", Attachment, _("Evidence"), required=False)
        if self.cycle is None:
            self._choose("cycle", Cycle, _("Test cycle"))
        if self.target is None:
            metrics = rows_for(Metric, person).filter(active=True)
            self.fields["metric"] = forms.ModelChoiceField(metrics, label=_("Metric"))
            self.fields["aspect"] = _own("aspect")
        else:
            self._say(self.target.metric)
        if self.case.basis == Basis.RECORDED:
            self.fields["source"].required = True
        else:
            del self.fields["no_denominator"], self.fields["source"]
            if self.case.stage in ENDED:
                self.fields["reason"] = reason_field(required=True)
            else:
                del self.fields["reason"]
        self.order_fields(self.field_order)

    def _choose(self, name: str, model: Any, label: Any, *, required: bool = True) -> None:
        rows = rows_for(model, self.person).filter(use_case=self.case)
        self.fields[name] = forms.ModelChoiceField(rows, label=label, required=required)

    def _say(self, metric: Metric) -> None:
        """Say of the metric what a number must be."""
        bounds = bounds_text(metric.lowest, metric.highest) or _("without bounds")
        text = _("In {unit}; {bounds}.")
        unit = metric.get_unit_display()
        self.fields["value"].help_text = format_lazy(text, unit=unit, bounds=bounds)
        if needs_denominator(metric):
            self.fields["denominator"].required = self.case.basis != Basis.RECORDED
            self.fields["denominator"].help_text = _("A percentage needs it: of how many.")
        else:
            self.fields["denominator"].help_text = _("This metric does without.")


def result_form(
    case: UseCase, *, target: Target | None = None, cycle: Cycle | None = None
) -> type[ResultForm]:
    """Return the form for results of a target, or of a cycle."""
    return type("ResultFormOf", (ResultForm,), {"case": case, "target": target, "cycle": cycle})
