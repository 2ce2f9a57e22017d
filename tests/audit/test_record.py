"""`Change` rows hold what differs, before and after, and no secret."""

from typing import Any

import pytest

from tests.factories.access import make_token, make_user
from tests.factories.base import system
from tests.factories.institutions import bank_a
from tests.factories.phases import make_authority, programme
from tests.factories.usecases import use_case_at
from tests.factories.words import make_category, make_technique
from tests.people import officer, signatory
from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.base import Record
from usecases.models.trail import Change
from usecases.vocabulary.stages import Stage
from usecases.workflow import draft

pytestmark = pytest.mark.django_db


def amend(record: Record, **fields: Any) -> dict[str, Any]:
    with writing(by=officer(), reason="because"):
        return trail.amend(record, fields)


def changes(record: Record) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    rows = Change.objects.filter(record=str(record.pk)).order_by("row")
    return [(row.before, row.after) for row in rows]


def test_a_new_record_is_told_without_what_is_empty() -> None:
    category = make_category("risk", label_en="Risk", order=3)
    assert changes(category) == [
        ({}, {"code": "risk", "label_en": "Risk", "order": 3, "active": True})
    ]


def test_an_edit_is_told_by_what_differs_only() -> None:
    category = make_category("risk", label_en="Risk", order=3)
    assert amend(category, label_en="Risks", order=3) == {"label_en": "Risks"}
    assert changes(category)[1:] == [({"label_en": "Risk"}, {"label_en": "Risks"})]


def test_an_edit_says_who_why_and_of_what() -> None:
    category = make_category("risk")
    amend(category, order=9)
    change = Change.objects.order_by("row").last()
    assert change is not None
    assert (change.kind, change.record, change.by, change.reason, change.door) == (
        "category",
        str(category.pk),
        officer().user,
        "because",
        "command",
    )


def test_where_nothing_differs_nothing_is_written() -> None:
    category = make_category("risk")
    officer()
    before = Change.objects.count(), category.updated_at
    assert amend(category, code="risk") == {}
    category.refresh_from_db()
    assert (Change.objects.count(), category.updated_at) == before


def test_links_to_many_are_told_as_ids() -> None:
    first, second = make_authority("SFC"), make_authority("IA")
    sandbox = programme()
    amend(sandbox, co_authorities=[first])
    amend(sandbox, co_authorities=[second], host="Cyberport")
    amend(sandbox, co_authorities=[second])
    assert changes(sandbox)[1:] == [
        ({"co_authorities": []}, {"co_authorities": [str(first.pk)]}),
        (
            {"host": "", "co_authorities": [str(first.pk)]},
            {"host": "Cyberport", "co_authorities": [str(second.pk)]},
        ),
    ]


def test_links_of_a_new_record_are_told() -> None:
    with writing(by=system()):
        sandbox = trail.add(
            type(programme())(code="NEW", name_en="New", family="x", lead=make_authority("SFC")),
            co_authorities=[make_authority("IA")],
        )
    co_authorities = [str(each.pk) for each in sandbox.co_authorities.all()]
    assert changes(sandbox)[0][1]["co_authorities"] == co_authorities


def test_passwords_and_digests_are_never_told() -> None:
    user = make_user(email="ada@example.org")
    token, secret = make_token(user)
    submitted = use_case_at(Stage.SUBMITTED).submissions.get()
    user.set_password("another long phrase")
    amend(user, password=user.password, name="Ada")
    told = str([changes(user), changes(token), changes(submitted)])
    canaries = [user.password, secret, token.digest, submitted.digest]
    assert [canary for canary in canaries if canary in told] == []


def test_what_is_written_is_normalised_in_the_trail_too() -> None:
    category = make_category("risk", label_en="Risk")
    amend(category, label_en="Cafe\u0301")
    category.refresh_from_db()
    assert changes(category)[-1][1] == {"label_en": category.label_en}


def test_a_banks_act_says_for_whom() -> None:
    case = use_case_at(Stage.DRAFT)
    change = Change.objects.get(record=str(case.pk))
    assert (change.by, change.on_behalf_of) == (signatory().user, bank_a())


def test_changes_of_a_draft_are_private_to_the_bank() -> None:
    case = use_case_at(Stage.DRAFT, title="CANARY")
    draft.write(case, fields={"title": "CANARY TOO"}, by=signatory())
    rows = Change.objects.filter(record=str(case.pk))
    assert [row.private_to for row in rows] == [bank_a(), bank_a()]


def test_submitting_tells_nothing_of_what_was_private() -> None:
    case = use_case_at(Stage.SUBMITTED, title="CANARY", techniques=[make_technique()])
    rows = Change.objects.filter(record=str(case.pk), private_to=None)
    assert [sorted(row.after) for row in rows.order_by("row")] == [
        ["authority", "category", "reference"],
        ["techniques"],
    ]
