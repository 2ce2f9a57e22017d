"""What stands beside a section while a bank writes it: comments, and answers that are shared."""

from typing import Any
from uuid import UUID

from django.http import QueryDict

from usecases.models.drafting import Comment, SharedAnswer
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.portal.forms.section import SectionForm
from usecases.rules.permissions import may, on_case
from usecases.rules.visibility_drafting import comments_for, shared_answers_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import REASON_CHARACTERS, WORDS
from usecases.vocabulary.sections import Section
from usecases.workflow import comments
from usecases.workflow.fetch import fetch


def talk(case: UseCase, person: Person, section: Section, typed: str = "") -> dict[str, Any]:
    """Return what colleagues say about a section, and what is still typed of a new comment."""
    rows = comments_for(person).filter(use_case=case, section=section.code)
    said = list(rows.select_related("written_by", "settled_by").order_by("recorded_at", "id"))
    return {
        "open_comments": [each for each in said if each.settled_at is None],
        "settled_comments": [each for each in said if each.settled_at is not None],
        "comment_typed": typed,
        "comment_characters": REASON_CHARACTERS,
        "may_comment": may(on_case(person, case), Action.DRAFT),
    }


def say(case: UseCase, person: Person, section: Section, posted: QueryDict) -> bool:
    """Say, settle or reopen what the form asks for; return whether the form was about that."""
    if (typed := posted.get("comment", "")).strip():
        comments.comment(case, section.code, typed, by=person)
    for name, act in (("settle", comments.settle), ("reopen", comments.reopen)):
        if name in posted:
            act(_own(case, person, posted.get(name, "")), by=person)
    return posted.get("then") == "comment" or bool({"settle", "reopen"} & posted.keys())


def with_shared(form: SectionForm, person: Person) -> SectionForm:
    """Give each long text of a section the answers that the institution shares for it."""
    names = [name for name in form.section.fields if name in WORDS]
    rows = list(shared_answers_for(person).filter(field__in=names).order_by("name", "id"))
    for name in names:
        own = [row for row in rows if row.field == name]
        form.fields[name].shared = own  # type: ignore[attr-defined]  # read by the page
    return form


def filled(form: SectionForm, person: Person, key: str) -> SectionForm:
    """Return the form with a shared answer put after what is typed; nothing of it is lost."""
    row = _shared(person, key, form.section)
    typed = str(form.data.get(row.field, "")).strip()
    text = f"{typed}\n\n{row.text}" if typed else row.text
    again = type(form)(form.draft, person, {**form.data, row.field: text})
    return with_shared(again, person)


def _own(case: UseCase, person: Person, key: str) -> Comment:
    return fetch(comments_for(person).filter(use_case=case), _uuid(key))


def _shared(person: Person, key: str, section: Section) -> SharedAnswer:
    return fetch(shared_answers_for(person).filter(field__in=section.fields), _uuid(key))


def _uuid(key: str) -> UUID:
    """Return an id; what is none belongs to nothing."""
    try:
        return UUID(key)
    except ValueError:
        return UUID(int=0)
