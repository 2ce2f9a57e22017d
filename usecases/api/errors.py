"""Every error as a problem document (RFC 9457) that names the fields."""

import math
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions, status
from rest_framework.views import set_rollback

from usecases.audit import context as audit_context
from usecases.rules.missing import Missing
from usecases.selection.errors import BadParameters
from usecases.workflow import errors as workflow
from usecases.workflow.replays import KeyReused

MEDIA_TYPE = "application/problem+json"

_STATUS: dict[type[workflow.Refused], int] = {
    workflow.NotFound: status.HTTP_404_NOT_FOUND,
    workflow.NotAllowed: status.HTTP_403_FORBIDDEN,
    workflow.Invalid: status.HTTP_400_BAD_REQUEST,
    workflow.NotReady: status.HTTP_409_CONFLICT,
    workflow.WrongStage: status.HTTP_409_CONFLICT,
    workflow.Stale: status.HTTP_412_PRECONDITION_FAILED,
    KeyReused: status.HTTP_422_UNPROCESSABLE_ENTITY,
}
_WHOLE = {"", "non_field_errors"}


class PreconditionRequired(exceptions.APIException):
    """A write that does not say what it is based on."""

    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_code = "precondition-required"
    default_detail = _("Send If-Match with the ETag of what you read.")


class TooLarge(exceptions.APIException):
    """A body beyond what is read."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too-large"
    default_detail = _("This is larger than what is read.")


class Withdrawn(exceptions.APIException):
    """What was public once and is so no longer."""

    status_code = status.HTTP_410_GONE
    default_code = "withdrawn"
    default_detail = _("This was public once and has been withdrawn.")


def problem(exc: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """Return the problem document of an exception; one that nobody foresaw stays a failure."""
    if isinstance(exc, workflow.Refused):
        response = _of_faults(_STATUS.get(type(exc), 409), exc.code, exc.faults)
    elif isinstance(exc, BadParameters):
        response = _of_faults(status.HTTP_400_BAD_REQUEST, "bad-parameter", exc.faults)
    elif isinstance(exc, Http404):
        response = _of_faults(404, "not-found", workflow.NotFound().faults)
    elif isinstance(exc, DjangoPermissionDenied):
        response = _of_faults(403, "not-allowed", workflow.NotAllowed().faults)
    elif isinstance(exc, exceptions.ValidationError):
        errors = _flat(exc.detail)
        response = document(exc.status_code, "invalid", _detail(errors), errors)
    elif isinstance(exc, exceptions.APIException):
        response = _of_framework(exc)
    else:
        return None
    set_rollback()
    return response


def document(
    code_number: int, code: str, detail: str, errors: dict[str, list[str]]
) -> HttpResponse:
    """Return a problem document; it is never kept by a cache."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(code_number).phrase,
        "status": code_number,
        "code": code,
        "detail": detail,
        "errors": {field: texts for field, texts in errors.items() if field not in _WHOLE},
        "request_id": audit_context.request_id.get(),
    }
    headers = {"Cache-Control": "no-store"}
    return JsonResponse(body, status=code_number, content_type=MEDIA_TYPE, headers=headers)


def _of_faults(code_number: int, code: str, faults: tuple[Missing, ...]) -> HttpResponse:
    errors: dict[str, list[str]] = {}
    for fault in faults:
        errors.setdefault(fault.field, []).append(str(fault.text))
    codes = {fault.code for fault in faults}
    return document(code_number, codes.pop() if len(codes) == 1 else code, _detail(errors), errors)


def _of_framework(exc: exceptions.APIException) -> HttpResponse:
    detail = str(exc.detail) if not isinstance(exc.detail, list | dict) else ""
    code = str(getattr(exc.detail, "code", exc.default_code)).replace("_", "-")
    if isinstance(exc, exceptions.NotFound):
        return _of_faults(404, "not-found", workflow.NotFound().faults)
    response = document(exc.status_code, code, detail, {})
    if challenge := getattr(exc, "auth_header", None):
        response["WWW-Authenticate"] = challenge
    if wait := getattr(exc, "wait", None):
        response["Retry-After"] = str(math.ceil(wait))
    return response


def _flat(detail: Any, path: str = "") -> dict[str, list[str]]:
    """Return the texts of nested validation errors by the path of their field."""
    if isinstance(detail, Mapping):
        pairs = [(str(name), each) for name, each in detail.items()]
    elif isinstance(detail, list) and any(isinstance(each, Mapping) for each in detail):
        pairs = [(str(number), each) for number, each in enumerate(detail)]
    else:
        texts = detail if isinstance(detail, list) else [detail]
        return {path: [str(text) for text in texts]} if texts else {}
    flat: dict[str, list[str]] = {}
    for name, each in pairs:
        flat |= _flat(each, f"{path}.{name}" if path else name)
    return flat


def _detail(errors: Mapping[str, list[str]]) -> str:
    return " ".join(
        text if field in _WHOLE else f"{field}: {text}"
        for field, texts in errors.items()
        for text in texts
    )
