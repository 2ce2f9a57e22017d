"""The description of the API, for programs and as a page to try it on."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.utils.decorators import method_decorator
from drf_spectacular.renderers import OpenApiJsonRenderer2, OpenApiYamlRenderer2
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request

from usecases.api.base import ApiView
from usecases.api.negotiation import ByFormat


class _OpenToAll(ApiView):
    scope = None

    @property
    def public(self) -> bool:
        """Whoever asks is told."""
        return True


class OpenApiJson(OpenApiJsonRenderer2):
    """The description as JSON."""

    format = "json"


class OpenApiYaml(OpenApiYamlRenderer2):
    """The description as YAML."""

    format = "yaml"


class SchemaView(_OpenToAll, SpectacularAPIView):
    """The description of every address, parameter and answer."""

    content_negotiation_class = ByFormat
    renderer_classes = [OpenApiJson, OpenApiYaml]

    def parameters(self) -> frozenset[str]:
        """Return the only parameter: the form."""
        return frozenset({"format"})

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Return the description (OpenAPI) as JSON or YAML."""
        answer: Any = super().get
        return answer(request, *args, **kwargs)


# The only page whose policy is wider: the library draws its icons from data addresses.
@method_decorator(csp_update({"img-src": [SELF, "data:"]}), name="dispatch")
class DocsView(_OpenToAll, SpectacularSwaggerSplitView):
    """A page to read the description on, and to try the API."""

    url_name = "api:schema"
    template_name = "api/docs.html"

    def refuse_unknown(self) -> None:
        """Take anything: the page asks for its own script with an empty parameter."""
