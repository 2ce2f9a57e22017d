"""Whom a bank names on its draft, what it names to them, and what it takes back."""

from collections.abc import Callable
from functools import partial

import pytest

from tests.factories.clarifications import asked
from tests.factories.institutions import bank_a, bank_b, make_institution, make_partner
from tests.factories.parties import cloud, contributor, joint, named
from tests.factories.publications import loaded
from tests.factories.usecases import use_case_at
from tests.people import editor, officer, signatory, viewer
from usecases.models.clarifications import Revision
from usecases.models.institutions import TechnologyPartner
from usecases.models.messages import Message
from usecases.models.parties import Party
from usecases.models.person import Person
from usecases.models.trail import Change
from usecases.models.usecases import UseCase
from usecases.rules.visibility_register import changes_for
from usecases.vocabulary.stages import Stage
from usecases.workflow import draft, parties, revise
from usecases.workflow.errors import (
    Invalid,
    NotAllowed,
    NotFound,
    Refused,
    Stale,
    WrongStage,
)

pytestmark = pytest.mark.django_db


def refusal(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


def code(act: Callable[[], object]) -> str:
    return refusal(act).faults[0].code


def test_a_joint_institution_is_named_and_told() -> None:
    case, reader = use_case_at(Stage.DRAFT), editor(bank_b())
    loaded(bank_b())
    before = case.version
    row = parties.name_joint(case, bank_b(), by=signatory())
    assert (row.role, row.institution) == ("joint", bank_b())
    assert UseCase.objects.get(pk=case.pk).version == before + 1
    told = Message.objects.filter(letter="joint")
    assert {(each.recipient, each.institution) for each in told} == {(reader.user, bank_b())}
    change = Change.objects.get(record=str(row.pk))
    assert change.private_to == bank_a()
    assert not changes_for(officer()).filter(pk=change.pk).exists()
    assert not changes_for(signatory(bank_b())).filter(pk=change.pk).exists()


def test_only_what_is_public_may_be_named() -> None:
    """A bank learns of no other here: one that is known and not public is as one that is not."""
    case = use_case_at(Stage.DRAFT)
    assert code(lambda: parties.name_joint(case, bank_b(), by=signatory())) == "unknown"
    loaded(bank_a())
    assert code(lambda: parties.name_joint(case, bank_a(), by=signatory())) == "unknown"


def test_nobody_is_named_twice() -> None:
    case = use_case_at(Stage.DRAFT)
    loaded(bank_b())
    parties.name_joint(case, bank_b(), by=signatory())
    parties.name_partner(case, "Cloud Co", by=editor())
    assert code(lambda: parties.name_joint(case, bank_b(), by=signatory())) == "named"
    assert code(lambda: parties.name_partner(case, "cloud co", by=editor())) == "named"


@pytest.mark.parametrize("who", ["editor", "viewer"])
def test_only_a_signatory_lets_another_institution_in(who: str) -> None:
    case, person = use_case_at(Stage.DRAFT), {"editor": editor, "viewer": viewer}[who]()
    loaded(bank_b())
    with pytest.raises(NotAllowed):
        parties.name_joint(case, bank_b(), by=person)
    with pytest.raises(NotAllowed):
        parties.drop(joint(case, bank_b()), by=person)


def test_a_partner_that_is_known_is_the_one_that_is_known() -> None:
    case = use_case_at(Stage.DRAFT)
    duplicate = make_partner("Cloud Company", merged_into=cloud())
    row = parties.name_partner(case, f" {duplicate.name.upper()} ", by=editor(), sections=["ai"])
    assert (row.partner, row.sections) == (cloud(), ["ai"])


def test_a_partner_that_nobody_knows_is_made_and_stays_private() -> None:
    row = parties.name_partner(use_case_at(Stage.DRAFT), "Secret Labs", by=editor())
    assert TechnologyPartner.objects.get(name="Secret Labs") == row.partner
    for key in (row.pk, row.partner_id):
        assert Change.objects.get(record=str(key)).private_to == bank_a()


def test_sections_stand_in_the_order_of_the_form() -> None:
    row = parties.name_partner(use_case_at(Stage.DRAFT), "Cloud Co", by=editor())
    parties.name_sections(row, ["risks", "ai", "ai"], by=editor())
    assert Party.objects.get(pk=row.pk).sections == ["ai", "risks"]
    assert code(lambda: parties.name_sections(row, ["files"], by=editor())) == "unknown"


def test_a_joint_institution_has_no_sections() -> None:
    row = joint(use_case_at(Stage.DRAFT), bank_b())
    assert code(lambda: parties.name_sections(row, ["ai"], by=signatory())) == "joint"


@pytest.mark.parametrize("stage", [Stage.SUBMITTED, Stage.CLARIFYING, Stage.TRIALLING])
def test_once_handed_in_the_parties_stay(stage: str) -> None:
    case = use_case_at(stage)
    loaded(bank_b())
    row = named(case, "ai")
    for act in (
        lambda: parties.name_joint(case, bank_b(), by=signatory()),
        lambda: parties.name_partner(case, "Other", by=signatory()),
        lambda: parties.drop(row, by=signatory()),
    ):
        with pytest.raises(WrongStage):
            act()
    if stage == Stage.CLARIFYING:
        assert parties.name_sections(row, [], by=editor()).sections == []
    else:
        with pytest.raises(WrongStage):
            parties.name_sections(row, [], by=editor())


def test_whoever_is_taken_off_sees_nothing_more() -> None:
    case = use_case_at(Stage.DRAFT)
    row = joint(case, bank_b())
    key = str(row.pk)
    parties.drop(row, by=signatory())
    assert not Party.objects.exists()
    change = Change.objects.filter(record=key).latest("row")
    assert (change.before["role"], change.after, change.private_to) == ("joint", {}, bank_a())


@pytest.mark.parametrize("person", ["joint", "stranger"])
def test_others_change_nothing(person: str) -> None:
    case = use_case_at(Stage.DRAFT)
    row = named(case, "ai")
    joint(case, bank_b())
    other = signatory(bank_b() if person == "joint" else make_institution())
    kind = NotAllowed if person == "joint" else NotFound
    for act in (
        lambda: parties.name_partner(case, "Other", by=other),
        lambda: parties.name_sections(row, [], by=other),
        lambda: parties.drop(row, by=other),
    ):
        with pytest.raises(kind):
            act()


def write(case: UseCase, fields: dict[str, object], by: Person) -> UseCase:
    return draft.write(case, fields=fields, by=by)


def test_a_contributor_writes_the_named_sections_only() -> None:
    case = use_case_at(Stage.DRAFT)
    named(case, "ai", "support")
    written = write(case, {"role_of_ai": "It ranks.", "support_wanted": "Compute."}, contributor())
    assert (written.role_of_ai, written.version) == ("It ranks.", case.version + 1)
    change = Change.objects.filter(record=str(case.pk)).latest("row")
    assert (change.by, change.reason) == (contributor().user, "Cloud Co")
    assert change.private_to == bank_a()
    for foreign in ("title", "risks", "stage", "responsible"):
        refused = refusal(partial(write, case, {foreign: "x"}, contributor()))
        assert [(f.field, f.code) for f in refused.faults] == [(foreign, "not-editable")]


def test_a_contributor_overwrites_nobody() -> None:
    case = use_case_at(Stage.DRAFT)
    named(case, "ai")
    write(case, {"role_of_ai": "The bank's."}, editor())
    with pytest.raises(Stale):
        draft.write(
            case, fields={"role_of_ai": "Mine."}, based_on={"role_of_ai": ""}, by=contributor()
        )


@pytest.mark.parametrize("stage", [Stage.SUBMITTED, Stage.ASSESSING, Stage.WITHDRAWN])
def test_a_contributor_writes_nothing_that_is_handed_in(stage: str) -> None:
    case = use_case_at(stage)
    named(case, "ai")
    for write_it in (draft.write, revise.write):
        with pytest.raises(NotFound):
            write_it(case, fields={"role_of_ai": "x"}, by=contributor())


def test_a_contributor_does_nothing_else() -> None:
    case = use_case_at(Stage.DRAFT)
    row = named(case, "ai")
    for act in (
        lambda: draft.discard(case, by=contributor()),
        lambda: parties.drop(row, by=contributor()),
        lambda: parties.name_sections(row, ["risks"], by=contributor()),
    ):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(NotAllowed):
        draft.begin(phase=case.phase_id, by=contributor())


def test_while_the_bank_is_asked_a_contributor_writes_its_revision() -> None:
    case = use_case_at(Stage.CLARIFYING)
    asked(case, "Which model?")
    named(case, "ai")
    revise.write(case, fields={"role_of_ai": "It ranks."}, by=contributor())
    assert Revision.objects.get(use_case=case).content == {"role_of_ai": "It ranks."}
    assert UseCase.objects.get(pk=case.pk).role_of_ai != "It ranks."
    with pytest.raises(Invalid):
        revise.write(case, fields={"risks": "None."}, by=contributor())


def test_no_name_no_section_no_word() -> None:
    case = use_case_at(Stage.DRAFT)
    named(case)
    with pytest.raises(Invalid):
        write(case, {"role_of_ai": "x"}, contributor())
    assert code(lambda: parties.name_partner(case, "  ", by=editor())) in ("blank", "required")
