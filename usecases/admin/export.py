"""Exactly what a list shows, on all its pages, as a CSV or a workbook."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import tzinfo
from itertools import islice
from typing import Any, TypeVar

from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest
from django.db.models import Model
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _

from usecases.admin.person import person_of
from usecases.admin.plain import headed, plain
from usecases.exchange.writing import MOST_ROWS, Row, Sheet, csv_lines, write_workbook
from usecases.models.person import Person
from usecases.workflow import viewings

M = TypeVar("M", bound=Model)

_CHUNK = 500
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Export:
    """A list as it is on screen, for whom, and when."""

    changelist: Any
    person: Person
    address: str

    @property
    def title(self) -> str:
        """The name of the list."""
        return str(capfirst(str(self.changelist.opts.verbose_name_plural)))

    @property
    def head(self) -> list[str]:
        """The headings of the columns."""
        admin = self.changelist.model_admin
        shown = self.changelist.shown_columns()
        return [headed(column.heading, column.name, admin) for column in shown]

    def rows(self) -> Iterator[Row]:
        """Return the rows one by one, in the order of the list."""
        names = [column.name for column in self.changelist.shown_columns()]
        admin = self.changelist.model_admin
        found = self.changelist.exact_queryset().iterator(chunk_size=_CHUNK)
        while chunk := list(islice(found, _CHUNK)):
            for record in self.changelist.prepared(chunk):
                yield [plain(record, name, admin) for name in names]

    def about(self) -> list[Row]:
        """Return what a sheet says of itself: which list, narrowed by what, for whom, when."""
        chips = [chip.label for chip in self.changelist.chips()]
        return [
            [_("List"), self.title],
            *([_("Narrowed by"), chip] for chip in chips or [_("Nothing: the whole list")]),
            [_("Rows"), self.changelist.result_count],
            [_("Exported by"), f"{self.person.user} <{getattr(self.person.user, 'email', '')}>"],
            [_("Exported at"), timezone.now()],
            [_("Time zone"), timezone.get_current_timezone_name()],
            [_("Address"), self.address],
        ]


class ExportedAdmin(ModelAdmin[M]):
    """A list that can be taken along."""

    def export_view(self, request: HttpRequest, ending: str) -> HttpResponseBase:
        """Answer with the rows and columns that the same address shows as a page."""
        self.refuse_unseen(request)  # type: ignore[attr-defined]  # ListedAdmin's
        writer = WRITERS.get(ending)
        if writer is None:
            raise Http404
        try:
            changelist: Any = self.get_changelist_instance(request)
        except IncorrectLookupParameters as error:
            raise BadRequest from error
        person, number = person_of(request), changelist.result_count
        page = self.address("changelist")  # type: ignore[attr-defined]  # ConsoleAdmin's
        whole = request.build_absolute_uri(f"{page}?{changelist.whole_query()}")
        answer = writer(Export(changelist, person, whole))
        asked = dict(request.GET.lists())
        viewings.exported(self.model, asked, number, by=person)
        moment = timezone.localtime().strftime("%Y-%m-%d-%H%M")
        name = f"{slugify(changelist.opts.verbose_name_plural)}-{moment}.{ending}"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


def _as_csv(export: Export) -> HttpResponseBase:
    lines = csv_lines(export.head, export.rows(), bom=True)
    return StreamingHttpResponse(_as_here(lines), content_type="text/csv; charset=utf-8")


def _as_workbook(export: Export) -> HttpResponseBase:
    if export.changelist.result_count > MOST_ROWS:
        raise BadRequest
    file = tempfile.TemporaryFile()  # noqa: SIM115  # the answer closes it when it is sent
    sheets = [
        Sheet(_("List"), export.head, export.rows(), styled=True),
        Sheet(_("About"), [_("What"), _("Value")], export.about(), styled=True),
    ]
    try:
        write_workbook(file, sheets)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return FileResponse(file, content_type=_WORKBOOK)


def _as_here(lines: Iterator[str]) -> Iterator[str]:
    """Write each part in the zone and the language of this request, whenever it is sent."""
    return _said(lines, timezone.get_current_timezone(), translation.get_language())


def _said(lines: Iterator[str], zone: tzinfo, language: str | None) -> Iterator[str]:
    while True:
        with timezone.override(zone), translation.override(language):
            part = next(lines, None)
        if part is None:
            return
        yield part


WRITERS: dict[str, Callable[[Export], HttpResponseBase]] = {"csv": _as_csv, "xlsx": _as_workbook}
