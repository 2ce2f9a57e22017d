"""Merging a duplicate into the one that stays, from the duplicate's page."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.db.models import Model, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import Act, Text, WhyForm
from usecases.admin.base import ConsoleAdmin
from usecases.admin.person import person_of
from usecases.admin.records import rows_for
from usecases.models.institutions import Institution, TechnologyPartner
from usecases.models.parties import Party
from usecases.models.person import Person
from usecases.models.phases import Participation
from usecases.models.usecases import UseCase
from usecases.rules.permissions import may
from usecases.vocabulary.actions import Action
from usecases.vocabulary.stages import Stage
from usecases.workflow.merge import merge_institutions, merge_partners

Firm = Institution | TechnologyPartner
F = TypeVar("F", bound=Institution | TechnologyPartner)


class MergeForm(WhyForm):
    """Into which one."""

    into = forms.ModelChoiceField(
        Institution.objects.none(), label=_("The one that stays"), help_text=_("It is counted.")
    )
    field_order = ("into", "reason")


class MergeInstitutionForm(MergeForm):
    """Into which institution."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        self.fields["into"].queryset = rows_for(Institution, person)  # type: ignore[attr-defined]  # a choice of rows


class MergePartnerForm(MergeForm):
    """Into which technology partner."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        self.fields["into"].queryset = rows_for(TechnologyPartner, person)  # type: ignore[attr-defined]  # a choice of rows


def merge_acts(request: HttpRequest, firm: Firm) -> list[Act]:
    """Return the act that merges this one into another."""
    person = person_of(request)
    if not may(person, Action.MERGE) or firm.merged_into_id is not None:
        return []
    bank = isinstance(firm, Institution)
    return [
        Act(
            name="merge",
            label=_("Merge into another"),
            lead=_(
                "For a duplicate. Everything that belongs to it moves to the one that stays, which "
                "is counted at every moment; its address leads there. This cannot be undone."
            ),
            perform=lambda values: _merge(firm, person, values),
            form=MergeInstitutionForm if bank else MergePartnerForm,
            facts=lambda: _what_moves(firm, person),
            done=_("Merged."),
            danger=True,
            more=True,
        )
    ]


def _merge(firm: Firm, person: Person, values: dict[str, Any]) -> None:
    into, reason = values["into"], values["reason"]
    if isinstance(firm, Institution):
        merge_institutions(firm, into, by=person, reason=reason)
    else:
        merge_partners(firm, into, by=person, reason=reason)


def _what_moves(firm: Firm, person: Person) -> Sequence[tuple[Text, str]]:
    """Count what moves, as far as the person sees it."""
    owner = "institution" if isinstance(firm, Institution) else "partner"
    rows: list[tuple[Text, type[Model]]] = [
        (_("Places on use cases as another party"), Party),
        (_("Participations in phases"), Participation),
    ]
    found = [
        (label, str(rows_for(each, person).filter(**{owner: firm}).count())) for label, each in rows
    ]
    if owner == "institution":
        cases = rows_for(UseCase, person).filter(institution=firm).exclude(stage=Stage.DRAFT)
        found.insert(0, (_("Use cases, and any drafts"), str(cases.count())))
    return found


class MergeableAdmin(ConsoleAdmin[F]):
    """Firms of which one can be another's duplicate; a duplicate's address leads to the other."""

    def acts(self, request: HttpRequest, obj: F) -> list[Act]:
        """Offer to merge it."""
        return [*super().acts(request, obj), *merge_acts(request, obj)]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the record, or lead to the one that it counts as."""
        gone = self.model._default_manager.filter(pk=object_id, merged_into__isnull=False).first()
        if gone is not None and rows_for(self.model, person_of(request)).filter(
            pk=gone.merged_into_id
        ):
            messages.info(request, gettext("It was merged into this one."))
            return HttpResponseRedirect(self.address("change", gone.merged_into_id))
        return super().change_view(request, object_id, form_url, extra_context)

    def trail_of(self, obj: F) -> Q:
        """Return the changes of the record and of its duplicates."""
        gone = self.model._default_manager.filter(merged_into=obj.pk).values_list("pk", flat=True)
        keys = [str(key) for key in gone]
        return super().trail_of(obj) | Q(kind=self.opts.model_name, record__in=keys)
