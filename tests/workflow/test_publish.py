"""Publishing: by two people, or by the source of the public record."""

from typing import Any

import pytest

from tests import people
from tests.factories.base import system
from tests.factories.documents import make_document, make_other_cohort
from tests.factories.events import make_event, make_follow_on
from tests.factories.findings import cited_finding
from tests.factories.institutions import bank_a, make_partner
from tests.factories.phases import (
    make_authority,
    make_participation,
    make_published_figure,
    phase,
    programme,
)
from tests.factories.publications import loaded, proposed_publication, published
from tests.factories.usecases import empty_draft, recorded_case, use_case_at
from tests.factories.words import category, make_technique
from tests.people import approver, officer, signatory
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, STALE, WRONG_STAGE, refused
from usecases.models.base import Record
from usecases.models.publications import Publication
from usecases.models.usecases import UseCase
from usecases.rules.visibility_register import published as in_force
from usecases.vocabulary.publications import Kind
from usecases.vocabulary.stages import Stage
from usecases.workflow import edit, publish
from usecases.workflow.public_side import public_side

pytestmark = pytest.mark.django_db


def public() -> list[Publication]:
    return list(in_force(Publication.objects.all()))


def test_one_proposes_and_another_publishes() -> None:
    proposal = proposed_publication(phase())
    assert (public(), proposal.version, proposal.proposed_by) == ([], 1, officer().user)
    confirmed = publish.confirm(proposal, by=approver())
    assert public() == [confirmed]
    assert (confirmed.confirmed_by, confirmed.content["code"]) == (approver().user, phase().code)


def test_the_proposer_does_not_publish() -> None:
    proposal = publish.propose(phase(), by=approver())
    assert refused(publish.confirm, proposal, by=approver()) == NOT_ALLOWED
    assert publish.confirm(proposal, by=approver("second")).confirmed_by is not None


def test_what_is_published_is_what_was_proposed() -> None:
    proposal = proposed_publication(phase())
    edit.change(phase(), {"theme": "Changed after"}, by=officer())
    assert publish.confirm(proposal, by=approver()).content["theme"] == ""


def test_a_new_version_takes_the_place_of_the_one_before() -> None:
    first = published(phase())
    edit.change(phase(), {"theme": "Second"}, by=officer())
    second = published(phase())
    first.refresh_from_db()
    assert (public(), second.version) == ([second], 2)
    assert first.superseded_at == second.published_at


def test_withdraw() -> None:
    publication = published(phase())
    assert refused(publish.withdraw, publication, by=approver(), reason=" ") == [
        ("reason", "required")
    ]
    publish.withdraw(publication, by=approver(), reason="An error.")
    assert public() == []
    again = refused(publish.withdraw, publication, by=approver(), reason="x")
    assert again == WRONG_STAGE
    assert refused(publish.confirm, publication, by=approver("second")) == WRONG_STAGE


@pytest.mark.parametrize(
    ("role", "proposes", "confirms"),
    [
        ("officer", True, False),
        ("auditor", False, False),
        ("administrator", False, False),
        ("assessor", False, False),
        ("signatory", False, False),
    ],
)
def test_publishing_is_the_regulators(role: str, proposes: bool, confirms: bool) -> None:
    by = getattr(people, role)(*(["other"] if role == "officer" else []))
    if not proposes:
        assert refused(publish.propose, phase(), by=by) == NOT_ALLOWED
    proposal = proposed_publication(phase())
    assert not confirms
    assert refused(publish.confirm, proposal, by=by) == NOT_ALLOWED
    publish.confirm(proposal, by=approver())
    assert refused(publish.withdraw, proposal, by=by, reason="x") == NOT_ALLOWED


def test_what_one_does_not_see_one_does_not_publish() -> None:
    case = use_case_at(Stage.ACCEPTED)
    stranger = officer(authority=make_authority("SFC"))
    assert refused(publish.propose, case, by=stranger) == NOT_FOUND
    assert refused(publish.propose, empty_draft(), by=officer()) == NOT_FOUND


def test_loading_is_the_commands_and_names_its_source() -> None:
    for by in (officer(), approver(), signatory()):
        assert refused(publish.load, phase(), source="x", by=by) == NOT_ALLOWED
    assert refused(publish.load, phase(), source=" ", by=system()) == [("source", "required")]
    publication = loaded(phase())
    assert (public(), publication.confirmed_by) == ([publication], None)


def test_loading_the_same_again_writes_nothing() -> None:
    first = loaded(phase())
    assert loaded(phase()) == first
    edit.change(phase(), {"theme": "Changed"}, by=officer())
    second = loaded(phase())
    assert (second.version, public(), Publication.objects.count()) == (2, [second], 2)


RECORDS: dict[str, Any] = {
    "programme": programme,
    "phase": phase,
    "published-figure": lambda: make_published_figure(phase()),
    "institution": bank_a,
    "technology-partner": make_partner,
    "participation": lambda: make_participation(phase(), make_partner()),
    "category": category,
    "technique": make_technique,
    "use-case": recorded_case,
    "finding": cited_finding,
    "document": make_document,
    "event": make_event,
    "follow-on": make_follow_on,
    "other-cohort": make_other_cohort,
}


def test_every_kind_has_a_record() -> None:
    own = {Kind.PHASE_REPORT, Kind.FROZEN_TABLE}  # frozen with their rows, by verbs of their own
    assert list(RECORDS) == [kind for kind in Kind.values if kind not in own]


@pytest.mark.parametrize("kind", RECORDS)
def test_the_public_side_of(kind: str) -> None:
    record: Record = RECORDS[kind]()
    side = public_side(record)
    assert (side[0], side[1]["id"]) == (kind, str(record.pk))
    publication = loaded(record)
    assert (publication.kind, publication.content) == (kind, side[1])


def test_the_public_side_of_a_case_holds_nothing_confidential() -> None:
    canary = "CANARY"
    names = ("title", "summary", "problem", "solution", "risks", "tooling")
    confidential: dict[str, Any] = dict.fromkeys(names, canary)
    case = use_case_at(
        Stage.ACCEPTED,
        **confidential,
        public_title="For everybody",
        public_summary="What it does.",
    )
    content = published(UseCase.objects.get(pk=case.pk)).content
    assert canary not in str(content)
    assert (content["title"], content["summary"]) == ("For everybody", "What it does.")


def test_an_older_proposal_never_takes_the_place_of_a_newer_version() -> None:
    older, newer = proposed_publication(phase()), proposed_publication(phase())
    publish.confirm(newer, by=approver())
    assert refused(publish.confirm, older, by=approver()) == STALE
    assert public() == [newer]


def test_a_publication_that_is_not_there() -> None:
    missing = Publication(kind=Kind.PHASE)
    assert refused(publish.confirm, missing, by=approver()) == NOT_FOUND
    assert refused(publish.withdraw, missing, by=approver(), reason="Wrong.") == NOT_FOUND
