"""Notes who looked at what is confidential. Every face calls this in the one place that shows."""

from collections.abc import Mapping, Sequence

from django.db.models import Model
from django.utils.http import urlencode

from usecases.audit import viewing
from usecases.models.casefile import Attachment
from usecases.models.person import Person
from usecases.models.usecases import UseCase
from usecases.rules.confidential import is_noted
from usecases.vocabulary.casefile import Looked

_OF_PAGES = ("page", "page_size", "p")


def opened(record: Model, *, by: Person) -> None:
    """Note that a person opened a record, if it is confidential and not their own bank's."""
    if is_noted(by, type(record)):
        viewing.looked_at(record, by=by)


def downloaded(attachment: Attachment, *, by: Person) -> None:
    """Note that a person took a file with them, whoever it is."""
    viewing.looked_at(attachment, by=by, how=Looked.DOWNLOADED)


def taken_along(case: UseCase, *, by: Person) -> None:
    """Note that a person took a use case with them, in a file of several."""
    viewing.looked_at(case, by=by, how=Looked.EXPORTED)


def exported(
    model: type[Model], params: Mapping[str, Sequence[str]], number: int, *, by: Person
) -> None:
    """Note that a person took a list with them: which query, and how many rows it gave."""
    if is_noted(by, model):
        kept = sorted((name, list(each)) for name, each in params.items() if name not in _OF_PAGES)
        what = urlencode(kept, doseq=True)
        viewing.exported(model._meta.model_name or "", what, number, by=by)
