"""What a feed is asked by, in which forms it comes, and what is wrong with what was asked."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_date
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import exceptions, status
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from usecases.reporting.feeds_cursor import Cursor, read
from usecases.reporting.feeds_feed import Feed
from usecases.reporting.feeds_pull import Start
from usecases.rules.missing import Missing
from usecases.selection.errors import BadParameters
from usecases.selection.filters import read_moment
from usecases.selection.strict import one
from usecases.vocabulary.limits import FEED_SIZE, FEED_SIZE_MOST, TIME_ZONE


class FullPull(exceptions.APIException):
    """A cursor from before the rights of its owner changed."""

    status_code = status.HTTP_410_GONE
    default_code = "full-pull-due"
    default_detail = _(
        "What you may see, or the words that rows are told in, have changed since this cursor was "
        "given. Drop your copy of this feed and pull it in full, without a cursor."
    )


class NoParquet(exceptions.APIException):
    """A form that this server was not installed with."""

    status_code = status.HTTP_406_NOT_ACCEPTABLE
    default_code = "no-parquet"
    default_detail = _(
        "Parquet needs the extra `parquet`, which is not installed here. Ask for CSV or NDJSON."
    )


class FeedJson(BaseRenderer):
    """Pages."""

    media_type, format, charset = "application/json", "json", None

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """Return nothing: rows are written by the view itself."""
        return b""


class FeedCsv(FeedJson):
    """All that is left, as CSV."""

    media_type, format = "text/csv", "csv"


class FeedLines(FeedJson):
    """All that is left, one JSON object a line."""

    media_type, format = "application/x-ndjson", "ndjson"


class FeedParquet(FeedJson):
    """All that is left, with typed columns."""

    media_type, format = "application/vnd.apache.parquet", "parquet"


FORMS: dict[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "ndjson": "application/x-ndjson; charset=utf-8",
    "parquet": FeedParquet.media_type,
}
PARAMETERS = (
    OpenApiParameter(
        "format", enum=["json", *FORMS], description="The form; else by the header Accept."
    ),
    OpenApiParameter("cursor", description="Go on where an earlier answer ended."),
    OpenApiParameter(
        "updated_since",
        description="What changed at this moment (ISO 8601) or later; of a date its beginning.",
    ),
    OpenApiParameter(
        "page_size",
        int,
        description=f"Rows on a page of JSON: about {FEED_SIZE}; {FEED_SIZE_MOST} at most.",
    ),
)


class FeedForm(DefaultContentNegotiation):
    """By `format` when it is given, else by the header."""

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        """Return the form asked for."""
        wanted: Sequence[str] = request.query_params.getlist("format")
        if not wanted:
            found: tuple[BaseRenderer, str] = super().select_renderer(
                request, renderers, format_suffix
            )
            return found
        named = {each.format: each for each in renderers}
        if len(wanted) > 1 or wanted[0] not in named:
            raise _bad("format", "unknown", _("Give json, csv, ndjson or parquet."))
        return named[wanted[0]], named[wanted[0]].media_type


def begin(params: Mapping[str, Sequence[str]], feed: Feed) -> Cursor | Start:
    """Return where to begin: at a cursor, at a moment, or at the beginning."""
    text, since = one(params, "cursor"), one(params, "updated_since")
    if text is None:
        return Start(None if since is None else _moment(since))
    if since is not None:
        raise _bad("cursor", "both", _("Give a cursor or a moment, not both."))
    cursor = read(text)
    if cursor is None or cursor.feed != feed.name:
        raise _bad("cursor", "invalid", _("This is no cursor of this feed."))
    return cursor


def size(params: Mapping[str, Sequence[str]]) -> int:
    """Return how many rows a page is to have."""
    text = one(params, "page_size")
    if text is None:
        return FEED_SIZE
    if not re.fullmatch(r"[1-9][0-9]{0,8}", text):
        raise _bad("page_size", "invalid", _("Give one whole number, from 1."))
    if int(text) > FEED_SIZE_MOST:
        raise _bad("page_size", "too-large", format_lazy(_("{most} at most."), most=FEED_SIZE_MOST))
    return int(text)


def _moment(text: str) -> datetime:
    moment = read_moment(text)
    if moment is None:
        fault = _("Give a date or a moment as in ISO 8601.")
        raise _bad("updated_since", "invalid", fault)
    if len(text) <= len("2026-01-01") and (day := parse_date(text)):
        return datetime.combine(day, time.min, ZoneInfo(TIME_ZONE))
    return moment


def _bad(name: str, code: str, text: Any) -> BadParameters:
    return BadParameters(Missing(name, code, text))
