"""Files of a submission as a form: several at once, what they may be said beforehand."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.vocabulary import filetypes
from usecases.vocabulary.limits import FILE_BYTES, FILES_PER_CASE

DESCRIPTION_CHARACTERS = 200
TAKEN = format_lazy(
    _("{types}; {megabytes} MB at most each, {most} files in all."),
    types=filetypes.WORDS,
    megabytes=FILE_BYTES // 1024**2,
    most=FILES_PER_CASE,
)


class _SeveralFiles(forms.FileInput):
    """A file box that takes several."""

    allow_multiple_selected = True


class _Uploads(forms.FileField):
    """Several files; what each is worth its own check says."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Return every file that was sent, if there is one."""
        if not data:
            raise ValidationError(self.error_messages["required"], code="required")
        return list(data)


class HandOverForm(forms.Form):
    """Files to add, and what they are; each is taken or refused on its own."""

    file = _Uploads(
        label=_("Files"),
        help_text=TAKEN,
        widget=_SeveralFiles(attrs={"accept": filetypes.ENDINGS, "multiple": True}),
        error_messages={"required": _("Choose a file first.")},
    )
    description = forms.CharField(
        label=_("What they are"),
        required=False,
        max_length=DESCRIPTION_CHARACTERS,
        help_text=_("In a few words, for the regulator."),
    )

    @property
    def endings(self) -> str:
        """What the file box offers."""
        return filetypes.ENDINGS

    @property
    def most_bytes(self) -> int:
        """How large a file may be."""
        return FILE_BYTES
