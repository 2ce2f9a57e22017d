"""What every table shares: opaque ids, moments of recording, normalised text, labels, sources."""

from typing import Any
from uuid import uuid4

from django import forms
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from usecases.text.normal import normal
from usecases.vocabulary.basis import Basis, Precision, SourceKind


class Line(models.CharField[str, str]):
    """One line of text, normalised on its way in."""

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


def in_language(record: models.Model, stem: str) -> str:
    """Return the text of `stem` in the language in use, else in English."""
    suffix = (get_language() or "en").replace("-", "_").lower()
    return getattr(record, f"{stem}_{suffix}", "") or getattr(record, f"{stem}_en")


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
