"""A phase's own questions with the bank's answers, and the body by which they are answered."""

from typing import Any

from rest_framework import serializers

from usecases.api.serializers.base import Strict
from usecases.vocabulary.questions import QuestionKind


class ChoiceShown(serializers.Serializer[Any]):
    """One choice of a question."""

    code = serializers.CharField()
    label_en = serializers.CharField()
    label_zh_hant = serializers.CharField(required=False, allow_blank=True)
    label_zh_hans = serializers.CharField(required=False, allow_blank=True)


class QuestionShown(serializers.Serializer[Any]):
    """One question of the form in force, and what was answered."""

    code = serializers.CharField()
    kind = serializers.ChoiceField(choices=QuestionKind.choices)
    label_en = serializers.CharField()
    label_zh_hant = serializers.CharField(allow_blank=True)
    label_zh_hans = serializers.CharField(allow_blank=True)
    help_en = serializers.CharField(allow_blank=True)
    required = serializers.BooleanField()  # type: ignore[assignment]  # a declared field is taken out
    word_limit = serializers.IntegerField(allow_null=True)
    choices = ChoiceShown(many=True)
    answer = serializers.JSONField(
        allow_null=True,
        help_text="A text, a number as text, true or false, a code or several; null where none.",
    )
    files = serializers.ListField(
        child=serializers.UUIDField(), help_text="Ids of the files that answer it."
    )


class AnswersShown(serializers.Serializer[Any]):
    """What the phase of a use case asks, and what its bank has answered so far."""

    use_case = serializers.UUIDField()
    form_version = serializers.IntegerField()
    questions = QuestionShown(many=True)


class AnswersBody(Strict):
    """Answers by the code of their question; what is not named stays, null takes one back."""

    answers = serializers.DictField(
        child=serializers.JSONField(allow_null=True),
        allow_empty=False,
        help_text='Such as {"hosting": "on-premises", "people": "12"}.',
    )
