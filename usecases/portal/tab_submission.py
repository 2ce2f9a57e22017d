"""What was handed in, compared word by word; what was asked about it; its files."""

from typing import Any

from django.http import Http404, HttpRequest

from usecases.models.submissions import Submission
from usecases.portal.place import Place
from usecases.portal.questions import questions_of
from usecases.rules.versions import category_names, compare
from usecases.rules.visibility import submissions_for
from usecases.rules.visibility_casefile import attachments_for


def submission_tab(request: HttpRequest, place: Place) -> dict[str, Any]:
    """List the versions; where two are named, show what differs between them."""
    rows = submissions_for(place.person).filter(use_case=place.case)
    versions = list(rows.select_related("signed_by"))
    if "from" not in request.GET and "to" not in request.GET:
        return {"submissions": versions}
    first, second = (_version(versions, request.GET.get(name, "")) for name in ("from", "to"))
    parts, same = compare(first, second, category_names(place.person))
    found = {"first": first, "second": second, "differing": parts, "same": same}
    return {"submissions": versions, **found}


def _version(versions: list[Submission], number: str) -> Submission:
    found = [each for each in versions if str(each.number) == number]
    if not found:
        raise Http404
    return found[0]


def questions_tab(request: HttpRequest, place: Place) -> dict[str, Any]:
    """List what was asked about the submission, with the state of each answer."""
    return {"questions": questions_of(place.case, place.person, place.now)}


def files_tab(request: HttpRequest, place: Place) -> dict[str, Any]:
    """List the files."""
    return {"files": attachments_for(place.person).filter(use_case=place.case)}
