"""A list of registrations from CSV: every row's every error first, then all of it or nothing."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from usecases.models.events import Event
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.person import Person
from usecases.rules.missing import Missing
from usecases.rules.visibility_register import institutions_for, technology_partners_for
from usecases.text.cells import original
from usecases.text.names import compact
from usecases.text.normal import normal
from usecases.workflow.errors import Invalid, invalid
from usecases.workflow.registrations import Registered, Told, register

COLUMNS = ("name", "email", "organisation", "came")
_REQUIRED = ("name",)
_YES = {"yes": True, "y": True, "1": True, "true": True, "x": True}
_NO = {"no": False, "n": False, "0": False, "false": False, "": False}
_BYTES, _ROWS, _CHARACTERS = 2 * 1024 * 1024, 5_000, 200
_FIELD = "file"
Names = dict[str, Institution | TechnologyPartner]


@dataclass(frozen=True)
class _Row:
    number: int
    cells: dict[str, str]


def take_in(event: Event, content: BinaryIO, *, by: Person, reason: str = "") -> Registered:
    """Read a list and write it; where anything in it is wrong, say all of it and write nothing."""
    rows = _read(content)
    names = _names(by)
    faults: list[Missing] = []
    told: list[Told] = []
    seen: set[str] = set()
    for row in rows:
        wrong = list(_wrong(row, seen))
        faults += [Missing(_FIELD, "row", f"{_place(row)} {each}") for each in wrong]
        if not wrong:
            told.append(_told(row, names))
    if faults:
        raise Invalid(*faults)
    return register(event, told, by=by, reason=reason)


def _read(content: BinaryIO) -> list[_Row]:
    raw = content.read(_BYTES + 1)
    if len(raw) > _BYTES:
        raise invalid(_FIELD, "too-large", _("The list is larger than 2 MB."))
    try:
        text = normal(raw.decode("utf-8-sig"))
        reader = csv.reader(StringIO(text, newline=""), strict=True)
        head = [cell.strip().casefold() for cell in next(reader, [])]
        _check_head(head)
        found = [
            _Row(reader.line_num, _cells(head, line))
            for line in reader
            if any(map(str.strip, line))
        ]
    except UnicodeDecodeError as error:
        raise invalid(_FIELD, "encoding", _("The list is not in UTF-8.")) from error
    except csv.Error as error:
        raise invalid(_FIELD, "csv", _("The list cannot be read as CSV.")) from error
    if len(found) > _ROWS:
        raise invalid(_FIELD, "too-many", _("The list has more than 5,000 rows."))
    if not found:
        raise invalid(_FIELD, "empty", _("The list has no rows."))
    return found


def _check_head(head: list[str]) -> None:
    missing = [name for name in _REQUIRED if name not in head]
    unknown = [name for name in head if name not in COLUMNS]
    twice = sorted({name for name in head if head.count(name) > 1})
    texts = [
        *(_("The column {name} is missing.").format(name=name) for name in missing),
        *(_("The column {name} is not known.").format(name=name or "–") for name in unknown),
        *(_("The column {name} is there twice.").format(name=name) for name in twice),
    ]
    if texts:
        raise Invalid(*(Missing(_FIELD, "column", text) for text in texts))


def _cells(head: list[str], line: list[str]) -> dict[str, str]:
    """Return the cells of a line by column; what is too many or too few is told by `_wrong`."""
    cells = {name: original(cell).strip() for name, cell in zip(head, line, strict=False)}
    return {**dict.fromkeys(COLUMNS, ""), **cells, "?": "" if len(line) == len(head) else "x"}


def _wrong(row: _Row, seen: set[str]) -> Iterator[str]:
    cells = row.cells
    if cells["?"]:
        yield _("it does not have as many cells as there are columns.")
    if not cells["name"]:
        yield _("the name is missing.")
    for name in COLUMNS:
        if len(cells[name]) > _CHARACTERS:
            yield _("{column} is longer than 200 characters.").format(column=name)
        if any(not (each.isprintable()) for each in cells[name]):
            yield _("{column} has characters that cannot be shown.").format(column=name)
    if email := cells["email"]:
        try:
            validate_email(email)
        except ValidationError:
            yield _("“{text}” is not an e-mail address.").format(text=email)
        if email.casefold() in seen:
            yield _("{text} stands in an earlier row.").format(text=email)
        seen.add(email.casefold())
    if cells["came"].casefold() not in {**_YES, **_NO}:
        yield _("“{text}” is neither yes nor no.").format(text=cells["came"])


def _told(row: _Row, names: Names) -> Told:
    cells = row.cells
    firm = names.get(compact(cells["organisation"])) if cells["organisation"] else None
    return Told(
        name=cells["name"],
        email=cells["email"],
        organisation=cells["organisation"],
        institution=firm if isinstance(firm, Institution) else None,
        partner=firm if isinstance(firm, TechnologyPartner) else None,
        came=_YES.get(cells["came"].casefold(), False),
    )


def _names(person: Person) -> Names:
    """Return the firms that the person sees by each of their names, written in one way."""
    found: Names = {}
    for partner in technology_partners_for(person):
        for name in (partner.name, *_others(partner)):
            found.setdefault(compact(name), partner)
    for bank in institutions_for(person):
        for name in (bank.legal_name, bank.short_name, *_others(bank)):
            found[compact(name)] = bank
    found.pop("", None)
    return found


def _others(firm: Institution | TechnologyPartner) -> list[str]:
    return [firm.name_zh_hant, firm.name_zh_hans, *firm.aliases.split(";")]


def _place(row: _Row) -> str:
    return _("Row {number}:").format(number=row.number)
