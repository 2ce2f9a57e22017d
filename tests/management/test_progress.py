"""Progress is shown on standard error once two seconds have passed, and every two seconds then."""

from io import StringIO

import pytest
from django.core.management.base import OutputWrapper

from usecases.management import progress
from usecases.management.progress import Progress


def test_nothing_that_is_quick_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(progress, "monotonic", lambda: clock[0])
    stream = StringIO()
    tell = Progress(OutputWrapper(stream))
    for number, moment in enumerate((0.5, 1.9, 2.0, 2.5, 4.1), 1):
        clock[0] = moment
        tell("rows", number, 9)
    assert stream.getvalue() == "  rows: 3 of 9\n  rows: 5 of 9\n"
