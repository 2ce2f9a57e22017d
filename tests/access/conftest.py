"""What every attack on the console shares."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _numbers_are_kept(settings: Settings) -> None:
    """Keep the numbers of what waits while nothing is written, as in production."""
    settings.WAITING_SECONDS = 60
