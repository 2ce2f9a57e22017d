"""Every constraint is held by the database itself, not only by validation."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from tests.factories.access import make_grant, make_member, make_user
from tests.factories.base import add, system
from tests.factories.institutions import bank_a, bank_b, make_partner
from tests.factories.outcomes import told_outcome
from tests.factories.phases import make_participation, make_phase, make_published_figure, phase
from tests.factories.publications import loaded, proposed_publication, published
from tests.factories.reviews import confirmed_decision, proposed_decision, released_decision
from tests.factories.usecases import recorded_case, use_case_at
from tests.factories.words import category, make_category, make_technique, make_term
from tests.models import violations
from tests.models.behind import again, set_to
from tests.people import officer, signatory
from usecases.audit import writing
from usecases.audit.viewing import looked_at
from usecases.models.access import SavedView
from usecases.models.casefile import Lineage
from usecases.models.parties import Party
from usecases.models.trail import Viewing
from usecases.models.usecases import UseCase
from usecases.vocabulary.stages import Stage
from usecases.workflow.lineage import link
from usecases.workflow.replays import keep

EARLY, LATE = datetime(2020, 1, 1, tzinfo=UTC), datetime(2021, 1, 1, tzinfo=UTC)


def case(stage: str = Stage.SUBMITTED, **fields: Any) -> UseCase:
    return use_case_at(stage, **fields)


def party(**fields: Any) -> Party:
    use_case = case(partners=[make_partner()])
    row = use_case.parties.get()
    if fields:
        set_to(row, **fields)
    return row


def figure_of_programme() -> None:
    figure = make_published_figure(phase())
    set_to(figure, phase=None)
    again(figure)


def party_of_institution_twice() -> None:
    row = party(institution=bank_b(), partner=None, role="joint")
    again(row)


def imported(key: str) -> UseCase:
    row = recorded_case()
    set_to(row, imported_as=key)
    return row


def linked() -> Lineage:
    return link(later=recorded_case(), earlier=recorded_case(), kind="split", by=officer())


def viewed_twice() -> None:
    case = recorded_case()
    looked_at(case, by=officer())
    row = Viewing.objects.get()
    row.pk, row.uuid = None, uuid4()
    row.save(force_insert=True)


def replay_under_the_same_key() -> None:
    with writing(by=signatory()):
        for _time in range(2):
            keep("key", "asked", 201, {}, "{}")


OF_THE_REST: dict[str, Callable[[], Any]] = {
    "user_email": lambda: again(make_user("ada@example.org"), email="ADA@example.org"),
    "grant_not_to_oneself": lambda: set_to(
        make_grant(user := make_user(), "officer"), granted_by=user
    ),
    "grant_dates": lambda: set_to(make_grant(make_user(), "officer"), since=LATE, until=EARLY),
    "member_once": lambda: again(make_member(make_user(), bank_a(), "editor")),
    "member_dates": lambda: set_to(
        make_member(make_user(), bank_a(), "editor"), since=LATE, until=EARLY
    ),
    "grant_of_deputy_ends": lambda: set_to(
        make_grant(make_user(), "officer"), deputy_for=make_user()
    ),
    "grant_of_deputy_for_another": lambda: set_to(
        row := make_grant(make_user(), "officer", until=LATE), deputy_for=row.user
    ),
    "saved_view_name": lambda: again(
        add(SavedView(user=make_user(), subject="usecase", name="Mine"))
    ),
    "institution_not_into_itself": lambda: set_to(bank_a(), merged_into=bank_a()),
    "partner_not_into_itself": lambda: set_to(row := make_partner(), merged_into=row),
    "usecase_imported_once": lambda: [imported("same"), imported("same")],
    "lineage_once": lambda: again(linked()),
    "lineage_of_two": lambda: set_to(row := linked(), earlier=row.later),
    "viewing_once_an_hour": viewed_twice,
    "programme_cell": lambda: set_to(phase().programme, smallest_cell=2),
    "phase_number": lambda: again(phase(), code="OTHER"),
    "phase_window": lambda: set_to(phase(), opens_at=LATE, closes_at=LATE),
    "phase_trials": lambda: set_to(
        make_phase(), trials_from=date(2020, 2, 1), trials_to=date(2020, 1, 31)
    ),
    "published_figure_of_phase": lambda: again(make_published_figure(phase())),
    "published_figure_of_programme": figure_of_programme,
    "published_figure_bounds": lambda: set_to(make_published_figure(phase()), lower=2, upper=1),
    "participation_of_institution_once": lambda: again(make_participation(phase(), bank_a())),
    "participation_of_partner_once": lambda: again(make_participation(phase(), make_partner())),
    "participation_of_one": lambda: set_to(make_participation(phase(), bank_a()), role="partner"),
    "participation_dates": lambda: set_to(
        make_participation(phase(), bank_a()), since=LATE, until=EARLY
    ),
    "usecase_reference": lambda: set_to(case(), reference=case().reference),
    "usecase_submitted_has_reference": lambda: set_to(case(), reference=""),
    "usecase_category": lambda: set_to(case(), category=None),
    "usecase_discarded_draft": lambda: set_to(case(), discarded_at=EARLY),
    "party_institution": party_of_institution_twice,
    "party_partner": lambda: again(party()),
    "party_of_one": lambda: set_to(party(), institution=bank_b()),
    "submission_number": lambda: again(case().submissions.get()),
    "decision_by_two": lambda: set_to(
        row := proposed_decision(case("assessing")), confirmed_by=row.proposed_by
    ),
    "decision_has_ground": lambda: set_to(proposed_decision(case("assessing")), digest=""),
    "decision_released_was_confirmed": lambda: set_to(
        proposed_decision(case("assessing")), released_at=LATE
    ),
    "decision_released_or_refused": lambda: set_to(
        released_decision(case("assessing")), refused_at=LATE
    ),
    "decision_decline_says_why": lambda: set_to(
        proposed_decision(case("assessing")), outcome="decline"
    ),
    "decision_open_once": lambda: again(confirmed_decision(case("assessing"))),
    "trial_dates": lambda: set_to(
        case("trialling").trial, planned_from=date(2020, 2, 1), planned_to=date(2020, 1, 31)
    ),
    "outcome_recorded_has_source": lambda: set_to(
        told_outcome(case("trialling")), basis="recorded"
    ),
    "stage_change_recorded_has_source": lambda: set_to(
        recorded_case().stage_changes.get(), source=""
    ),
    "publication_version": lambda: again(proposed_publication(category())),
    "publication_in_force": lambda: again(published(category()), version=2),
    "publication_by_two": lambda: set_to(
        row := proposed_publication(category()), confirmed_by=row.proposed_by
    ),
    "publication_has_ground": lambda: set_to(loaded(category()), source=""),
    "replay_key": replay_under_the_same_key,
    "category_code": lambda: again(make_category()),
    "technique_code": lambda: again(make_technique()),
    "term_code": lambda: again(make_term("sector")),
}
VIOLATIONS = {**OF_THE_REST, **violations.VIOLATIONS}
CONSTRAINTS = {
    constraint.name: constraint
    for model in apps.get_app_config("usecases").get_models()
    for constraint in model._meta.constraints
}


def test_every_constraint_has_its_violation() -> None:
    assert sorted(VIOLATIONS) == sorted(CONSTRAINTS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", VIOLATIONS)
def test_the_database_refuses(name: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        VIOLATIONS[name]()
    if isinstance(CONSTRAINTS[name], models.CheckConstraint):
        assert name in str(refused.value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "allowed",
    [
        pytest.param(lambda: make_member(make_user(), bank_a(), "editor", until=LATE), id="ended"),
        pytest.param(lambda: set_to(case("draft"), discarded_at=EARLY), id="discarded draft"),
        pytest.param(lambda: set_to(recorded_case(), category=None), id="recorded, no category"),
        pytest.param(lambda: make_phase(opens_at=EARLY, closes_at=None), id="rolling"),
        pytest.param(lambda: set_to(make_published_figure(phase()), upper=None), id="40+"),
    ],
)
def test_the_database_allows(allowed: Callable[[], Any]) -> None:
    allowed()


@pytest.mark.django_db
def test_no_record_with_others_behind_it_is_deleted() -> None:
    signer = signatory()
    use_case = case()
    for record in (use_case, use_case.phase, use_case.institution, signer.user, system().user):
        assert record is not None
        with pytest.raises(models.ProtectedError):
            record.delete()
