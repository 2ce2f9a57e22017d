"""Settings: a bad value stops the start with its name, and production is strict."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from sandbox_tracker import environment
from tests.structure.source import ROOT

PRODUCTION = {
    "SECRET_KEY": "only-for-this-test-" + "0123456789" * 4,
    "ALLOWED_HOSTS": "sandbox.example, www.sandbox.example",
    "DATABASE_URL": "postgresql://someone:secret@database/sandbox",
}


def _start(variables: dict[str, str], show: str = "None") -> subprocess.CompletedProcess[str]:
    code = f"from django.conf import settings as s; s.DEBUG; print({show})"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "sandbox_tracker.settings.production",
        }
        | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("missing", PRODUCTION)
@pytest.mark.parametrize("blank", [True, False])
def test_production_names_what_it_misses(missing: str, blank: bool) -> None:
    variables = PRODUCTION | {missing: " "}
    if not blank:
        del variables[missing]
    started = _start(variables)
    assert started.returncode == 1
    assert started.stderr.splitlines()[-1].endswith(f"Set the environment variable {missing}.")


def test_production_is_strict_unless_told() -> None:
    show = "s.DEBUG, s.DEMONSTRATION, s.REQUIRE_SECOND_FACTOR, s.THROTTLE, s.ALLOWED_HOSTS"
    started = _start(PRODUCTION, show)
    hosts = "['sandbox.example', 'www.sandbox.example']"
    assert (started.stdout, started.stderr) == (f"False False True True {hosts}\n", "")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("SECRET_KEY", "short", "SECRET_KEY must be fifty random characters or more."),
        (
            "SECRET_KEY",
            "development-only-" + "not-a-secret-" * 4,
            "SECRET_KEY must be fifty random characters or more.",
        ),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS must name each host."),
        ("ALLOWED_HOSTS", ",", "ALLOWED_HOSTS must name each host."),
        ("PUBLIC_ADDRESS", "http://a.example", "PUBLIC_ADDRESS must start with https://."),
    ],
)
def test_production_refuses_what_is_not_secure(name: str, value: str, message: str) -> None:
    started = _start(PRODUCTION | {name: value})
    assert started.stderr.splitlines()[-1].endswith(message)


def test_production_knows_no_demonstration_password() -> None:
    started = _start(PRODUCTION | {"DEMO_PASSWORD": "x"}, "hasattr(s, 'DEMO_PASSWORD')")
    assert started.stdout == "False\n"


def test_production_pools_connections_to_postgresql() -> None:
    show = "s.DATABASES['default']['OPTIONS']"
    assert _start(PRODUCTION | {"DATABASE_POOL": "3"}, show).stdout == (
        "{'options': '-c jit=off -c work_mem=32MB', "
        "'pool': {'min_size': 1, 'max_size': 3, 'timeout': 10}}\n"
    )


def test_a_session_of_postgresql_may_be_given_other_options() -> None:
    url = "postgresql://database/sandbox?options=-c%20work_mem%3D64MB"
    assert environment.database(url)["OPTIONS"] == {"options": "-c work_mem=64MB"}


def test_sqlite_waits_writes_ahead_and_reaches_the_disk() -> None:
    options = environment.database("sqlite:////tmp/sandbox.sqlite3")["OPTIONS"]
    assert options == {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        ),
    }


@pytest.mark.parametrize(
    ("read", "value", "message"),
    [
        ("flag", "maybe", "SETTING must be true or false, not 'maybe'."),
        ("number", "-1", "SETTING must be a whole number, not '-1'."),
    ],
)
def test_a_bad_value_is_named(
    read: str, value: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SETTING", value)
    with pytest.raises(ImproperlyConfigured) as caught:
        getattr(environment, read)("SETTING", 0)
    assert str(caught.value) == message


@pytest.mark.parametrize("url", ["mysql://host/name", "nonsense", "postgresql://host:port/name"])
def test_a_database_we_do_not_know_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL "):
        environment.database(url)


@pytest.mark.parametrize(
    ("server", "message"),
    [
        ("http://id.example", "OIDC_SERVER must start with https://."),
        ("https://id.example", "Set the environment variable OIDC_CLIENT_SECRET."),
    ],
)
def test_single_sign_on_is_whole_and_secure(server: str, message: str) -> None:
    given = {"OIDC_SERVER": server, "OIDC_CLIENT_ID": "sandbox"}
    secret = {"OIDC_CLIENT_SECRET": "x"} if server.startswith("http:") else {}
    assert _start(PRODUCTION | given | secret).stderr.splitlines()[-1].endswith(message)
