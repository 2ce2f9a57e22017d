"""Plain edits: who may, what was looked at, which fields, and why."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from tests import people
from tests.factories.access import make_user
from tests.factories.institutions import bank_a, bank_b, make_partner
from tests.factories.phases import FAR, authority, make_authority, make_phase, phase, programme
from tests.factories.usecases import empty_draft, recorded_case, use_case_at
from tests.factories.words import category, make_category, make_technique, sector
from tests.people import administrator, approver, auditor, officer, signatory
from tests.workflow.refusals import NOT_ALLOWED, NOT_FOUND, STALE, WRONG_STAGE, refused
from usecases.models.access import RoleGrant, User
from usecases.models.institutions import Institution
from usecases.models.outcomes import Outcome
from usecases.models.parties import Party
from usecases.models.phases import Participation, Phase, Programme
from usecases.models.trail import Change
from usecases.models.trials import Trial
from usecases.models.usecases import UseCase
from usecases.models.words import Category
from usecases.vocabulary.stages import Stage
from usecases.workflow import edit
from usecases.workflow.errors import Invalid

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def new_bank(**fields: Any) -> Institution:
    return Institution(
        **{"legal_name": "New Bank Ltd", "short_name": "New", "sector": sector(), **fields}
    )


def test_create() -> None:
    bank = edit.create(new_bank(), by=officer(), reason="asked to join")
    change = Change.objects.get(record=str(bank.pk))
    assert (change.by, change.reason, change.after["short_name"]) == (
        officer().user, "asked to join", "New",
    )  # fmt: skip


def test_create_with_a_list() -> None:
    sfc = make_authority("SFC")
    made = Programme(code="NEW", name_en="New", family="ai", lead=authority())
    edit.create(made, by=officer(), co_authorities=[sfc])
    assert list(made.co_authorities.all()) == [sfc]


@pytest.mark.parametrize("role", ["approver", "auditor", "assessor", "administrator", "signatory"])
def test_create_is_for_who_may_add(role: str) -> None:
    by, bank = getattr(people, role)(), new_bank()
    assert refused(edit.create, bank, by=by) == NOT_ALLOWED


def test_what_verbs_make_is_not_created() -> None:
    case = UseCase(phase=phase(), institution=bank_a(), title="Forged", stage="accepted")
    assert refused(edit.create, case, by=officer()) == NOT_ALLOWED
    assert refused(edit.create, case, by=signatory()) == NOT_ALLOWED


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"short_name": ""}, [("short_name", "blank")]),
        ({"legal_name": "Alpha Bank Limited"}, [("legal_name", "unique")]),
        ({"sector_id": uuid4()}, [("sector", "invalid")]),
        ({"website": "nonsense"}, [("website", "invalid")]),
    ],
)
def test_a_fault_is_named_by_its_field(fields: dict[str, Any], answer: Any) -> None:
    bank_a()
    bank, by = new_bank(), officer()
    for name, value in fields.items():
        setattr(bank, name, value)
    assert refused(edit.create, bank, by=by) == answer


def test_dates_in_the_wrong_order_are_refused() -> None:
    window = Phase(
        programme=programme(), number=9, code="P9", name_en="P9", opens_at=NOW, closes_at=NOW
    )
    assert refused(edit.create, window, by=officer()) == [("", "invalid")]
    trials = {"trials_from": date(2026, 2, 1), "trials_to": date(2026, 1, 1)}
    assert refused(edit.change, phase(), trials, by=officer()) == [("", "invalid")]


def test_change() -> None:
    bank = bank_a()
    edit.change(bank, {"website": "https://a.example", "lei": ""}, by=officer(), reason="moved")
    change = Change.objects.filter(record=str(bank.pk)).latest("row")
    assert (change.before, change.after, change.reason) == (
        {"website": ""}, {"website": "https://a.example"}, "moved",
    )  # fmt: skip


def test_change_of_a_list() -> None:
    case = use_case_at(Stage.SUBMITTED)
    rag = make_technique("rag")
    edit.change(case, {"techniques": [rag]}, by=officer(), reason="read it")
    assert list(case.techniques.all()) == [rag]


def test_further_categories_are_others_than_the_category() -> None:
    case, other = use_case_at(Stage.SUBMITTED), make_category("voice")
    edit.change(case, {"category": category()}, by=officer(), reason="read it")
    edit.change(case, {"further_categories": [other]}, by=officer(), reason="read again")
    assert list(case.further_categories.all()) == [other]
    wrong: list[dict[str, Any]] = [{"further_categories": [category()]}, {"category": other}]
    for fields in wrong:
        with pytest.raises(Invalid) as found:
            edit.change(case, fields, by=officer(), reason="wrong")
        assert [(each.field, each.code) for each in found.value.faults] == [
            ("further_categories", "double")
        ]
    swapped = {"category": other, "further_categories": [category()]}
    edit.change(case, swapped, by=officer(), reason="the other way round")
    case.refresh_from_db()
    assert (case.category, list(case.further_categories.all())) == (other, [category()])


def test_what_somebody_else_changed_in_the_meantime_is_not_lost() -> None:
    bank, by = bank_a(), officer("second")
    seen = Institution.objects.get(pk=bank.pk).updated_at
    edit.change(bank, {"lei": "FIRST"}, by=officer(), based_on=seen)
    assert refused(edit.change, bank, {"lei": "SECOND"}, by=by, based_on=seen) == STALE
    fresh = Institution.objects.get(pk=bank.pk).updated_at
    assert edit.change(bank, {"lei": "SECOND"}, by=by, based_on=fresh).lei == "SECOND"


def test_a_record_that_is_not_there() -> None:
    by = officer()
    assert refused(edit.change, new_bank(), {"lei": "X"}, by=by) == NOT_FOUND


@pytest.mark.parametrize(
    "name",
    ["stage", "reference", "version", "institution", "phase", "title", "id", "basis", "nonsense"],
)
def test_a_forged_field_of_a_use_case_is_refused(name: str) -> None:
    case, by = use_case_at(Stage.SUBMITTED), officer()
    answer = refused(edit.change, case, {name: "x", "public_title": "y"}, by=by, reason="x")
    assert answer == [(name, "not-editable")]


@pytest.mark.parametrize("name", ["references_given", "recorded_at", "use_cases"])
def test_a_forged_field_of_a_phase_is_refused(name: str) -> None:
    by, target = officer(), phase()
    assert refused(edit.change, target, {name: 7}, by=by) == [(name, "not-editable")]


def test_the_regulators_fields_need_a_reason() -> None:
    case, by = use_case_at(Stage.SUBMITTED), officer()
    fields = {"public_title": "Nicer"}
    for reason in ("", " "):
        assert refused(edit.change, case, fields, by=by, reason=reason) == [("reason", "required")]
    changed = edit.change(case, fields, by=by, reason="for the public")
    assert (changed.public_title, changed.version) == ("Nicer", case.version)


def test_a_live_case_keeps_a_category() -> None:
    case, by = use_case_at(Stage.SUBMITTED), officer()
    assert refused(edit.change, case, {"category": None}, by=by, reason="x") == [("", "invalid")]
    fraud = make_category("fraud")
    assert edit.change(case, {"category": fraud}, by=by, reason="x").category == fraud


def test_a_recorded_cases_facts_are_the_officers_to_mend() -> None:
    case = recorded_case()
    assert edit.change(case, {"title": "Better"}, by=officer(), reason="typo").title == "Better"


@pytest.mark.parametrize("who", [approver, auditor, administrator, people.assessor, signatory])
def test_change_is_for_who_may_edit(who: Any) -> None:
    case, by = use_case_at(Stage.SUBMITTED), who()
    answer = refused(edit.change, case, {"public_title": "x"}, by=by, reason="x")
    assert answer in (NOT_ALLOWED, NOT_FOUND)
    assert refused(edit.change, bank_a(), {"lei": "x"}, by=by) == NOT_ALLOWED


def test_cases_of_another_authority_are_not_there() -> None:
    case = use_case_at(Stage.TRIALLING, partners=[make_partner()])
    stranger = officer(authority=make_authority("SFC"))
    records = [
        (case, {"public_title": "x"}),
        (case.parties.get(), {"partner": make_partner()}),
        (Trial.objects.get(), {"plan": "x"}),
    ]
    for record, fields in records:
        assert refused(edit.change, record, fields, by=stranger, reason="x") == NOT_FOUND
    party = Party(use_case=case, partner=make_partner(), role="provider")
    assert refused(edit.create, party, by=stranger) == NOT_FOUND
    assert edit.create(party, by=officer()).use_case == case


def test_nothing_is_hung_on_a_draft_by_staff() -> None:
    party = Party(use_case=empty_draft(), partner=make_partner(), role="provider")
    assert refused(edit.create, party, by=officer()) == NOT_FOUND


def test_a_draft_is_written_by_its_own_verb() -> None:
    case = empty_draft()
    fields = {"title": "Past the word limits and the privacy of drafts"}
    assert refused(edit.change, case, fields, by=signatory(), reason="x") == WRONG_STAGE
    assert refused(edit.change, case, fields, by=officer(), reason="x") == NOT_FOUND


def test_an_outcome_is_not_rewritten() -> None:
    use_case_at(Stage.COMPLETED)
    outcome = Outcome.objects.get()
    assert refused(edit.change, outcome, {"benefits": "x"}, by=officer()) == NOT_ALLOWED


def test_the_same_participation_is_not_added_twice() -> None:
    made = {"phase": phase(), "institution": bank_b(), "role": "participant", "since": NOW}
    edit.create(Participation(**made), by=officer())
    again = Participation(**made)
    assert refused(edit.create, again, by=officer()) == [("", "invalid")]


def test_words_are_the_administrators() -> None:
    word = Category(code="new", label_en="New")
    assert refused(edit.create, word, by=officer()) == NOT_ALLOWED
    edit.create(word, by=administrator())
    assert edit.change(word, {"active": False}, by=administrator()).active is False
    assert refused(edit.change, category(), {"code": "new"}, by=administrator()) == [
        ("code", "unique")
    ]


def grant_to(user: User, role: str = "officer") -> RoleGrant:
    return RoleGrant(user=user, role=role, since=NOW)


def test_a_grant_says_who_gave_it() -> None:
    row = edit.create(grant_to(make_user()), by=administrator())
    assert row.granted_by == administrator().user


def test_nobody_grants_to_oneself() -> None:
    by = administrator()
    assert by.user is not None
    assert refused(edit.create, grant_to(by.user), by=by) == [("user", "oneself")]


def test_nobody_grants_to_oneself_by_editing_a_grant() -> None:
    by = administrator()
    assert by.user is not None
    row = edit.create(grant_to(make_user()), by=by)
    own = by.grants[0]
    assert refused(edit.change, row, {"user": by.user}, by=by) == [("user", "oneself")]
    assert refused(edit.change, own, {"authority": authority()}, by=by)[0] == ("user", "oneself")
    forged = {"granted_by": officer().user}
    assert refused(edit.change, row, forged, by=by) == [("granted_by", "not-editable")]


def test_editing_a_grant_says_who_did() -> None:
    row = edit.create(grant_to(make_user()), by=administrator())
    ended = edit.change(row, {"until": FAR}, by=administrator("second"))
    assert ended.granted_by == administrator("second").user


def test_a_password_is_nobodys_to_type() -> None:
    user, by = make_user(), administrator()
    assert refused(edit.change, user, {"password": "md5$x"}, by=by) == [
        ("password", "not-editable")
    ]
    assert edit.change(user, {"is_active": False}, by=by).is_active is False


def test_a_phase_of_staff_is_edited_by_officers_and_administrators() -> None:
    target = make_phase()
    for by in (officer(), administrator()):
        assert edit.change(target, {"theme": str(by.user)}, by=by).theme == str(by.user)
    assert refused(edit.change, target, {"theme": "x"}, by=approver()) == NOT_ALLOWED


@pytest.mark.parametrize("record", [Trial, Outcome])
def test_what_belongs_to_a_live_case_is_left_to_its_verbs(record: type[Trial | Outcome]) -> None:
    case = use_case_at(Stage.ACCEPTED)
    fields: dict[str, Any] = {"result": "no-reply"} if record is Outcome else {"plan": "Later."}
    if record is Outcome:
        fields["happened_on"] = case.recorded_at
    told = refused(edit.create, record(use_case=case, **fields), by=officer())
    assert told == [("use_case", "live")]


@pytest.mark.parametrize("pattern", ["{phase}", "{other}-{number}", "{", "{phase.x}{number}"])
def test_a_pattern_that_makes_no_reference_is_refused(pattern: str) -> None:
    told = refused(edit.change, programme(), {"reference_pattern": pattern}, by=officer())
    assert told == [("reference_pattern", "invalid")]
