"""What is missing for each next move."""

from typing import Any

from rest_framework import serializers

from usecases.vocabulary.stages import Stage
from usecases.vocabulary.verbs import Verb


class MissingShown(serializers.Serializer[Any]):
    """One thing that is missing."""

    field = serializers.CharField(help_text="The field it belongs to.")
    code = serializers.CharField(help_text="What is wrong, for programs.")
    text = serializers.CharField(help_text="What is wrong, for people.")


class StepShown(serializers.Serializer[Any]):
    """A next move."""

    verb = serializers.ChoiceField(choices=Verb.choices, source="move.verb")
    label = serializers.CharField(  # type: ignore[assignment]  # a declared field is taken out
        source="move.verb.label"
    )
    needs_reason = serializers.BooleanField(source="move.needs_reason")
    allowed = serializers.BooleanField(help_text="Whether you may make it now.")
    mine = serializers.BooleanField(help_text="Whether it is yours to make at all.")
    missing = MissingShown(many=True)


class ReadinessShown(serializers.Serializer[Any]):
    """The next moves of a use case, as the caller sees them."""

    stage = serializers.ChoiceField(choices=Stage.choices)
    version = serializers.IntegerField()
    steps = StepShown(many=True)
