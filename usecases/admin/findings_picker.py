"""Finds what a finding rests on by typing: final results and outcomes, each said in words."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse

from usecases.admin.person import person_of
from usecases.admin.widgets import TypedSelectMultiple
from usecases.rules.editing import may_add
from usecases.selection.evidence import KINDS, in_words, pickable
from usecases.vocabulary.limits import SEARCH_CHARACTERS

_PAGE = 20


class EvidencePicker(TypedSelectMultiple):
    """Several results or outcomes, found by reference, title, institution or metric."""

    def get_url(self) -> str:
        """Ask the page below, which offers nothing else."""
        return reverse("admin:usecases_finding_evidence", args=[self.field.name])


class EvidenceField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic in stubs only
    """Chosen results or outcomes, said in words."""

    def label_from_instance(self, obj: Any) -> str:
        """Say which it is."""
        return in_words(obj)


def evidence_view(request: HttpRequest, kind: str) -> JsonResponse:
    """Answer the picker: what the person sees, a page at a time."""
    person, term = person_of(request), request.GET.get("term", "")
    if kind not in KINDS:
        raise Http404
    if not may_add(person, "finding"):
        raise PermissionDenied
    if "\x00" in term or len(term) > SEARCH_CHARACTERS:
        return JsonResponse({"results": [], "pagination": {"more": False}})
    page = Paginator(pickable(kind, person, term), _PAGE).get_page(request.GET.get("page"))
    found = [{"id": str(each.pk), "text": in_words(each)} for each in page]
    return JsonResponse({"results": found, "pagination": {"more": page.has_next()}})
