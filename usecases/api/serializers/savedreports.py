"""Saved reports, each with the address that reproduces it."""

from django.urls import reverse
from rest_framework import serializers

from usecases.api.serializers.base import Shown, key
from usecases.models.access import SavedView
from usecases.selection.savedreports import report_of


class SavedReportShown(Shown[SavedView]):
    """A report as somebody likes to see it: its scope and columns, under a name."""

    report = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField(help_text="The same report, as it is now.")
    user = key("user_id")

    class Meta:
        model = SavedView
        fields = ("id", "name", "report", "query", "url", "shared", "user", "updated_at")

    def get_report(self, row: SavedView) -> str:
        """The name of the report."""
        return report_of(row)

    def get_url(self, row: SavedView) -> str:
        """The path of the report in this scope, with these columns."""
        path = reverse("api:report", args=[report_of(row)])
        return f"{path}?{row.query}" if row.query else path
