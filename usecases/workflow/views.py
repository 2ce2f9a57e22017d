"""Saved views: kept, renamed, shared and removed by whoever made them."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from usecases.audit import record as trail
from usecases.audit import writing
from usecases.models.access import SavedView
from usecases.models.person import Person
from usecases.rules.permissions import is_staff
from usecases.rules.visibility_casefile import saved_views_for
from usecases.vocabulary.limits import VIEW_CHARACTERS
from usecases.workflow.errors import NotAllowed, invalid
from usecases.workflow.fetch import fetch
from usecases.workflow.validate import validate


def save_view(*, subject: str, name: str, query: str, shared: bool, by: Person) -> SavedView:
    """Keep how a list looks under a name."""
    with writing(by=by):
        if by.user is None or not is_staff(by) or by.scopes is not None:
            raise NotAllowed
        if len(query) > VIEW_CHARACTERS:
            text = _("This view asks for too much to be kept: choose fewer values.")
            raise invalid("query", "too-long", text)
        view = SavedView(user=by.user, subject=subject, name=name, query=query, shared=shared)
        validate(view)
        return trail.add(view)


def rename_view(key: UUID, *, subject: str, name: str, shared: bool, by: Person) -> SavedView:
    """Give a view another name, and say whether colleagues find it."""
    with writing(by=by):
        view = _own(key, subject, by)
        view.name = name
        validate(view)
        fresh = _own(key, subject, by)
        trail.amend(fresh, {"name": view.name, "shared": shared})
        return fresh


def remove_view(key: UUID, *, subject: str, by: Person) -> None:
    """Take a view out of everybody's list."""
    with writing(by=by) as opened:
        trail.amend(_own(key, subject, by), {"removed_at": opened.now})


def _own(key: UUID, subject: str, by: Person) -> SavedView:
    """Return a view of one's own; another's, shared or not, is not there to be changed."""
    return fetch(saved_views_for(by).filter(user=by.user, subject=subject), key)
