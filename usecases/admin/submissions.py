"""Submissions: frozen versions of what was handed in."""

from typing import Any

from django.contrib.admin import display
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from usecases.admin.base import ConsoleAdmin
from usecases.admin.lists import VisibleRelated
from usecases.admin.person import person_of
from usecases.models.submissions import Submission
from usecases.models.usecases import UseCase
from usecases.rules.visibility_register import categories_for
from usecases.vocabulary.sections import SECTIONS


class SubmissionAdmin(ConsoleAdmin[Submission]):
    """Who signed what, and when; shown as it was asked."""

    fields = ("use_case", "number", "signed_by", "signed_at", "digest")
    list_display = ("use_case", "institution", "number", "signed_by", "signed_at")
    list_filter = (("use_case__phase", VisibleRelated), "signed_at")
    list_select_related = ("use_case__institution", "signed_by")
    further_columns = ("digest", "recorded_at")
    search_fields = ("use_case__reference", "digest")
    empty_text = _("Every version that a bank hands in will appear here, frozen.")

    @display(description=_("institution"), ordering="use_case__institution__short_name")
    def institution(self, submission: Submission) -> str:
        """Whose it is."""
        return str(submission.use_case.institution)

    def around(self, request: HttpRequest, obj: Submission) -> dict[str, Any]:
        """Show the frozen answers."""
        asked = obj.content.get("answers", {})
        found = [s for s in SECTIONS if s.code in asked]
        names = {each.code: each.label for each in categories_for(person_of(request))}
        return {"frozen": [(s.title, [_said(e, names) for e in asked[s.code]]) for s in found]}


def _said(answer: dict[str, Any], names: dict[str, str]) -> tuple[str, Any]:
    """Return label and answer, a coded one in words."""
    if answer["field"] == "own_category":
        return answer["label"], names.get(answer["value"], answer["value"])
    choices = dict(getattr(UseCase._meta.get_field(answer["field"]), "flatchoices", ()))
    value = answer["value"]
    return answer["label"], choices.get(value, value) if isinstance(value, str) else value
