"""Every door of the product."""

from typing import NoReturn

from django.http import Http404, HttpRequest
from django.urls import include, path, re_path

from sandbox_tracker import health
from usecases.admin.site import site

handler500 = "sandbox_tracker.failure.server_error"


def gone(request: HttpRequest) -> NoReturn:
    """Nobody changes or confirms an e-mail address alone, or signs up: it is whom we know."""
    raise Http404


urlpatterns = [
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("admin/", site.urls),
    re_path("^accounts/(?:email|confirm-email|social)/", gone),
    re_path("^accounts/3rdparty/(?:signup/)?$", gone),
    path("accounts/", include("usecases.portal.entrance_urls")),
    path("accounts/", include("allauth.urls")),
    path("portal/", include("usecases.portal.urls")),
    path("api/", include("usecases.api.urls")),
    path("", include("usecases.register.urls")),
]
