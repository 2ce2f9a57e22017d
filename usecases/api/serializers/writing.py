"""The bodies that are read."""

from typing import Any, ClassVar

from rest_framework import serializers

from usecases.api.serializers.base import Strict, StrictModel
from usecases.models.person import ANONYMOUS, Person
from usecases.models.usecases import UseCase
from usecases.models.words import Term
from usecases.rules.visibility_register import (
    categories_for,
    people_for,
    phases_for,
    techniques_for,
    terms_for,
)
from usecases.vocabulary.limits import REASON_CHARACTERS
from usecases.vocabulary.sections import BANK_FIELDS, REGULATOR_FIELDS
from usecases.vocabulary.terms import DecisionOutcome, TermKind
from usecases.vocabulary.verbs import Verb


def _reason() -> serializers.CharField:
    return serializers.CharField(
        required=False, allow_blank=True, max_length=REASON_CHARACTERS, help_text="Why."
    )


class _Choosing(StrictModel[UseCase]):
    """Offers only what the writer may see, by code."""

    def get_fields(self) -> dict[str, Any]:
        """Narrow every choice of a record to what the writer may see."""
        fields: dict[str, Any] = super().get_fields()
        person: Person = self.context.get("person", ANONYMOUS)
        for name, field in fields.items():
            if name in _CHOICES:
                chosen = getattr(field, "child_relation", field)
                chosen.queryset = _CHOICES[name](person)
        return fields


_CHOICES: dict[str, Any] = {
    "phase": phases_for,
    "category": categories_for,
    "own_category": categories_for,
    "further_categories": categories_for,
    "techniques": techniques_for,
    "case_officer": people_for,
}


def _by_code(**kwargs: Any) -> Any:
    none = Term.objects.none()
    return serializers.SlugRelatedField(slug_field="code", queryset=none, **kwargs)


class DraftBody(_Choosing):
    """What a bank writes."""

    own_category = _by_code(required=False, allow_null=True)

    class Meta:
        model = UseCase
        fields: ClassVar[tuple[str, ...]] = BANK_FIELDS


class NewDraftBody(DraftBody):
    """The phase, and whatever of the bank's fields is known already."""

    phase = _by_code(help_text="Code of an open phase.")

    class Meta(DraftBody.Meta):
        fields: ClassVar[tuple[str, ...]] = ("phase", *BANK_FIELDS)


class EditBody(DraftBody):
    """What the regulator edits after submission, with the reason."""

    category = _by_code(required=False, allow_null=True)
    further_categories = _by_code(required=False, many=True)
    techniques = _by_code(required=False, many=True)
    reason = _reason()

    class Meta(DraftBody.Meta):
        fields: ClassVar[tuple[str, ...]] = (*BANK_FIELDS, *REGULATOR_FIELDS, "reason")


class MoveBody(Strict):
    """A move by its verb."""

    verb = serializers.ChoiceField(choices=Verb.choices)
    reason = _reason()


class DecisionBody(Strict):
    """A proposal of a decision."""

    outcome = serializers.ChoiceField(choices=DecisionOutcome.choices)
    reason = _by_code(required=False, allow_null=True, help_text="Code of a reason.")
    text = serializers.CharField(required=False, allow_blank=True)
    conditions = serializers.CharField(required=False, allow_blank=True)
    feedback = serializers.CharField(
        required=False,
        allow_blank=True,
        help_text="Feedback to the bank; without it a decline takes it from the assessments.",
    )
    rank = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=32_767)

    def get_fields(self) -> dict[str, Any]:
        """Offer coded reasons."""
        fields: dict[str, Any] = super().get_fields()
        terms = terms_for(self.context.get("person", ANONYMOUS))
        fields["reason"].queryset = terms.filter(kind=TermKind.REASON)
        return fields


class ReasonBody(Strict):
    """Why."""

    reason = _reason()


class EmptyBody(Strict):
    """Nothing."""
