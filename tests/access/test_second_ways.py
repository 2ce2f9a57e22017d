"""Nobody reaches by a second way what the first refuses: authorities, roles, memberships."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from tests import people
from tests.factories.access import PASSWORD, make_grant, make_member, make_token, make_user
from tests.factories.institutions import bank_b, make_institution
from tests.factories.phases import OPENED, make_authority
from tests.factories.publications import proposed_publication
from tests.factories.reviews import proposed_decision
from tests.factories.trials import planned_trial
from tests.factories.usecases import ToldFactory, use_case_at
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, WRONG_STAGE, refused
from usecases.models.access import User
from usecases.models.institutions import Member
from usecases.models.parties import Party
from usecases.models.person import Person, person_for
from usecases.models.phases import Authority
from usecases.models.reviews import Decision
from usecases.models.usecases import UseCase
from usecases.notices.outbox import deliver
from usecases.rules.drafts import under_way
from usecases.rules.readiness import for_many
from usecases.rules.visibility_register import changes_for, participations_for, publications_for
from usecases.vocabulary.stages import Stage
from usecases.workflow import assess, conclude, decide, draft, edit, publish, submit, tokens, trial
from usecases.workflow.record import Reached, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def sfc() -> Authority:
    return make_authority("SFC")


def staff(*roles: tuple[str, Authority | None]) -> Person:
    user = make_user()
    for role, authority in roles:
        make_grant(user, role, authority)
    return person_for(user)


def user_of(person: Person) -> User:
    assert person.user is not None
    return person.user


ACTS: dict[str, tuple[str, Callable[[UseCase, Person], object]]] = {
    "screen": (Stage.SUBMITTED, lambda case, by: assess.screen(case, by=by)),
    "propose": (Stage.ASSESSING, lambda case, by: decide.propose(case, outcome="accept", by=by)),
    "plan": (Stage.ACCEPTED, lambda case, by: trial.plan(case, fields={"plan": "x"}, by=by)),
    "tell": (Stage.TRIALLING, lambda case, by: conclude.tell(case, result="no-reply", by=by)),
    "publish": (Stage.ACCEPTED, lambda case, by: publish.propose(case, by=by)),
    "edit": (
        Stage.SUBMITTED,
        lambda case, by: edit.change(case, {"public_title": "x"}, by=by, reason="x"),
    ),
    "add a party": (
        Stage.SUBMITTED,
        lambda case, by: edit.create(
            Party(use_case=case, institution=case.institution, role="joint"), by=by
        ),
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_a_role_for_one_authority_acts_on_no_other(name: str, sfc: Authority) -> None:
    stage, act = ACTS[name]
    person = staff(("officer", sfc), ("auditor", None))
    assert refused(act, use_case_at(stage), person) == NOT_ALLOWED


@pytest.mark.parametrize("verb", ["confirm", "refuse"])
def test_an_approver_of_one_authority_decides_on_no_other(verb: str, sfc: Authority) -> None:
    person = staff(("approver", sfc), ("officer", None))
    decision = proposed_decision(use_case_at(Stage.ASSESSING))
    acts = {"confirm": decide.confirm, "refuse": _refuse}
    assert refused(acts[verb], decision, by=person) == NOT_ALLOWED
    confirmed = decide.confirm(decision, by=people.approver())
    assert refused(decide.release, [confirmed], by=person) == NOT_ALLOWED


def _refuse(decision: Decision, *, by: Person) -> Decision:
    return decide.refuse(decision, by=by, reason="x")


def test_no_step_of_another_authority_is_mine(sfc: Authority) -> None:
    case = use_case_at(Stage.SUBMITTED)
    steps = for_many([case], staff(("officer", sfc), ("auditor", None)), case.updated_at)[case]
    assert {step.mine for step in steps} == {False}


def test_a_case_of_another_authority_is_not_recorded(sfc: Authority) -> None:
    told = ToldFactory.create(stages=(Reached(Stage.ACCEPTED, datetime(2020, 6, 1, tzinfo=UTC)),))
    assert refused(record, told, by=staff(("officer", sfc))) == NOT_ALLOWED
    assert UseCase.objects.count() == 0


def test_a_part_stays_with_its_case(sfc: Authority) -> None:
    gamma = make_institution("Gamma", authority=sfc)
    mine, other = (
        use_case_at(Stage.ACCEPTED, institution=gamma), use_case_at(Stage.ACCEPTED),
    )  # fmt: skip
    person = staff(("officer", sfc))
    party = edit.create(Party(use_case=mine, institution=bank_b(), role="joint"), by=person)
    for part in (party, planned_trial(mine)):
        fault = refused(edit.change, part, {"use_case": other}, by=person, reason="x")
        assert fault == [("use_case", "not-editable")]


@pytest.mark.parametrize(
    "roles", [["auditor-sfc"], ["officer-sfc", "administrator"], ["administrator"], ["assessor"]]
)
def test_the_trail_of_another_authority_is_not_read(roles: list[str], sfc: Authority) -> None:
    use_case_at(Stage.SUBMITTED)
    held = [(role.partition("-")[0], sfc if role.endswith("sfc") else None) for role in roles]
    assert changes_for(staff(*held)).filter(use_case__isnull=False).count() == 0


@pytest.mark.parametrize("role", ["officer", "approver", "assessor", "administrator"])
def test_a_proposal_to_publish_is_read_by_whoever_reads_the_case(role: str, sfc: Authority) -> None:
    proposal = proposed_publication(use_case_at(Stage.ASSESSING))
    person = staff((role, sfc))
    assert publications_for(person).filter(pk=proposal.pk).count() == 0
    publish.confirm(proposal, by=people.approver())
    assert publications_for(person).filter(pk=proposal.pk).count() == 1


@pytest.mark.parametrize("role", ["officer", "assessor", "administrator"])
def test_who_applies_is_known_to_whoever_reads_the_case(role: str, sfc: Authority) -> None:
    case = use_case_at(Stage.SUBMITTED)
    use_case_at(Stage.DRAFT)
    assert participations_for(staff((role, sfc))).count() == 0
    assert under_way(staff((role, sfc))) == []
    assert participations_for(staff(("officer", case.authority))).count() == 1
    assert len(under_way(staff(("officer", case.authority)))) == 1


def test_a_publication_of_another_authority_is_neither_confirmed_nor_withdrawn(
    sfc: Authority,
) -> None:
    proposal = proposed_publication(use_case_at(Stage.ASSESSING))
    assert refused(publish.confirm, proposal, by=staff(("approver", sfc))) == NOT_FOUND
    both = staff(("approver", sfc), ("officer", None))
    assert refused(publish.confirm, proposal, by=both) == NOT_ALLOWED
    assert refused(publish.withdraw, proposal, by=both, reason="x") == NOT_ALLOWED


def test_who_signs_for_one_bank_withdraws_nothing_of_another_as_staff() -> None:
    user = make_user()
    make_grant(user, "officer")
    make_member(user, bank_b(), "signatory")
    person = person_for(user)
    assert refused(submit.withdraw, use_case_at(Stage.SUBMITTED), by=person, reason="x") == (
        NOT_ALLOWED
    )


def test_nobody_lets_oneself_act_for_a_bank() -> None:
    me = people.administrator()
    words = {"institution": bank_b(), "role": "signatory", "since": OPENED}
    mine = Member(user=user_of(me), **words)
    assert refused(edit.create, mine, by=me) == [("user", "oneself")]
    theirs = make_member(make_user(), bank_b(), "signatory")
    assert refused(edit.change, theirs, {"user": me.user}, by=me) == [("user", "oneself")]
    own = make_member(user_of(me), bank_b(), "viewer")
    assert refused(edit.change, own, {"role": "signatory"}, by=me) == [("user", "oneself")]


def test_an_administrator_makes_tokens_of_programs_not_of_people() -> None:
    words: dict[str, Any] = {"name": "x", "scopes": ["operate"], "by": people.administrator()}
    for person in (people.approver(), people.signatory()):
        assert refused(tokens.create_token, user_of(person), **words) == NOT_ALLOWED
    tokens.create_token(make_user(service=True), **words)


def test_a_proposal_about_a_withdrawn_case_is_not_confirmed() -> None:
    case = use_case_at(Stage.ASSESSING)
    decision = proposed_decision(case)
    submit.withdraw(case, by=people.signatory(), reason="x")
    assert refused(decide.confirm, decision, by=people.approver()) == WRONG_STAGE


def test_a_token_for_reports_counts_what_it_may_not_list(client: Client) -> None:
    use_case_at(Stage.ACCEPTED)
    _token, secret = make_token(user_of(people.officer()), "report")
    bearer = {"authorization": f"Bearer {secret}"}
    funnel = client.get("/api/v1/reports/funnel/", headers=bearer).json()
    assert (funnel["total"]["submitted"], funnel["total"]["accepted"]) == (1, 1)
    assert client.get("/api/v1/use-cases/", headers=bearer).status_code == 403


def test_a_title_forges_no_line_of_a_letter() -> None:
    case = use_case_at(Stage.DRAFT)
    forged = {"title": "Mine\nReference: GS1-999"}
    fault = refused(draft.write, case, fields=forged, by=people.signatory())
    assert fault == [("title", "line-break")]


def test_a_letter_waits_for_nobody_who_was_disabled_since() -> None:
    use_case_at(Stage.SUBMITTED)
    edit.change(user_of(people.signatory()), {"is_active": False}, by=people.administrator())
    assert deliver() == (0, 0)


@pytest.mark.parametrize(("demonstration", "status"), [(True, 200), (False, 302)])
def test_a_demonstration_account_opens_nothing_where_real_records_are_kept(
    demonstration: bool, status: int, client: Client, settings: Any
) -> None:
    settings.DEMONSTRATION = demonstration
    user = make_user("known@example.org", demonstration=True)
    make_member(user, bank_b(), "viewer")
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert client.get("/portal/").status_code == status
