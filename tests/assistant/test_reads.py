"""What an answer touches: publications, its own log, and nothing else.

`ASSISTANT_ANSWERS=1000` asks as many questions; in the suite fewer.
"""

import os
import re
from collections.abc import Callable, Iterator
from itertools import cycle, islice, product
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.assistant import publicrecord
from tests.keeping import kept
from usecases.assistant import corpus
from usecases.assistant.ask import ask
from usecases.assistant.calibration import questions

pytestmark = pytest.mark.django_db
_world = kept(publicrecord.load)

ANSWERS = int(os.environ.get("ASSISTANT_ANSWERS", "0")) or 120
_TABLE = re.compile(r'(?:FROM|JOIN|INTO|UPDATE)\s+"?(\w+)"?')
_ASKED = ("How many {} {}?", "Which {} {}?", "List the {} {}.", "What share of {} {}?")
_OF = ("banks", "use cases", "technology partners", "phases", "institutions")
_NARROWED = (
    *("took part in phase 1", "took part in phase 2", "took part in both phases", "are there"),
    *("took part in phase 1 but not in phase 2", "were accepted in phase 2", "use RAG"),
    *("are about fraud prevention in phase 2", "were announced in 2025", "include HSBC"),
)


def _asked() -> Iterator[str]:
    """Yield questions of every kind, the same in every run."""
    made = [form.format(of, more) for form, of, more in product(_ASKED, _OF, _NARROWED)]
    known = [each["question"] for each in questions()]
    every = [*made, *known, *(f"{one} {other}" for one, other in zip(known, made, strict=False))]
    Random(9).shuffle(every)  # noqa: S311 - repeatable, not secret
    yield from islice(cycle(every), ANSWERS)


def test_answers_read_publications_and_nothing_else() -> None:
    """By page and by program in turns, from the first that reads everything anew."""
    corpus.forget()
    client, touched, kinds = Client(), set[str](), set[str]()

    def noted(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        touched.update(_TABLE.findall(sql))
        kinds.add(sql.split(maxsplit=1)[0])
        return execute(sql, *rest)

    with connection.execute_wrapper(noted):
        for number, question in enumerate(_asked()):
            if number % 2:
                answer = client.get("/ask/", {"q": question[:500]})
            else:
                body = {"question": question[:500]}
                answer = client.post("/api/v1/ask/", body, content_type="application/json")
            assert answer.status_code == 200
    assert touched == {"usecases_publication", "usecases_enquiry"}
    assert kinds <= {"SELECT", "INSERT", "SAVEPOINT", "RELEASE"}


def test_a_second_question_reads_one_row() -> None:
    ask("How is personal data masked?")
    with CaptureQueriesContext(connection) as caught:
        ask("How is personal data masked?")
    assert len(caught) == 1
