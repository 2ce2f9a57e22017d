"""What a signatory has read, and in which version: kept with the session, gone when it ends."""

from django.http import HttpRequest

from usecases.models.usecases import UseCase

_KEY = "read"


def mark(request: HttpRequest, case: UseCase) -> None:
    """Note that a draft was read as it stands now."""
    request.session[_KEY] = {**_read(request), str(case.pk): case.version}


def has_read(request: HttpRequest, case: UseCase) -> bool:
    """Whether a draft was read in its present version."""
    return _read(request).get(str(case.pk)) == case.version


def was_read(request: HttpRequest, key: str, version: int) -> bool:
    """Whether this version of a draft was read, whatever became of the draft since."""
    return _read(request).get(key) == version


def read_before(request: HttpRequest, case: UseCase) -> bool:
    """Whether a draft was read in an earlier version, and has changed since."""
    return str(case.pk) in _read(request) and not has_read(request, case)


def _read(request: HttpRequest) -> dict[str, int]:
    kept: dict[str, int] = request.session.get(_KEY, {})
    return kept
