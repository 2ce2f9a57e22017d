"""Answers that an institution gives in several use cases: kept, changed, removed."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.drafting import SharedAnswer
from usecases.models.person import Person
from usecases.rules.answers import too_long
from usecases.rules.missing import Missing
from usecases.rules.visibility_drafting import shared_answers_for
from usecases.text.normal import normal
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import WORDS
from usecases.workflow.errors import Invalid, NotAllowed, Stale, invalid
from usecases.workflow.fetch import fetch, require
from usecases.workflow.validate import validate


def keep(field: str, name: str, text: str, *, by: Person) -> SharedAnswer:
    """Keep an answer for the other use cases of the person's institution."""
    with writing(by=by):
        require(by, Action.DRAFT)
        if by.membership is None:
            raise NotAllowed
        if field not in WORDS:
            raise invalid("field", "invalid", _("Choose what the answer is to."))
        row = SharedAnswer(institution=by.membership.institution, field=field)
        row.name, row.text = normal(name).strip(), normal(text).strip()
        _check(row)
        return trail.add(row, private_to=row.institution)


def change(
    key: UUID, *, name: str, text: str, by: Person, based_on: datetime | None = None
) -> SharedAnswer:
    """Change a shared answer; use cases that were filled from it keep what they say.

    `based_on` is when the row that the writer saw was last changed.
    """
    with writing(by=by):
        row = _own(key, by)
        if based_on is not None and row.updated_at != based_on:
            raise Stale
        fields = {"name": normal(name).strip(), "text": normal(text).strip()}
        was = {each: getattr(row, each) for each in fields}
        row.name, row.text = fields["name"], fields["text"]
        _check(row)
        row.name, row.text = was["name"], was["text"]
        trail.amend(row, fields, private_to=row.institution)
        return row


def remove(key: UUID, *, by: Person) -> None:
    """Share an answer no longer; use cases that were filled from it keep what they say."""
    with writing(by=by) as opened:
        row = _own(key, by)
        trail.amend(row, {"removed_at": opened.now}, private_to=row.institution)


def _own(key: UUID, by: Person) -> SharedAnswer:
    row = fetch(shared_answers_for(by).select_related("institution"), key)
    require(by, Action.DRAFT)
    return row


def _check(row: SharedAnswer) -> None:
    """Refuse what no use case could take: no name, no text, too many words, a name used twice."""
    if not row.text:
        raise invalid("text", "required", _("Write the answer."))
    if fault := too_long(row.field, row.text):
        raise Invalid(Missing("text", fault.code, fault.text))
    same = SharedAnswer.objects.filter(
        institution=row.institution, field=row.field, name=row.name, removed_at__isnull=True
    )
    if same.exclude(pk=row.pk).exists():
        raise invalid("name", "taken", _("There is a shared answer of this name already."))
    validate(row)
