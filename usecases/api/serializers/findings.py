"""Findings: to staff with what they rest on, to everybody only what is published of them."""

from rest_framework import serializers

from usecases.api.serializers.base import Shown, code, key, text
from usecases.models.findings import Finding

_TOPIC = ("topic", "topic_label_en", "topic_label_zh_hant", "topic_label_zh_hans")
_SAID = (
    *("id", *_TOPIC, "phase", "programme", "statement_en", "statement_zh_hant"),
    *("statement_zh_hans", "document", "cited", "section", "page", "source", "source_kind"),
)
_COUNTED = ("rests_on_results", "rests_on_institutions")


class FindingShown(Shown[Finding]):
    """A lesson for the industry, anonymous where it rests on trials."""

    topic = code()
    topic_label_en = text("topic.label_en")
    topic_label_zh_hant = text("topic.label_zh_hant", allow_null=True)
    topic_label_zh_hans = text("topic.label_zh_hans", allow_null=True)
    phase = code(allow_null=True)
    programme = text("phase.programme.code", allow_null=True, default=None)
    document = key("document_id", allow_null=True)
    cited = text("cites", allow_null=True)
    rests_on_results = serializers.SerializerMethodField(
        help_text="Publicly null where fewer institutions stand behind it than may be told of."
    )
    rests_on_institutions = serializers.SerializerMethodField(
        help_text="Publicly null where fewer institutions stand behind it than may be told of."
    )
    prefetch = ("results__use_case", "outcomes__use_case")
    published = (*_SAID, *_COUNTED)
    staff_only = ("results", "outcomes", "recorded_at", "updated_at")

    class Meta:
        model = Finding
        fields = (*_SAID, *_COUNTED, "results", "outcomes", "recorded_at", "updated_at")

    def get_rests_on_results(self, finding: Finding) -> int | None:
        """Return on how many results it rests."""
        return len(finding.results.all())

    def get_rests_on_institutions(self, finding: Finding) -> int | None:
        """Return how many institutions stand behind it."""
        of_results = {each.use_case.institution_id for each in finding.results.all()}
        of_outcomes = {each.use_case.institution_id for each in finding.outcomes.all()}
        return len(of_results | of_outcomes)
