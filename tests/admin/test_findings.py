"""Findings in the console: picked evidence, what becomes public, what a forged request gets."""

from typing import Any

import pytest
from django.test import Client

from tests.admin.test_pages import address, signed_in
from tests.admin.world import account
from tests.factories.assessments import conflicted
from tests.factories.findings import finding_on, topic
from tests.factories.institutions import bank_a, bank_b
from tests.factories.phases import make_authority
from tests.factories.publications import proposed_publication
from tests.factories.trials import make_result
from tests.factories.usecases import use_case_at
from tests.keeping import kept
from tests.people import approver, officer
from usecases.models.findings import Finding
from usecases.models.person import Person
from usecases.models.publications import Publication
from usecases.models.results import Result
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db


def _ended() -> None:
    """One ended trial, and one that goes on with a result that is not final."""
    use_case_at(Stage.COMPLETED, institution=bank_a())
    running = use_case_at(Stage.TRIALLING, institution=bank_b())
    make_result(running.targets.get())


_world = kept(_ended)


def result(final: bool = True) -> Result:
    return Result.objects.get(final=final)


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(account(person))
    return client


def posted(client: Client, page: Any = "", **fields: Any) -> Any:
    form = {"topic": topic().pk, "statement_en": "Reading twice helped.", **fields}
    return client.post(page or address("finding", "add"), form)


def picked(client: Client, kind: str, **asked: str) -> list[str]:
    found = client.get(address("finding", "evidence", kind), asked).json()
    return [each["text"] for each in found["results"]]


def errors(answer: Any) -> dict[str, list[str]]:
    return dict(answer.context["adminform"].form.errors)


def test_the_pickers_offer_what_is_seen_and_final_in_words() -> None:
    client = signed_in("officer")
    assert picked(client, "results") == ["GS1-001 · Precision: 92 %"]
    assert picked(client, "results", term="gs1-001 prec") == ["GS1-001 · Precision: 92 %"]
    assert picked(client, "results", term="beta") == picked(client, "results", term="\x00") == []
    assert picked(client, "outcomes") == ["GS1-001 · In production (no public lessons)"]


def test_the_pickers_offer_nothing_of_what_is_not_seen() -> None:
    stranger, second = officer(authority=make_authority("SFC")), officer("second")
    conflicted(result().use_case, second)
    for person in (stranger, second):
        assert [picked(as_(person), kind) for kind in ("results", "outcomes")] == [[], []]


@pytest.mark.parametrize(
    ("role", "status"), [("approver", 403), ("auditor", 403), ("assessor", 403), ("signatory", 403)]
)
def test_the_pickers_are_of_those_who_write(role: str, status: int) -> None:
    path = address("finding", "evidence", "results")
    assert signed_in(role).get(path).status_code == status
    assert signed_in("officer").get(address("finding", "evidence", "users")).status_code == 404


def test_a_finding_is_written_on_what_was_picked() -> None:
    answer = posted(signed_in("officer"), results=[result().pk])
    assert answer.status_code == 302
    assert list(Finding.objects.get().results.all()) == [result()]


def test_the_page_of_an_outcome_leads_to_a_finding_on_it() -> None:
    client, outcome = signed_in("officer"), result().use_case.outcomes.get()
    path = (
        f"{address('finding', 'add')}?outcomes={outcome.pk}&amp;phase={outcome.use_case.phase_id}"
    )
    page = client.get(address("outcome", "change", outcome.pk)).content.decode()
    assert path in page
    form = client.get(path.replace("&amp;", "&")).context["adminform"].form
    assert [str(key) for key in form.initial["outcomes"]] == [str(outcome.pk)]


@pytest.mark.parametrize("who", ["another authority's", "conflicted"])
def test_forged_evidence_of_a_case_that_is_not_seen(who: str) -> None:
    person = officer(authority=make_authority("SFC")) if who != "conflicted" else officer("second")
    if who == "conflicted":
        conflicted(result().use_case, person)
    client, outcome = as_(person), result().use_case.outcomes.get()
    missing = "00000000-0000-4000-8000-000000000000"
    for name, key in (("results", result().pk), ("outcomes", outcome.pk)):
        forged, never = posted(client, **{name: [key]}), posted(client, **{name: [missing]})
        told = [str(each).replace(str(key), missing) for each in errors(forged)[name]]
        assert told == [str(each) for each in errors(never)[name]]
    assert Finding.objects.count() == 0


def test_forged_evidence_that_is_not_final_or_nothing_at_all() -> None:
    client = signed_in("officer")
    assert list(errors(posted(client, results=[result(final=False).pk]))) == ["results"]
    assert errors(posted(client)) == {
        "results": ["Name what it rests on, or cite a document."],
    }
    assert list(errors(posted(client, results=["x"]))) == ["results"]
    assert Finding.objects.count() == 0


def test_the_page_shows_exactly_what_becomes_public_and_proposes_it() -> None:
    finding = finding_on(result(), statement_en="A second reading helped.")
    client = signed_in("officer")
    page = client.get(address("finding", "change", finding.pk))
    assert dict(page.context["side"].lines)["Finding"] == "A second reading helped."
    assert dict(page.context["side"].lines)["Rests on"] == "not told: fewer than 3 institutions"
    assert [each.text for each in page.context["grounds"]] == ["GS1-001 · Precision: 92 %"]
    act = address("finding", "act", finding.pk, "publish")
    assert client.get(act).context["facts"] == page.context["side"].lines
    assert client.post(act, {}).status_code == 302
    assert Publication.objects.get(record=finding.pk).published_at is None


def test_what_stands_in_the_way_is_listed_and_the_act_is_closed() -> None:
    finding = finding_on(result(), statement_en="Alpha Bank reached 92 %.")
    client = signed_in("officer")
    page = client.get(address("finding", "change", finding.pk)).content.decode()
    assert "“Alpha Bank” tells whose this is." in page
    act = address("finding", "act", finding.pk, "publish")
    client.post(act, {})
    assert Publication.objects.filter(record=finding.pk).count() == 0


def test_a_finding_that_waits_is_only_shown() -> None:
    finding = finding_on(result())
    proposal, client = proposed_publication(finding), signed_in("officer")
    path = address("finding", "change", finding.pk)
    page = client.get(path)
    assert page.context["has_change_permission"] is False
    assert address("publication", "change", proposal.pk) in page.content.decode()
    assert posted(client, path, statement_en="Forged.", results=[result().pk]).status_code == 403
    assert Finding.objects.get().statement_en == finding.statement_en


def test_another_person_publishes_it_on_its_page_and_what_tells_is_refused_there() -> None:
    proposal = proposed_publication(finding_on(result(), statement_en="The harrier reads."))
    act = address("publication", "act", proposal.pk, "confirm")
    assert as_(approver()).post(act, {}).status_code == 302
    assert Publication.objects.get(pk=proposal.pk).published_at is not None
