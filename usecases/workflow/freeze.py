"""Freezes a table of figures for outsiders: one person proposes it, another publishes it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.frozen import FrozenTable
from usecases.models.person import Person
from usecases.models.phases import Phase
from usecases.models.publications import Publication
from usecases.reporting.frozen import Draft, draft
from usecases.reporting.frozenforms import BY, FORMS
from usecases.rules.disclosure import CannotFreezeError
from usecases.rules.frozen import ever_public, may_freeze
from usecases.rules.visibility_register import phases_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.limits import TITLE_CHARACTERS
from usecases.workflow import publish
from usecases.workflow.errors import NotAllowed, invalid
from usecases.workflow.fetch import require
from usecases.workflow.texts import required


def prepare(
    *, report: str, phases: Sequence[str], by: str, as_at: datetime, known_at: datetime
) -> Draft:
    """Count a table and withhold what must be; it writes nothing."""
    if report not in FORMS:
        raise invalid("report", "invalid", _("No table is made of this report."))
    if by and by not in BY:
        raise invalid("by", "invalid", _("No table is broken down by this."))
    if as_at > known_at:
        raise invalid("as_at", "future", _("This date is in the future."))
    chosen = Phase.objects.filter(code__in=phases).select_related("programme").order_by("number")
    if not chosen or {each.code for each in chosen} != set(phases):
        raise invalid("phases", "required", _("Choose the phases."))
    if len({each.programme_id for each in chosen}) > 1:
        raise invalid("phases", "mixed", _("A table is of one programme."))
    earlier = list(ever_public(FrozenTable.objects.filter(programme=chosen[0].programme_id)))
    try:
        return draft(report, list(chosen), by, (as_at, known_at), earlier)
    except CannotFreezeError as error:
        text = _("Beside the tables that are out, this one would give away a withheld figure.")
        raise invalid("", "disclosure", text) from error


def propose(
    *, report: str, phases: Sequence[str], by: Person, title: str, as_at: datetime, split: str = ""
) -> Publication:
    """Freeze a table as it is counted now, and propose to publish it."""
    with writing(by=by) as opened:
        require(by, Action.PROPOSE_PUBLICATION)
        if not may_freeze(by):
            raise NotAllowed
        said = required("title", title, TITLE_CHARACTERS, _("Give it a title."))
        seen = phases_for(by).filter(code__in=phases).values_list("code", flat=True)
        drafted = prepare(
            report=report, phases=list(seen), by=split, as_at=as_at, known_at=opened.now
        )
        table = trail.add(drafted.record(said))
        return publish.propose(table, by=by)
