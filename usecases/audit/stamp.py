"""Whether anything was written since: the last rows of the trail say so."""

from datetime import datetime

from usecases.models.publications import Publication
from usecases.models.trail import Change, StageChange


def stamp() -> str:
    """Return a text that is another one after every write: each leaves a row of the trail."""
    lasts = (
        model.objects.order_by("-row").values_list("uuid", flat=True).first()
        for model in (Change, StageChange)
    )
    return ".".join("" if last is None else last.hex for last in lasts)


def published_stamp() -> str:
    """Return a text that is another one whenever anything is published, renewed or withdrawn."""
    last = Publication.objects.order_by("-updated_at").values_list("id", "updated_at").first()
    return "" if last is None else f"{last[0].hex}.{last[1].timestamp()}"


def last_recorded() -> datetime | None:
    """Return the last moment at which anything was recorded, of all that is written by now."""
    lasts = (
        model.objects.order_by("-row").values_list("recorded_at", flat=True).first()
        for model in (Change, StageChange)
    )
    return max((last for last in lasts if last is not None), default=None)
