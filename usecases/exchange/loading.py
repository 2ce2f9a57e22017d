"""Loads rows as records, through `workflow`: new ones, and changed facts, never edits of people.

What the loader last wrote of a record stands in the trail. A row that says the same as then
leaves the record alone, whatever people made of it since; a row that says something new changes
the fields that nobody has edited meanwhile.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from usecases.audit import writing
from usecases.audit.difference import links, picture
from usecases.exchange.faults import Fault, WrongCell, WrongFile, of_refusal
from usecases.exchange.reading import Row
from usecases.models.base import Record
from usecases.models.person import Person
from usecases.models.trail import Change
from usecases.text.digest import plain
from usecases.workflow.edit import change, create
from usecases.workflow.errors import Refused
from usecases.workflow.publish import load as publish

R = TypeVar("R", bound=Record)
Picture = dict[str, Any]
Progress = Callable[[str, int, int], None]


def silent(_what: str, _done: int, _total: int) -> None:
    """Show no progress."""


@dataclass
class Loaded:
    """What a run did, and what it left as people made it."""

    created: int = 0
    changed: int = 0
    notes: list[str] = field(default_factory=list)


class Loader:
    """One run over some files: all of them, or nothing."""

    def __init__(self, by: Person, reason: str, progress: Progress = silent) -> None:
        self.by, self.reason, self.progress = by, reason, progress
        self.done = Loaded()
        self._told: dict[str, dict[str, Picture]] = {}
        self._seen: set[tuple[Any, ...]] = set()

    @contextmanager
    def run(self) -> Iterator[None]:
        """Write everything together; a fault in any row undoes it all."""
        with writing(by=self.by, reason=self.reason):
            yield

    def each(self, rows: list[Row], take: Callable[[Row], None]) -> None:
        """Hand every row over, and refuse the file with everything that is wrong in it."""
        faults: list[Fault] = []
        for number, row in enumerate(rows, 1):
            try:
                take(row)
            except WrongCell as wrong:
                faults.append(Fault(row.file, row.line, wrong.column, wrong.text))
            except Refused as refusal:
                faults += of_refusal(row.file, row.line, row.cells, refusal)
            self.progress(row.file, number, len(rows))
        if faults:
            raise WrongFile(faults)

    def put(
        self,
        row: Row,
        model: type[R],
        key: Mapping[str, Any],
        fields: Mapping[str, Any],
        *,
        many: Mapping[str, list[Any]] | None = None,
        public: str = "",
    ) -> R:
        """Return the record that a row tells of, new or brought up to date.

        `public` is the source with which it is published, when anything was written.
        """
        self.once(model, key)
        lists = many or {}
        fresh = model(**key, **fields)
        record = self.find(model, key)
        if record is None:
            record = create(fresh, by=self.by, reason=self.reason, **lists)
            self.done.created += 1
        else:
            new = self._news(row, record, fresh, names=[*fields], lists=lists)
            if not new:
                return record
            record = change(record, new, by=self.by, reason=self.reason)
            self.done.changed += 1
        if public:
            publish(record, source=public, by=self.by)
        return record

    def once(self, model: type[Record], key: Mapping[str, Any]) -> None:
        """Refuse a second row about the same record."""
        mark = (model, *(plain(getattr(value, "pk", value)) for value in key.values()))
        if mark in self._seen:
            raise WrongCell("", _("An earlier line tells of the same record."))
        self._seen.add(mark)

    def find(self, model: type[R], key: Mapping[str, Any]) -> R | None:
        """Return the record that was loaded under this key, or has it now."""
        wanted = {name: plain(getattr(value, "pk", value)) for name, value in key.items()}
        for record, told in self.told(model).items():
            if all(_same(told.get(name), value) for name, value in wanted.items()):
                return model._base_manager.get(pk=UUID(record))
        return model._base_manager.filter(**key).first()

    def told(self, model: type[Record]) -> dict[str, Picture]:
        """Return what this loader last wrote of each record of a model, from the trail."""
        kind = model._meta.model_name or ""
        if kind not in self._told:
            rows = Change.objects.filter(kind=kind, by=self.by.user, reason=self.reason)
            told: dict[str, Picture] = {}
            for record, after in rows.order_by("row").values_list("record", "after"):
                told[record] = told.get(record, {}) | after
            self._told[kind] = told
        return self._told[kind]

    def note(self, row: Row, text: str) -> None:
        """Keep something that the operator should know."""
        self.done.notes.append(str(Fault(row.file, row.line, "", text)))

    def _news(
        self,
        row: Row,
        record: Record,
        fresh: Record,
        *,
        names: Iterable[str],
        lists: Mapping[str, list[Any]],
    ) -> dict[str, Any]:
        """Return the fields that the row tells otherwise than before and that nobody edited."""
        new: dict[str, Any] = {}
        told = self.told(type(record)).get(str(record.pk))
        if told is None:  # somebody else's record
            return new
        wanted = picture(fresh) | {
            name: sorted(str(each.pk) for each in many) for name, many in lists.items()
        }
        stands = picture(record) | links(record, [*lists])
        for name in (*names, *lists):
            before = told.get(name)
            if _same(before, wanted[name]) or _same(stands[name], wanted[name]):
                continue
            if not _same(before, stands[name]):
                self.note(row, _("%(name)s was edited and stays as it is.") % {"name": name})
                continue
            new[name] = lists[name] if name in lists else getattr(fresh, name)
        return new


def _same(one: Any, other: Any) -> bool:
    """Compare two plain values; nothing and the empty text are one."""
    return one == other or (one in (None, "", []) and other in (None, "", []))
