"""`expand`: a related record's few fields in place of its id or code, as the reader may see it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.models.person import Person
from usecases.rules.missing import Missing
from usecases.selection.errors import BadParameters
from usecases.selection.public import PUBLIC
from usecases.selection.strict import Params, one
from usecases.selection.subjects import SUBJECTS

PARAMETER = "expand"


@dataclass(frozen=True)
class Related:
    """What a field names: a record of which list, by its id or its code, shown how."""

    subject: str
    by: str
    shown: tuple[str, ...]

    def private(self, person: Person, keys: set[str]) -> dict[str, dict[str, Any]]:
        """Return the named records that the person sees, by what names them."""
        rows = SUBJECTS[self.subject].visible(person).filter(**{f"{self.by}__in": keys})
        found = ({name: getattr(row, name) or None for name in self.shown} for row in rows)
        return {str(each[self.by]): {**each, "id": str(each["id"])} for each in found}

    def published(self, keys: set[str]) -> dict[str, dict[str, Any]]:
        """Return the named records as they are published, by what names them."""
        column = "record" if self.by == "id" else self.by
        rows = PUBLIC[self.subject].select({}).filter(**{f"{column}__in": keys})
        found = ({name: row.content.get(name) or None for name in self.shown} for row in rows)
        return {str(each[self.by]): each for each in found}


_NAME = ("id", "code", "name_en")
RELATED: dict[str, Related] = {
    "programme": Related("programmes", "code", _NAME),
    "phase": Related("phases", "code", _NAME),
    "institution": Related("institutions", "id", ("id", "short_name", "legal_name")),
    "partner": Related("technology-partners", "id", ("id", "name")),
    "category": Related("categories", "code", ("id", "code", "label_en")),
    "own_category": Related("categories", "code", ("id", "code", "label_en")),
    "use_case": Related("use-cases", "id", ("id", "reference", "title")),
}


def expandable(fields: Iterable[str]) -> list[str]:
    """Return those of a record's fields that name another record."""
    return [name for name in fields if name in RELATED]


def chosen(params: Params, fields: Iterable[str]) -> list[str]:
    """Return the fields to be expanded; one that names no other record is refused."""
    text = one(params, PARAMETER)
    names = [name.strip() for name in text.split(",")] if text is not None else []
    there, fault = expandable(fields), _("This cannot be expanded: {name}.")
    faults = [Missing(PARAMETER, "unknown", fault.format(name=n)) for n in names if n not in there]
    if faults:
        raise BadParameters(*faults)
    return names


def expanded(
    bodies: list[dict[str, Any]], names: list[str], reader: Person | None
) -> list[dict[str, Any]]:
    """Return the bodies with related records in them, one query a field; no reader: the public."""
    found: dict[str, Mapping[str, Any]] = {}
    for name in names:
        keys = {str(body[name]) for body in bodies if body[name] is not None}
        related = RELATED[name]
        found[name] = related.private(reader, keys) if reader else related.published(keys)
    return [
        {**body, **{name: found[name].get(str(body[name])) for name in names}} for body in bodies
    ]
