"""What a feed is: whose rows, in which order, with which columns; and how rows are made of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import (
    F,
    Q,
    QuerySet,
)
from django.db.models import Model as DjangoModel
from django.db.models.expressions import Combinable
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.reporting.feeds_bank import read_by_bank
from usecases.reporting.feeds_fields import Field, Index, Kind, Raw, spoken
from usecases.reporting.feeds_fields import Value as Cell
from usecases.reporting.feeds_look import Look
from usecases.reporting.feeds_outs import Cells, Context, Nature, Out, joined
from usecases.reporting.feeds_reader import Reader

Place = tuple[datetime, int, str]  # when, in which stream, by which key
OWN = 0  # the stream of records by when they last changed


@dataclass(frozen=True)
class Feed:
    """One feed. `known` are the records that the reader may know of, those that ended since too;
    `cases` leads from them to the use cases that they are seen through, `gone` to what ended them.
    """

    name: str
    title: Promise
    says: Promise
    nature: Nature
    model: type[DjangoModel]
    known: Callable[[Reader], QuerySet[Any]]
    own: tuple[Field, ...]
    cases: tuple[str, ...] = ()
    gone: str = ""
    place: Combinable | str = "updated_at"
    key: str = "pk"
    more: tuple[str, ...] = ()  # paths that no column is read from
    lists: tuple[str, ...] = ()  # lists of the record whose changes are changes of its rows
    virtual: tuple[str, ...] = ()
    prepare: Callable[[Sequence[Raw], Index, Look], list[Raw]] | None = None
    sets: bool = False  # whether what a bank sees of it follows from more than its own rows
    seen_by_bank: Q = field(default_factory=Q)

    @property
    def fields(self) -> tuple[Field, ...]:
        """All columns, the id first and the stamps last."""
        return (_ID, *self.own, *_STAMPS)

    @property
    def head(self) -> list[str]:
        """The names of the columns."""
        return [each.name for each in self.fields]

    @property
    def paths(self) -> tuple[str, ...]:
        """What is asked of the database for each record."""
        wanted = [path for each in self.own for path in each.paths] + [*self.more]
        wanted += [self.gone] if self.gone else []
        return tuple(dict.fromkeys(path for path in wanted if path not in self.virtual))

    @property
    def index(self) -> Index:
        """Where each of them stands in what it answers, after the place and the key."""
        return {path: at for at, path in enumerate((*self.paths, *self.virtual), 2)}

    def placed(self, reader: Reader) -> QuerySet[Any]:
        """Return the records with `at`: when last something changed that the reader may read."""
        place: Combinable = F(self.place) if isinstance(self.place, str) else self.place
        if reader.bank is not None and self.place == "updated_at":
            place = read_by_bank(self.model, self._open_paths())
        rows: QuerySet[Any] = self.known(reader).order_by().annotate(at=place)
        return rows

    def _open_paths(self) -> Iterable[str]:
        own = [path for each in self.own if not each.staff for path in each.paths]
        return [*own, *self.more, *self.lists, *([self.gone] if self.gone else [])]

    def next(self, reader: Reader, after: Place, most: int, until: datetime) -> list[Raw]:
        """Return the records that come next by when they last changed."""
        rows = self._after(reader, after, until).order_by("at", self.key)
        return list(rows.values_list("at", self.key, *self.paths)[:most])

    def left_after(self, reader: Reader, after: Place, until: datetime) -> int:
        """Return how many records come after a place."""
        return self._after(reader, after, until).count()

    def _after(self, reader: Reader, after: Place, until: datetime) -> QuerySet[Any]:
        at, branch, key = after
        later = Q(at__gt=at)
        if branch == OWN:
            later = Q(at__gte=at) & ((later | Q(**{f"{self.key}__gt": key})) if key else Q())
        return self.placed(reader).filter(later, at__lte=until)

    def outs(self, raws: Sequence[Raw], context: Context) -> list[Out]:
        """Return what each of these records gives."""
        full = self.prepare(raws, self.index, context.look) if self.prepare else raws
        make, gone = self.maker(context), self.index.get(self.gone)
        return [
            self.ended(raw, context) if gone is not None and raw[gone] is not None
            else Out(rows=(make(raw),))
            for raw in full
        ]  # fmt: skip

    def ended(self, raw: Raw, context: Context) -> Out:
        """Return the tombstone of a record that ended, where one is due."""
        return Out(gone=(str(raw[1]),)) if raw[0] > context.since else Out()

    def maker(self, context: Context) -> Callable[[Raw], Cells]:
        """Return what makes the cells of a row out of what the database answered."""
        bank, index = context.reader.bank is not None, self.index
        makers = [
            _withheld if bank and each.staff else each.make(index, context.look)
            for each in self.own
        ]

        def make(raw: Raw) -> Cells:
            return (str(raw[1]), *[each(raw) for each in makers], spoken(raw[0]), None)

        return make

    def hanging_on(self, cases: list[Any], until: datetime, context: Context) -> dict[Any, Out]:
        """Return all that hangs on use cases, as far as it had not changed after a moment."""
        within, known = Q(), set(cases)
        for path in self.cases:
            within |= Q(**{f"{path}__in": cases})
        rows = self.placed(context.reader).filter(within, at__lte=until).order_by("at", self.key)
        ends = [1 if path == self.key else self.index[path] for path in self.cases]
        raws = list(rows.values_list("at", self.key, *self.paths))
        found: dict[Any, list[Out]] = {}
        for raw, out in zip(raws, self.outs(raws, context) if raws else [], strict=True):
            case = next(raw[end] for end in ends if raw[end] in known)
            found.setdefault(case, []).append(out)
        return {case: joined(outs) for case, outs in found.items()}

    def left(self, cases: set[Any], context: Context) -> dict[Any, Out]:
        """Return tombstones for all that hangs on use cases which left the reader's view."""
        rows = self.model._base_manager.filter(**{f"{self.cases[0]}__in": cases})
        if context.reader.bank is not None:
            rows = rows.filter(self.seen_by_bank)
        found: dict[Any, list[str]] = {}
        for case, key in rows.order_by(self.key).values_list(self.cases[0], self.key):
            found.setdefault(case, []).append(str(key))
        return {case: Out(gone=tuple(keys)) for case, keys in found.items()}


def _stamp(name: str, kind: Kind, says: Promise) -> Field:
    return Field(name, kind, says, (), lambda _index, _look: _withheld)


_ID = _stamp("id", Kind.ID, _("The key of the row, from its creation on."))
_STAMPS = (
    _stamp(
        "updated_at",
        Kind.MOMENT,
        _("When the row last changed, as recorded: feeds are ordered by it, then by id."),
    ),
    _stamp(
        "deleted_at",
        Kind.MOMENT,
        _("Null. In a tombstone, which has nothing else but id and updated_at: since when the "
          "row is no longer there."),
    ),
)  # fmt: skip


def _withheld(_raw: Raw) -> Cell:
    return None
