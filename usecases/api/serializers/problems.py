"""The problem document (RFC 9457), described."""

from typing import Any

from rest_framework import serializers

# What each status means.
PROBLEMS: dict[int, str] = {
    400: "A parameter, a field or a value that cannot be; it is named.",
    401: "No token, or one that is not valid.",
    403: "Not allowed to this token or its owner.",
    404: "There is no such record, or none that the caller may see.",
    406: "It cannot be answered in this form.",
    409: "Not at this stage, or something is missing; it is listed.",
    410: "What the caller may see has changed since: a full pull is due.",
    412: "Somebody else changed it in the meantime.",
    413: "The body is larger than what is read.",
    415: "Send it in the form that is described.",
    422: "This Idempotency-Key was used for another request already.",
    428: "Say with If-Match what the write is based on.",
    429: "Too many requests; Retry-After says when to come back.",
}


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
