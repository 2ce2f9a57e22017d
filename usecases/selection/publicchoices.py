"""Filters whose values must be published ones; anything else is an unknown value."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_filters import MultipleChoiceFilter

from usecases.models.publications import Publication
from usecases.rules.visibility_register import published
from usecases.vocabulary.publications import Kind


class PublishedField(forms.MultipleChoiceField):
    """Takes the codes, or ids, of what is published of one kind, or stands in a column."""

    default_error_messages = {
        "invalid_choice": _("Select a valid choice. %(value)s is not one of the available choices.")
    }

    def __init__(self, *, kind: Kind, key: str, column: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind, self.key, self.column = kind, key, column

    def validate(self, value: list[str]) -> None:
        """Refuse values that are not published."""
        if not value:
            return
        rows = published(Publication.objects.all())
        known = {str(each) for each in rows.filter(kind=self.kind).values_list(self.key, flat=True)}
        if self.column:
            known |= set(rows.values_list(self.column, flat=True).distinct()) - {""}
        for each in value:
            if each not in known:
                message = self.error_messages["invalid_choice"]
                raise ValidationError(message, code="invalid_choice", params={"value": each})


class Published(MultipleChoiceFilter):
    """Several codes of what is published of one kind."""

    field_class = PublishedField
    key = "code"

    def __init__(self, field_name: str | None, kind: Kind, **kwargs: Any) -> None:
        super().__init__(field_name=field_name, kind=kind, key=self.key, distinct=False, **kwargs)


class PublishedRecords(Published):
    """Several ids of what is published of one kind."""

    key = "record"
