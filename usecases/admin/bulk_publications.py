"""What can be done to many publications at once."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usecases.admin.acts import ActForm, WhyForm
from usecases.admin.bulk_acts import SOMEBODY_ELSES, BulkAct, Outlook
from usecases.models.person import Person
from usecases.models.publications import Publication
from usecases.rules.clearances import UNCLEARED, uncleared_of
from usecases.rules.grants import independent
from usecases.rules.permissions import may, on_case
from usecases.rules.visibility import use_cases_for
from usecases.vocabulary.actions import Action
from usecases.vocabulary.publications import Kind
from usecases.workflow import publish

ON_ITS_PAGE = _("It is read and confirmed on the page of the report, after a fresh sign-in.")


def _published(publications: Sequence[Publication], person: Person) -> list[Outlook]:
    theirs = _cases(publications, person)
    uncleared = uncleared_of(publications)
    what = _("Public at once, in the place of the version before.")
    return [
        Outlook(each, each.source, what="" if why_not else what, why_not=why_not)
        for each in publications
        for why_not in [
            _not_published(each, person, theirs) or (UNCLEARED.text if each in uncleared else "")
        ]
    ]


def _not_published(
    publication: Publication, person: Person, theirs: dict[Any, bool]
) -> Promise | str:
    if publication.withdrawn_at or publication.superseded_at or publication.published_at:
        return _("It does not wait to be confirmed.")
    if publication.kind == Kind.PHASE_REPORT:
        return ON_ITS_PAGE
    if publication.kind == Kind.FROZEN_TABLE:
        return _("A table is published on its own page, after a fresh sign-in.")
    if publication.kind == Kind.USE_CASE and not theirs.get(publication.record):
        return SOMEBODY_ELSES
    if not may(independent(person, publication.proposed_by_id), Action.CONFIRM_PUBLICATION):
        return SOMEBODY_ELSES
    own = person.user is not None and publication.proposed_by_id == person.user.pk
    return _("You proposed it: another person confirms it.") if own else ""


def _withdrawn(publications: Sequence[Publication], person: Person) -> list[Outlook]:
    theirs = _cases(publications, person)
    what = _("Out of public view at once: register, API and assistant.")
    return [
        Outlook(each, each.source, what="" if why_not else what, why_not=why_not)
        for each in publications
        for why_not in [_not_withdrawn(each, theirs)]
    ]


def _not_withdrawn(publication: Publication, theirs: dict[Any, bool]) -> Promise | str:
    if publication.withdrawn_at or publication.superseded_at:
        return _("It is not in public view, and not proposed.")
    hidden = publication.kind == Kind.USE_CASE and not theirs.get(publication.record)
    return SOMEBODY_ELSES if hidden else ""


def _cases(publications: Sequence[Publication], person: Person) -> dict[Any, bool]:
    """Return of which of the published use cases the person decides what is public."""
    keys = [each.record for each in publications if each.kind == Kind.USE_CASE]
    cases = use_cases_for(person).filter(pk__in=keys)
    return {case.pk: may(on_case(person, case), Action.CONFIRM_PUBLICATION) for case in cases}


def _publish(publication: Publication, person: Person, values: dict[str, Any]) -> None:
    publish.confirm(publication, by=person)


def _withdraw(publication: Publication, person: Person, values: dict[str, Any]) -> None:
    publish.withdraw(publication, by=person, reason=values["reason"])


PUBLICATION_ACTS = (
    BulkAct(
        "publish",
        _("Publish"),
        _("Each is public at once, in the place of the version before."),
        lambda person: may(person, Action.CONFIRM_PUBLICATION),
        _published,
        _publish,
        ActForm,
    ),
    BulkAct(
        "withdraw",
        _("Withdraw"),
        _("Each is out of public view at once: register, API and assistant."),
        lambda person: may(person, Action.CONFIRM_PUBLICATION),
        _withdrawn,
        _withdraw,
        WhyForm,
        danger=True,
    ),
)
