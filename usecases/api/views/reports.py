"""Reports: which there are, and their figures in the scope asked for."""

from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter
from rest_framework import status
from rest_framework.exceptions import NotAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from usecases.api import conditional, parameter_texts, parameters
from usecases.api.base import ApiView
from usecases.api.negotiation import ByFormat
from usecases.api.renderers import CsvRenderer, XlsxRenderer
from usecases.api.serializers.reports import ReportShown, ReportsShown, listed, shown
from usecases.reporting.catalogue import REPORTS
from usecases.reporting.chosen import PARAMETER, chosen
from usecases.reporting.report import Report
from usecases.vocabulary.roles import Scope
from usecases.workflow.errors import NotAllowed, NotFound

_NAME = "Name of a report. Each takes its own of the parameters."


class ReportsView(ApiView):
    """The reports."""

    scope = Scope.REPORT
    answer = ReportsShown
    operation = "reports_list"

    @property
    def public(self) -> bool:
        """Some reports are counted from what is published."""
        return True

    def get(self, request: Request) -> Response:
        """List the reports that the caller may ask for."""
        open_ones = [each for each in REPORTS.values() if each.open_to(self.person)]
        return Response({"reports": [listed(each, request) for each in open_ones]})


class ReportView(ApiView):
    """One report."""

    scope = Scope.REPORT
    answer = ReportShown
    tagged: ClassVar[tuple[str, ...]] = ("GET",)
    content_negotiation_class = ByFormat
    renderer_classes = (JSONRenderer, CsvRenderer, XlsxRenderer)
    files = {
        CsvRenderer.media_type: "The rows, comma separated.",
        XlsxRenderer.media_type: "The rows as a workbook.",
    }

    @property
    def public(self) -> bool:
        """Whether it is answered from what is published; the report itself says."""
        return True

    @property
    def report(self) -> Report:
        """The report asked for, if this person may ask."""
        found = REPORTS.get(self.kwargs["name"])
        if found is None:
            raise NotFound
        if not found.open_to(self.person):
            raise NotAuthenticated if self.person.anonymous else NotAllowed
        return found

    def parameters(self) -> frozenset[str]:
        """Return the parameters that the report takes, the columns wanted, and the format."""
        return self.report.parameters | {"format", PARAMETER}

    def documented(self, method: str) -> list[OpenApiParameter]:
        """Return the parameters that one report or another takes, described."""
        names = {PARAMETER, *(name for each in REPORTS.values() for name in each.parameters)}
        formats = [each.format for each in self.renderer_classes]
        form = OpenApiParameter("format", enum=formats, description=parameter_texts.TEXTS["format"])
        kind = OpenApiParameter("name", str, "path", enum=[*REPORTS], description=_NAME)
        return [kind, form, *(parameters.described(name) for name in sorted(names))]

    def get(self, request: Request, name: str) -> HttpResponse:
        """Return the figures in the scope that the parameters name."""
        ending = request.accepted_renderer.format
        if ending == "json":
            return self._page(request)
        answer = Response(self._shown(request))
        answer["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
        return answer

    def _page(self, request: Request) -> HttpResponse:
        """Return the answer as it was written when last asked for, or that it is known already."""
        form = f"{request.build_absolute_uri('/')} {self.params.get(PARAMETER, '')}"
        held = self.report.stored(self.person, self._scope(), form, lambda: self._body(request))
        body, tag = held
        if conditional.is_known(request, tag):
            return HttpResponse(status=status.HTTP_304_NOT_MODIFIED, headers={"ETag": tag})
        return HttpResponse(body, content_type=JSONRenderer.media_type, headers={"ETag": tag})

    def _body(self, request: Request) -> tuple[bytes, str]:
        body = JSONRenderer().render(self._shown(request))
        return body, conditional.tag_of(body.decode())

    def _shown(self, request: Request) -> dict[str, Any]:
        table = self.report.run(self.person, self._scope())
        return shown(self.report, chosen(table, self.params.get(PARAMETER, ())), request)

    def _scope(self) -> dict[str, list[str]]:
        own = ("format", PARAMETER)
        return {name: values for name, values in self.params.items() if name not in own}
