"""How the names and values of a public content are said: as on the forms they come from."""

import re
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from usecases import models
from usecases.vocabulary.publications import Kind

_MODELS: dict[str, type[Model]] = {
    Kind.PROGRAMME: models.Programme,
    Kind.PHASE: models.Phase,
    Kind.PUBLISHED_FIGURE: models.PublishedFigure,
    Kind.INSTITUTION: models.Institution,
    Kind.TECHNOLOGY_PARTNER: models.TechnologyPartner,
    Kind.PARTICIPATION: models.Participation,
    Kind.CATEGORY: models.Category,
    Kind.TECHNIQUE: models.Technique,
    Kind.USE_CASE: models.UseCase,
    Kind.FINDING: models.Finding,
    Kind.DOCUMENT: models.Document,
    Kind.EVENT: models.Event,
    Kind.FOLLOW_ON: models.FollowOn,
    Kind.OTHER_COHORT: models.OtherCohort,
}
_LABELS: dict[str, Promise] = {
    "name_en": _("Name"),
    "title_en": _("Title"),
    "summary_en": _("Summary"),
    "label_en": _("Label"),
    "happened_on": _("Begins"),
    "precision": _("Known to the"),
    "sections": _("Section"),
    "items": _("Item"),
    "paraphrased": _("In our own words"),
    "institution_name": _("Institution"),
    "topic_label_en": _("Topic"),
}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
_TRUTH: dict[str, Promise] = {"True": _("Yes"), "False": _("No")}


def name_said(kind: str, name: str) -> str:
    """Say a name of a content as people do: a number stands for a part of a list."""
    if name in _LABELS:
        return str(_LABELS[name])
    if label := _of_form(kind, name):
        return label
    words = [str(_LABELS.get(word, word)).lower() for word in name.split(" ")]
    text = " ".join(words).replace("_zh_hant", " (Traditional Chinese)")
    text = text.replace("_zh_hans", " (Simplified Chinese)").replace("_en", "")
    return str(capfirst(text.replace("_", " ")))


def _of_form(kind: str, name: str) -> str:
    """Return what the field is called on the form of the record."""
    model = _MODELS.get(kind)
    try:
        field = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return ""
    return str(capfirst(getattr(field, "verbose_name", "")))


def value_said(text: str, kind: str = "", name: str = "") -> str:
    """Return a plain value as people read it, moments in the zone of the page; of a code of the
    record's form its word.
    """
    if said := dict(_choices(kind, name)).get(text):
        return str(said)
    if text in _TRUTH:
        return str(_TRUTH[text])
    if _MOMENT.match(text) and (moment := parse_datetime(text)):
        return date_format(localtime(moment), "j F Y, H:i T")
    day = parse_date(text) if _DAY.match(text) else None
    return date_format(day, "j F Y") if day else text


def _choices(kind: str, name: str) -> list[tuple[Any, Any]]:
    """Return the codes of a field with their words; none of what has no codes."""
    model = _MODELS.get(kind)
    try:
        field = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return []
    return list(getattr(field, "flatchoices", ()))


def is_key(text: str) -> bool:
    """Whether a value is an identifier, which says nothing to people."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True
