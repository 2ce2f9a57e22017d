"""The dictionary of the feeds: every column of every feed, its type, its unit, what it says."""

from dataclasses import dataclass

from usecases.reporting.feeds import FEEDS
from usecases.reporting.feeds_feed import Feed
from usecases.reporting.feeds_fields import Field, Kind

# Columns named for a dimension hold its keys; so do those of roles that a dimension plays.
ROLES: dict[str, str] = {
    "superseded_by_id": "published-figures",
    "related_institution_id": "institutions",
    "earlier_use_case_id": "use-cases",
    "later_use_case_id": "use-cases",
}
# Keys without a feed of their own: they say what belongs together.
DEGENERATE = frozenset({"cycle_id", "target_id"})


@dataclass(frozen=True)
class Entry:
    """One column, as the API and the documentation tell of it."""

    name: str
    type: str
    unit: str
    definition: str
    key_of: str | None
    staff_only: bool


def entries(feed: Feed) -> list[Entry]:
    """Return what is to be known of every column of a feed, in order."""
    return [_entry(each) for each in feed.fields]


def _entry(each: Field) -> Entry:
    return Entry(
        name=each.name,
        type=each.kind.value,
        unit=str(each.unit),
        definition=str(each.says),
        key_of=key_of(each),
        staff_only=each.staff,
    )


def key_of(each: Field) -> str | None:
    """Return the feed whose ids a column holds, if any."""
    if each.kind == Kind.DATE and each.name != "date":
        return "dates"
    if each.kind != Kind.ID or each.name == "id" or each.name in DEGENERATE:
        return None
    return ROLES.get(each.name) or _KEYS[each.name]


def _singular(name: str) -> str:
    """Return the word by which columns name a feed: `phases` is `phase_id` in the others."""
    stem = name.replace("-", "_")
    return f"{stem[:-3]}y" if stem.endswith("ies") else stem.removesuffix("s")


_KEYS = {f"{_singular(name)}_id": name for name in FEEDS}
