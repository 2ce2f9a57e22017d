"""`writing()`: the one door of every write.

Opens a transaction whose first statement takes the one writer's lock, so that `recorded_at`,
set inside, rises strictly over all records and is an honest cursor.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from usecases.audit import context
from usecases.models.access import User
from usecases.models.institutions import Institution
from usecases.models.person import Person
from usecases.models.trail import Change, StageChange

_LOCK = 7_302_026_001


@dataclass(frozen=True)
class Writing:
    """One transaction of writes: by whom, why, by which door, recorded when, happening when."""

    by: Person
    reason: str
    door: str
    request: str
    now: datetime
    moment: datetime

    @property
    def user(self) -> User:
        """The person or service who writes."""
        if self.by.user is None:
            raise RuntimeError("A write needs a person or a service who makes it.")
        return self.by.user

    @property
    def on_behalf_of(self) -> Institution | None:
        """The institution that the person acts for."""
        return self.by.membership.institution if self.by.membership else self.by.principal


_open: ContextVar[Writing | None] = ContextVar("writing", default=None)


def current() -> Writing:
    """Return the writing that is open; outside one nothing may be written."""
    writing = _open.get()
    if writing is None:
        raise RuntimeError("Records are written inside audit.writing() only.")
    return writing


@contextmanager
def writing(*, by: Person, reason: str = "") -> Iterator[Writing]:
    """Open a transaction of writes, or join the one that is open: what fails leaves nothing.

    Who joins gives the reason where the outer gave none; nobody joins what another person writes.
    """
    outer = _open.get()
    if outer is not None:
        if outer.by.user != by.user:
            raise RuntimeError("One transaction of writes is one person's.")
        joined = replace(outer, reason=reason) if reason and not outer.reason else outer
        with transaction.atomic(), _as_current(joined):
            yield joined
        return
    with transaction.atomic():
        _take_the_lock()
        now = _next_moment()
        opened = Writing(
            by=by,
            reason=reason,
            door=context.door.get(),
            request=context.request_id.get(),
            now=now,
            moment=min(context.clock(), now),
        )
        with _as_current(opened):
            yield opened


@contextmanager
def _as_current(opened: Writing) -> Iterator[None]:
    token = _open.set(opened)
    try:
        yield
    finally:
        _open.reset(token)


def _take_the_lock() -> None:
    """Wait for the one writer's lock; on SQLite `BEGIN IMMEDIATE` has taken it already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _next_moment() -> datetime:
    """Return now, or the smallest moment after everything recorded so far."""
    lasts = [
        model.objects.order_by("-row").values_list("recorded_at", flat=True).first()
        for model in (Change, StageChange)
    ]
    known = [last for last in lasts if last is not None]
    now = timezone.now()
    return max([now, *(last + timedelta(microseconds=1) for last in known)])
