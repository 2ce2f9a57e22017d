"""What of a bank's use case is public, what is to be, and what never is."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.models.proposals import Clearance
from usecases.models.publications import Publication
from usecases.portal.place import Place
from usecases.rules.publicwords import Said, in_words
from usecases.rules.visibility_register import publications_for, published
from usecases.rules.visibility_replies import clearances_for

# What of a use case is nobody's to read but the bank's and the regulator's.
NEVER: tuple[Promise, ...] = (
    _("What you wrote in the submission, apart from what stands above in the regulator’s words"),
    _("Your files, and your answers to questions"),
    _("How it was assessed, the decision’s letter and its conditions"),
    _("The plan, the targets, the results, the incidents and the reports of the trial"),
    _("The outcome and the lessons, unless they rest in a finding that names nobody"),
)


@dataclass(frozen=True)
class Shown:
    """What a signatory was asked to agree to, in words."""

    row: Clearance
    said: list[Said]


def public_tab(request: HttpRequest, place: Place) -> dict[str, Any]:
    """Show what is public now, every asking with its answer, and what stays confidential."""
    public = public_of(place)
    return {
        "public": in_words(public.content, place.person) if public else [],
        "publication": public,
        "clearances": [shown(row, place) for row in asked_of(place)],
        "never": NEVER,
    }


def public_of(place: Place) -> Publication | None:
    """Return what is public of a use case now."""
    return published(publications_for(place.person).filter(record=place.case.pk)).first()


def asked_of(place: Place) -> list[Clearance]:
    """Return what the bank was asked to agree to, the latest first."""
    rows = clearances_for(place.person).filter(use_case=place.case).order_by("-recorded_at")
    return list(rows.select_related("asked_by", "answered_by"))


def shown(row: Clearance, place: Place) -> Shown:
    """Return an asking in words."""
    return Shown(row, in_words(row.content, place.person))
