"""Files of a use case in the console: the panel, the act that adds one, the way out."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, ActForm
from usecases.admin.pages import ConsolePage
from usecases.admin.person import person_of
from usecases.exchange.handing_out import handed_out
from usecases.models.casefile import Attachment
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.attachments import may_attach
from usecases.rules.visibility_casefile import attachments_for
from usecases.vocabulary import filetypes
from usecases.vocabulary.casefile import AttachmentKind
from usecases.vocabulary.limits import FILE_BYTES, FILES_PER_CASE
from usecases.workflow.attach import attach
from usecases.workflow.errors import NotReady

TAB = "files"
LIMITS = {"types": filetypes.WORDS, "megabytes": FILE_BYTES // 1024**2, "most": FILES_PER_CASE}


class AttachForm(ActForm):
    """Asks for a file, what it is, and whether the bank sees it."""

    file = forms.FileField(
        label=_("File"), widget=forms.FileInput(attrs={"accept": filetypes.ENDINGS})
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=AttachmentKind.choices)
    description = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=Attachment._meta.get_field("description").max_length,
    )
    internal = forms.BooleanField(
        label=_("Staff only"), required=False, help_text=_("The bank never sees it.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _("{types}; {megabytes} MB at most.").format(**LIMITS)


def attach_acts(case: UseCase, person: Person) -> list[Act]:
    """Return the act that adds a file, for whom and where there is one."""
    if not may_attach(person, case):
        return []
    act = Act(
        name="attach",
        label=_("Add a file"),
        lead=_("The file is kept as it is, and never deleted. It opens once it is scanned clean."),
        perform=lambda values: attach(case, values.pop("file"), by=person, **values),
        form=AttachForm,
        done=_("The file is kept."),
        more=True,
        tab=TAB,
    )
    return [act]


def files_panel(request: HttpRequest, case: UseCase) -> dict[str, Any]:
    """Return what `admin/usecases/usecase/files.html` shows: one query."""
    person = person_of(request)
    rows = attachments_for(person).filter(use_case=case).select_related("uploaded_by")
    form = AttachForm(person=person, auto_id="attach_%s") if may_attach(person, case) else None
    return {
        **LIMITS,
        "case": case,
        "files": rows,
        "form": form,
        "action": reverse("admin:usecases_usecase_act", args=[case.pk, "attach"]),
        "zone": case.phase.programme.time_zone,
    }


def file_view(
    site: AdminSite, request: HttpRequest, object_id: UUID, file_id: UUID
) -> HttpResponse:
    """Hand out a file, or say why it cannot be; one that is not to be seen is not there."""
    person = person_of(request)
    row = attachments_for(person).filter(use_case=object_id, pk=file_id).first()
    if row is None:
        raise Http404
    try:
        return handed_out(row, by=person)
    except NotReady as refusal:
        back = reverse("admin:usecases_usecase_change", args=[object_id])
        context = {
            **site.each_context(request),
            "title": row.name,
            "why_not": refusal.faults[0].text,
            "back": f"{back}?tab={TAB}",
        }
        return TemplateResponse(request, "admin/file_waits.html", context, status=409)


FILE_PAGE = ConsolePage(
    name="usecases_usecase_file",
    route="usecases/usecase/<uuid:object_id>/files/<uuid:file_id>/",
    view=file_view,
)
