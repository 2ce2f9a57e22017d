"""The bodies that are read about trials."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers

from usecases.api.serializers.base import Strict, StrictModel
from usecases.models.base import Record
from usecases.models.casefile import Attachment
from usecases.models.person import ANONYMOUS, Person
from usecases.models.results import Cycle, Result
from usecases.models.trials import Target, Trial
from usecases.models.words import Term
from usecases.rules.visibility_casefile import attachments_for
from usecases.rules.visibility_register import metrics_for, techniques_for, terms_for
from usecases.rules.visibility_trials import targets_for
from usecases.vocabulary.basis import Precision
from usecases.vocabulary.limits import REASON_CHARACTERS
from usecases.vocabulary.terms import TermKind
from usecases.vocabulary.trials import CYCLE_FIELDS, PLAN_FIELDS, RESULT_FIELDS, TARGET_FIELDS


def _environments(person: Person) -> Any:
    return terms_for(person).filter(kind=TermKind.ENVIRONMENT)


_CHOICES: dict[str, Any] = {
    "environment": _environments,
    "metric": metrics_for,
    "techniques": techniques_for,
    "target": targets_for,
    "evidence": attachments_for,
}


def _by_code(**kwargs: Any) -> Any:
    none = Term.objects.none()
    return serializers.SlugRelatedField(slug_field="code", queryset=none, **kwargs)


def _by_id(rows: QuerySet[Any], **kwargs: Any) -> Any:
    kwargs |= {"required": False, "allow_null": True}
    return serializers.PrimaryKeyRelatedField(queryset=rows.none(), **kwargs)


def _why(*, required: bool = False) -> serializers.CharField:
    return serializers.CharField(
        required=required,
        allow_blank=not required,
        max_length=REASON_CHARACTERS,
        help_text="Why.",
    )


class _Choosing(StrictModel[Record]):
    """Offers only what the writer may see; what spans fields the verb decides."""

    def get_fields(self) -> dict[str, Any]:
        """Narrow every choice to what the writer may see."""
        fields: dict[str, Any] = super().get_fields()
        person: Person = self.context.get("person", ANONYMOUS)
        for name, field in fields.items():
            if name in _CHOICES:
                chosen = getattr(field, "child_relation", field)
                chosen.queryset = _CHOICES[name](person)
        return fields


class PlanBody(_Choosing):
    """The plan, before the trial starts."""

    environment = _by_code(required=False, allow_null=True, help_text="Code of an environment.")
    reason = _why()

    class Meta:
        model = Trial
        fields: ClassVar[tuple[str, ...]] = (*PLAN_FIELDS, "reason")
        validators: ClassVar[list[Any]] = []


class PlanAmendBody(PlanBody):
    """The plan as it is amended, with the reason."""

    reason = _why(required=True)


class TargetChangeBody(_Choosing):
    """What is said of a target."""

    reason = _why()

    class Meta:
        model = Target
        fields: ClassVar[tuple[str, ...]] = (*TARGET_FIELDS, "reason")
        validators: ClassVar[list[Any]] = []


class TargetBody(TargetChangeBody):
    """A target. After the trial has started it is an amendment, and needs its reason."""

    metric = _by_code(help_text="Code of a metric.")

    class Meta(TargetChangeBody.Meta):
        fields: ClassVar[tuple[str, ...]] = ("metric", "aspect", *TARGET_FIELDS, "reason")


class TargetAmendBody(TargetChangeBody):
    """A target as it is amended, with the reason."""

    reason = _why(required=True)


class CycleBody(_Choosing):
    """A test cycle, and how the system is set up in it."""

    techniques = _by_code(many=True, required=False, help_text="Codes of techniques.")
    reason = _why()

    class Meta:
        model = Cycle
        fields: ClassVar[tuple[str, ...]] = (*CYCLE_FIELDS, "reason")
        validators: ClassVar[list[Any]] = []


class ResultBody(_Choosing):
    """A result. Its day is that of the programme's time zone; without one it is of now."""

    metric = _by_code(help_text="Code of a metric.")
    target = _by_id(Target.objects.all(), help_text="Id; else by metric and aspect.")
    evidence = _by_id(Attachment.objects.all(), help_text="Id of a file of the case.")
    happened_on = serializers.DateField(required=False, allow_null=True)
    precision = serializers.ChoiceField(
        choices=[each for each in Precision.choices if each[0] != Precision.MOMENT],
        required=False,
    )
    reason = _why()

    class Meta:
        model = Result
        fields: ClassVar[tuple[str, ...]] = (*RESULT_FIELDS, "reason")
        validators: ClassVar[list[Any]] = []


class WhyBody(Strict):
    """The reason, which is needed."""

    reason = _why(required=True)
