"""Questions to banks, and the bodies by which they are asked and answered."""

from typing import Any

from rest_framework import serializers

from usecases.api.serializers.base import Shown, Strict, key, text
from usecases.models.clarifications import Clarification
from usecases.rules.clarified import reads_reply
from usecases.vocabulary.limits import QUESTION_CHARACTERS, REASON_CHARACTERS


class ClarificationShown(Shown[Clarification]):
    """A question about a use case. A reply is the bank's own until its signatory has signed."""

    use_case = key("use_case_id")
    reference = text("use_case.reference")
    asked_by = text("asked_by.name")
    reply = serializers.SerializerMethodField()
    replied_by = serializers.SerializerMethodField()
    closed_by = text("closed_by.name", allow_null=True, default=None)
    submission = key("submission_id", allow_null=True)
    related = ("asked_by", "replied_by", "closed_by")
    staff_only = ("asked_by", "closed_by", "closing")

    class Meta:
        model = Clarification
        fields = (
            *("id", "use_case", "reference", "question", "asked_at", "asked_by", "due_at"),
            *("reply", "replied_by", "answered", "submission", "closed_at", "closed_by"),
            "closing",
        )

    def get_reply(self, question: Clarification) -> str | None:
        """Return the reply, to whoever reads it."""
        return question.reply or None if reads_reply(self.person, question) else None

    def get_replied_by(self, question: Clarification) -> str | None:
        """Return who wrote it, to the same."""
        seen = question.replied_by is not None and reads_reply(self.person, question)
        return question.replied_by.name if seen and question.replied_by else None


class QuestionBody(Strict):
    """One question."""

    question = serializers.CharField(max_length=QUESTION_CHARACTERS)
    due_at = serializers.DateTimeField(help_text="By when an answer is due.")


class AskBody(Strict):
    """Several questions at once."""

    questions = QuestionBody(many=True, allow_empty=False)
    reason = serializers.CharField(
        required=False, allow_blank=True, max_length=REASON_CHARACTERS, help_text="Why."
    )


class AskedShown(serializers.Serializer[Any]):
    """The questions that were asked, in their order."""

    clarifications = ClarificationShown(many=True)


class ReplyBody(Strict):
    """A reply; empty takes it back."""

    reply = serializers.CharField(allow_blank=True)
