"""The dictionary has every column and no other, and a star schema loads without a gap."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from tests.api.clients import world
from tests.factories.clarifications import asked
from tests.factories.institutions import bank_b
from tests.factories.memory import once
from tests.factories.parties import joint
from tests.factories.usecases import use_case_at
from tests.factories.words import make_technique
from tests.keeping import kept
from tests.people import auditor, officer, signatory
from tests.reporting.feed_copies import NAMES, full
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.reporting.dictionary import DEGENERATE, entries
from usecases.reporting.feeds import FEEDS
from usecases.reporting.feeds_feed import Feed
from usecases.reporting.feeds_fields import Kind
from usecases.reporting.feeds_pull import Pull, Start
from usecases.reporting.feeds_reader import reader_of
from usecases.vocabulary.casefile import LineageKind
from usecases.vocabulary.stages import Stage
from usecases.workflow import lineage

pytestmark = pytest.mark.django_db
FACTS = {
    *("use-cases", "stage-changes", "participations", "decisions", "trials", "results"),
    *("deliverables", "incidents", "clarifications", "outcomes", "published-figures"),
}
DIMENSIONS = {
    *("programmes", "phases", "authorities", "institutions", "technology-partners"),
    *("categories", "techniques", "metrics", "dates"),
}
BRIDGES = {
    *("use-case-categories", "use-case-techniques", "use-case-parties", "use-case-lineages"),
}


def furnish() -> dict[str, UseCase]:
    """Something in every feed."""
    cases = world()
    asked(cases["assessing"])
    joint(cases["completed"], bank_b())
    more = use_case_at(Stage.SUBMITTED, techniques=[make_technique()])
    kind = LineageKind.CONTINUES
    lineage.link(later=more, earlier=cases["completed"], kind=kind, by=officer())
    for person in (auditor, signatory):
        person()
    return cases


_world = kept(lambda: once("feeds of the dictionary", furnish))


def named(name: str, person: Person) -> list[dict[str, Any]]:
    head = FEEDS[name].head
    return [dict(zip(head, row, strict=True)) for row in full(name, person).values()]


def test_which_there_are() -> None:
    found: dict[str, set[str]] = {}
    for each in FEEDS.values():
        found.setdefault(each.nature, set()).add(each.name)
    assert found == {"fact": FACTS, "dimension": DIMENSIONS, "bridge": BRIDGES}


@pytest.mark.parametrize("name", NAMES)
def test_every_column_is_explained_and_every_explanation_is_a_column(name: str) -> None:
    known = entries(FEEDS[name])
    for row in named(name, officer()):
        assert list(row) == [each.name for each in known]
    for each in known:
        assert each.definition.endswith("."), each.name
        assert each.definition[0] != " "
    assert len({each.name for each in known}) == len(known)
    numbers = {each.name for each in known if each.type == Kind.DECIMAL}
    assert {each.name for each in known if each.unit} >= numbers


@pytest.mark.parametrize("name", NAMES)
def test_values_are_of_their_type(name: str) -> None:
    rows = named(name, officer())
    assert rows, "nothing to look at"
    types = {each.name: each.type for each in entries(FEEDS[name])}
    wanted: dict[str, type] = {"integer": int, "decimal": Decimal, "boolean": bool}
    for row in rows:
        for column, value in row.items():
            if value is not None:
                assert type(value) is wanted.get(types[column], str), column
                assert types[column] != "date" or len(str(value)) == 10
                assert types[column] != "moment" or str(value).endswith("Z")


def _keys(feed: Feed) -> Iterator[tuple[str, str]]:
    for each in entries(feed):
        if each.key_of is not None:
            yield each.name, each.key_of


@pytest.mark.parametrize("who", [officer, auditor, signatory])
def test_every_key_is_there(who: Any) -> None:
    ids = {name: set(full(name, who())) for name in NAMES}
    pull = Pull(FEEDS["dates"], reader_of(who()), Start())
    ids["dates"] = {str(row[0]) for part in pull.everything(5_000) for row in part}
    for name in NAMES:
        for row in named(name, who()):
            for column, other in _keys(FEEDS[name]):
                value = row[column]
                far = other == "dates" and str(value) > "2050"  # the far ends of tests' windows
                assert value is None or far or value in ids[other], (name, column)


def test_columns_that_end_as_keys_are_keys() -> None:
    for feed in FEEDS.values():
        keys = {name for name, _other in _keys(feed)}
        wanted = {each.name for each in feed.fields if each.name.endswith("_id")} - DEGENERATE
        assert wanted <= keys, feed.name


def test_a_moment_has_its_day_beside_it() -> None:
    for feed in FEEDS.values():
        names = [each.name for each in feed.own]
        for each in feed.own:
            if each.kind == Kind.MOMENT:
                stem = each.name.removesuffix("_at").removesuffix("_on")
                assert f"{stem}_date" in names, feed.name


def test_every_fact_about_a_case_says_its_basis() -> None:
    for name in FACTS - {"published-figures"}:
        assert {row["basis"] for row in named(name, officer())} <= {"live", "recorded"}
        assert all(row["basis"] for row in named(name, officer()))
