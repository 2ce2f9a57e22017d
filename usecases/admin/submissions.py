"""Submissions: frozen versions of what was handed in."""

from typing import Any

from django.contrib.admin import display
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from usecases.admin.base import ConsoleAdmin
from usecases.admin.columns import moment_column
from usecases.admin.lists import VisibleRelated
from usecases.admin.person import person_of
from usecases.models.submissions import Submission
from usecases.rules.versions import category_names, of_version


class SubmissionAdmin(ConsoleAdmin[Submission]):
    """Who signed what, and when; shown as it was asked."""

    fields = ("use_case", "number", "form_version", "signed_by", "signed_at", "digest")
    list_display = ("use_case", "institution", "number", "signed_by", "signed")
    list_filter = (("use_case__phase", VisibleRelated), "signed_at")
    list_select_related = ("use_case__institution", "use_case__phase__programme", "signed_by")
    further_columns = ("digest", "recorded_at")
    search_fields = ("use_case__reference", "digest")
    empty_text = _("Every version that a bank hands in will appear here, frozen.")
    signed = moment_column("signed_at", _("signed"))

    @display(description=_("institution"), ordering="use_case__institution__short_name")
    def institution(self, submission: Submission) -> str:
        """Whose it is."""
        return str(submission.use_case.institution)

    def around(self, request: HttpRequest, obj: Submission) -> dict[str, Any]:
        """Show the frozen answers."""
        parts = of_version(obj, category_names(person_of(request)))
        return {"frozen": [(p.title, [(e.label, e.text) for e in p.answers]) for p in parts]}
