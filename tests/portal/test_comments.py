"""Colleagues talk about a section among themselves; nobody else ever reads a word of it."""

import pytest

from tests import people
from tests.factories.base import add
from tests.factories.institutions import bank_b
from tests.factories.usecases import empty_draft, use_case_at
from tests.portal.visits import at, open_section, stored, visit, words
from usecases.models.drafting import Comment, SharedAnswer
from usecases.models.parties import Party
from usecases.rules.visibility_drafting import comments_for, shared_answers_for
from usecases.rules.visibility_register import changes_for, may_read_content
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import PartyRole
from usecases.workflow import comments, share, submit
from usecases.workflow.errors import Invalid, NotAllowed, NotFound, WrongStage

pytestmark = pytest.mark.django_db


def test_only_colleagues_read_it_whatever_becomes_of_the_case() -> None:
    draft, staff = use_case_at(Stage.DRAFT), (people.officer(), people.auditor(), people.system())
    comments.comment(draft, "risks", "Between us", by=people.editor())
    share.keep("risks", "Chat", "Between us", by=people.editor())
    joint = people.signatory(bank_b())
    add(Party(use_case=draft, institution=bank_b(), role=PartyRole.JOINT))
    submit.submit(draft, by=people.signatory())
    for person in (*staff, joint, people.ANONYMOUS):
        assert (comments_for(person).count(), shared_answers_for(person).count()) == (0, 0)
        rows = changes_for(person).filter(after__icontains="Between us")
        assert [row for row in rows if may_read_content(person, row)] == []
    colleague = people.viewer()
    assert (comments_for(colleague).count(), shared_answers_for(colleague).count()) == (1, 1)
    assert "Between us" not in str(draft.submissions.get().content)


def test_it_is_sent_when_the_section_is_saved_and_nothing_typed_is_lost() -> None:
    draft, client = empty_draft(), visit(people.editor())
    posted = {**open_section(client, draft, "about"), "title": "Mine", "comment": "Is it so?\r\n"}
    saved = client.post(at("section", draft.pk, "about"), {**posted, "then": "comment"})
    assert saved["Location"] == at("section", draft.pk, "about") + "#comments"
    (row,) = Comment.objects.all()
    assert (stored(draft).title, row.text, row.section) == ("Mine", "Is it so?", "about")
    colleague = visit(people.signatory())
    assert "Is it so?" in words(colleague.get(at("section", draft.pk, "about")))
    assert "Is it so?" not in words(colleague.get(at("section", draft.pk, "risks")))
    assert "1 comment" in words(colleague.get(at("use-case", draft.pk)))
    assert "Is it so?" in words(visit(people.viewer()).get(at("section", draft.pk, "about")))


def test_it_is_settled_and_opened_again() -> None:
    draft, client = empty_draft(), visit(people.signatory())
    row = comments.comment(draft, "about", "Is it so?", by=people.editor())
    address = at("section", draft.pk, "about")
    for name, settled in (("settle", 1), ("reopen", 0)):
        posted = open_section(client, draft, "about")
        assert client.post(address, {**posted, name: str(row.pk)}).status_code == 302
        page = client.get(address)
        assert [len(page.context["settled_comments"]), len(page.context["open_comments"])] == [
            settled,
            1 - settled,
        ]


@pytest.mark.parametrize("key", ["", "x", "00000000-0000-0000-0000-000000000001"])
def test_a_comment_that_is_none_is_not_there(key: str) -> None:
    draft, client = empty_draft(), visit(people.signatory())
    posted = {**open_section(client, draft, "about"), "settle": key}
    assert client.post(at("section", draft.pk, "about"), posted).status_code == 404


def test_a_comment_that_is_too_long_stays_typed() -> None:
    draft, client = empty_draft(), visit(people.editor())
    posted = {**open_section(client, draft, "about"), "comment": "x" * 2001, "title": "Mine"}
    page = client.post(at("section", draft.pk, "about"), posted)
    assert (page.status_code, Comment.objects.count()) == (422, 0)
    assert "At most 2000 characters." in words(page)
    assert "x" * 2001 in page.content.decode()


def test_who_may() -> None:
    draft = empty_draft()
    for person, kind in (
        (people.viewer(), NotAllowed),
        (people.signatory(bank_b()), NotFound),
        (people.officer(), NotFound),
    ):
        with pytest.raises(kind):
            comments.comment(draft, "about", "Hello", by=person)
    with pytest.raises(Invalid):
        comments.comment(draft, "about", " \n", by=people.editor())
    with pytest.raises(WrongStage):
        comments.comment(use_case_at(Stage.SUBMITTED), "about", "Late", by=people.editor())
    assert (Comment.objects.count(), SharedAnswer.objects.count()) == (0, 0)
