"""Which of the saved views is on screen, and which are one's own."""

from collections.abc import Iterable

from django.template import Library

from usecases.admin.changelist import ConsoleChangeList
from usecases.models.access import SavedView, User

register = Library()


@register.filter
def shows(changelist: ConsoleChangeList, view: SavedView) -> bool:
    """Whether this view is what is on screen."""
    return changelist.is_showing(view.query)


@register.filter
def of(views: Iterable[SavedView], user: User) -> list[SavedView]:
    """Return the views of this person."""
    return [view for view in views if view.user_id == user.pk]
