"""`writing()` is the one door of every write."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.db import IntegrityError
from django.utils import timezone

from tests.factories.access import make_user
from tests.factories.base import system
from tests.factories.words import make_category
from tests.people import officer
from usecases.audit import record as trail
from usecases.audit import writing
from usecases.audit.context import door, lived_at, request_id
from usecases.audit.writing import current
from usecases.models.person import ANONYMOUS
from usecases.models.trail import Change
from usecases.models.words import Category

pytestmark = pytest.mark.django_db

PAST = datetime(2024, 5, 1, 9, tzinfo=UTC)


def word(code: str) -> Category:
    return Category(code=code, label_en=code)


def test_outside_nothing_may_be_written() -> None:
    category = make_category()
    with pytest.raises(RuntimeError, match="only"):
        trail.add(word("outside"))
    with pytest.raises(RuntimeError, match="only"):
        trail.amend(category, {"label_en": "Changed"})
    with pytest.raises(RuntimeError, match="only"):
        current()


def test_a_write_needs_somebody_who_makes_it() -> None:
    with pytest.raises(RuntimeError, match="needs a person"), writing(by=ANONYMOUS):
        trail.add(word("nobody"))
    assert Category.objects.count() == 0


def test_an_inner_writing_joins_the_outer() -> None:
    with writing(by=system(), reason="outer") as outer:
        with writing(by=system(), reason="inner") as inner:
            trail.add(word("joined"))
        assert inner is outer
        assert current() is outer
    change = Change.objects.first()
    assert change is not None
    assert (change.by, change.reason) == (system().user, "outer")


def test_nobody_joins_what_another_person_writes() -> None:
    told = "One transaction of writes is one person's."
    with writing(by=system()), pytest.raises(RuntimeError, match=told), writing(by=officer()):
        pass


def test_everything_rolls_back_together() -> None:
    by = system()
    before = Change.objects.count()

    def write() -> None:
        with writing(by=by):
            trail.add(word("first"))
            with writing(by=by):
                trail.add(word("second"))
                raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write()
    assert (Category.objects.count(), Change.objects.count()) == (0, before)


def test_after_a_failure_the_door_is_closed_and_opens_again() -> None:
    make_category("taken")
    with pytest.raises(IntegrityError), writing(by=system()):
        trail.add(word("taken"))
    with pytest.raises(RuntimeError):
        current()
    assert make_category("free").code == "free"


def recorded() -> list[datetime]:
    return list(Change.objects.order_by("row").values_list("recorded_at", flat=True))


def test_recorded_at_rises_strictly_from_one_writing_to_the_next() -> None:
    for _ in range(4):
        make_user()
    moments = recorded()
    assert [(a, b) for a, b in pairwise(moments) if not a < b] == []


def test_recorded_at_rises_when_the_clock_stands_or_goes_back() -> None:
    system()
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        first, second = make_category(), make_category()
    with time_machine.travel(PAST, tick=False):
        third = make_category()
    tick = timedelta(microseconds=1)
    assert [second.recorded_at, third.recorded_at] == [
        first.recorded_at + tick,
        first.recorded_at + 2 * tick,
    ]


def test_a_record_and_its_change_are_recorded_at_one_moment() -> None:
    category = make_category()
    change = Change.objects.get(kind="category")
    assert category.recorded_at == category.updated_at == change.recorded_at


def test_the_invented_past_moves_what_happens_and_not_what_is_recorded() -> None:
    before = timezone.now()
    with lived_at(PAST), writing(by=system()) as opened:
        trail.add(word("past"))
    assert opened.moment == PAST
    assert opened.now >= before
    assert Category.objects.get(code="past").recorded_at == opened.now


def test_nothing_happens_in_the_future() -> None:
    with lived_at(timezone.now() + timedelta(days=1)), writing(by=system()) as opened:
        assert opened.moment == opened.now


def test_door_and_request_are_those_of_the_context() -> None:
    tokens = door.set("api"), request_id.set("request-1")
    try:
        make_category()
    finally:
        door.reset(tokens[0])
        request_id.reset(tokens[1])
    change = Change.objects.get(kind="category")
    assert (change.door, change.request) == ("api", "request-1")


def fail_halfway() -> None:
    with writing(by=system()):
        trail.add(word("inside"))
        raise ValueError("halfway")


def test_what_fails_inside_an_outer_writing_leaves_nothing() -> None:
    with writing(by=system()):
        trail.add(word("before"))
        with pytest.raises(ValueError, match="halfway"):
            fail_halfway()
        trail.add(word("after"))
    assert set(Category.objects.values_list("code", flat=True)) == {"before", "after"}


def test_an_inner_writing_gives_the_reason_that_the_outer_has_not() -> None:
    with writing(by=system()):
        with writing(by=system(), reason="inner"):
            trail.add(word("first"))
        trail.add(word("second"))
    reasons = Change.objects.filter(kind="category").order_by("row").values_list("reason")
    assert list(reasons) == [("inner",), ("",)]
