"""Placeholders of letters: which there are, which a text names, and how they are filled in."""

import re
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLACEHOLDERS: dict[str, Promise] = {
    "institution": _("the legal name of the bank"),
    "reference": _("the reference of the use case"),
    "title": _("its title"),
    "phase": _("the phase, with its code"),
    "programme": _("the programme"),
    "reason": _("the coded reason, in words"),
    "text": _("what the proposer wrote for the letter"),
    "conditions": _("the conditions"),
    "feedback": _("the feedback to a bank that is declined"),
    "officer": _("the case officer, else the authority"),
    "contact": _("whom to write to: the phase's contact, else the authority's"),
    "date": _("the day of the announcement, or of the confirmation when that is later"),
    "authority": _("the name of the authority"),
    "signature": _("who signs, as the authority's page says"),
    "address": _("the page of the use case in the portal"),
}
# A paragraph that names one of these is left out where there is nothing to say.
MAY_BE_EMPTY = frozenset({"reason", "text", "conditions", "feedback", "contact", "signature"})

_NAMED = re.compile(r"\{([^{}]*)\}")
_BETWEEN = re.compile(r"\n[ \t]*\n+")


def unknown_in(text: str) -> list[str]:
    """Return the placeholders of a text that no letter knows, in order, each once."""
    return [name for name in dict.fromkeys(_NAMED.findall(text)) if name not in PLACEHOLDERS]


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its placeholders filled in, once: what is filled in stays as it is.

    A paragraph that names what there is not goes; of one that holds nothing else, the line.
    """
    paragraphs = (_paragraph(each, values) for each in _BETWEEN.split(text.strip()))
    return "\n\n".join(each for each in paragraphs if each)


def _paragraph(text: str, values: Mapping[str, str]) -> str:
    silent = {name for name in MAY_BE_EMPTY.intersection(_NAMED.findall(text)) if not values[name]}
    if silent and _NAMED.sub("", text).strip():
        return ""
    lines = (line for line in text.split("\n") if not silent.intersection(_NAMED.findall(line)))
    return "\n".join(_NAMED.sub(lambda found: _value(found, values), line) for line in lines)


def _value(found: re.Match[str], values: Mapping[str, str]) -> str:
    return values.get(found[1], found[0])
