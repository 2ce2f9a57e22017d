"""What every table shares: opaque ids, moments of recording, normalised text, labels, sources."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from usecases.text.normal import normal
from usecases.vocabulary.basis import Basis, Precision, SourceKind


def one_line(value: str) -> None:
    """Refuse line breaks: in a letter what follows them would pass for ours."""
    if len(f"{value}.".splitlines()) > 1:
        raise ValidationError(_("Give it on one line."), code="line-break")


class Line(models.CharField[str, str]):
    """One line of text, normalised on its way in."""

    default_validators = [one_line]

    def to_python(self, value: Any) -> Any:
        """Normalise what forms and serializers hand over."""
        return normal(value) if isinstance(value, str) else super().to_python(value)

    def get_prep_value(self, value: Any) -> Any:
        """Normalise what code hands over."""
        return normal(value) if isinstance(value, str) else super().get_prep_value(value)


class Prose(models.TextField[str, str]):
    """Several lines of text, normalised on their way in."""

    def to_python(self, value: Any) -> Any:
        """Normalise what forms and serializers hand over."""
        return normal(value) if isinstance(value, str) else super().to_python(value)

    def get_prep_value(self, value: Any) -> Any:
        """Normalise what code hands over."""
        return normal(value) if isinstance(value, str) else super().get_prep_value(value)


class WebAddress(models.URLField[str, str]):
    """An address on the web; one typed without a scheme is taken as https."""

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """Return the form field, with the scheme that Django 6 assumes."""
        return super().formfield(**{"assume_scheme": "https", **kwargs})


class Record(models.Model):
    """A record: an opaque id, when it was first recorded and when last changed.

    Both moments are set by `audit.record` and rise strictly over all records.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    recorded_at = models.DateTimeField(_("recorded"), editable=False)
    updated_at = models.DateTimeField(_("last changed"), editable=False, db_index=True)

    class Meta:
        abstract = True


class Sourced(models.Model):
    """A fact that is public by nature says where it comes from."""

    source = Prose(_("source"), blank=True)
    source_kind = Line(_("kind of source"), max_length=12, choices=SourceKind.choices, blank=True)

    class Meta:
        abstract = True


class Dated(models.Model):
    """A fact that happened: when, how precisely that is known, and how it came to be recorded."""

    happened_on = models.DateTimeField(_("happened"))
    precision = Line(max_length=8, choices=Precision.choices, default=Precision.MOMENT)
    basis = Line(_("basis"), max_length=10, choices=Basis.choices, default=Basis.LIVE)
    source = Prose(_("source"), blank=True)

    class Meta:
        abstract = True


def in_order(
    name: str, first: str, last: str, message: StrOrPromise, *, strictly: bool = False
) -> models.CheckConstraint:
    """Return the constraint that one column does not come before another, where both are given."""
    after = Q(**{f"{last}__{'gt' if strictly else 'gte'}": F(first)})
    empty = Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__isnull": True})
    return models.CheckConstraint(
        condition=empty | after, name=name, violation_error_message=message
    )


def in_language(record: models.Model, stem: str) -> str:
    """Return the text of `stem` in the language in use, else in English."""
    suffix = (get_language() or "en").replace("-", "_").lower()
    return getattr(record, f"{stem}_{suffix}", "") or getattr(record, f"{stem}_en")


class Named(Record):
    """A record with a name in three languages."""

    name_en = Line(_("name"), max_length=200)
    name_zh_hant = Line(_("name (Traditional Chinese)"), max_length=200, blank=True)
    name_zh_hans = Line(_("name (Simplified Chinese)"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language in use."""
        return in_language(self, "name")


class Labelled(Record):
    """A word of a vocabulary: code, labels in three languages, order, active."""

    code = models.SlugField(_("code"), max_length=60)
    label_en = Line(_("label (English)"), max_length=120)
    label_zh_hant = Line(_("label (Traditional Chinese)"), max_length=120, blank=True)
    label_zh_hans = Line(_("label (Simplified Chinese)"), max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        abstract = True
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The label in the language in use."""
        return in_language(self, "label")
