"""What every public page has in common: read only, the same for everybody, kept for a minute."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Serve a page to anybody, with its ETag; nothing of it is private."""
    served: View = require_safe(conditional_page(cache_control(public=True, max_age=60)(view)))

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return served(request, *args, **kwargs)

    return shown
