"""Every door of the product."""

from django.urls import include, path

from sandbox_tracker import health
from usecases.admin.site import site

urlpatterns = [
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("admin/", site.urls),
    path("accounts/", include("allauth.urls")),
    path("portal/", include("usecases.portal.urls")),
    path("api/", include("usecases.api.urls")),
    path("", include("usecases.register.urls")),
]
