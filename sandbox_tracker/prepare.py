"""Readies what `make run` serves: tables, public record, demonstration. Each step may be repeated.

One process for all of them, so that a second start takes seconds.
"""

import os
import sys

import django
from django.conf import settings
from django.core.management import call_command

STEPS = ("migrate", "protect_trail", "load_vocabularies", "load_public_record", "make_demo")
ADDRESSES = (
    ("", "the public register"),
    ("portal/", "banks"),
    ("admin/", "the regulator's staff"),
    ("api/v1/docs/", "the API"),
)
STAFF = ("officer", "assessor", "approver", "administrator", "auditor")
MEMBERS = ("editor", "signatory", "viewer")
BANKS = ("harbour.example", "peak.example")
PARTNER = "contributor@partner.example"


def prepare() -> None:
    """Run every step, saying which."""
    for step in STEPS:
        print(f"- {step.replace('_', ' ')}", flush=True)
        call_command(step, verbosity=0)


def announce(port: str) -> None:
    """Say where to look and who may sign in."""
    print("\nServing:")
    for address, whom in ADDRESSES:
        print(f"  {f'http://127.0.0.1:{port}/{address}':<40} {whom}")
    print("\nDemonstration accounts:")
    print(f"  {', '.join(STAFF)} at regulator.example")
    for bank in BANKS:
        print(f"  {', '.join(MEMBERS)} at {bank}")
    print(f"  {PARTNER}, of a technology partner")
    print(f"  password of each: {settings.DEMO_PASSWORD}\n", flush=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sandbox_tracker.settings.development")
    django.setup()
    prepare()
    announce(sys.argv[1])
