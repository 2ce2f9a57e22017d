"""Questions that ask the same stand together, in whatever order they are read."""

from random import Random

import pytest

from tests.factories.enquiries import make_enquiry
from usecases.assistant.gaps import cluster_of, clusters
from usecases.models.enquiries import Enquiry

pytestmark = pytest.mark.django_db

LOGS = [
    "How long must logs of model outputs be kept?",
    "How long are logs of outputs kept by banks?",
    "Must banks keep logs of model outputs, and how long?",
]
ALONE = ["Can a fintech apply alone, without a bank?", "May a fintech apply without a bank?"]
CHINESE = ["怎樣申請加入下一期沙盒？", "下一期沙盒何時開始申請？"]
OTHER = "What does the licence cost?"


def _made() -> list[Enquiry]:
    texts = [*LOGS, *ALONE, *CHINESE, OTHER]
    return [make_enquiry(text, days_ago=20 - n) for n, text in enumerate(texts)]


def test_those_that_share_rare_words_stand_together() -> None:
    found = [[row.question for row in each.rows] for each in clusters(_made())]
    assert found == [LOGS, ALONE, CHINESE, [OTHER]]


def test_in_whatever_order_they_are_read() -> None:
    rows = _made()
    told = clusters(rows)
    for seed in range(20):
        shuffled = [*rows]
        Random(seed).shuffle(shuffled)  # noqa: S311 - repeatable, not secret
        assert clusters(shuffled) == told


def test_a_cluster_is_named_by_what_most_share() -> None:
    logs, alone, chinese, other = clusters(_made())
    assert (logs.leader.question, logs.last.question) == (LOGS[0], LOGS[2])
    assert set(logs.words) == {"long", "logs", "model", "outputs", "kept"}
    assert set(alone.words) == {"fintech", "apply", "alone", "without", "bank"}
    assert set(other.words) == {"licence", "cost"}
    assert "沙盒" in chinese.words


def test_those_sent_to_the_team_come_first() -> None:
    rows = _made()
    Enquiry.objects.filter(pk=rows[-1].pk).update(sent_to_team=True, useful=False)
    first = clusters(Enquiry.objects.all())[0]
    assert (first.leader.question, first.sent, first.of_no_use) == (OTHER, 1, 1)


def test_the_cluster_of_a_question() -> None:
    rows = _made()
    assert cluster_of(rows[2], rows).leader == rows[0]


def test_of_nothing_nothing() -> None:
    assert clusters([]) == []
    assert [each.words for each in clusters([make_enquiry("?!")])] == [()]
