"""The first address: what there is, and where."""

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from usecases.api.base import ApiView
from usecases.api.resources import RESOURCES


class RootShown(serializers.Serializer[dict[str, object]]):
    """Where everything begins."""

    lists = serializers.DictField(child=serializers.URLField(), help_text="Lists of records.")
    reports = serializers.URLField(help_text="The reports.")
    feeds = serializers.URLField(help_text="Flat rows for tools that keep a copy.")
    ask = serializers.URLField(help_text="The assistant: post a question.")
    schema = serializers.URLField(help_text="The description of the API (OpenAPI).")
    docs = serializers.URLField(help_text="The same as a page.")


class RootView(ApiView):
    """What there is."""

    scope = None
    answer = RootShown
    operation = "root"

    @property
    def public(self) -> bool:
        """Anyone may look around."""
        return True

    def get(self, request: Request) -> Response:
        """Say where the lists, the reports and the description are."""
        lists = {each.name: reverse(f"api:{each.name}-list", request=request) for each in RESOURCES}
        others = ("reports", "feeds", "ask", "schema", "docs")
        return Response(
            {"lists": lists, **{name: reverse(f"api:{name}", request=request) for name in others}}
        )
