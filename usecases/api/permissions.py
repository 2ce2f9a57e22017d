"""What a token may be used for here; which records, `rules.visibility` says."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from usecases.api.authentication import person_of
from usecases.vocabulary.roles import Scope

WRITING = (Scope.SUBMIT, Scope.OPERATE)


class HasScope(BasePermission):
    """Public views are read without a token; everything else wants one with the scope."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Return whether to go on; a method that is not there is answered later, as that."""
        if request.method not in view.allowed_methods:
            return True
        person = person_of(request)
        reading = request.method in (*SAFE_METHODS, *getattr(view, "reads", ()))
        if person.anonymous:
            return reading and getattr(view, "public", False)
        held = person.scopes or frozenset()
        scope = getattr(view, "scope", Scope.READ)
        if scope and scope not in held:
            raise _lacks(scope)
        if not reading and held.isdisjoint(WRITING):
            raise _lacks(" or ".join(WRITING))
        return True


def _lacks(scope: str) -> PermissionDenied:
    text = format_lazy(_("This token lacks the scope {scope}."), scope=scope)
    return PermissionDenied(text, code="scope")
