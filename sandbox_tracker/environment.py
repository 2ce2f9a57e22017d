"""Reads the process environment. A missing or bad value stops the start and is named."""

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}
_SECRET_LENGTH = 50
_SQLITE = "django.db.backends.sqlite3"
_POSTGRESQL = "django.db.backends.postgresql"
# Compiling a report's many conditions takes longer than it saves; sorting on disk takes longer too.
_SESSION = "-c jit=off -c work_mem=32MB"

_env = environ.Env()


def text(name: str, default: str = "") -> str:
    """Return the value, or the default when it is absent or blank."""
    value: str = _env.str(name, default="")
    return value.strip() or default


def required(name: str) -> str:
    """Return the value; absent or blank is an error."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


def secret(name: str) -> str:
    """Return a secret; short ones and those that stand in this repository are an error."""
    value = required(name)
    if len(value) < _SECRET_LENGTH or value.startswith(("development-only-", "tests-only-")):
        raise ImproperlyConfigured(f"{name} must be fifty random characters or more.")
    return value


def hosts(name: str) -> list[str]:
    """Return host names; at least one, and not every host there is."""
    value = names(required(name))
    if not value or "*" in value:
        raise ImproperlyConfigured(f"{name} must name each host.")
    return value


def secure_address(name: str, default: str) -> str:
    """Return the address that links in letters begin with; without TLS they are no links."""
    value = text(name, default).rstrip("/")
    if not value.startswith("https://"):
        raise ImproperlyConfigured(f"{name} must start with https://.")
    return value


def flag(name: str, default: bool) -> bool:
    """Return a truth value; a word that is neither true nor false is an error."""
    value = text(name, "true" if default else "false").lower()
    if value not in _TRUE | _FALSE:
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
    return value in _TRUE


def number(name: str, default: int) -> int:
    """Return a whole number of zero or more."""
    value = text(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def names(value: str) -> list[str]:
    """Split a comma-separated value."""
    return [name for name in (part.strip() for part in value.split(",")) if name]


def database(url: str) -> dict[str, Any]:
    """Turn `sqlite:///...` or `postgresql://...` into Django's settings, with our options."""
    if not url.startswith(("sqlite://", "postgres://", "postgresql://")):
        raise ImproperlyConfigured("DATABASE_URL must start with sqlite:// or postgresql://.")
    try:
        settings: dict[str, Any] = _env.db_url_config(url)
    except ValueError as error:
        raise ImproperlyConfigured("DATABASE_URL cannot be read.") from error
    if settings["ENGINE"] == _SQLITE:
        settings.setdefault("OPTIONS", {}).update(_sqlite_options())
    else:
        settings.setdefault("OPTIONS", {}).setdefault("options", _SESSION)
    return settings


def pooled(settings: dict[str, Any]) -> dict[str, Any]:
    """Give a PostgreSQL database a pool of connections; leave SQLite as it is."""
    if settings["ENGINE"] == _POSTGRESQL:
        settings.setdefault("OPTIONS", {})["pool"] = {
            "min_size": 1,
            "max_size": number("DATABASE_POOL", 8),
            "timeout": 10,
        }
    return settings


def email(url: str) -> dict[str, Any]:
    """Turn `smtp+tls://user:password@host:587` and its like into Django's settings."""
    try:
        settings: dict[str, Any] = _env.email_url_config(url)
    except (ValueError, ImproperlyConfigured) as error:
        raise ImproperlyConfigured("EMAIL_URL cannot be read.") from error
    return settings


def cache(url: str) -> dict[str, Any]:
    """Turn `redis://host:6379/0`, `dbcache://table` and their like into Django's settings."""
    try:
        settings: dict[str, Any] = _env.cache_url_config(url)
    except (ValueError, ImproperlyConfigured) as error:
        raise ImproperlyConfigured("CACHE_URL cannot be read.") from error
    return settings


def openid_connect() -> dict[str, Any]:
    """Return the provider of single sign-on as allauth's setting; none without OIDC_SERVER."""
    server = text("OIDC_SERVER").rstrip("/")
    if not server:
        return {}
    app = {
        "provider_id": "sign-on",
        "name": text("OIDC_NAME", "single sign-on"),
        "client_id": required("OIDC_CLIENT_ID"),
        "secret": required("OIDC_CLIENT_SECRET"),
        "settings": {"server_url": server},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def _sqlite_options() -> dict[str, Any]:
    """Writers queue at BEGIN instead of failing later; what is acknowledged is on disk."""
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        ),
    }
