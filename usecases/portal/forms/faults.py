"""What a verb refused, beside the fields of a form that it is about."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from usecases.workflow.errors import Invalid, NotReady, Refused, Stale, WrongStage

DONE = HTTPStatus.OK


def take_faults(form: forms.Form, refused: Refused) -> None:
    """Put each fault on its field; what belongs to none stands above the form."""
    for fault in refused.faults:
        field = fault.field if fault.field in form.fields else None
        form.add_error(field, ValidationError(str(fault.text), code=fault.code))


def tried(form: forms.Form, act: Callable[[dict[str, Any]], object]) -> HTTPStatus:
    """Do it with what the form holds; `DONE`, or the status of the page that says why not.

    Whoever may not, or sees nothing there, is answered by the page's own door.
    """
    if not form.is_valid():
        return HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        act(form.cleaned_data)
    except (Stale, WrongStage) as refused:
        take_faults(form, refused)
        return HTTPStatus.CONFLICT
    except (Invalid, NotReady) as refused:
        take_faults(form, refused)
        return HTTPStatus.UNPROCESSABLE_ENTITY
    return DONE
