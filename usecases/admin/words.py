"""The vocabularies that administrators edit."""

from django.utils.translation import gettext_lazy as _

from usecases.admin.base import ConsoleAdmin
from usecases.admin.list_active import IN_USE
from usecases.models.words import Category, Technique, Term

_LABELS = ("label_en", "label_zh_hant", "label_zh_hans")


class CategoryAdmin(ConsoleAdmin[Category]):
    """What a use case is for."""

    fields = ("code", *_LABELS, "order", "active")
    list_display = ("code", *_LABELS, "order", "active")
    active = IN_USE
    search_fields = ("code", *_LABELS)
    publishable = True
    empty_text = _("Words for what a use case is for will appear here.")


class TechniqueAdmin(ConsoleAdmin[Technique]):
    """How a system works."""

    fields = ("code", *_LABELS, "order", "active")
    list_display = ("code", *_LABELS, "order", "active")
    active = IN_USE
    search_fields = ("code", *_LABELS)
    publishable = True
    empty_text = _("Words for how a system works will appear here.")


class TermAdmin(ConsoleAdmin[Term]):
    """Words of the smaller vocabularies."""

    fields = ("kind", "code", *_LABELS, "order", "active")
    list_display = ("code", "kind", *_LABELS, "order", "active")
    list_filter = ("kind",)
    active = IN_USE
    search_fields = ("code", *_LABELS)
    empty_text = _("Sectors, kinds, reasons and environments will appear here.")
