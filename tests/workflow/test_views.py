"""Saved views are their maker's to change; colleagues find what is shared."""

from uuid import uuid4

import pytest

from tests.people import ANONYMOUS, administrator, officer, signatory, system
from usecases.models.access import SavedView
from usecases.models.person import Person
from usecases.models.trail import Change
from usecases.rules.visibility_casefile import saved_views_for
from usecases.vocabulary.limits import VIEW_CHARACTERS
from usecases.workflow.errors import Invalid, NotAllowed, NotFound
from usecases.workflow.views import remove_view, rename_view, save_view

pytestmark = pytest.mark.django_db


def keep(by: Person, name: str = "Mine", query: str = "q=x", shared: bool = False) -> SavedView:
    return save_view(subject="usecase", name=name, query=query, shared=shared, by=by)


def seen(by: Person) -> list[str]:
    return [view.name for view in saved_views_for(by)]


def test_a_view_is_its_makers_until_it_is_shared() -> None:
    one, other = officer(), officer("other")
    view = keep(one)
    assert (seen(one), seen(other)) == (["Mine"], [])
    rename_view(view.pk, subject="usecase", name="Ours", shared=True, by=one)
    assert (seen(one), seen(other)) == (["Ours"], ["Ours"])
    remove_view(view.pk, subject="usecase", by=one)
    assert (seen(one), seen(other)) == ([], [])
    assert SavedView.objects.count() == 1


def test_every_step_is_in_the_trail() -> None:
    view = keep(officer())
    rename_view(view.pk, subject="usecase", name="Ours", shared=True, by=officer())
    remove_view(view.pk, subject="usecase", by=officer())
    rows = Change.objects.filter(kind="savedview", record=str(view.pk)).order_by("row")
    assert [sorted(row.before) for row in rows] == [[], ["name", "shared"], ["removed_at"]]


@pytest.mark.parametrize("shared", [True, False])
def test_nobody_else_changes_it(shared: bool) -> None:
    view, other = keep(officer(), shared=shared), officer("other")
    with pytest.raises(NotFound):
        rename_view(view.pk, subject="usecase", name="Theirs", shared=False, by=other)
    with pytest.raises(NotFound):
        remove_view(view.pk, subject="usecase", by=other)
    view.refresh_from_db()
    assert (view.name, view.removed_at) == ("Mine", None)


def test_what_is_removed_of_another_list_or_never_was_is_not_there() -> None:
    view = keep(officer())
    with pytest.raises(NotFound):
        remove_view(view.pk, subject="decision", by=officer())
    remove_view(view.pk, subject="usecase", by=officer())
    for key in (view.pk, uuid4()):
        with pytest.raises(NotFound):
            remove_view(key, subject="usecase", by=officer())


def test_a_name_is_taken_once_by_each_person_and_list() -> None:
    view = keep(officer())
    with pytest.raises(Invalid):
        keep(officer())
    keep(administrator())
    second = keep(officer(), name="Second")
    with pytest.raises(Invalid):
        rename_view(second.pk, subject="usecase", name="Mine", shared=False, by=officer())
    remove_view(view.pk, subject="usecase", by=officer())
    assert keep(officer()).name == "Mine"


@pytest.mark.parametrize(
    ("name", "query"), [("", "q=x"), ("x" * 61, "q=x"), ("Long", "q=" + "x" * VIEW_CHARACTERS)]
)
def test_what_cannot_be_kept(name: str, query: str) -> None:
    with pytest.raises(Invalid):
        keep(officer(), name=name, query=query)
    assert SavedView.objects.count() == 0


def test_only_staff_keep_views() -> None:
    for person in (ANONYMOUS, signatory(), system()):
        with pytest.raises(NotAllowed):
            keep(person)
