"""What an answer touches: publications, and nothing else."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.assistant import publicrecord
from tests.keeping import kept
from usecases.assistant import corpus
from usecases.assistant.ask import ask
from usecases.assistant.calibration import questions

pytestmark = pytest.mark.django_db
_world = kept(publicrecord.load)


def test_answers_read_publications_and_nothing_else() -> None:
    corpus.forget()
    with CaptureQueriesContext(
        connection,
    ) as caught:
        for each in questions():
            ask(each["question"])
        ask("Which banks took part in both phases?")
    tables = {
        name
        for query in caught
        for name in re.findall(r'(?:FROM|JOIN|INTO|UPDATE)\s+"?(\w+)"?', query["sql"])
    }
    assert tables == {"usecases_publication"}


def test_a_second_question_reads_one_row() -> None:
    ask("How is personal data masked?")
    with CaptureQueriesContext(connection) as caught:
        ask("How is personal data masked?")
    assert len(caught) == 1
