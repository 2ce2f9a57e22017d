"""The bodies by which files are uploaded: forms of several parts."""

from rest_framework import serializers

from usecases.api.serializers.base import Strict
from usecases.vocabulary.limits import PLAIN_CHARACTERS, TITLE_CHARACTERS


class FileBody(Strict):
    """A file with an answer to a question of the regulator."""

    file = serializers.FileField()


class DraftFileBody(FileBody):
    """A file with a draft."""

    description = serializers.CharField(
        required=False, allow_blank=True, max_length=TITLE_CHARACTERS
    )
    question = serializers.SlugField(
        required=False, help_text="Code of the phase's question that it answers."
    )


class ReportFileBody(FileBody):
    """A file that is handed in where something was due, with a text if one likes."""

    text = serializers.CharField(required=False, allow_blank=True, max_length=PLAIN_CHARACTERS)
