"""Lists and details of every kind of record."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from usecases.api import conditional, expand, fields, parameters
from usecases.api.base import ApiView
from usecases.api.errors import Withdrawn
from usecases.api.merged import survivor
from usecases.api.pagination import PARAMETERS, Pages
from usecases.api.resources import USE_CASES, Resource
from usecases.api.serializers.base import Shown, published_body
from usecases.rules.missing import Missing
from usecases.selection.errors import BadParameters
from usecases.selection.withdrawn import withdrawn
from usecases.workflow import viewings
from usecases.workflow.errors import NotFound

PUBLISHED = "published"


class RecordsView(ApiView):
    """Shows one kind of record: to whoever has a token what they may see, else what is public."""

    resource: ClassVar[Resource] = USE_CASES

    @property
    def public(self) -> bool:
        """Whether anything of it is published."""
        return self.resource.public is not None

    def as_published(self) -> bool:
        """Return whether what is public is to be shown, with a token too."""
        asked = self.params.get(PUBLISHED, ["false"]) if self.public else ["false"]
        if asked not in (["true"], ["false"]):
            raise BadParameters(Missing(PUBLISHED, "invalid", _("Give true or false.")))
        return self.person.anonymous or asked == ["true"]

    def known_fields(self) -> list[str]:
        """Return the names of the fields that this reader is shown."""
        if self.as_published():
            return list(self.resource.serializer.published)
        return list(self.resource.serializer(context={"person": self.person}).fields)

    def expanding(self) -> list[OpenApiParameter]:
        """Return `expand`, described, if there is anything to expand."""
        related = expand.expandable(self.resource.serializer.Meta.fields)
        return [parameters.expanding(related)] if related else []

    def answered(self) -> type[Shown[Any]]:
        """Return the serializer of this kind of record."""
        return self.resource.serializer

    def bodies(self, rows: Any) -> list[dict[str, Any]]:
        """Return records, or publications, as shown to this reader."""
        if self.as_published():
            return [published_body(self.resource.serializer, row.content) for row in rows]
        return self.resource.bodies(self.person, rows)

    def form(self) -> Callable[[list[dict[str, Any]]], list[dict[str, Any]]]:
        """Return what gives bodies the form asked for: `expand` and `fields`."""
        wanted = fields.chosen(self.params, self.known_fields())
        names = expand.chosen(self.params, self.known_fields())
        reader = None if self.as_published() else self.person

        def formed(bodies: list[dict[str, Any]]) -> list[dict[str, Any]]:
            whole = expand.expanded(bodies, names, reader)
            return [fields.only(body, wanted) for body in whole]

        return formed

    def forms(self) -> set[str]:
        """Return the parameters of the form, of a list and of a detail alike."""
        related = expand.expandable(self.resource.serializer.Meta.fields)
        return {fields.PARAMETER, *((expand.PARAMETER,) if related else ())}


class ListView(RecordsView):
    """A page of records."""

    listing = True
    pagination_class = Pages

    def parameters(self) -> frozenset[str]:
        """Return the parameters that the selection takes, and those of every list."""
        public = self.resource.public
        own = {*PARAMETERS, *self.forms(), *((PUBLISHED,) if public else ())}
        if self.request.method not in ("GET", "HEAD"):
            return frozenset()
        known = public.parameters if public and self.as_published() else None
        return frozenset({*own, *(known or self.resource.subject.parameters_for(self.person))})

    def documented(self, method: str) -> list[OpenApiParameter]:
        """Return the parameters of the private and of the public selection, described."""
        public = self.resource.public
        selections = (self.resource.subject, *((public,) if public else ()))
        return [*parameters.of_list(*selections), *self.expanding()] if method == "GET" else []

    def get(self, request: Request) -> Response:
        """List the records that the caller may see, filtered, sorted, page by page."""
        pages, formed = Pages(), self.form()
        rows = pages.paginate_queryset(self.selected(), request, view=self)
        if not self.as_published():
            viewings.exported(self.resource.model, self.params, pages.total, by=self.person)
        return pages.get_paginated_response(formed(self.bodies(rows)))

    def selected(self) -> Any:
        """Return the rows that the parameters name."""
        own = {*PARAMETERS, *self.forms()}
        params = {name: values for name, values in self.params.items() if name not in own}
        if self.as_published() and self.resource.public is not None:
            return self.resource.public.select(params)
        params.pop(PUBLISHED, None)
        return self.resource.along(self.resource.subject.select(self.person, params))


class DetailView(RecordsView):
    """One record, with its ETag."""

    tagged: ClassVar[tuple[str, ...]] = ("GET",)

    def parameters(self) -> frozenset[str]:
        """Return what a detail takes."""
        if self.request.method not in ("GET", "HEAD"):
            return frozenset()
        return frozenset({*self.forms(), *self.moments(), *((PUBLISHED,) if self.public else ())})

    def documented(self, method: str) -> list[OpenApiParameter]:
        """Return the same, described."""
        public = (PUBLISHED,) if self.public else ()
        names = (fields.PARAMETER, *public, *self.resource.moments)
        found = [parameters.described(name) for name in names]
        return [*found, *self.expanding()] if method == "GET" else []

    def get(self, request: Request, id: UUID) -> HttpResponse:  # noqa: A002 - the name in addresses
        """Return one record that the caller may see."""
        formed = self.form()
        try:
            found = self.find(id)
        except NotFound:
            return self.elsewhere(id)
        body = self.bodies([found])[0]
        tag = conditional.tag_of(body)
        if expand.PARAMETER not in self.params and conditional.is_known(request, tag):
            return HttpResponse(status=status.HTTP_304_NOT_MODIFIED, headers={"ETag": tag})
        return Response(formed([body])[0], headers={"ETag": tag})

    def elsewhere(self, id: UUID) -> HttpResponse:  # noqa: A002 - the name in addresses
        """Lead from a duplicate to the one that it counts as, if the caller may see that one."""
        target = survivor(self.resource.model, id)
        if target is None:
            self.refuse_withdrawn(id)
            raise NotFound
        self.find(target)
        address = reverse(f"api:{self.resource.name}", args=[target])
        query = self.request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(address + (f"?{query}" if query else ""))

    def refuse_withdrawn(self, id: UUID) -> None:  # noqa: A002 - the name in addresses
        """Say that something was public once and is so no longer; of what, nothing."""
        if self.resource.public is not None and self.as_published() and withdrawn(id) is not None:
            raise Withdrawn

    def moments(self) -> frozenset[str]:
        """Return the moments that one record of this kind may be asked for."""
        public, own = self.resource.public, frozenset(self.resource.moments)
        return own & public.parameters if public and self.as_published() else own

    def find(self, id: UUID) -> Any:  # noqa: A002 - the name in addresses
        """Return the record, or its publication; what one may not see is not there."""
        public, known = self.resource.public, self.moments()
        moments = {name: values for name, values in self.params.items() if name in known}
        if public is None or not self.as_published():
            return self.resource.find(self.person, id, moments)
        row = public.select(moments).filter(record=id).first()
        if row is None:
            raise NotFound
        return row
