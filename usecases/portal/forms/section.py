"""One section of a submission as a form; incomplete is fine, wrong is not."""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.portal.answers import short
from usecases.portal.forms.fields import GROUPED, GROUPS, HELP, formfield
from usecases.portal.forms.seen import as_plain, native, opened, same, sealed, values_of
from usecases.rules.visibility_register import categories_for
from usecases.text.normal import normal
from usecases.vocabulary.limits import WORDS
from usecases.vocabulary.sections import SECTIONS, Section
from usecases.workflow.errors import Refused

COLUMNS = frozenset(field.name for field in UseCase._meta.get_fields())
THEIRS = "theirs"


@dataclass(frozen=True)
class Conflict:
    """A field that somebody else changed: the writer's value, theirs, and how to choose."""

    field: str
    label: str
    mine: Any
    theirs: Any
    name: str


class SectionForm(forms.ModelForm[UseCase]):
    """The fields of one section; knows what the writer saw and what the writer changed."""

    section: Section
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = UseCase
        fields: tuple[str, ...] = ()

    def __init__(self, draft: UseCase, person: Person, data: Mapping[str, Any] | None) -> None:
        self.draft = draft
        settled = None if data is None else self._settled(data)
        super().__init__(settled, instance=copy(draft), initial={"seen": self._seal()})
        for name in self.section.fields:
            self._shape(name, self.fields[name])
        if "own_category" in self.fields:
            kept = Q(active=True) | Q(pk=draft.own_category_id)
            offered = categories_for(person).filter(kept)
            self.fields["own_category"].queryset = offered  # type: ignore[attr-defined]  # a choice of records

    def _shape(self, name: str, field: forms.Field) -> None:
        """Say of a field what it is for, how long it may be, and whether it may stay empty."""
        field.required = False
        field.optional = name not in self.section.required  # type: ignore[attr-defined]  # read by the look
        if isinstance(field, forms.BooleanField) and not isinstance(field, forms.NullBooleanField):
            field.optional = False  # type: ignore[attr-defined]  # a tick needs no such word
        if name in HELP:
            field.help_text = str(HELP[name])
        if name in WORDS:
            field.word_limit = WORDS[name]  # type: ignore[attr-defined]  # read by the look

    def clean(self) -> dict[str, Any]:
        """Normalise texts, and refuse what belongs to no field of this page."""
        cleaned = super().clean() or {}
        for name in sorted(set(self.data) & COLUMNS - set(self.fields)):
            text = format_lazy(_("“{field}” is not part of this page."), field=name)
            self.add_error(None, ValidationError(text, code="not-editable"))
        return {k: normal(v) if isinstance(v, str) else v for k, v in cleaned.items()}

    def _settled(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return what was sent; where the colleague's value was chosen it is as if typed."""
        kept = {name: data[name] for name in data}
        seen = opened(str(kept.get("seen", "")), self.draft, self.section)
        for name in self.section.fields:
            if kept.pop(f"choice_{name}", "") == THEIRS and name in seen:
                kept[name] = seen[name]
        return kept

    def _seal(self, **changed: Any) -> str:
        values = {**values_of(self.draft, self.section), **changed}
        return sealed(self.draft, self.section, values)

    def seen_values(self) -> dict[str, Any]:
        """Return what the writer saw, as plain JSON; nothing if that was lost on the way."""
        return opened(str(self.data.get("seen", "")), self.draft, self.section)

    def sealed_with(self, saved: Mapping[str, Any]) -> str:
        """Return the seal of a page that stays open: what it shows, not what others wrote since."""
        return sealed(self.draft, self.section, {**self.seen_values(), **as_plain(saved)})

    def written(self) -> dict[str, Any]:
        """Return the fields that the writer changed and wants to stand."""
        seen = self.seen_values()
        return {
            name: self.cleaned_data[name]
            for name in self.section.fields
            if name in self.cleaned_data and self._wanted(name, seen)
        }

    def _wanted(self, name: str, seen: Mapping[str, Any]) -> bool:
        widget = self.fields[name].widget
        if widget.value_omitted_from_data(self.data, self.files, name):
            return False
        return name not in seen or not same(self.cleaned_data[name], seen[name])

    def based_on(self) -> dict[str, Any]:
        """Return what the writer saw of the changed fields; unknown is as if all had changed."""
        seen, empty = self.seen_values(), object()
        known = native(self.draft, seen)
        return {name: known.get(name, empty) for name in self.written()}

    def take_faults(self, refused: Refused) -> None:
        """Show what a verb refused beside the fields it is about."""
        for fault in refused.faults:
            field = fault.field if fault.field in self.fields else None
            self.add_error(field, ValidationError(short(fault), code=fault.code))

    def conflicts(self, refused: Refused, current: UseCase) -> list[Conflict]:
        """Return mine and theirs of each field in conflict, and base the page on theirs."""
        names = [fault.field for fault in refused.faults if fault.field in self.section.fields]
        theirs = {k: v for k, v in values_of(current, self.section).items() if k in names}
        based = {**self.seen_values(), **theirs}
        self.data = {**self.data, "seen": self._seal(**based)}
        return [
            Conflict(
                name,
                str(self.fields[name].label),
                self.cleaned_data[name],
                getattr(current, name),
                f"choice_{name}",
            )
            for name in names
        ]

    def groups(self) -> Iterator[tuple[Promise | str, list[forms.BoundField]]]:
        """Yield the fields in order, ticks that belong together under one legend."""
        for name in self.section.fields:
            if name in GROUPS:
                legend, names = GROUPS[name]
                yield legend, [self[each] for each in names]
            elif name not in GROUPED:
                yield "", [self[name]]


def _form_of(section: Section) -> type[SectionForm]:
    """Make the form of a section, once."""
    made: Any = forms.modelform_factory(
        UseCase, form=SectionForm, fields=section.fields, formfield_callback=formfield
    )
    made.section = section
    return cast(type[SectionForm], made)


FORMS: dict[str, type[SectionForm]] = {section.code: _form_of(section) for section in SECTIONS}
