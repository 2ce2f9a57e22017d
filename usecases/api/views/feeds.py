"""Feeds: flat rows for tools that keep a copy, in full and then only what changed."""

import tempfile
from collections.abc import Iterable
from typing import Any, ClassVar

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiParameter
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from usecases.api import conditional
from usecases.api.base import ApiView
from usecases.api.feeds import (
    FORMS,
    PARAMETERS,
    FeedCsv,
    FeedForm,
    FeedJson,
    FeedLines,
    FeedParquet,
    FullPull,
    NoParquet,
    begin,
    size,
)
from usecases.api.serializers.feeds import FeedPageShown, FeedsShown, listed
from usecases.audit.stamp import stamp
from usecases.exchange.feed_files import PARQUET, ROWS, TEXTS, has_parquet, write_parquet
from usecases.exchange.feed_rows import json_rows
from usecases.reporting.feeds import FEEDS
from usecases.reporting.feeds_feed import Feed
from usecases.reporting.feeds_outs import Cells
from usecases.reporting.feeds_pull import FullPullDue, Page, Pull
from usecases.reporting.feeds_reader import Reader, may_read_feeds, reader_of
from usecases.text.digest import digest
from usecases.vocabulary.roles import Scope
from usecases.workflow import viewings
from usecases.workflow.errors import NotAllowed, NotFound


class _Feeds(ApiView):
    """What both addresses share: the scope, and who is given feeds."""

    scope = Scope.REPORT

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse whoever is given none."""
        super().initial(request, *args, **kwargs)
        if request.method in self.allowed_methods and not may_read_feeds(self.person):
            raise NotAllowed


class FeedsView(_Feeds):
    """The feeds, each with its columns."""

    answer = FeedsShown
    operation = "feeds_list"

    def get(self, request: Request) -> Response:
        """List the feeds with every column, its type, its unit and what it says."""
        return Response({"feeds": [listed(each, request) for each in FEEDS.values()]})


class FeedView(_Feeds):
    """One feed: pages of JSON; CSV, NDJSON and Parquet with all that is left."""

    answer = FeedPageShown
    tagged: ClassVar[tuple[str, ...]] = ("GET",)
    problems: ClassVar[tuple[int, ...]] = (410,)
    content_negotiation_class = FeedForm
    renderer_classes = (FeedJson, FeedCsv, FeedLines, FeedParquet)
    files = {
        FeedCsv.media_type: "All that is left, comma separated.",
        FeedLines.media_type: "All that is left, one JSON object a line.",
        FeedParquet.media_type: "All that is left, with typed columns.",
    }

    @property
    def feed(self) -> Feed:
        """The feed asked for."""
        found = FEEDS.get(self.kwargs["name"])
        if found is None:
            raise NotFound
        return found

    def parameters(self) -> frozenset[str]:
        """Return what a feed takes."""
        return frozenset(each.name for each in PARAMETERS)

    def documented(self, method: str) -> list[OpenApiParameter]:
        """Return the same, described."""
        says = "Name of a feed."
        return [OpenApiParameter("name", str, "path", enum=[*FEEDS], description=says), *PARAMETERS]

    def get(self, request: Request, name: str) -> HttpResponseBase:
        """Return rows in the order of their changes, and tombstones of what is gone."""
        feed, reader = self.feed, reader_of(self.person)
        start, most = begin(self.params, feed), size(self.params)
        form = request.accepted_renderer.format
        if form == PARQUET and not has_parquet():
            raise NoParquet
        tag = None if reader.bank else self._stamped(reader)
        if tag is not None and conditional.is_known(request, tag):
            return HttpResponse(status=status.HTTP_304_NOT_MODIFIED, headers={"ETag": tag})
        try:
            pull = Pull(feed, reader, start)
        except FullPullDue as due:
            raise FullPull from due
        if form == "json":
            return self._page(pull, most, tag)
        self._note(pull.left())
        answer = self._whole(pull, form)
        answer["Feed-Cursor"] = pull.end.text()
        answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
        return self._tagged(answer, tag)

    def _stamped(self, reader: Reader) -> str:
        """Return an ETag without building the body: another one after every write.

        To staff only: a bank would see by it that something it may not know of was written.
        """
        asked = sorted(self.params.items())
        form = self.request.accepted_renderer.format
        return conditional.tag_of([stamp(), reader.rights, self.feed.head, asked, form])

    def _page(self, pull: Pull, most: int, tag: str | None) -> HttpResponseBase:
        page = pull.take(most)
        self._note(len(page.rows))
        rows = list(json_rows(pull.feed, page.rows))
        if tag is None:
            tag = conditional.tag_of([digest(rows), page.more])
            if conditional.is_known(self.request, tag):
                return HttpResponse(status=status.HTTP_304_NOT_MODIFIED, headers={"ETag": tag})
        cursor = page.cursor.text()
        body = f'{{"results":[{",".join(rows)}],"next":{self._next(page, cursor)}'
        body += f',"cursor":"{cursor}"}}'
        return self._tagged(HttpResponse(body, content_type="application/json"), tag)

    def _next(self, page: Page, cursor: str) -> str:
        if not page.more:
            return "null"
        query = self.request.GET.copy()
        query.pop("updated_since", None)
        query["cursor"] = cursor
        address = self.request.build_absolute_uri(self.request.path)
        return f'"{address}?{query.urlencode()}"'

    def _whole(self, pull: Pull, form: str) -> HttpResponseBase:
        parts: Iterable[list[Cells]] = pull.everything(ROWS)
        kind = FORMS[form]
        if form != PARQUET:
            texts = (each.encode() for each in TEXTS[form](pull.feed, parts))
            return StreamingHttpResponse(texts, content_type=kind)
        file = tempfile.TemporaryFile()  # noqa: SIM115  # the answer closes it when it is sent
        try:
            write_parquet(file, pull.feed, parts)
        except BaseException:
            file.close()
            raise
        file.seek(0)
        return FileResponse(file, content_type=kind)

    def _tagged(self, answer: HttpResponseBase, tag: str | None) -> HttpResponseBase:
        if tag is not None:
            answer["ETag"] = tag
        return answer

    def _note(self, number: int) -> None:
        """Write down that staff take along what is confidential: which feed, how many rows."""
        asked = {name: self.params[name] for name in ("updated_since",) if name in self.params}
        what = {"feed": [self.feed.name], **asked}
        viewings.exported(self.feed.model, what, number, by=self.person)
