"""Tells a bank that what was agreed for its trial is changed: what, from what, to what, and why."""

from collections.abc import Sequence

from django.utils import translation

from usecases.models.trials import Amendment
from usecases.models.usecases import UseCase
from usecases.models.words import Term
from usecases.notices.outbox import tell
from usecases.rules.amended import in_words
from usecases.vocabulary.messages import Letter
from usecases.vocabulary.terms import TermKind


def tell_amended(case: UseCase, rows: Sequence[Amendment]) -> None:
    """Queue one letter about amendments that were made together."""
    with translation.override("en"):
        terms = Term.objects.filter(kind=TermKind.ENVIRONMENT)
        places = {each.code: each.label for each in terms}
        amended = [in_words(each, places) for each in rows]
        tell(Letter.AMENDED, case, amended=amended, reason=rows[0].reason)
