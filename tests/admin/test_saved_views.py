"""Saved views above a list: kept, shown, shared, changed and removed through forms."""

import pytest
from django.test import Client

from tests.admin.test_pages import address, signed_in
from tests.admin.world import account
from tests.factories.usecases import use_case_at
from tests.people import approver, officer
from usecases.models.access import SavedView
from usecases.vocabulary.stages import Stage
from usecases.workflow.views import save_view

pytestmark = pytest.mark.django_db
LIST = "/admin/usecases/usecase/"
QUERY = "_active=0&_cols=reference%2Cbasis&stage__exact=submitted&stage__exact=declined"


def told(client: Client) -> list[str]:
    page = client.get(LIST)
    return [str(message) for message in page.context["messages"]]


def links(client: Client, query: str = "") -> list[tuple[str, bool]]:
    page = client.get(f"{LIST}?{query}")
    changelist = page.context["cl"]
    return [(view.name, changelist.is_showing(view.query)) for view in page.context["views"]]


def test_what_is_on_screen_is_kept_and_comes_back() -> None:
    case = use_case_at(Stage.SUBMITTED)
    client = signed_in("officer")
    query = client.get(f"{LIST}?{QUERY}").context["cl"].whole_query()
    answer = client.post(f"{LIST}views/", {"name": "To look at", "query": f"{query}&p=3&e=1"})
    assert (answer.status_code, answer["Location"]) == (302, f"{LIST}?{query}")
    assert told(client) == ["Saved as “To look at”."]
    [view] = SavedView.objects.all()
    assert (view.subject, view.query, view.shared) == ("usecase", query, False)
    assert (links(client), links(client, view.query)) == (
        [("To look at", False)],
        [("To look at", True)],
    )
    shown = client.get(f"{LIST}?{view.query}").context["cl"]
    assert [row.pk for row in shown.exact_queryset()] == [case.pk]
    assert [column.name for column in shown.shown_columns()] == ["reference", "basis"]


def test_a_colleague_finds_what_is_shared_and_changes_nothing_of_it() -> None:
    by = officer()
    mine = save_view(subject="usecase", name="Mine", query=QUERY, shared=False, by=by)
    ours = save_view(subject="usecase", name="Ours", query=QUERY, shared=True, by=by)
    client, absent = signed_in("approver"), signed_in("approver").get("/admin/nowhere/")
    assert links(client) == [("Ours", False)]
    for view in (mine, ours):
        for form in ({"remove": "1"}, {"name": "Theirs"}):
            answer = client.post(f"{LIST}views/{view.pk}/", {**form, "query": ""})
            assert (answer.status_code, answer.content) == (404, absent.content)
    assert sorted(SavedView.objects.values_list("name", "removed_at")) == [
        ("Mine", None),
        ("Ours", None),
    ]
    assert "Theirs" not in client.get(LIST).content.decode()


def test_ones_own_is_renamed_shared_and_removed() -> None:
    view = save_view(subject="usecase", name="Mine", query=QUERY, shared=False, by=officer())
    client = signed_in("officer")
    client.post(f"{LIST}views/{view.pk}/", {"name": "Ours", "shared": "on", "query": QUERY})
    assert (told(client), links(signed_in("approver"))) == (["Changed."], [("Ours", False)])
    client.post(f"{LIST}views/{view.pk}/", {"name": "Ours", "remove": "1", "query": QUERY})
    assert (told(client), links(client)) == (["Removed."], [])


def test_a_view_stands_above_its_own_list_only() -> None:
    view = save_view(subject="usecase", name="Mine", query=QUERY, shared=False, by=officer())
    client = signed_in("officer")
    assert client.get(address("decision", "changelist")).context["views"] == []
    answer = client.post(f"/admin/usecases/decision/views/{view.pk}/", {"remove": "1"})
    assert answer.status_code == 404


def test_forged_forms_keep_nothing() -> None:
    client, other = signed_in("officer"), signed_in("administrator")
    assert client.post(f"{LIST}views/", {"name": "", "query": QUERY}).status_code == 302
    assert told(client) == ["This field cannot be blank."]
    assert client.get(f"{LIST}views/").status_code == 405
    assert other.post(f"{LIST}views/", {"name": "Hidden", "query": QUERY}).status_code == 404
    assert signed_in("signatory").post(f"{LIST}views/", {"name": "Bank"}).status_code == 403
    assert Client().post(f"{LIST}views/", {"name": "Nobody"}).status_code == 302
    assert SavedView.objects.count() == 0


def test_a_kept_query_is_names_and_values_and_nothing_else() -> None:
    client = signed_in("officer")
    form = {"name": "Odd", "query": '//evil.example/?x="><b>&\r\nSet-Cookie: a=b'}
    answer = client.post(f"{LIST}views/", form)
    assert answer["Location"].startswith(f"{LIST}?")
    assert "<b>" not in client.get(LIST).content.decode()
    stale = client.get(f"{LIST}?{SavedView.objects.get().query}")
    assert (stale.status_code, stale["Location"]) == (302, f"{LIST}?e=1")


def test_posts_without_the_token_of_the_page_are_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(account(approver()))
    assert client.post(f"{LIST}views/", {"name": "Forged", "query": ""}).status_code == 403
    assert SavedView.objects.count() == 0
