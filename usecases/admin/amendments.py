"""Amendments in the console: what was agreed for trials and changed after their start."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.admin import display
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from usecases.admin.changelist import ConsoleChangeList
from usecases.admin.lists import VisibleRelated
from usecases.admin.person import person_of
from usecases.admin.plain import exported
from usecases.admin.trial_parts import PartOfTrial
from usecases.models.person import Person
from usecases.models.trials import Amendment
from usecases.rules.amended import Amended, in_words
from usecases.rules.visibility_register import terms_for
from usecases.vocabulary.terms import TermKind

_WORDS = 12


class AmendmentChangeList(ConsoleChangeList):
    """A list of amendments that says a whole page of them in words at once."""

    def get_results(self, request: HttpRequest) -> None:
        """Remember who reads the rows, on the page and in a file."""
        self.person = person_of(request)
        super().get_results(request)

    def prepared(self, rows: Iterable[Any]) -> list[Any]:
        """Say each of them in words."""
        found, places = list(rows), _places(self.person)
        for row in found:
            vars(row)["said"] = in_words(row, places)
        return found


class AmendmentAdmin(PartOfTrial[Amendment]):
    """What was agreed and changed: of which trial, from what, to what, why."""

    list_display = ("use_case", "institution", "what", "from_what", "to_what", "why", "amended_at")
    list_display_links = ("what",)
    list_filter = (
        ("use_case__phase", VisibleRelated),
        ("use_case__institution", VisibleRelated),
        ("amended_by", VisibleRelated),
        "amended_at",
    )
    list_select_related = (
        *("use_case__institution", "use_case__phase__programme", "target__metric", "deliverable"),
        "amended_by",
    )
    ordering = ("-amended_at", "pk")
    further_columns = ("amended_by",)
    search_fields = ("use_case__reference", "use_case__title", "reason", "before", "after")
    empty_text = _("What is amended of trials that run will appear here.")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return the list that says a page at once."""
        return AmendmentChangeList

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Amendment | None:
        """Say in words what its page shows."""
        found: Amendment | None = super().get_object(request, *args, **kwargs)
        if found is not None:
            vars(found)["said"] = in_words(found, _places(person_of(request)))
        return found

    @display(description=_("what"))
    def what(self, row: Amendment) -> str:
        """What was changed."""
        return _said(row).what

    @exported(lambda row: _written(_said(row).before))
    @display(description=_("before"))
    def from_what(self, row: Amendment) -> str:
        """What was agreed before."""
        return Truncator(_written(_said(row).before)).words(_WORDS) or "–"

    @exported(lambda row: _written(_said(row).after))
    @display(description=_("now"))
    def to_what(self, row: Amendment) -> str:
        """What is agreed now."""
        return Truncator(_written(_said(row).after)).words(_WORDS) or "–"

    @exported(lambda row: row.reason)
    @display(description=_("why"))
    def why(self, row: Amendment) -> str:
        """The reason, as far as a line holds it."""
        return Truncator(row.reason).words(_WORDS)

    @display(description=_("before"))
    def whole_before(self, row: Amendment) -> str:
        """All of what was agreed before."""
        return _written(_said(row).before) or "–"

    @display(description=_("now"))
    def whole_after(self, row: Amendment) -> str:
        """All of what is agreed now."""
        return _written(_said(row).after) or "–"

    def sections(self, request: HttpRequest, obj: Amendment | None) -> list[Any]:
        """Show what was changed, by whom and why."""
        what = ("use_case", "what", "whole_before", "whole_after")
        return [(None, what), (_("Why"), ("reason", "amended_by", "amended_at"))]


def _said(row: Amendment) -> Amended:
    said: Amended = vars(row)["said"]
    return said


def _written(value: str | date) -> str:
    return date_format(value, "DATE_FORMAT") if isinstance(value, date) else value


def _places(person: Person) -> dict[str, str]:
    return {each.code: each.label for each in terms_for(person).filter(kind=TermKind.ENVIRONMENT)}
