"""What is saved while somebody writes: all that can be; of the rest is said why it was not."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from django.http import JsonResponse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.portal.answers import short
from usecases.portal.cases import writable_case
from usecases.portal.forms.section import SectionForm
from usecases.portal.forms.seen import same, values_of
from usecases.portal.progress import last_save
from usecases.rules.answers import label, missing_in
from usecases.workflow.errors import Invalid, Refused, Stale, WrongStage


class Write(Protocol):
    """A verb that writes some of the bank's fields and compares each with what the writer saw."""

    def __call__(
        self,
        use_case: UseCase,
        /,
        *,
        fields: Mapping[str, Any],
        by: Person,
        based_on: Mapping[str, Any] | None = None,
    ) -> UseCase:
        """Write, or refuse and name the fields."""


def autosave(
    form: SectionForm,
    person: Person,
    write: Write,
    *,
    fresh: Callable[[], UseCase] | None = None,
) -> JsonResponse:
    """Save every field that nobody else changed and that is not wrong; overwrite nothing.

    `fresh` fetches what stands now, where it is not a colleague of the bank who writes.
    """
    form.is_valid()  # what is wrong stays on the page, the rest is saved
    wrong = {name: str(errors[0]) for name, errors in form.errors.items() if name in form.fields}
    fields, based_on, taken = form.written(), form.based_on(), set[str]()
    try:
        while fields and (refused := _written(form.draft, fields, based_on, person, write)):
            faults = {fault.field: short(fault) for fault in refused.faults}
            left = {name: fields[name] for name in fields if name not in faults}
            fields = left if len(left) < len(fields) else {}  # a fault of none of them is of all
            if isinstance(refused, Stale):
                taken |= faults.keys()
            else:
                wrong |= faults
    except WrongStage:
        return answer(form.draft, late=True)
    current = fresh() if fresh else writable_case(person, form.draft.pk)
    newer = {name for name in form.section.fields if _changed(form, name, current)}
    return answer(
        current,
        seen=form.sealed_with(fields),
        saved=bool(fields) or not (wrong or taken),
        faults=[_told(form, name, wrong[name]) for name in wrong],
        conflicts=[_by(current, person, n) for n in form.section.fields if n in taken],
        newer=[_by(current, person, n) for n in form.section.fields if n in newer - taken],
        missing=[each.field for each in missing_in(current, form.section)],
    )


def answer(
    case: UseCase,
    *,
    seen: str = "",
    saved: bool = False,
    faults: list[str] | None = None,
    conflicts: list[str] | None = None,
    newer: list[str] | None = None,
    missing: list[str] | None = None,
    late: bool = False,
) -> JsonResponse:
    """Tell the page what was saved and when, and what of it was not, in words to show."""
    at = localtime(timezone.now(), ZoneInfo(case.phase.programme.time_zone))
    when = _("Saved at {time}").format(time=f"{at:%H:%M %Z}") if saved else ""
    told = {
        "late": late,
        "seen": seen,
        "saved": when,
        "faults": faults or [],
        "conflicts": conflicts or [],
        "newer": newer or [],
        "missing": missing or [],
    }
    return JsonResponse(told, status=409 if late else 200)


def _written(
    draft: UseCase,
    fields: Mapping[str, Any],
    based_on: Mapping[str, Any],
    person: Person,
    write: Write,
) -> Refused | None:
    """Write the fields and return nothing, or what was refused of them."""
    known = {name: based_on[name] for name in fields}
    try:
        write(draft, fields=fields, based_on=known, by=person)
    except (Stale, Invalid) as refused:
        return refused
    return None


def _changed(form: SectionForm, name: str, current: UseCase) -> bool:
    """Whether a field that the writer left alone is no longer what the page shows."""
    seen = form.seen_values()
    left = name not in form.written()
    return left and name in seen and not same(values_of(current, form.section)[name], seen[name])


def _told(form: SectionForm, name: str, text: str) -> str:
    """Name the field of what is wrong, if it is of one."""
    if name not in form.fields:
        return text
    return _("{field}: {text}").format(field=form.fields[name].label, text=text)


def _by(current: UseCase, person: Person, name: str) -> str:
    """Name a field and who wrote what stands in it now."""
    saved = last_save(current, person, name)
    who = saved.by if saved else _("a colleague")
    return _("“{field}” ({who})").format(field=label(name), who=who)
