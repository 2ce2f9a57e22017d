"""The editions of a phase report that everybody may read: the one in force, and those before it."""

from dataclasses import dataclass
from datetime import datetime

from usecases.models.publications import Publication
from usecases.rules.visibility_register import published
from usecases.vocabulary.publications import Kind


@dataclass(frozen=True)
class Edition:
    """One edition, and when it was the one in force."""

    number: int
    published_at: datetime
    superseded_at: datetime | None


def editions(code: str) -> list[Edition]:
    """Return every edition that is readable, the last first; none where the report is not public.

    One that was withdrawn is not among them.
    """
    rows = Publication.objects.filter(
        kind=Kind.PHASE_REPORT,
        code=code,
        published_at__isnull=False,
        withdrawn_at__isnull=True,
    )
    columns = ("content__edition", "published_at", "superseded_at")
    found = [Edition(*row) for row in rows.order_by("-published_at").values_list(*columns)]
    return found if any(each.superseded_at is None for each in found) else []


def edition_of(code: str, number: int) -> Publication | None:
    """Return one edition of a report that is public, whole."""
    if number not in {each.number for each in editions(code)}:
        return None
    rows = Publication.objects.filter(kind=Kind.PHASE_REPORT, code=code, withdrawn_at__isnull=True)
    return rows.filter(published_at__isnull=False, content__edition=number).first()


def tells_of_withdrawn(edition: Publication) -> bool:
    """Whether an edition lists a record that has been taken out of public view since."""
    parts = edition.content["facts"]["parts"]
    listed = {row["id"] for part in parts for row in part["rows"] if "id" in row}
    still = published(Publication.objects.filter(record__in=listed)).values("record")
    return still.count() < len(listed)
