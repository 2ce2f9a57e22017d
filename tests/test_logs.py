"""Logs hold events and ids, and nothing that people wrote."""

import json
import logging
from logging.config import DictConfigurator

import pytest

from sandbox_tracker import logs


@pytest.mark.parametrize(
    ("request_line", "logged"),
    [
        ("GET /portal/?q=secret", "GET /portal/"),
        ("GET /accounts/password/reset/key/3-abc-def/", "GET /accounts/password/reset/key/..."),
        ("GET /accounts/invitation/abc/", "GET /accounts/invitation/..."),
    ],
)
def test_logs_hold_no_search_words_and_no_keys(request_line: str, logged: str) -> None:
    assert logs.without_secrets(None, "info", {"request": request_line}) == {"request": logged}


@pytest.fixture
def handler() -> logging.Handler:
    """The handler that production writes with."""
    configuration = logs.configuration(as_json=True, level="INFO")
    configurator = DictConfigurator({"version": 1})
    made: logging.Handler = logging.StreamHandler()
    made.setFormatter(configurator.configure_formatter(configuration["formatters"]["line"]))
    return made


def _failure(written: str) -> logging.LogRecord:
    """Fail as PostgreSQL does: the rejected row follows the first line."""
    try:
        raise ValueError(f"rejected\nDETAIL: Failing row contains ({written}).")
    except ValueError as error:
        error.add_note(written)
        told = (type(error), error, error.__traceback__)
        return logging.LogRecord("usecases", logging.ERROR, "", 1, "import_failed", (), told)


def test_a_failure_tells_where_but_not_what(handler: logging.Handler) -> None:
    line = handler.format(_failure("\u6a5f\u5bc6 canary"))
    event = json.loads(line)
    (exception,) = event["exception"]
    assert (event["event"], event["level"]) == ("import_failed", "error")
    assert (exception["exc_type"], exception["exc_value"]) == ("ValueError", "rejected")
    assert exception["frames"][-1]["name"] == "_failure"
    assert "canary" not in line
