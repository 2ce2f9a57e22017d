"""Health answers, and the headers that every answer carries."""

import pytest
from django.test import Client
from pytest_django import Settings

POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'self'; "
    "frame-ancestors 'none'; form-action 'self'"
)


def test_live_asks_no_database(client: Client) -> None:
    answer = client.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"live": True})


@pytest.mark.django_db
def test_ready_when_migrated(client: Client) -> None:
    answer = client.get("/health/ready")
    checks = {"database": True, "migrations": True}
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "checks": checks})


@pytest.mark.django_db
def test_in_development_ready_only_with_public_record_and_demonstration(
    client: Client, settings: Settings
) -> None:
    settings.DEMONSTRATION = True
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (
        503,
        {
            "ready": False,
            "checks": {
                "database": True,
                "migrations": True,
                "public_record": False,
                "demonstration": False,
            },
        },
    )


def test_headers_of_every_answer(client: Client) -> None:
    answer = client.get("/health/live")
    sent = {directive.strip() for directive in answer["Content-Security-Policy"].split(";")}
    assert sent == set(POLICY.split("; "))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
