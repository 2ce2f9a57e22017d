"""Answers that a bank shares between its use cases: kept, filled in, changed, removed."""

from uuid import uuid4

import pytest

from tests import people
from tests.factories.institutions import bank_b
from tests.factories.usecases import empty_draft, use_case_at
from tests.portal.visits import at, open_section, seen, stored, visit, words
from usecases.models.drafting import SharedAnswer
from usecases.vocabulary.stages import Stage
from usecases.workflow import share
from usecases.workflow.errors import NotFound

pytestmark = pytest.mark.django_db


def shared(text: str = "People check.") -> SharedAnswer:
    return share.keep("risks", "Chat", text, by=people.editor())


def test_an_answer_is_kept_from_a_section_that_is_saved_on_the_way() -> None:
    draft, client = empty_draft(), visit(people.editor())
    posted = {**open_section(client, draft, "risks"), "risks": "It may be wrong.", "keep": "risks"}
    onward = client.post(at("section", draft.pk, "risks"), posted)["Location"]
    assert stored(draft).risks == "It may be wrong."
    form = client.get(onward).context["form"]
    assert [form[name].value() for name in ("field", "text")] == ["risks", "It may be wrong."]
    sent = {"field": "risks", "name": "Chat", "text": "It may be wrong."}
    assert client.post(onward, sent)["Location"] == at("use-case", draft.pk)
    row = SharedAnswer.objects.get()
    assert (row.institution, row.name, row.text) == (draft.institution, "Chat", "It may be wrong.")
    taken = client.post(onward, sent)
    assert (taken.status_code, SharedAnswer.objects.count()) == (422, 1)
    assert "There is a shared answer of this name already." in words(taken)


@pytest.mark.parametrize(
    ("typed", "stands"),
    [("", "People check."), ("Mine.", "Mine.\n\nPeople check.")],
    ids=["into nothing", "behind what is typed"],
)
def test_it_is_filled_in_and_nothing_typed_is_lost(typed: str, stands: str) -> None:
    row, draft, client = shared(), empty_draft(), visit(people.editor())
    address = at("section", draft.pk, "risks")
    posted = {**open_section(client, draft, "risks"), "risks": typed, "safeguards": "Also mine"}
    page = client.post(address, {**posted, "fill": str(row.pk)})
    form = page.context["form"]
    assert (page.status_code, form["risks"].value()) == (200, stands)
    assert form["safeguards"].value() == "Also mine"
    assert stored(draft).risks == ""  # filled in, not saved yet
    again = {**posted, "seen": seen(page), "risks": form["risks"].value()}
    assert client.post(address, again).status_code == 302
    assert [stored(draft).risks, stored(draft).safeguards] == [stands, "Also mine"]


def test_it_is_changed_and_removed_and_use_cases_keep_what_they_say() -> None:
    row, client = shared(), visit(people.editor())
    case = use_case_at(Stage.DRAFT, risks=row.text)
    posted = {
        name: client.get(at("shared-answer", row.pk)).context["form"][name].value()
        for name in ("seen", "name", "text")
    }
    first = client.post(at("shared-answer", row.pk), {**posted, "text": "People check twice."})
    assert first["Location"] == at("shared-answers")
    page = client.post(at("shared-answer", row.pk), {**posted, "text": "From a stale tab."})
    assert page.status_code == 409
    assert "From a stale tab." in page.content.decode()
    assert "People check twice." in words(page)
    assert SharedAnswer.objects.get().text == "People check twice."
    joined = {**posted, "seen": page.context["form"]["seen"].value(), "text": "Joined."}
    assert client.post(at("shared-answer", row.pk), joined).status_code == 302
    assert client.post(at("shared-answer-off", row.pk)).status_code == 302
    assert "No shared answer yet" in words(client.get(at("shared-answers")))
    assert client.get(at("shared-answer", row.pk)).status_code == 404
    assert stored(case).risks == "People check."
    assert shared().pk != row.pk  # its name is free again


def test_a_viewer_reads_and_nobody_else_does() -> None:
    row, draft = shared(), empty_draft()
    viewer, other = visit(people.viewer()), visit(people.signatory(bank_b()))
    assert "People check." in words(viewer.get(at("shared-answers")))
    assert "People check." in words(viewer.get(at("shared-answer", row.pk)))
    sent = {"name": "Mine", "text": "Mine"}
    for name in ("shared-answer", "shared-answer-off"):
        assert viewer.post(at(name, row.pk), sent).status_code == 403
        never = other.post(at(name, uuid4()), sent)
        theirs = other.post(at(name, row.pk), sent)
        assert (theirs.status_code, theirs.content) == (404, never.content)
    assert viewer.get(at("shared-answer-new")).status_code == 403
    assert "People check." not in words(other.get(at("shared-answers")))
    for key in (str(row.pk), "x"):  # nor into one's own draft
        own = visit(people.editor(bank_b()))
        mine = empty_draft(bank_b(), draft.phase)
        posted = {**open_section(own, mine, "risks"), "fill": key}
        assert own.post(at("section", mine.pk, "risks"), posted).status_code == 404
    with pytest.raises(NotFound):
        share.remove(row.pk, by=people.officer())
    assert SharedAnswer.objects.get(removed_at=None).text == "People check."


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "字" * 401}, "text"),
        ({"name": " "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"field": "title"}, "field"),
        ({"field": ""}, "field"),
    ],
)
def test_what_no_use_case_could_take_is_refused(told: dict[str, str], field: str) -> None:
    sent = {"field": "risks", "name": "Chat", "text": "People check.", **told}
    page = visit(people.editor()).post(at("shared-answer-new"), sent)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert SharedAnswer.objects.count() == 0
