"""What of a live use case may be published: exactly what its bank has agreed to, and no more.

What was recorded from a publication is public already: its source stands in.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from usecases.models.proposals import Clearance
from usecases.models.publications import Publication
from usecases.models.usecases import UseCase
from usecases.rules.missing import Missing
from usecases.vocabulary.basis import Basis
from usecases.vocabulary.monitoring import EXPECTED, STARTED
from usecases.vocabulary.publications import Kind

# Before its place was announced nothing of a case is public; after, this may be asked.
ASKED_AT: frozenset[str] = frozenset({*EXPECTED, *STARTED})

UNCLEARED = Missing(
    "",
    "not-cleared",
    _(
        "The bank has not agreed to exactly this text. Ask for its agreement on the page of the "
        "use case; once a signatory has agreed, it can be published as it was read."
    ),
)


def latest_of(cases: Iterable[UUID]) -> dict[UUID, Clearance]:
    """Return what each bank was asked last."""
    rows = Clearance.objects.filter(use_case__in=list(cases)).order_by("recorded_at", "id")
    return {each.use_case_id: each for each in rows}


def uncleared_of(publications: Iterable[Publication]) -> set[Publication]:
    """Return which of these may not be published: what they say is not what was agreed to."""
    rows = [each for each in publications if each.kind == Kind.USE_CASE]
    if not rows:
        return set()
    cases = UseCase.objects.in_bulk([each.record for each in rows])
    asked = latest_of(cases)
    return {
        each
        for each in rows
        if not cleared(cases[each.record], each.content, asked.get(each.record))
    }


def cleared(case: UseCase, content: dict[str, Any], asked: Clearance | None) -> bool:
    """Whether exactly this may be public of a case: what was asked last, and agreed to."""
    if case.basis == Basis.RECORDED:
        return True
    return asked is not None and asked.agreed is True and asked.content == content
