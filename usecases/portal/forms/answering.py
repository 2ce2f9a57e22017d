"""Forms of answers to questions: a reply, a file, a signature."""

from django import forms
from django.utils.translation import gettext_lazy as _

from usecases.vocabulary import filetypes
from usecases.vocabulary.limits import FILE_BYTES, REPLY_WORDS


class ReplyForm(forms.Form):
    """The reply to one question, and the one that the writer saw."""

    seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    reply = forms.CharField(
        label=_("Your answer"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Only your institution sees it until a signatory signs."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as a form is called
        field = self.fields["reply"]
        field.word_limit = REPLY_WORDS  # type: ignore[attr-defined]  # read by the look
        field.optional = False  # type: ignore[attr-defined]  # signing asks for it


class FileForm(forms.Form):
    """A file for an answer."""

    file = forms.FileField(
        label=_("File"), widget=forms.FileInput(attrs={"accept": filetypes.ENDINGS})
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as a form is called
        self.fields["file"].help_text = _("{types}; {megabytes} MB at most.").format(
            types=filetypes.WORDS, megabytes=FILE_BYTES // 1024**2
        )


class SignAnswersForm(forms.Form):
    """The signatory's tick, and the stamp of what was read."""

    read = forms.CharField(widget=forms.HiddenInput)
    confirm = forms.BooleanField(
        label=_("I have read everything above, and I sign the answers for my institution"),
        error_messages={"required": _("Tick the box to sign.")},
    )
