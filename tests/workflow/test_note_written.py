"""A note stands at the day on which it was written, in the clock of its programme."""

from datetime import UTC, datetime

import pytest

from tests.api.clients import address, client
from tests.factories.monitoring import bank_note
from tests.factories.usecases import use_case_at
from tests.people import officer
from usecases.audit.context import lived_at
from usecases.models.casefile import Note
from usecases.vocabulary.stages import Stage

pytestmark = pytest.mark.django_db
THEN = datetime(2021, 5, 4, 3, tzinfo=UTC)


def test_an_invented_note_stands_in_its_own_time() -> None:
    case = use_case_at(Stage.TRIALLING, at=datetime(2021, 5, 1, tzinfo=UTC))
    with lived_at(THEN):
        note = bank_note(case)
    assert (note.written_at, note.recorded_at > THEN) == (THEN, True)
    shown = client(officer()).get(address("notes", note.pk)).json()
    assert shown["written_at"] == "2021-05-04T03:00:00Z"
    old = Note(recorded_at=THEN)
    assert old.written == THEN
