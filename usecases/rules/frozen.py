"""Which frozen tables are out, and which are to be made anew."""

from uuid import UUID

from django.db.models import QuerySet

from usecases.models.frozen import FrozenTable
from usecases.models.person import Person
from usecases.models.publications import Publication
from usecases.rules.permissions import may
from usecases.rules.visibility import reading_grants
from usecases.vocabulary.actions import Action
from usecases.vocabulary.publications import Kind


def frozen_tables_for(person: Person) -> QuerySet[FrozenTable]:
    """Staff who read reports see all of them; others read what is published, nothing else."""
    if not may(person, Action.READ_REPORTS):
        return FrozenTable.objects.none()
    return FrozenTable.objects.select_related("programme")


def may_freeze(person: Person) -> bool:
    """Whether the person may freeze tables: they count everything, so it takes somebody who reads
    the cases of every authority.
    """
    everywhere = any(grant.authority_id is None for grant in reading_grants(person))
    return everywhere and may(person, Action.PROPOSE_PUBLICATION)


def ever_public(tables: QuerySet[FrozenTable]) -> QuerySet[FrozenTable]:
    """Narrow to what was public at some time, withdrawn or not: the first one first.

    What somebody read is known for good.
    """
    out = Publication.objects.filter(kind=Kind.FROZEN_TABLE, published_at__isnull=False)
    return tables.filter(pk__in=out.order_by().values("record")).order_by("known_at", "id")


def overtaken(key: UUID) -> bool:
    """Whether another table of the programme came out after this one was frozen."""
    table = FrozenTable.objects.get(pk=key)
    others = FrozenTable.objects.filter(programme=table.programme_id).exclude(pk=key)
    out = Publication.objects.filter(kind=Kind.FROZEN_TABLE, published_at__isnull=False)
    since = out.filter(record__in=others.order_by().values("pk"), updated_at__gt=table.recorded_at)
    return since.exists()
