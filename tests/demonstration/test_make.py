"""The invented world: every stage, its people, what is public of it and what is not."""

from datetime import datetime

import pytest
import time_machine
from django.utils import timezone

from tests.demonstration.scopes import open_to, questions
from tests.demonstration.world import LATER, NOW, PASSWORD
from tests.reporting.asked import Held, unexplained
from usecases.assistant.gaps import clusters
from usecases.models.access import RoleGrant, Token, User
from usecases.models.casefile import Alias, Lineage
from usecases.models.enquiries import Enquiry
from usecases.models.figures import PublishedFigure
from usecases.models.institutions import Institution, Member, TechnologyPartner
from usecases.models.messages import Message
from usecases.models.outcomes import Outcome
from usecases.models.person import ANONYMOUS, person_for
from usecases.models.phase_reports import PhaseReport
from usecases.models.phases import Participation, Phase, Programme
from usecases.models.publications import Publication
from usecases.models.reviews import Decision
from usecases.models.submissions import Submission
from usecases.models.trail import Change, StageChange
from usecases.models.usecases import UseCase
from usecases.models.webhooks import Webhook
from usecases.reporting.phase_report_again import made_again
from usecases.rules.deadlines import is_open
from usecases.vocabulary.stages import Stage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


def test_every_stage_that_the_verbs_reach() -> None:
    assert set(UseCase.objects.values_list("stage", flat=True)) == {
        Stage.DRAFT,
        Stage.SUBMITTED,
        Stage.SCREENING,
        Stage.CLARIFYING,
        Stage.ASSESSING,
        Stage.WAITLISTED,
        Stage.ACCEPTED,
        Stage.TRIALLING,
        Stage.SUSPENDED,
        Stage.COMPLETED,
        Stage.DECLINED,
        Stage.LAPSED,
        Stage.TERMINATED,
        Stage.WITHDRAWN,
        Stage.VOID,
    }


def test_it_is_an_invented_programme_with_one_open_phase() -> None:
    programme = Programme.objects.get()
    assert (programme.code, programme.name_en, programme.invented) == (
        "HAR",
        "Harbour Sandbox",
        True,
    )
    phases = Phase.objects.select_related("programme").order_by("number")
    states = [(phase.code, is_open(phase, timezone.now())) for phase in phases]
    assert states == [("HAR1", False), ("HAR2", False), ("HAR3", True)]


def test_every_move_was_lived_in_its_time_and_recorded_now() -> None:
    now = datetime.fromisoformat(NOW)
    rows = StageChange.objects.filter(use_case__basis="live")
    assert rows.count() > 100
    assert not rows.filter(happened_on__gte=now).exists()
    assert not rows.filter(recorded_at__lt=now).exists()
    assert set(rows.values_list("basis", flat=True)) == {"live"}


def test_each_stage_is_that_of_the_last_move() -> None:
    for case in UseCase.objects.exclude(stage=Stage.DRAFT):
        last = case.stage_changes.order_by("-happened_on", "-row").first()
        assert last is not None
        assert last.to_stage == case.stage
        assert case.stage_changes.order_by("-row").first() == last


def test_references_follow_the_order_of_submission() -> None:
    for phase in Phase.objects.all():
        rows = StageChange.objects.filter(verb="submit", use_case__phase=phase)
        given = list(rows.order_by("happened_on").values_list("use_case__reference", flat=True))
        assert given == [f"{phase.code}-{number:03d}" for number in range(1, len(given) + 1)]


def test_decisions_wait_in_every_way() -> None:
    waiting = Decision.objects.filter(released_at=None, refused_at=None)
    assert {(each.outcome, each.confirmed_at is not None) for each in waiting} == {
        ("accept", True),
        ("accept", False),
        ("decline", False),
    }
    assert set(waiting.values_list("use_case__phase__code", flat=True)) == {"HAR3"}
    assert Decision.objects.filter(refused_at__isnull=False).count() > 0
    assert not Participation.objects.filter(phase__code="HAR3").exclude(role="applicant").exists()


def test_the_accounts_sign_in() -> None:
    staff = {f"{role}@regulator.example": {role} for role in
             ("officer", "assessor", "approver", "administrator", "auditor")}  # fmt: skip
    for email, roles in staff.items():
        user = User.objects.get(email=email)
        assert user.check_password(PASSWORD)
        assert set(user.grants.values_list("role", flat=True)) == roles
    for domain, bank in (("harbour.example", "Harbour Bank"), ("peak.example", "Peak Bank")):
        for role in ("editor", "signatory", "viewer"):
            user = User.objects.get(email=f"{role}@{domain}")
            assert user.check_password(PASSWORD)
            rows = Member.objects.filter(user=user)
            assert list(rows.values_list("institution__short_name", "role")) == [(bank, role)]


def test_only_those_accounts_have_a_password_and_all_are_flagged() -> None:
    people = User.objects.filter(service=False)
    assert sum(user.has_usable_password() for user in people) == 12
    assert not people.filter(demonstration=False).exists()
    assert Institution.objects.filter(members=None).count() == 0


def test_both_banks_have_something_to_do_and_something_done() -> None:
    for bank in ("Harbour Bank", "Peak Bank"):
        cases = UseCase.objects.filter(institution__short_name=bank)
        assert len(set(cases.values_list("stage", flat=True))) > 3
        assert set(cases.values_list("phase__code", flat=True)) == {"HAR1", "HAR2", "HAR3"}


def test_the_regulator_has_handled_what_it_screened() -> None:
    stages = [Stage.ASSESSING, Stage.TRIALLING, Stage.COMPLETED]
    cases = UseCase.objects.filter(stage__in=stages, basis="live")
    for case in cases:
        assert case.case_officer is not None
        assert case.techniques.exists()
        assert case.category == case.own_category
        assert case.public_title != ""


def test_completed_trials_have_a_plan_and_an_outcome() -> None:
    cases = UseCase.objects.filter(stage=Stage.COMPLETED, basis="live").select_related("trial")
    for case in cases:
        assert case.trial.plan != ""
        assert case.outcomes.exists()
    assert Outcome.objects.filter(told_by__endswith="six months").exists()


def test_announced_figures_are_those_of_the_release() -> None:
    for code in ("HAR1", "HAR2"):
        phase = Phase.objects.get(code=code)
        figures = dict(PublishedFigure.objects.filter(phase=phase).values_list("measure", "lower"))
        on_the_day = StageChange.objects.filter(
            use_case__phase=phase, verb="accept", happened_on__date=phase.announced_on
        )
        assert figures["use-cases"] == on_the_day.count()
        firms = set(on_the_day.values_list("use_case__institution", flat=True))
        assert figures["institutions"] == len(firms)
        handed_in = Submission.objects.filter(use_case__phase=phase).count()
        assert figures["applications"] == handed_in // 10 * 10


def test_what_is_public_was_proposed_and_confirmed_by_two() -> None:
    mine = Publication.objects.exclude(kind__in=["category", "technique"])
    public = mine.filter(published_at__isnull=False, source="")  # else handed on as it was
    assert set(public.values_list("proposed_by__email", "confirmed_by__email")) == {
        ("officer@regulator.example", "approver@regulator.example")
    }
    assert set(public.values_list("kind", flat=True)) == {
        *("programme", "phase", "published-figure", "institution"),
        *("technology-partner", "participation", "use-case", "finding"),
        *("document", "event", "follow-on", "frozen-table", "phase-report"),
    }
    cases = public.filter(kind="use-case", superseded_at=None)
    shown = dict(cases.values_list("record", "stage"))
    accepted = StageChange.objects.filter(verb="accept").values_list("use_case", flat=True)
    assert set(shown) <= set(accepted)
    assert "completed" in shown.values()
    assert mine.filter(published_at=None).count() == 1


def test_everybody_who_takes_part_is_public_and_nobody_else() -> None:
    rows = Publication.objects.filter(kind="participation", withdrawn_at=None)
    public = set(rows.values_list("record", flat=True))
    standing = Participation.objects.filter(voided_at=None)
    taking_part = standing.exclude(role="applicant").values_list("pk", flat=True)
    assert public == set(taking_part)


def test_what_went_wrong_was_mended() -> None:
    recorded = UseCase.objects.filter(basis="recorded")
    stages = sorted(recorded.values_list("stage", flat=True))
    assert stages == ["completed", "completed", "trialling", "void"]
    assert recorded.exclude(looked_over_by=None).count() == 1
    assert StageChange.objects.filter(verb="correct").count() == 1
    assert Alias.objects.count() == 1
    assert TechnologyPartner.objects.exclude(merged_into=None).count() == 1
    verbs = set(StageChange.objects.values_list("verb", flat=True))
    assert {"suspend", "resume", "terminate", "lapse", "reopen"} <= verbs
    assert set(Lineage.objects.values_list("kind", flat=True)) == {"continues", "carried-over"}


def test_somebody_stands_in_for_somebody() -> None:
    assert RoleGrant.objects.filter(deputy_for__isnull=False).count() == 1


def test_a_bank_has_programs_and_nothing_is_sent_to_them() -> None:
    assert Token.objects.count() == 3
    assert Token.objects.filter(revoked_at__isnull=False).count() == 1
    assert set(Token.objects.values_list("user__email", flat=True)) == {
        "editor@harbour.example",
        "signatory@harbour.example",
    }
    hook = Webhook.objects.get()
    assert (hook.active, hook.address.split("/")[2]) == (False, "hooks.harbour.example")
    assert [row.sent_at for row in hook.messages.all()] == [None]


def test_nobody_is_mailed_about_the_past() -> None:
    assert Message.objects.filter(channel="notice").exists()
    assert not Message.objects.filter(channel="mail").exists()


def test_drafts_are_their_banks_alone() -> None:
    drafts = {str(pk) for pk in UseCase.objects.filter(reference="").values_list("pk", flat=True)}
    rows = Change.objects.filter(kind="usecase", record__in=drafts)
    assert rows.exists()
    assert not rows.filter(private_to=None).exists()


def test_a_signatory_acts_for_the_bank() -> None:
    with time_machine.travel(LATER, tick=False):
        person = person_for(User.objects.get(email="signatory@harbour.example"))
    assert person.membership is not None
    assert person.membership.institution.short_name == "Harbour Bank"


def test_the_report_on_the_oldest_phase_is_public_and_the_next_is_begun() -> None:
    edition = Publication.objects.get(kind="phase-report")
    assert (edition.code, edition.content["edition"]) == ("HAR1", 1)
    assert edition.published_at is not None
    assert made_again(edition.content).same
    written = PhaseReport.objects.values_list("phase__code", flat=True)
    assert list(written.order_by("phase__code")) == ["HAR1", "HAR2"]


def test_questions_without_an_answer_stand_in_each_state() -> None:
    rows = Enquiry.objects.values_list("gap", flat=True)
    assert sorted(rows) == ["aside", *["in-hand"] * 2, *["open"] * 5]
    largest = max(clusters(Enquiry.objects.filter(gap="open")), key=lambda each: len(each.rows))
    assert len(largest.rows) == 3


def test_every_figure_is_the_count_of_its_records() -> None:
    officer = person_for(User.objects.get(email="officer@regulator.example"))
    for person in (officer, ANONYMOUS):
        held: Held = {}
        wrong = [
            each
            for report in open_to(person)
            for asked in questions(report, person)
            for each in unexplained(person, report.name, held, **asked)
        ]
        assert wrong == []
        assert sum(held.values()) > 100
