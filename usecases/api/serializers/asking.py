"""A question to the assistant, and its answer: sentences, what they cite, and what they count."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request

from usecases.api.serializers.base import Strict
from usecases.assistant.answer import Answer, SentenceKind
from usecases.exchange.cited import record_address, source_address
from usecases.vocabulary.asking import QUESTION_CHARACTERS, AnswerKind, PassageLanguage, Tier

_EXAMPLE = {"question": "How are prompt injection attacks countered?", "lang": "en"}
_QUOTE = (
    "Against prompt injection, use cases keep instructions, retrieved context and user input apart."
)
_ANSWER: dict[str, Any] = {
    "tier": "A",
    "kind": "quoted",
    "sentences": [{"text": _QUOTE, "kind": "quote", "citation": 1}],
    "citations": [
        {
            "number": 1,
            "title": "Guidance: guarding a model against attacks",
            "url": "https://sandbox.example/documents/5f0c6a0e-3c55-4d53-9d0e-0d4a5c1f9b11/"
            "#prompt-injection",
            "anchor": "prompt-injection",
            "version": 1,
        }
    ],
    "read_as": None,
    "rows": [],
    "as_at": "2026-11-02T01:30:00Z",
    "missing_words": [],
    "topics": [],
}


@extend_schema_serializer(examples=[OpenApiExample("A question", value=_EXAMPLE)])
class EnquiryBody(Strict):
    """A question."""

    question = serializers.CharField(
        max_length=QUESTION_CHARACTERS,
        help_text="In English or Chinese. It is not part of the answer.",
    )
    lang = serializers.ChoiceField(
        choices=PassageLanguage.choices,
        required=False,
        help_text="Of the answer; without it, that of the question.",
    )


class SentenceShown(serializers.Serializer[Any]):
    """One sentence, verbatim, computed or fixed."""

    text = serializers.CharField()
    kind = serializers.ChoiceField(choices=[each.value for each in SentenceKind])
    citation = serializers.IntegerField(
        allow_null=True, help_text="Number of the citation that it is quoted from."
    )


class CitationShown(serializers.Serializer[Any]):
    """Where quoted sentences stand."""

    number = serializers.IntegerField()
    title = serializers.CharField()
    url = serializers.URLField(help_text="The page, opened where it stands.")
    anchor = serializers.CharField(allow_null=True, help_text="Of the part of the page.")
    version = serializers.IntegerField(help_text="Of what is published, that was quoted.")


class CountedShown(serializers.Serializer[Any]):
    """A record that a figure counts."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    name = serializers.CharField()
    institution = serializers.CharField(allow_null=True)
    phase = serializers.CharField(allow_null=True)
    category = serializers.CharField(allow_null=True)
    url = serializers.URLField()


@extend_schema_serializer(examples=[OpenApiExample("A quoted answer", value=_ANSWER)])
class AnswerShown(serializers.Serializer[Any]):
    """An answer. Tier A asserts, B shows the closest passages, C refuses."""

    tier = serializers.ChoiceField(choices=Tier.choices)
    kind = serializers.ChoiceField(choices=AnswerKind.choices)
    sentences = SentenceShown(many=True)
    citations = CitationShown(many=True)
    read_as = serializers.CharField(
        allow_null=True, help_text="What a question about records was taken to ask."
    )
    rows = CountedShown(many=True)
    as_at = serializers.DateTimeField(
        allow_null=True, help_text="When the last of what is answered from was published."
    )
    missing_words = serializers.ListField(
        child=serializers.CharField(), help_text="Stems of the question that no passage holds."
    )
    topics = serializers.ListField(
        child=serializers.CharField(), help_text="What comes closest, where nothing is answered."
    )


def answer_body(answer: Answer, request: Request) -> dict[str, Any]:
    """Return an answer as it is shown."""
    told = {
        "tier": answer.tier,
        "kind": answer.kind,
        "sentences": [
            {"text": each.text, "kind": each.kind, "citation": each.citation}
            for each in answer.sentences
        ],
        "citations": [
            {
                "number": each.number,
                "title": each.title,
                "url": request.build_absolute_uri(source_address(each)),
                "anchor": each.anchor or None,
                "version": each.version,
            }
            for each in answer.citations
        ],
        "read_as": answer.read_as or None,
        "rows": [_counted(row, request) for row in answer.rows],
        "as_at": answer.as_at,
        "missing_words": answer.missing_words,
        "topics": answer.topics,
    }
    return dict(AnswerShown(told).data)


def _counted(row: Any, request: Request) -> dict[str, Any]:
    address = record_address(row["kind"], row["id"])
    told = {name: row.get(name) for name in ("institution", "phase", "category")}
    named = {name: row[name] for name in ("id", "kind", "name")}
    return {**named, **told, "url": request.build_absolute_uri(address)}
