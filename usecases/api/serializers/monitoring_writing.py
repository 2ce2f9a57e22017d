"""The bodies that are read about deliverables, incidents and notes."""

from typing import Any, ClassVar

from rest_framework import serializers

from usecases.api.serializers.base import Strict, StrictModel
from usecases.models.casefile import Attachment, Note
from usecases.models.monitoring import Deliverable, Incident
from usecases.models.person import ANONYMOUS, Person
from usecases.models.words import Term
from usecases.rules.visibility_casefile import attachments_for
from usecases.rules.visibility_register import terms_for
from usecases.vocabulary.limits import PLAIN_CHARACTERS, REASON_CHARACTERS
from usecases.vocabulary.terms import TermKind


def _words(help_text: str, *, required: bool = True) -> serializers.CharField:
    return serializers.CharField(
        required=required,
        allow_blank=not required,
        max_length=PLAIN_CHARACTERS,
        help_text=help_text,
    )


def _why(*, required: bool = False) -> serializers.CharField:
    return serializers.CharField(
        required=required,
        allow_blank=not required,
        max_length=REASON_CHARACTERS,
        help_text="Why.",
    )


class DeliverableBody(StrictModel[Deliverable]):
    """What falls due, and when. Once the trial runs this amends its plan, and needs its reason."""

    reason = _why()

    class Meta:
        model = Deliverable
        fields: ClassVar[tuple[str, ...]] = ("kind", "title", "due_on", "reason")


class DeliverableChangeBody(StrictModel[Deliverable]):
    """What falls due, said otherwise before the trial starts."""

    class Meta:
        model = Deliverable
        fields: ClassVar[tuple[str, ...]] = ("kind", "title", "due_on")


class DueBody(Strict):
    """Another day, once the trial runs; the day that was fixed stays beside it."""

    due_on = serializers.DateField()
    reason = _why(required=True)


class HandInBody(Strict):
    """What was handed in: a text, a file of the case, or both."""

    text = _words("What was handed in.", required=False)
    file = serializers.PrimaryKeyRelatedField(
        queryset=Attachment.objects.none(),
        required=False,
        allow_null=True,
        help_text="Id of a file of the case.",
    )
    handed_in_at = serializers.DateTimeField(
        required=False, allow_null=True, help_text="By staff, of what came before today."
    )

    def get_fields(self) -> dict[str, Any]:
        """Offer the files that the writer sees."""
        fields: dict[str, Any] = super().get_fields()
        fields["file"].queryset = attachments_for(_writer(self))
        return fields


class IncidentChangeBody(StrictModel[Incident]):
    """What went wrong, put right with a reason."""

    cause = serializers.SlugRelatedField(
        slug_field="code",
        queryset=Term.objects.none(),
        required=False,
        allow_null=True,
        help_text="Code of a cause.",
    )
    reason = _why(required=True)

    class Meta:
        model = Incident
        fields: ClassVar[tuple[str, ...]] = (
            *("severity", "cause", "description", "detected_at", "reported_at", "reason"),
        )

    def get_fields(self) -> dict[str, Any]:
        """Offer coded causes."""
        fields: dict[str, Any] = super().get_fields()
        causes = terms_for(_writer(self)).filter(kind=TermKind.INCIDENT_CAUSE)
        fields["cause"].queryset = causes
        return fields


class IncidentBody(IncidentChangeBody):
    """What went wrong; without `reported_at` it is reported now."""

    reason = None  # type: ignore[assignment]  # how a serializer drops an inherited field
    reported_at = serializers.DateTimeField(required=False, allow_null=True)
    action = _words("What was done about it already.", required=False)

    class Meta(IncidentChangeBody.Meta):
        fields: ClassVar[tuple[str, ...]] = (
            *("severity", "cause", "description", "detected_at", "reported_at", "action"),
        )


class ActionBody(Strict):
    """What was done about an incident."""

    action = _words("What was done.")


class ResolvedBody(ActionBody):
    """What was done about an incident, and since when it is resolved."""

    resolved_at = serializers.DateTimeField(
        required=False, allow_null=True, help_text="Without it: now."
    )


class NoteBody(StrictModel[Note]):
    """A note: internal, or to the bank with what is wanted and by when."""

    text = _words("The note.")
    action_wanted = _words("What the bank is to do.", required=False)

    class Meta:
        model = Note
        fields: ClassVar[tuple[str, ...]] = ("kind", "text", "action_wanted", "due_on")


class DoneBody(Strict):
    """What was done about a note."""

    done = _words("What was done.")


def _writer(serializer: serializers.BaseSerializer[Any]) -> Person:
    person: Person = serializer.context.get("person", ANONYMOUS)
    return person
