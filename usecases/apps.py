"""The application, as Django knows it."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UsecasesConfig(AppConfig):
    """Everything the product does is one application."""

    name = "usecases"
    verbose_name = _("Sandbox Tracker")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks; models are there only now."""
        import_module("usecases.checks")
