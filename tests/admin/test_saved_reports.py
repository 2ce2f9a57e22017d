"""Saved reports: scope and columns under a name, reproduced by a link, listed by the API."""

import pytest
from django.test import Client

from tests.admin.test_pages import signed_in
from tests.factories.access import make_token
from tests.factories.phases import phase
from tests.people import officer
from usecases.models.access import SavedView

pytestmark = pytest.mark.django_db
FUNNEL = "/admin/reports/funnel/"
QUERY = "phase=GS1&columns=submitted&columns=accepted"


def test_a_report_is_kept_and_its_link_makes_it_anew() -> None:
    phase()
    client = signed_in("officer")
    before = client.get(f"{FUNNEL}?{QUERY}")
    assert before.context["whole_query"] == QUERY
    answer = client.post(f"{FUNNEL}views/", {"name": "For the board", "query": QUERY})
    assert (answer.status_code, answer["Location"]) == (302, f"{FUNNEL}?{QUERY}")
    [view] = SavedView.objects.all()
    assert (view.subject, view.query) == ("report:funnel", QUERY)
    page = client.get(f"{FUNNEL}?{view.query}")
    assert [line.label for line in page.context["sheet"].lines] == [
        "Coverage",
        "Submitted",
        "Accepted",
    ]
    assert "For the board" in client.get("/admin/reports/").content.decode()
    assert client.get("/admin/reports/matrix/").context["views"] == []


def test_it_is_renamed_and_removed_by_its_owner_alone() -> None:
    client, other = signed_in("officer"), signed_in("approver")
    client.post(f"{FUNNEL}views/", {"name": "Mine", "query": QUERY, "shared": "on"})
    [view] = SavedView.objects.all()
    address = f"{FUNNEL}views/{view.pk}/"
    assert [each.name for each in other.get(FUNNEL).context["views"]] == ["Mine"]
    assert other.post(address, {"remove": "1", "query": ""}).status_code == 404
    client.post(address, {"name": "Ours", "query": QUERY})
    assert other.get(FUNNEL).context["views"] == []
    client.post(address, {"remove": "1", "query": ""})
    assert client.get(FUNNEL).context["views"] == []
    assert client.post("/admin/reports/nothing/views/", {"name": "x"}).status_code == 404


def test_the_api_lists_them_and_their_address_answers_the_same() -> None:
    phase()
    client = signed_in("officer")
    client.post(f"{FUNNEL}views/", {"name": "For the board", "query": QUERY})
    user = officer().user
    assert user is not None
    _token, secret = make_token(user, "read", "report")
    api = Client(headers={"authorization": f"Bearer {secret}"})
    [saved] = api.get("/api/v1/saved-reports/?report=funnel").json()["results"]
    assert (saved["name"], saved["report"], saved["query"]) == ("For the board", "funnel", QUERY)
    body = api.get(saved["url"]).json()
    counts = [column["name"] for column in body["columns"] if column["type"] != "text"]
    assert counts == ["submitted", "accepted"]
    assert set(body["rows"][0]["records"]) == {"submitted", "accepted"}
    assert api.get("/api/v1/saved-reports/?report=matrix").json()["results"] == []
    wrong = api.get("/api/v1/reports/funnel/?columns=secret")
    assert (wrong.status_code, "columns" in wrong.content.decode()) == (400, True)


def test_one_of_a_list_is_none_of_a_report() -> None:
    client = signed_in("officer")
    client.post("/admin/usecases/usecase/views/", {"name": "A list", "query": ""})
    assert client.get(FUNNEL).context["views"] == []
