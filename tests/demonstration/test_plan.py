"""The plan of the invented world, before anything is written."""

from collections import Counter
from datetime import date, datetime, time
from random import Random
from zoneinfo import ZoneInfo

import pytest

from usecases.demonstration.calendar import ZONE, rounds
from usecases.demonstration.fates import FATES
from usecases.demonstration.lives import Life, plan
from usecases.demonstration.names import FIRMS, PARTNERS
from usecases.demonstration.topics import TOPICS
from usecases.rules.follow_ups import add_months
from usecases.text.words import count_words
from usecases.vocabulary.limits import WORDS

TODAY = date(2026, 6, 15)


def lives(seed: int = 1, use_cases: int = 120, phases: int = 3) -> list[Life]:
    return plan(rounds(TODAY, phases), use_cases, TODAY, Random(seed))  # noqa: S311 - repeatable


def test_the_same_seed_gives_the_same_lives_and_another_gives_others() -> None:
    assert lives(1) == lives(1)
    assert [life.events for life in lives(1)] == [life.events for life in lives(1)]
    assert lives(1) != lives(2)


@pytest.mark.parametrize("phases", [1, 2, 3, 5])
def test_the_newest_phase_is_open_and_the_others_are_past(phases: int) -> None:
    made = rounds(TODAY, phases)
    assert [each.code for each in made] == [f"HAR{n}" for n in range(1, phases + 1)]
    assert [each.opens <= TODAY <= each.closes for each in made] == [False] * (phases - 1) + [True]
    for each in made:
        days = [
            *(each.opens, each.closes, each.announced),
            *(each.trials_from, each.trials_to, each.report_due),
        ]
        assert days == sorted(set(days))


@pytest.mark.parametrize("use_cases", [0, 1, 12, 120, 400])
def test_as_many_as_asked(use_cases: int) -> None:
    assert len(lives(use_cases=use_cases)) == use_cases


def test_every_firm_partner_topic_and_fate_has_its_turn() -> None:
    made = lives()
    assert {life.firm for life in made} == set(FIRMS)
    assert {name for life in made for name in life.partners} == {name for name, _ in PARTNERS}
    assert {life.topic for life in made} == set(TOPICS)
    fates = {(life.phase.age, tuple(act for _, act in life.events)) for life in made}
    assert fates == {(age, fate) for age, fates in enumerate(FATES) for fate in fates}


def test_categories_are_spread() -> None:
    counts = Counter(life.topic.category for life in lives())
    assert set(counts) == {"risk-management", "fraud-prevention", "customer-experience"}
    assert min(counts.values()) > 30


@pytest.mark.parametrize("seed", range(5))
def test_every_life_is_in_order_and_within_its_phase(seed: int) -> None:
    for life in lives(seed):
        moments = [moment for moment, _ in life.events]
        assert moments == sorted(set(moments))
        zone = ZoneInfo(ZONE)
        opens = datetime.combine(life.phase.opens, time(9), zone)
        closes = datetime.combine(life.phase.closes, time(23, 59), zone)
        signed = [moment for moment, act in life.events if act in ("begin", "write", "submit")]
        assert all(opens <= moment <= closes for moment in signed)
        announced = datetime.combine(life.phase.announced, time(10), zone)
        decided = [moment for moment, act in life.events if act in ("confirm", "refuse")]
        assert all(moment < announced for moment in decided)
        told = datetime.combine(TODAY, time(9), zone)
        assert life.phase.age or all(moment < told for moment in moments)


@pytest.mark.parametrize("seed", range(5))
def test_nobody_fails_to_reply_before_the_day_of_asking(seed: int) -> None:
    for life in lives(seed, use_cases=400):
        days = {act: moment.astimezone(ZoneInfo(ZONE)).date() for moment, act in life.events}
        if "tell-later" in days:
            assert days["tell-later"] >= add_months(days["complete"], 6)


def test_every_text_is_within_its_limit() -> None:
    for life in lives():
        for name, limit in WORDS.items():
            assert count_words(life.answers[name]) <= limit


def test_no_name_is_there_twice() -> None:
    names = [firm.legal_name for firm in FIRMS] + [name for name, _ in PARTNERS]
    assert len(names) == len(set(names))
    assert (len(FIRMS), len(PARTNERS)) == (25, 12)
