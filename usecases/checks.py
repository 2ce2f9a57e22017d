"""What `manage.py check --database default`, and every migration, look at in the database."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Tags, register
from django.db import connections

from usecases.audit.protect import missing
from usecases.models.access import User


@register(Tags.database)
def trail_is_protected(
    *, databases: Sequence[str] | None = None, **_options: Any
) -> list[CheckMessage]:
    """Warn when the triggers that keep the trail append only are not there."""
    return [
        checks.Warning(
            f"{len(names)} triggers that keep the trail append only are missing.",
            hint="Run `manage.py protect_trail`.",
            obj=alias,
            id="usecases.W001",
        )
        for alias in databases or ()
        if (names := missing(connections[alias]))
    ]


@register(Tags.security, deploy=True)
def files_are_scanned(**_options: Any) -> list[CheckMessage]:
    """Warn when nothing scans what is uploaded: files then wait and are never handed out."""
    if settings.FILE_SCANNER:
        return []
    return [
        checks.Warning(
            "No file that is uploaded will ever be handed out: there is no scanner.",
            hint="Set FILE_SCANNER, for example to `clamdscan --no-summary -`.",
            id="usecases.W002",
        )
    ]


@register(Tags.database)
def no_demonstration_accounts(
    *, databases: Sequence[str] | None = None, **_options: Any
) -> list[CheckMessage]:
    """Refuse accounts whose password is known to everyone, where real records are kept."""
    if settings.DEMONSTRATION:
        return []
    return [
        checks.Error(
            "There are demonstration accounts, whose password is public.",
            hint="Keep real records in a database of their own.",
            obj=alias,
            id="usecases.E001",
        )
        for alias in databases or ()
        if _has_users(alias) and User.objects.using(alias).filter(demonstration=True).exists()
    ]


def _has_users(alias: str) -> bool:
    return User._meta.db_table in connections[alias].introspection.table_names()
