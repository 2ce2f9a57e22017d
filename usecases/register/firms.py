"""What is published of institutions and partners: their names, and in which phases each stood."""

from collections.abc import Iterable, Mapping
from typing import Any

from usecases.models.publications import Publication
from usecases.rules.visibility_register import published
from usecases.vocabulary.publications import Kind
from usecases.vocabulary.terms import ParticipationRole

_FIRMS = (Kind.INSTITUTION, Kind.TECHNOLOGY_PARTNER)


def firms(keys: Iterable[str | None]) -> dict[str, Mapping[str, Any]]:
    """Return the public content of these firms by their ids; what is not public is not there."""
    wanted = {each for each in keys if each}
    if not wanted:
        return {}
    rows = published(Publication.objects.filter(kind__in=_FIRMS, record__in=wanted))
    return {str(key): content for key, content in rows.values_list("record", "content")}


def stood(keys: Iterable[str], owner: str) -> dict[str, list[str]]:
    """Return the codes of the phases in which each of these took part, in order."""
    wanted = list(keys)
    if not wanted:
        return {}
    rows = published(Publication.objects.filter(kind=Kind.PARTICIPATION))
    rows = rows.filter(**{f"{owner}__in": wanted}).exclude(role=ParticipationRole.APPLICANT)
    found: dict[str, list[str]] = {}
    for key, phase in rows.order_by("phase").values_list(owner, "phase"):
        if phase not in found.setdefault(str(key), []):
            found[str(key)].append(phase)
    return found
