"""The offline pack: what one assessor may read and has to assess, as one marked file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from usecases.exchange.typesetting import paragraphs, typeset
from usecases.models.access import User
from usecases.models.usecases import UseCase

Text = Promise | str
Rows = Sequence[tuple[Text, str]]


@dataclass(frozen=True)
class Packed:
    """One case as the pack shows it: labels and texts."""

    case: UseCase
    facts: Rows
    sections: Sequence[tuple[Text, Rows]]
    questions: Rows
    files: Sequence[str]
    criteria: Rows


def pack(cases: Sequence[Packed], reader: User, at: datetime) -> bytes:
    """Return the cases as a PDF that carries the reader's name and the moment on every page."""
    notice = _("Confidential. For {name} alone, until the use cases are decided.")
    data = {
        "title": _("Use cases to assess"),
        "language": (get_language() or "en").partition("-")[0],
        "mark": {
            "name": reader.name,
            "email": reader.email,
            "moment": date_format(localtime(at), "j F Y H:i T"),
            "notice": notice.format(name=reader.name),
        },
        "words": {
            "contents": _("Contents"),
            "nothing": _("Not answered"),
            "questions": _("Questions and answers"),
            "files": _("Files"),
            "no_files": _("The bank has handed in no files."),
            "criteria": _("Criteria"),
        },
        "cases": [_case(each) for each in cases],
    }
    return typeset("pack/cases.typ", data, at)


def _case(each: Packed) -> dict[str, Any]:
    return {
        "reference": each.case.reference,
        "title": " ".join(paragraphs(each.case.title)),
        "facts": [[str(label), text] for label, text in each.facts],
        "sections": [
            {"title": str(title), "answers": _rows(rows)} for title, rows in each.sections
        ],
        "questions": _rows(each.questions),
        "files": [" ".join(paragraphs(name)) for name in each.files],
        "criteria": _rows(each.criteria),
    }


def _rows(rows: Rows) -> list[dict[str, Any]]:
    return [{"label": str(label), "paragraphs": paragraphs(text)} for label, text in rows]
