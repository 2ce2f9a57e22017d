"""Composes the letters: a template each, whose first line is the subject."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from usecases.models.usecases import UseCase


def compose(letter: str, case: UseCase, **about: Any) -> tuple[str, str]:
    """Return subject and text of a letter about a use case."""
    address = settings.PUBLIC_ADDRESS + reverse("portal:use-case", args=[case.pk])
    with translation.override("en"):
        text = render_to_string(
            f"letters/{letter}.txt", {"case": case, "address": address, **about}
        )
    subject, _, body = text.strip().partition("\n")
    return subject.strip(), body.strip() + "\n"
