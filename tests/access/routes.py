"""The routes of the whole project, from the resolver and never from a list of views."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# What stands for a parameter that is no id.
SAMPLES: dict[str, str | int] = {
    "code": "about",
    "slug": "about",
    "ending": "csv",
    "name": "phases",
    "kind": "result",
    "number": 1,
    "provider_id": "none",
    "months": 6,
    "act": "screen",
    "app_label": "usecases",
    "url": "nowhere",
    "key": "MQ:1abcde:x",
    "uidb36": "1",
    "pk": 1,
}
_IDS = {"uuid", "path"}


@dataclass(frozen=True)
class Route:
    """One address, by the name of its view: which of its parameters is an id."""

    name: str
    pattern: str
    converters: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str | None:
        """The parameter that is the id of a record, if any."""
        return next((name for name, kind in self.converters if kind in _IDS), None)

    def address(self, key: str = "") -> str:
        """Return the address, of this record where it is of one."""
        values: dict[str, Any] = {
            name: key if kind in _IDS else SAMPLES[name] for name, kind in self.converters
        }
        return reverse(self.name, kwargs=values)


def routes() -> list[Route]:
    """Return every named route of the resolver."""
    return list(_walk(get_resolver().url_patterns, "", "", {}))


def _walk(patterns: list[Any], prefix: str, names: str, outer: dict[str, str]) -> Iterator[Route]:
    for each in patterns:
        text, kinds = prefix + str(each.pattern), {**outer, **_kinds(each.pattern)}
        if isinstance(each, URLResolver):
            space = f"{each.namespace}:" if each.namespace else ""
            yield from _walk(each.url_patterns, text, names + space, kinds)
        elif isinstance(each, URLPattern) and each.name:
            yield Route(names + each.name, text, tuple(kinds.items()))


def _kinds(pattern: Any) -> dict[str, str]:
    """Return the parameters of one pattern with the kind of each."""
    plain = {name: _kind(converter) for name, converter in pattern.converters.items()}
    groups = re.findall(r"\?P<(\w+)>", str(pattern))
    return {**dict.fromkeys(groups, "text"), **plain}


def _kind(converter: Any) -> str:
    return type(converter).__name__.removesuffix("Converter").lower()
