"""Feeds, as the description of the API tells of them; rows are written without serializers."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.reverse import reverse

from usecases.reporting.dictionary import entries
from usecases.reporting.feeds_feed import Feed
from usecases.reporting.feeds_fields import Kind
from usecases.reporting.feeds_outs import Nature


class FeedColumnShown(serializers.Serializer[Any]):
    """One column of a feed."""

    name = serializers.CharField()
    type = serializers.ChoiceField(choices=[each.value for each in Kind])
    unit = serializers.CharField(allow_blank=True)
    definition = serializers.CharField()
    key_of = serializers.CharField(
        allow_null=True, help_text="The feed whose ids it holds, if any."
    )
    staff_only = serializers.BooleanField(help_text="Whether it is null to banks.")


class FeedShown(serializers.Serializer[Any]):
    """One feed."""

    name = serializers.CharField()
    title = serializers.CharField()
    nature = serializers.ChoiceField(choices=[each.value for each in Nature])
    definition = serializers.CharField()
    url = serializers.URLField()
    columns = FeedColumnShown(many=True)


class FeedsShown(serializers.Serializer[Any]):
    """The feeds, in an order in which a star schema loads."""

    feeds = FeedShown(many=True)


class FeedPageShown(serializers.Serializer[Any]):
    """A page of a feed."""

    results = serializers.ListField(
        child=serializers.DictField(),
        help_text="Rows, and tombstones: id, updated_at and deleted_at alone.",
    )
    next = serializers.URLField(allow_null=True, help_text="The next page; null at the end.")
    cursor = serializers.CharField(help_text="Hand it back, at the end too: what changed since.")


def listed(feed: Feed, request: Request) -> dict[str, Any]:
    """Return a feed as it stands in the list, with its columns."""
    return {
        "name": feed.name,
        "title": str(feed.title),
        "nature": feed.nature.value,
        "definition": str(feed.says),
        "url": reverse("api:feed", args=[feed.name], request=request),
        "columns": [vars(each) for each in entries(feed)],
    }
