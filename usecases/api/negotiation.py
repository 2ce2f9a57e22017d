"""Which form a report takes: `format` decides, else `Accept`."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from usecases.rules.missing import Missing
from usecases.selection.errors import BadParameters


class ByFormat(DefaultContentNegotiation):
    """By `format` when it is given, else by the header."""

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        """Return the renderer of the format asked for."""
        wanted: Sequence[str] = request.query_params.getlist("format")
        if not wanted:
            by_header: tuple[BaseRenderer, str] = super().select_renderer(
                request, renderers, format_suffix
            )
            return by_header
        named = {each.format: each for each in renderers}
        if len(wanted) > 1 or wanted[0] not in named:
            raise BadParameters(Missing("format", "unknown", _("Give json, csv or xlsx.")))
        return named[wanted[0]], named[wanted[0]].media_type
