"""The problem document (RFC 9457), described."""

from typing import Any

from rest_framework import serializers


class Problem(serializers.Serializer[Any]):
    """What went wrong, for programs and for people."""

    type = serializers.CharField(help_text="`about:blank`: the title says what it is.")
    title = serializers.CharField(help_text="The meaning of the status.")
    status = serializers.IntegerField()
    code = serializers.CharField(help_text="What went wrong, for programs.")
    detail = serializers.CharField(help_text="What went wrong, for people.")
    request_id = serializers.CharField(help_text="Names this request in the logs.")

    def get_fields(self) -> dict[str, Any]:
        """Add `errors`, a name that the class itself needs."""
        texts = serializers.ListField(child=serializers.CharField())
        errors = serializers.DictField(child=texts, help_text="Texts by field or parameter.")
        return {**super().get_fields(), "errors": errors}
