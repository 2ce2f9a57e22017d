"""Lists come in pages with an exact count."""

import re
from typing import Any

from django.core.paginator import EmptyPage, Paginator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.views import APIView

from usecases.rules.missing import Missing
from usecases.selection.errors import BadParameters
from usecases.vocabulary.limits import PAGE_SIZE, PAGE_SIZE_MOST

PARAMETERS = frozenset({"page", "page_size"})


class Pages(PageNumberPagination):
    """`page` and `page_size`, refused when they cannot be."""

    page_size = PAGE_SIZE
    max_page_size = PAGE_SIZE_MOST
    page_size_query_param = "page_size"
    page_query_description = "Which page, from 1."
    page_size_query_description = "Rows on a page: 50 unless told, 200 at most."

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> Any:
        """Return the rows of the page asked for, not read yet."""
        self.request = request
        size = _number(request, "page_size", PAGE_SIZE)
        if size > PAGE_SIZE_MOST:
            text = format_lazy(_("{most} at most."), most=PAGE_SIZE_MOST)
            raise BadParameters(Missing("page_size", "too-large", text))
        try:
            paginator = Paginator(queryset, size)
            self.page = paginator.page(_number(request, "page", 1))
        except EmptyPage as error:
            text = _("There are not so many pages.")
            raise BadParameters(Missing("page", "beyond-the-end", text)) from error
        self.total = paginator.count
        return self.page.object_list


def _number(request: Request, name: str, otherwise: int) -> int:
    values = request.query_params.getlist(name)
    if not values:
        return otherwise
    if len(values) > 1 or not re.fullmatch(r"[1-9][0-9]{0,8}", values[0]):
        raise BadParameters(Missing(name, "invalid", _("Give one whole number, from 1.")))
    return int(values[0])
