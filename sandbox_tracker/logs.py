"""Logs: one line an event, JSON in production, readable text in development."""

import re
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

# What follows these is a key that opens an account.
_KEYS = re.compile(r"(/(?:key|invitation|confirm-email)/).*")


def without_secrets(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Cut query strings and keys from the request line: they hold search words and secrets."""
    if isinstance(event.get("request"), str):
        event["request"] = _KEYS.sub(r"\1...", event["request"].partition("?")[0])
    return event


def reticent(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Tell of an exception its kind, its first line and where: databases quote rows after that.

    Neither local variables nor notes are told: they hold what people wrote.
    """
    given = event.get("exception")
    for told in given if isinstance(given, list) else ():
        told["exc_value"] = told["exc_value"].partition("\n")[0]
        told["exc_notes"] = []
    return event


_SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    without_secrets,
]


def configuration(*, as_json: bool, level: str) -> dict[str, Any]:
    """Set structlog up and return Django's LOGGING."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *_rendering(as_json),
                ],
                "foreign_pre_chain": _SHARED,
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            # Every request is logged once, by django_structlog: not again by Django.
            "django.request": {"level": "CRITICAL"},
            # Strangers who ask for other hosts get their 400 and no more.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "django.server": {"level": "CRITICAL"},
            "django_structlog": {"level": level},
            "usecases": {"level": level},
        },
    }


def _rendering(as_json: bool) -> list[Processor]:
    if as_json:
        return [
            structlog.processors.ExceptionRenderer(
                structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
            ),
            reticent,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    return [
        structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        )
    ]
