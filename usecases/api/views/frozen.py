"""Frozen tables: what outsiders may have of figures that rest on what is not public."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from usecases.api.base import ApiView
from usecases.api.negotiation import ByFormat
from usecases.api.parameter_texts import TEXTS
from usecases.api.renderers import CsvRenderer, XlsxRenderer
from usecases.api.serializers.frozen import TableShown, TablesShown, table_listed, table_shown
from usecases.reporting.frozenread import public_table, public_tables
from usecases.vocabulary.roles import Scope
from usecases.workflow.errors import NotFound


class _OfEverybody(ApiView):
    """Tables are read by everyone, from what is published."""

    scope = Scope.REPORT

    @property
    def public(self) -> bool:
        """Nobody needs a token for it."""
        return True


class TablesView(_OfEverybody):
    """The tables."""

    answer = TablesShown
    operation = "tables_list"

    def get(self, request: Request) -> Response:
        """List the tables that are public."""
        return Response({"tables": [table_listed(each, request) for each in public_tables()]})


class TableView(_OfEverybody):
    """One table."""

    answer = TableShown
    operation = "table"
    content_negotiation_class = ByFormat
    renderer_classes = (JSONRenderer, CsvRenderer, XlsxRenderer)
    files = {
        CsvRenderer.media_type: "The rows, comma separated; a withheld cell is empty.",
        XlsxRenderer.media_type: "The rows as a workbook; a withheld cell is empty.",
    }

    def parameters(self) -> frozenset[str]:
        """Return the one parameter: the format. Nothing narrows a frozen table."""
        return frozenset({"format"})

    def documented(self, method: str) -> list[OpenApiParameter]:
        """Return the format, described."""
        formats = [each.format for each in self.renderer_classes]
        return [OpenApiParameter("format", enum=formats, description=TEXTS["format"])]

    def get(self, request: Request, id: Any) -> Response:  # noqa: A002  # as the addresses say
        """Return a table as it was frozen."""
        table = public_table(id)
        if table is None:
            raise NotFound
        answer = Response(table_shown(table, request))
        ending = request.accepted_renderer.format
        if ending != "json":
            answer["Content-Disposition"] = f'attachment; filename="{table.report}.{ending}"'
        return answer
