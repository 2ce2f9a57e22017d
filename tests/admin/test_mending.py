"""What mends, moves, links or merges, from the pages of the console."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.admin.test_pages import address, signed_in
from tests.admin.world import account
from tests.factories.institutions import bank_b, make_institution, make_partner
from tests.factories.phases import make_authority, open_phase
from tests.factories.publications import published
from tests.factories.usecases import empty_draft, recorded_case, use_case_at
from tests.people import approver, officer
from usecases.models.casefile import Lineage
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow.merge import merge_institutions

pytestmark = pytest.mark.django_db


def press(client: Client, record: Any, name: str, **data: object) -> Any:
    model = record._meta.model_name
    shown = {"version": record.version} if hasattr(record, "version") else {}
    return client.post(address(model, "act", record.pk, name), {**shown, **data})


def again(case: UseCase) -> UseCase:
    return UseCase.objects.get(pk=case.pk)


def errors(page: Any) -> dict[str, list[str]]:
    assert page.status_code == 200
    return {name: list(texts) for name, texts in page.context["form"].errors.items()}


def letter() -> SimpleUploadedFile:
    return SimpleUploadedFile("letter.txt", b"Please act for us.")


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("lapse", Stage.ACCEPTED, Stage.LAPSED),
        ("suspend", Stage.TRIALLING, Stage.SUSPENDED),
        ("terminate", Stage.TRIALLING, Stage.TERMINATED),
        ("reopen", Stage.DECLINED, Stage.SCREENING),
        ("void", Stage.SUBMITTED, Stage.VOID),
    ],
)
def test_an_approver_presses_and_says_why(name: str, before: Stage, after: Stage) -> None:
    case, client = use_case_at(before), signed_in("approver")
    assert errors(press(client, case, name)) == {"reason": ["This field is required."]}
    assert press(client, case, name, reason="Because.").status_code == 302
    assert again(case).stage == after


class TestCorrecting:
    def test_replaces_a_move(self) -> None:
        case, client = recorded_case("accepted"), signed_in("approver")
        wrong = case.stage_changes.get()
        page = client.get(address("usecase", "act", case.pk, "correct"))
        assert list(page.context["form"].fields["change"].queryset) == [wrong]
        told = {"change": wrong.pk, "stage": "declined", "happened_on": "2020-05-02"}
        assert press(client, case, "correct", **told, reason="A typo.").status_code == 302
        assert again(case).stage == "declined"
        row = case.stage_changes.standing().get()
        assert row.happened_on == datetime(2020, 5, 2, 15, 59, 59, 999999, tzinfo=UTC)

    def test_says_what_cannot_be(self) -> None:
        case, client = recorded_case("accepted"), signed_in("approver")
        wrong = case.stage_changes.get()
        found = errors(
            press(client, case, "correct", change=wrong.pk, stage="never", reason="Typo.")
        )
        text = "Nothing would be left of its history. Declare the use case void instead."
        assert found == {"change": [text]}

    def test_voids_nothing_by_a_slip(self) -> None:
        case, client = recorded_case("accepted"), signed_in("approver")
        wrong = case.stage_changes.get()
        found = errors(press(client, case, "correct", change=wrong.pk, reason="Typo."))
        assert found == {"stage": ["This field is required."]}

    def test_takes_today_and_no_day_to_come(self) -> None:
        case, client = recorded_case("accepted"), signed_in("approver")
        told = {"change": case.stage_changes.get().pk, "stage": "declined", "reason": "A typo."}
        tomorrow = timezone.localdate() + timedelta(days=2)
        found = errors(press(client, case, "correct", **told, happened_on=f"{tomorrow}"))
        assert found == {"happened_on": ["This date is in the future."]}
        today = timezone.localdate(timezone=ZoneInfo("Asia/Hong_Kong"))
        assert press(client, case, "correct", **told, happened_on=f"{today}").status_code == 302

    def test_a_later_stage_is_recorded_today(self) -> None:
        case, client = recorded_case("accepted"), signed_in("officer")
        today = timezone.localdate(timezone=ZoneInfo("Asia/Hong_Kong"))
        told = {"stage": "trialling", "happened_on": f"{today}", "source": "A call."}
        assert press(client, case, "stage", **told).status_code == 302
        assert again(case).stage == "trialling"

    def test_knows_moves_of_this_case_only(self) -> None:
        case, other = recorded_case("accepted"), recorded_case("accepted")
        foreign = other.stage_changes.get().pk
        client = signed_in("approver")
        found = errors(
            press(client, case, "correct", change=foreign, stage="never", reason="Typo.")
        )
        assert list(found) == ["change"]
        assert again(other).stage == "accepted"

    def test_is_grey_for_an_officer(self) -> None:
        case = recorded_case("accepted")
        page = signed_in("officer").get(address("usecase", "change", case.pk))
        acts = {each.name: str(each.why_not) for each in page.context["acts"]}
        assert acts["correct"] == "This step is somebody else's to make."


class TestMovingAndLinking:
    def test_to_another_phase(self) -> None:
        case, right = use_case_at(Stage.SUBMITTED), open_phase("GS9")
        client = signed_in("officer")
        assert press(client, case, "transfer", phase=right.pk, reason="Wrong.").status_code == 302
        assert again(case).reference == "GS9-001"

    def test_to_nowhere(self) -> None:
        case = use_case_at(Stage.SUBMITTED)
        found = errors(press(signed_in("officer"), case, "transfer", reason="Wrong."))
        assert found == {"institution": ["Choose another phase or institution than its own."]}

    def test_links_by_reference_and_takes_back(self) -> None:
        first, second, client = recorded_case(), recorded_case(), signed_in("officer")
        told = {"reference": first.reference, "kind": "continues"}
        assert press(client, second, "link", **told).status_code == 302
        row = Lineage.objects.get()
        gone = press(client, second, "unlink", lineage=row.pk, reason="Another one.")
        assert gone.status_code == 302
        row.refresh_from_db()
        assert row.ended_at is not None

    def test_a_reference_of_another_authority_is_one_that_never_was(self) -> None:
        hidden, theirs = recorded_case(), make_authority("SFC")
        other = officer("elsewhere", authority=theirs)
        mine = recorded_case(institution=make_institution(authority=theirs))
        client = Client()
        client.force_login(account(other))
        texts = [
            errors(press(client, mine, "link", reference=each, kind="continues"))
            for each in (hidden.reference, "GS1-999")
        ]
        assert texts[0] == texts[1] == {"reference": ["There is no such use case."]}

    def test_carries_over(self) -> None:
        case, later = use_case_at(Stage.ACCEPTED), open_phase("GS9")
        client = signed_in("approver")
        told = {"phase": later.pk, "reason": "The host was late."}
        assert press(client, case, "carry-over", **told).status_code == 302
        assert again(case).stage == Stage.LAPSED


class TestForTheBank:
    def test_withdraws_by_its_letter(self) -> None:
        case, client = use_case_at(Stage.ASSESSING), signed_in("officer")
        found = errors(press(client, case, "withdraw-for-bank", reason="They asked."))
        assert found == {"letter": ["This field is required."]}
        told = {"letter": letter(), "reason": "They asked."}
        assert press(client, case, "withdraw-for-bank", **told).status_code == 302
        assert again(case).stage == Stage.WITHDRAWN

    def test_hands_a_draft_in(self) -> None:
        case = use_case_at(Stage.DRAFT, title="A secret title")
        client, url = signed_in("officer"), reverse("admin:hand-in", args=[case.pk])
        for page in (client.get(reverse("admin:drafts")), client.get(url)):
            assert (page.status_code, "secret" in page.content.decode()) == (200, False)
        answer = client.post(url, {"letter": letter(), "reason": "They asked."})
        assert answer["Location"] == address("usecase", "change", case.pk)
        assert again(case).stage == Stage.SUBMITTED

    def test_says_what_a_draft_lacks(self) -> None:
        case, client = empty_draft(), signed_in("officer")
        url = reverse("admin:hand-in", args=[case.pk])
        page = client.post(url, {"letter": letter(), "reason": "They asked."})
        assert page.status_code == 200
        assert "Summary: not answered yet." in str(page.context["form"].errors)

    @pytest.mark.parametrize("role", ["approver", "auditor", "assessor", "administrator"])
    def test_is_an_officers(self, role: str) -> None:
        url = reverse("admin:hand-in", args=[use_case_at(Stage.DRAFT).pk])
        assert signed_in(role).get(url).status_code == 404

    def test_of_another_authority_is_not_there(self) -> None:
        case, client = use_case_at(Stage.DRAFT), Client()
        client.force_login(account(officer("elsewhere", authority=make_authority("SFC"))))
        assert client.get(reverse("admin:hand-in", args=[case.pk])).status_code == 404
        assert client.get(reverse("admin:drafts")).context["page_obj"].paginator.count == 0

    @pytest.mark.parametrize("number", [1, 3])
    def test_as_many_queries_for_more_drafts(
        self, number: int, django_assert_num_queries: Any
    ) -> None:
        client = signed_in("officer")
        for _each in range(number):
            use_case_at(Stage.DRAFT, institution=make_institution())
        client.get(reverse("admin:drafts"))
        with django_assert_num_queries(QUERIES):
            client.get(reverse("admin:drafts"))


QUERIES = 11  # the sidebar asks for the zones of days and counts; questions of the phases' forms


class TestMerging:
    def test_says_what_moves_then_leads_to_the_survivor(self) -> None:
        stays, gone = make_institution("Harbour"), make_institution("Harbor")
        recorded_case(institution=gone)
        client = signed_in("officer")
        page = client.get(address("institution", "act", gone.pk, "merge"))
        assert [value for _label, value in page.context["facts"]] == ["1", "0", "1"]
        told = {"into": stays.pk, "reason": "The same bank."}
        assert press(client, gone, "merge", **told).status_code == 302
        answer = client.get(address("institution", "change", gone.pk))
        assert answer["Location"] == address("institution", "change", stays.pk)

    def test_a_partner_too(self) -> None:
        stays, gone, client = make_partner("Acme"), make_partner("ACME"), signed_in("officer")
        told = {"into": stays.pk, "reason": "The same firm."}
        assert press(client, gone, "merge", **told).status_code == 302
        answer = client.get(address("technologypartner", "change", gone.pk))
        assert answer["Location"] == address("technologypartner", "change", stays.pk)

    def test_a_circle_is_a_clear_error(self) -> None:
        one, two = make_institution("One"), make_institution("Two")
        client = signed_in("officer")
        found = errors(press(client, one, "merge", into=one.pk, reason="Same."))
        assert found == {"into": ["It cannot be merged into itself."]}
        merge_institutions(one, two, by=officer(), reason="Same.")
        assert press(client, one, "merge", into=two.pk, reason="Same.").status_code == 404
        found = errors(press(client, two, "merge", into=one.pk, reason="Same."))
        assert list(found) == ["into"]

    def test_the_api_leads_there_whom_it_concerns(self) -> None:
        stays, gone = make_institution("Harbour"), make_institution("Harbor")
        for record in (stays, gone):
            published(record)
        merge_institutions(gone, stays, by=officer(), reason="Same.")
        answer = Client().get(reverse("api:institutions", args=[gone.pk]))
        assert (answer.status_code, answer["Location"]) == (
            301,
            reverse("api:institutions", args=[stays.pk]),
        )

    def test_the_api_leads_nobody_to_what_is_not_public(self) -> None:
        gone, never = make_institution("Harbor"), bank_b().pk
        merge_institutions(gone, make_institution("Harbour"), by=officer(), reason="Same.")
        found = [Client().get(reverse("api:institutions", args=[key])) for key in (gone.pk, never)]
        assert [each.status_code for each in found] == [404, 404]
        assert approver().user is not None
