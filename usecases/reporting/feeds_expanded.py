"""Feeds whose rows are not one for each record: moves that void others, and the bridges."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django.db.models import Q

from usecases.models.casefile import Lineage
from usecases.models.parties import Party
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.reporting.feeds_audience import once_seen
from usecases.reporting.feeds_feed import Feed
from usecases.reporting.feeds_fields import Raw
from usecases.reporting.feeds_outs import Context, Out


@dataclass(frozen=True)
class Moves(Feed):
    """Stage changes that stand. One that voids another takes that one back."""

    def outs(self, raws: Sequence[Raw], context: Context) -> list[Out]:
        """Return each move that stands, and the tombstone of the one that it voids."""
        make, index = self.maker(context), self.index
        voided, to, voids = (index[path] for path in ("voided_by", "to_stage", "voids__uuid"))
        return [
            Out(
                rows=(make(raw),) if raw[to] and raw[voided] is None else (),
                gone=(str(raw[voids]),) if raw[voids] and raw[0] > context.since else (),
            )
            for raw in raws
        ]


# For each of some use cases: the rows of its links, each as an id and further columns.
Links = dict[Any, list[tuple[str, tuple[Any, ...]]]]
Gone = dict[Any, list[str]]


@dataclass(frozen=True)
class Bridge(Feed):
    """Links of use cases: each use case gives all of its own whenever it changes."""

    linked: Callable[[Sequence[Any]], Links] = lambda _cases: {}
    dropped: Callable[[Sequence[Any], Context, Links], Gone] = lambda _cases, _context, _links: {}

    def outs(self, raws: Sequence[Raw], context: Context) -> list[Out]:
        """Return the links of each use case, and tombstones for those that it had before."""
        make, cases = self.maker(context), [raw[1] for raw in raws]
        links = self.linked(cases)
        gone = self.dropped(cases, context, links)
        return [
            Out(
                tuple(make((raw[0], key, *raw[2:], *more)) for key, more in links.get(raw[1], [])),
                tuple(gone.get(raw[1], ())),
            )
            for raw in raws
        ]

    def left(self, cases: set[Any], context: Context) -> dict[Any, Out]:
        """Return tombstones for the links of use cases that left the reader's view."""
        some = sorted(cases)
        links = self.linked(some)
        gone = self.dropped(some, context, links)
        return {
            case: Out(gone=(*(key for key, _more in links.get(case, [])), *gone.get(case, ())))
            for case in some
        }


def made_key(*parts: Any) -> str:
    """Return the id of a link that has no record of its own: the same one always."""
    return str(uuid5(NAMESPACE_OID, ":".join(str(part) for part in parts)))


def categories_of(cases: Sequence[Any]) -> Links:
    """Return the categories that the regulator gave each case, and the bank's own."""
    rows: Any = UseCase.objects.filter(pk__in=cases).order_by()
    found: Links = {
        case: [
            (made_key(case, role), (category, role))
            for role, category in (("primary", primary), ("own", own))
            if category
        ]
        for case, primary, own in rows.values_list("pk", "category", "own_category")
    }
    further = UseCase.further_categories.through.objects.filter(usecase__in=cases)
    for case, category in further.order_by("category").values_list("usecase", "category"):
        found[case].append((made_key(case, "further", category), (category, "further")))
    return found


def no_category(cases: Sequence[Any], context: Context, links: Links) -> Gone:
    """Return the ids of the roles in which a case has no category (any more), or not this one."""
    there = {key for each in links.values() for key, _more in each}
    names = ("category", "own_category", "further_categories")
    return {
        case: sorted(
            {made_key(case, "primary"), made_key(case, "own"), *_further(case, many)} - there
        )
        for case, many in _changed(cases, context, *names).items()
    }


def _further(case: Any, many: Iterable[Mapping[str, Any]]) -> set[str]:
    return {
        made_key(case, "further", each)
        for told in many
        for each in told.get("further_categories", ())
    }


def techniques_of(cases: Sequence[Any]) -> Links:
    """Return the techniques of each case."""
    through = UseCase.techniques.through.objects.filter(usecase__in=cases)
    found: Links = {}
    for case, technique in through.order_by("technique").values_list("usecase", "technique"):
        found.setdefault(case, []).append((made_key(case, technique), (technique,)))
    return found


def techniques_before(cases: Sequence[Any], context: Context, links: Links) -> Gone:
    """Return the ids of the techniques that were taken off a case."""
    there = {key for each in links.values() for key, _more in each}
    return {
        case: sorted({made_key(case, each) for told in many for each in told["techniques"]} - there)
        for case, many in _changed(cases, context, "techniques").items()
    }


def parties_of(cases: Sequence[Any]) -> Links:
    """Return who stands on each case: its lead, joint institutions and technology partners."""
    found: Links = {}
    lead = UseCase.objects.filter(pk__in=cases).order_by().values_list("pk", "institution")
    for case, institution in lead:
        found[case] = [(made_key(case, "lead"), (institution, None, "lead"))]
    columns = ("use_case", "pk", "institution", "partner", "role")
    parties = Party.objects.filter(use_case__in=cases).order_by("pk")
    for case, key, *told in parties.values_list(*columns):
        found[case].append((str(key), tuple(told)))
    return found


def parties_before(cases: Sequence[Any], context: Context, links: Links) -> Gone:
    """Return the ids of the parties that were taken off a case which the reader could see."""
    dropped = Change.objects.filter(
        kind="party", after={}, use_case__in=cases, recorded_at__gt=context.since
    )
    told = set(dropped.values_list("use_case", "record"))
    seen = once_seen(context.reader, {case for case, _key in told})
    found: Gone = {}
    for case, key in sorted(told, key=str):
        if key in seen.get(case, set()):
            found.setdefault(case, []).append(key)
    return found


def _changed(cases: Sequence[Any], context: Context, *names: str) -> dict[Any, list[Any]]:
    """Return what cases said before in some columns, where that was changed since."""
    rows = Change.objects.filter(
        kind="usecase", use_case__in=cases, recorded_at__gt=context.since,
        before__has_any_keys=list(names), private_to__isnull=True,
    )  # fmt: skip
    found: dict[Any, list[Any]] = {}
    for case, before in rows.order_by("row").values_list("use_case", "before"):
        found.setdefault(case, []).append(before)
    return found


@dataclass(frozen=True)
class Lineages(Feed):
    """Links between two use cases: one is seen by whoever sees both."""

    def left(self, cases: set[Any], context: Context) -> dict[Any, Out]:
        """Return tombstones for links of these cases to others that the reader sees, or saw."""
        touched = Lineage.objects.filter(Q(earlier__in=cases) | Q(later__in=cases))
        rows = list(touched.order_by("pk").values_list("pk", "earlier", "later"))
        ends = {end for _key, *both in rows for end in both} - cases
        seen = set(context.reader.cases().filter(pk__in=ends).values_list("pk", flat=True))
        known = cases | seen | set(once_seen(context.reader, ends - seen))
        found: dict[Any, list[str]] = {}
        for key, earlier, later in rows:
            if earlier in known and later in known:
                found.setdefault(earlier if earlier in cases else later, []).append(str(key))
        return {case: Out(gone=tuple(keys)) for case, keys in found.items()}
