"""Every page of every subject, opened by every kind of person."""

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from tests.admin.world import PEOPLE, account, furnish
from tests.factories.plans import proposed_plan
from tests.factories.publications import cleared
from tests.factories.usecases import use_case_at
from tests.keeping import kept
from tests.people import editor, officer
from usecases.admin.records import rows_for
from usecases.admin.site import site
from usecases.models.trail import Change, StageChange, Viewing
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow import amend, reply

pytestmark = pytest.mark.django_db


def _furnish() -> None:
    """The furnished world, with a plan proposed, one amended, a query, a clearance."""
    cleared(furnish())
    planned = use_case_at(Stage.ACCEPTED)
    proposed_plan(planned)
    reply.query(planned.decisions.get(), text="Which of the two?", by=editor())
    target = use_case_at(Stage.TRIALLING).targets.get()
    amend.amend(target, fields={"value": 91}, reason="The tests are harder.", by=officer())


_world = kept(_furnish)

CASES = (
    "clarification decision decisionletter outcome stagechange submission trial usecase target "
    "cycle result amendment decisionreply"
)
MONITORED = "deliverable incident note permit planproposal clearance"
PUBLIC = (
    "authority criterion institution member participation phase programme publishedfigure "
    "technologypartner"
)
WORDS = "category metric technique term"
REVIEWS = "assessment assignment interest"
REGISTER = "event registration followon"
KEPT = "message phasereport publication rolegrant token user webhook"
STAFF = f"{PUBLIC} {WORDS} document othercohort lettertemplate {KEPT}"
ENTRANCE = "invitation accountrequest"  # tests/admin/test_invitations.py opens their pages
# Which lists each role opens.
OPENS = {
    "officer": f"{STAFF} {CASES} {MONITORED} {REVIEWS} finding {REGISTER} change",
    "approver": f"{STAFF} {CASES} {MONITORED} {REVIEWS} finding {REGISTER} change",
    "auditor": f"{STAFF} {CASES} {MONITORED} {REVIEWS} finding {REGISTER} change viewing "
    f"{ENTRANCE}",
    "assessor": f"{STAFF} {CASES} {REVIEWS} deliverable incident",
    "administrator": f"{STAFF} change {ENTRANCE}",
}
# Which lists let each role add something.
ADDS = {
    "officer": "authority criterion document event finding followon institution lettertemplate "
    "othercohort outcome participation phase phasereport programme publishedfigure registration "
    "technologypartner trial usecase",
    "approver": "phasereport",
    "auditor": "",
    "assessor": "",
    "administrator": "authority category criterion lettertemplate member metric phase "
    "programme rolegrant technique term user",
}
# Rows of the trail have no page of their own.
TRAIL = (StageChange, Change, Viewing)
MODELS: dict[str, type[Model]] = {model._meta.model_name or "": model for model in site._registry}


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(account(PEOPLE[role]()))
    return client


def address(model: str, page: str, *args: object) -> str:
    return reverse(f"admin:usecases_{model}_{page}", args=args)


@pytest.mark.parametrize("role", OPENS)
def test_the_lists_a_role_opens(role: str) -> None:
    client = signed_in(role)
    found = {name: client.get(address(name, "changelist")).status_code for name in MODELS}
    opened = set(OPENS[role].split())
    assert found == {name: 200 if name in opened else 404 for name in MODELS}


@pytest.mark.parametrize("role", ADDS)
def test_what_a_role_adds(role: str) -> None:
    client = signed_in(role)
    found = {name: client.get(address(name, "add")).status_code for name in MODELS}
    opened, adds = set(OPENS[role].split()), set(ADDS[role].split())
    assert found == {
        name: 200 if name in adds else 403 if name in opened else 404 for name in MODELS
    }


@pytest.mark.parametrize("page", ["change", "history"])
@pytest.mark.parametrize("role", OPENS)
def test_every_record_a_role_sees_opens(role: str, page: str) -> None:
    client, person, found = signed_in(role), PEOPLE[role](), {}
    for name, model in MODELS.items():
        row = rows_for(model, person).first()
        if row is not None and model not in TRAIL:
            found[name] = client.get(address(name, page, row.pk)).status_code
    elsewhere = {name for name, status in found.items() if status != 200}
    led_on = (
        {"usecase"} if (role, page) == ("assessor", "change") else set()
    )  # to a page of its own
    assert elsewhere == led_on
    own = {"token", "webhook", "message", *ENTRANCE.split()}  # there may be none of one's own
    own |= (
        {
            *("decision", "decisionletter", "trial", "outcome", "target", "cycle", "result"),
            *("clarification", "deliverable", "incident", "decisionreply", "amendment"),
        }
        if role == "assessor"
        else set()
    )  # none before it ends
    assert set(found) - own == set(OPENS[role].split()) - own - {"stagechange", "change", "viewing"}


def test_a_draft_is_nobodys_here() -> None:
    draft = UseCase.objects.get(stage="draft")
    missing = "00000000-0000-4000-8000-000000000000"
    for role in OPENS:
        client = signed_in(role)
        for page in ("change", "history"):
            hidden = client.get(address("usecase", page, draft.pk))
            absent = client.get(address("usecase", page, missing))
            assert (hidden.status_code, hidden.content) == (404, absent.content)


@pytest.mark.parametrize("model", MODELS)
def test_there_is_no_deletion(model: str) -> None:
    client = signed_in("officer")
    missing = "00000000-0000-4000-8000-000000000000"
    for end in ("delete/", "password/", ""):
        assert client.get(f"/admin/usecases/{model}/{missing}/{end}").status_code == 404
    page = client.post(address(model, "changelist"), {"action": "delete_selected"})
    assert page.status_code in ((200, 302, 403) if model in OPENS["officer"].split() else (404,))


def test_one_who_has_no_business_here_is_told_no() -> None:
    client = signed_in("signatory")
    for path in ("/admin/", "/admin/login/", address("phase", "changelist"), "/admin/nowhere/"):
        assert client.get(path).status_code == 403


def test_the_anonymous_are_sent_to_the_one_login_page() -> None:
    client, path = Client(), address("phase", "changelist")
    expected = f"{reverse('account_login')}?next={path}"
    assert client.get(path)["Location"] == expected
    assert client.get("/admin/login/", {"next": path})["Location"] == expected


def test_password_and_signing_out_are_the_accounts_own() -> None:
    client = signed_in("officer")
    assert client.get("/admin/password_change/")["Location"] == reverse("account_change_password")
    assert client.post("/admin/logout/").status_code == 302
    assert client.get("/admin/").status_code == 302


def test_the_sidebar_is_ordered_by_subject() -> None:
    page = signed_in("administrator").get("/admin/")
    names = [str(group["name"]) for group in page.context["available_apps"]]
    assert names == ["Phases", "Institutions", "Words", "Public record", "People", "Trail"]


def test_every_filter_offered_is_allowed() -> None:
    client = signed_in("auditor")
    for model in OPENS["auditor"].split():
        changelist = client.get(address(model, "changelist")).context["cl"]
        for spec in changelist.filter_specs:
            for choice in spec.choices(changelist):
                page = client.get(address(model, "changelist") + choice["query_string"])
                assert (model, spec.title, page.status_code) == (model, spec.title, 200)


@pytest.mark.parametrize("path", ["r/1/1/", "password_change/done/", "nowhere/", "auth/user/"])
def test_what_is_not_there_looks_like_what_is_hidden(path: str) -> None:
    client = signed_in("administrator")
    hidden = client.get(address("usecase", "changelist"))
    absent = client.get(f"/admin/{path}")
    assert (absent.status_code, absent.content) == (hidden.status_code, hidden.content)


def test_there_is_one_first_page() -> None:
    assert signed_in("officer").get("/admin/usecases/")["Location"] == "/admin/"
