"""The form of a phase: its own questions written and ordered, and later ones put in force.

Until the first submission the form is written as it stands. From then on it is fixed: what is
written, changed, moved or dropped is prepared as the next version, which nobody outside the
console sees before it is put in force. What was handed in keeps what it was asked.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.questions import Question
from usecases.rules.criteria import locked
from usecases.rules.missing import Missing
from usecases.rules.question_faults import faults
from usecases.rules.questions import questions_of
from usecases.rules.visibility_register import phases_for
from usecases.vocabulary.actions import Action
from usecases.workflow.errors import Invalid, NotFound, Stale, invalid
from usecases.workflow.fetch import fetch, require
from usecases.workflow.validate import validate

WRITTEN = (
    *("kind", "label_en", "label_zh_hant", "label_zh_hans", "help_en", "help_zh_hant"),
    *("help_zh_hans", "choices", "word_limit", "required"),
)
_SHELVED = {"since_version": 0, "until_version": 1}  # asked in no version
_CODE_CHARACTERS = 50


def add(phase: Phase, *, fields: Mapping[str, Any], by: Person, reason: str = "") -> Question:
    """Add a question at the end of the form; without a code it gets one from its label."""
    with writing(by=by, reason=reason):
        found = _form(phase, by)
        version = version_written(found)
        told = dict(fields)
        code = told.pop("code", "") or _code(found, str(told.get("label_en", "")))
        last = max((each.order for each in questions_of(found, version)), default=0)
        question = Question(
            phase=found, code=code, order=last + 10, since_version=version, **_own(told)
        )
        _check(question)
        return trail.add(question)


def change(
    question: Question,
    *,
    fields: Mapping[str, Any],
    by: Person,
    reason: str = "",
    based_on: datetime | None = None,
) -> Question:
    """Change a question of the form that is being written: as it stands, or in the next version."""
    with writing(by=by, reason=reason):
        row = _asked(question, by)
        if based_on is not None and row.updated_at != based_on:
            raise Stale
        return _changed(row, _own(fields))


def drop(question: Question, *, by: Person, reason: str = "") -> None:
    """Drop a question: at once while the form is open, else with the next version."""
    with writing(by=by, reason=reason):
        row = _asked(question, by)
        version = version_written(row.phase)
        if row.since_version >= version:
            _shelve(row)
        else:
            trail.amend(row, {"until_version": version})


def arrange(phase: Phase, *, codes: Sequence[str], by: Person, reason: str = "") -> None:
    """Put the questions of the form in this order."""
    with writing(by=by, reason=reason):
        found = _form(phase, by)
        rows = {each.code: each for each in questions_of(found, version_written(found))}
        if sorted(codes) != sorted(rows):
            raise Stale
        for number, code in enumerate(codes, 1):
            _changed(rows[code], {"order": number * 10})


def put_in_force(phase: Phase, *, by: Person, reason: str = "") -> Phase:
    """Put the version that was prepared in force: from now on it is what banks are asked."""
    with writing(by=by, reason=reason):
        found = _form(phase, by)
        if not is_prepared(found):
            raise invalid("", "nothing", _("No change waits: the form is as it is in force."))
        trail.amend(found, {"form_version": found.form_version + 1})
        return found


def set_aside(phase: Phase, *, by: Person, reason: str = "") -> None:
    """Forget the version that was prepared; the form stays as it is in force."""
    with writing(by=by, reason=reason):
        found = _form(phase, by)
        if not is_prepared(found):
            raise invalid("", "nothing", _("No change waits: the form is as it is in force."))
        following = found.form_version + 1
        for row in list(_rows(found).filter(since_version=following)):
            _shelve(row)
        for row in list(_rows(found).filter(until_version=following)):
            trail.amend(row, {"until_version": None})


def is_prepared(phase: Phase) -> bool:
    """Whether a next version of the form waits to be put in force."""
    following = phase.form_version + 1
    waits = Q(since_version=following) | Q(until_version=following)
    return _rows(phase).filter(waits).exists()


def version_written(phase: Phase) -> int:
    """Return the version that is being written: the one in force until something is handed in."""
    return phase.form_version + (1 if locked(phase.pk) or is_prepared(phase) else 0)


def _rows(phase: Phase) -> QuerySet[Question]:
    return Question.objects.filter(phase=phase)


def _form(phase: Phase, by: Person) -> Phase:
    """Return the phase as it stands, if the person writes its form."""
    found = fetch(phases_for(by).select_related("programme"), phase.pk)
    require(by, Action.EDIT_PROGRAMMES)
    return found


def _asked(question: Question, by: Person) -> Question:
    """Return a question of the version that is being written."""
    row = Question.objects.filter(pk=question.pk).select_related("phase__programme").first()
    if row is None:
        raise NotFound
    phase = _form(row.phase, by)
    if row.pk not in {each.pk for each in questions_of(phase, version_written(phase))}:
        raise Stale
    return row


def _changed(row: Question, fields: dict[str, Any]) -> Question:
    """Write fields of a question: in place if no version in force asks it, else in a new row."""
    if all(getattr(row, name) == value for name, value in fields.items()):
        return row
    version = version_written(row.phase)
    if row.since_version >= version:
        _check(_with(row, fields), again=True)
        trail.amend(row, fields)
        return row
    _check(_with(row, {**fields, "until_version": None}), again=True)
    trail.amend(row, {"until_version": version})
    return _next_row(row, {**fields, "since_version": version, "until_version": None})


def _next_row(row: Question, fields: dict[str, Any]) -> Question:
    """Return the row of a question in its next version; one on the shelf is used again."""
    whole = {name: getattr(row, name) for name in (*WRITTEN, "order")} | fields
    shelved = _rows(row.phase).filter(code=row.code, **_SHELVED).first()
    if shelved is not None:
        trail.amend(shelved, whole)
        return shelved
    return trail.add(Question(phase=row.phase, code=row.code, **whole))


def _shelve(row: Question) -> None:
    """Take a question out of a version that was never in force, or of an open form."""
    taken = _rows(row.phase).filter(code=row.code, **_SHELVED).exclude(pk=row.pk)
    spare = {"code": f"{row.code}-{row.pk.hex[:8]}"} if taken.exists() else {}
    trail.amend(row, {**_SHELVED, **spare})


def _with(row: Question, fields: Mapping[str, Any]) -> Question:
    changed = copy(row)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _own(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Refuse fields that are not typed."""
    if foreign := sorted(set(fields) - {*WRITTEN}):
        text = _("This field is not yours to edit.")
        raise Invalid(*(Missing(name, "not-editable", text) for name in foreign))
    return dict(fields)


def _check(question: Question, *, again: bool = False) -> None:
    """Refuse a question that cannot be asked, or whose code the form has had."""
    if found := list(faults(question)):
        raise Invalid(*found)
    if not again and _rows(question.phase).filter(code=question.code).exists():
        text = _("This form has, or had, a question with this code.")
        raise invalid("code", "unique", text)
    validate(question, exclude={"since_version", "until_version"} if again else ())


def _code(phase: Phase, label: str) -> str:
    """Return a code that the form never had."""
    stem = slugify(label)[:_CODE_CHARACTERS].strip("-_").replace("_", "-") or "question"
    known = set(_rows(phase).values_list("code", flat=True))
    number, code = 1, stem
    while code in known:
        number += 1
        code = f"{stem}-{number}"
    return code
