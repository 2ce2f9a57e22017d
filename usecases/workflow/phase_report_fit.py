"""What stands in the way of publishing a phase report: asked when it is proposed and confirmed."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.models.publications import Publication
from usecases.reporting.phase_report_lists import LISTS
from usecases.reporting.phase_report_parts import PART_BY_NAME
from usecases.rules.missing import Missing
from usecases.rules.phase_report_words import missing_texts, telling
from usecases.text.digest import digest
from usecases.workflow.errors import NotReady

_KEYS = frozenset(
    {"name", "basis", "rows", "columns", "records", "withheld", "subject", "table"},
)


def refuse_unfit(content: dict[str, Any]) -> None:
    """Raise what of a frozen report may not be published."""
    if found := unfit(content):
        raise NotReady(*found)


def unfit(content: dict[str, Any]) -> list[Missing]:
    """Return what of a frozen report may not be published; nothing where it may."""
    facts = content["facts"]
    found = [*missing_texts(facts["texts"]), *telling(facts["texts"]), *_private(facts)]
    found += _not_public(facts)
    if content["digest"] != digest(facts):
        text = _("Its digest is not that of its rows.")
        found.append(Missing("", "digest", text))
    return found


def _private(facts: dict[str, Any]) -> Iterator[Missing]:
    """Return what a part holds that it is not made of."""
    for part in facts["parts"]:
        known = PART_BY_NAME.get(part["name"])
        listing = LISTS.get(known.listing) if known else None
        allowed = set(listing.columns if listing else known.columns if known else ())
        if known and known.frozen:
            allowed = {*part["columns"]}  # held against the published table, row by row
        names = {name for row in part["rows"] for name in row} - allowed
        odd = names | ({*part} - _KEYS)
        if known is None or odd or (known.basis != part["basis"]):
            said = _("{part} holds what is not published: {names}.")
            told = format_lazy(said, part=part["name"], names=", ".join(sorted(odd)) or "–")
            yield Missing(part["name"], "private", told)
        if known and known.frozen and not _as_frozen(part):
            told = _("{part}: what stands here is not the published table, small cells withheld.")
            yield Missing(part["name"], "withheld", format_lazy(told, part=part["name"]))


def _as_frozen(part: dict[str, Any]) -> bool:
    """Whether every row is one of a published table, whose withheld cells were proven to be so."""
    rows = Publication.objects.filter(
        record=part["table"], published_at__isnull=False, withdrawn_at__isnull=True
    )
    lines = [line for row in rows for line in row.content["rows"]]
    pairs = zip(part["rows"], part["withheld"], strict=True)
    leads = any(part.get("records", ()))
    return not leads and all(
        any(
            line["withheld"] == withheld
            and all(line.get(name) == value for name, value in row.items())
            for line in lines
        )
        and all(row[name] is None for name in withheld)
        for row, withheld in pairs
    )


def _not_public(facts: dict[str, Any]) -> Iterator[Missing]:
    """Return the records of lists that are not public, or not in these words."""
    listed = {
        row["id"]: (part, row) for part in facts["parts"] for row in part["rows"] if "id" in row
    }
    rows = Publication.objects.filter(
        record__in=[*listed], published_at__isnull=False, withdrawn_at__isnull=True
    )
    versions: dict[str, list[dict[str, Any]]] = {}
    for key, content in rows.values_list("record", "content"):
        versions.setdefault(str(key), []).append(content)
    for key, (part, row) in listed.items():
        taken = LISTS[PART_BY_NAME[part["name"]].listing].taken
        said = {name: row.get(name) for name in taken}
        if not any(_as_published(said, content) for content in versions.get(key, ())):
            text = _("{name}: what stands here is not published, or not in these words.")
            told = format_lazy(text, name=_name(row))
            yield Missing(part["name"], "not-public", told)


def _as_published(said: dict[str, Any], content: dict[str, Any]) -> bool:
    return all(content.get(name) == value for name, value in said.items())


def _name(row: dict[str, Any]) -> str:
    names = ("reference", "short_name", "name", "measure", "statement_en")
    return next((str(row[name]) for name in names if row.get(name)), str(row["id"]))
