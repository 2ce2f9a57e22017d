"""The console's site: who comes in, by which door, and what stands on its first page."""

from collections.abc import Sequence
from functools import partial, update_wrapper
from typing import Any

from allauth.account.views import logout as sign_out
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from usecases.admin.dashboard import first_page
from usecases.admin.pages import ConsolePage
from usecases.admin.person import person_of
from usecases.admin.sidebar import sidebar
from usecases.models.phases import Programme
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action

Subjects = dict[Promise, list[tuple[type[Model], type[ModelAdmin[Any]]]]]
# Dates are typed and read in the zone that programmes have unless they say otherwise.
ZONE = str(Programme._meta.get_field("time_zone").default)


class ConsoleSite(AdminSite):
    """Django admin, with one login page, our rights and our subjects."""

    site_header = site_title = _("Sandbox Tracker")
    index_title = _("What waits")
    site_url = "/"
    empty_value_display = "–"

    def __init__(self, name: str, subjects: Subjects, pages: Sequence[ConsolePage] = ()) -> None:
        super().__init__(name)
        self.subjects, self.pages = subjects, pages
        self.disable_action("delete_selected")
        for group in subjects.values():
            for model, admin in group:
                self.register(model, admin)

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the person may use the console at all."""
        return may(person_of(request), Action.USE_CONSOLE)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Send the anonymous to the one login page, tell everyone else no, cut days in our zone."""
        inner = super().admin_view(view, cacheable)

        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self.has_permission(request):
                return _refuse(request)
            with timezone.override(ZONE), translation.override(_british()):
                response: HttpResponse = inner(request, *args, **kwargs)
                return response.render() if isinstance(response, TemplateResponse) else response

        return update_wrapper(checked, inner)

    def get_urls(self) -> list[Any]:
        """Leave out the pages that the console has elsewhere or not at all; add its own."""
        gone = {"view_on_site", "password_change_done"}
        own = [
            path(page.route, self.admin_view(partial(self.page_view, page)), name=page.name)
            for page in self.pages
        ]
        stock = super().get_urls()
        return [*own, *(each for each in stock if getattr(each, "name", "") not in gone)]

    def page_view(self, page: ConsolePage, request: HttpRequest, **route: Any) -> HttpResponse:
        """Answer a page of its own; to whom it is closed it is not there."""
        if not page.open_to(person_of(request)):
            raise Http404
        return page.view(self, request, **route)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Put the sidebar on every page; it counts only where it is shown."""
        context = super().each_context(request)
        groups = context["available_apps"]
        return {**context, "sidebar": SimpleLazyObject(lambda: sidebar(request, groups))}

    def login(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """There is one login page, and it is not this one."""
        if self.has_permission(request):
            return redirect("admin:index")
        return _refuse(request, request.GET.get("next") or reverse("admin:index"))

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Sign out as from every other page."""
        return sign_out(request)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Change the password as from every other page."""
        return redirect("account_change_password")

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        """Say what waits."""
        waiting = {"page": first_page(request), **(extra_context or {})}
        return super().index(request, waiting)

    def app_index(self, request: HttpRequest, app_label: str, extra_context: Any = None) -> Any:
        """There is one first page."""
        return redirect("admin:index")

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return the subjects, each with the pages that this person may open."""
        groups = [
            {
                "name": title,
                "app_label": f"subject-{number}",
                "app_url": reverse("admin:index"),
                "has_module_perms": True,
                "models": [
                    *self._pages_below(request, title),
                    *(
                        entry
                        for model, _admin in pages
                        if (entry := self._entry(request, model)) is not None
                    ),
                ],
            }
            for number, (title, pages) in enumerate(self.subjects.items())
        ]
        return [group for group in groups if group["models"]]

    def _pages_below(self, request: HttpRequest, title: Promise) -> list[dict[str, Any]]:
        person = person_of(request)
        mine = [page for page in self.pages if page.group == title and page.open_to(person)]
        return [each.entry(reverse(f"admin:{each.name}")) for each in mine if each.label]

    def _entry(self, request: HttpRequest, model: type[Model]) -> dict[str, Any] | None:
        admin = self.get_model_admin(model)
        if not admin.has_view_permission(request):
            return None
        stem = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        adds, changes = admin.has_add_permission(request), admin.has_change_permission(request)
        return {
            "model": model,
            "name": capfirst(str(model._meta.verbose_name_plural)),
            "object_name": model._meta.object_name,
            "perms": {"add": adds, "change": changes, "delete": False, "view": True},
            "view_only": not changes,
            "admin_url": reverse(f"{stem}_changelist"),
            "add_url": reverse(f"{stem}_add") if adds else None,
        }


def _british() -> str | None:
    """Return the language in use; English days are written as Hong Kong writes them."""
    language = translation.get_language()
    return "en-gb" if language == "en" else language


def _refuse(request: HttpRequest, following: str = "") -> HttpResponse:
    """Ask the anonymous to sign in; whoever did has no business here."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(following or request.get_full_path(), resolve_url("account_login"))
