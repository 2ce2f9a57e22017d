"""The lists of the register: what each is called, by what it is narrowed, how it is ordered."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.register.listing import Filter, Listing
from usecases.register.words import Words, readable, stage_said
from usecases.vocabulary.documents import DocumentKind, DocumentLanguage
from usecases.vocabulary.events import EventKind, FollowOnKind, FollowOnState

NEWEST = ("-happened_on", "sort", "id")


def _of_choices(choices: Any) -> Callable[[str, Words], str]:
    labels = dict(choices)
    return lambda code, _words: str(labels.get(code, code))


def _phase_said(code: str, words: Words) -> str:
    name = words.said("phase", code)
    return f"{code} · {name}" if name != code else code


def _phase(column: str = "phase") -> Filter:
    return Filter("phase", _("Phase"), column, _phase_said)


_SECTOR = Filter("sector", _("Sector"), "sector", lambda code, _words: readable(code))
_LISTINGS = (
    Listing(
        "phases",
        _("Phases"),
        _("Every round of every sandbox, with its window, its theme and its dates."),
        _("phase"),
        _("phases"),
        (Filter("programme", _("Programme"), "programme"),),
        _("Each phase appears here once it is published."),
    ),
    Listing(
        "institutions",
        _("Institutions"),
        _("Who took part, and in which phases. An institution counts once, however often it came."),
        _("institution"),
        _("institutions"),
        (_phase(""), _SECTOR),
        _("Institutions appear here when they are announced."),
        owner="institution",
    ),
    Listing(
        "technology-partners",
        _("Technology partners"),
        _("Firms that brought technology to use cases, as far as they were announced."),
        _("technology partner"),
        _("technology partners"),
        (_phase(""),),
        _("Technology partners appear here when they are announced."),
        owner="partner",
    ),
    Listing(
        "use-cases",
        _("Use cases"),
        _(
            "What was tried. A use case of a real bank is recorded only where the bank or the "
            "press said which one it is; what was announced beyond that stands among the figures."
        ),
        _("use case"),
        _("use cases"),
        (
            _phase(),
            Filter("category", _("Category"), "category"),
            _SECTOR,
            Filter("stage", _("Status"), "stage", lambda code, _words: stage_said(code)),
        ),
        _("Use cases appear here once they are published."),
    ),
    Listing(
        "findings",
        _("Findings"),
        _(
            "What was learned, by topic. What rests on a published document names it with its "
            "page; what rests on trials is told without telling whose they were."
        ),
        _("finding"),
        _("findings"),
        (Filter("topic", _("Topic"), "topic", lambda code, _words: readable(code)), _phase()),
        _("Findings appear here once two people have published them."),
        template="register/findings.html",
    ),
    Listing(
        "documents",
        _("Documents"),
        _("Guidance, circulars, reports and what was said to the press, with source and date."),
        _("document"),
        _("documents"),
        (
            Filter("kind", _("Kind"), "content__kind", _of_choices(DocumentKind.choices)),
            _phase(),
            Filter(
                "language",
                _("Language"),
                "content__language",
                _of_choices(DocumentLanguage.choices),
            ),
        ),
        _("Documents appear here once they are published."),
        NEWEST,
    ),
    Listing(
        "events",
        _("Events"),
        _("Workshops, symposia and launches: what happened there, and who was said to have come."),
        _("event"),
        _("events"),
        (Filter("kind", _("Kind"), "content__kind", _of_choices(EventKind.choices)), _phase()),
        _("Events appear here once they are published."),
        NEWEST,
    ),
    Listing(
        "follow-ons",
        _("What followed"),
        _("What the sandbox led to, and the phases, findings and use cases it grew from."),
        _("follow-on"),
        _("follow-ons"),
        (
            Filter("kind", _("Kind"), "content__kind", _of_choices(FollowOnKind.choices)),
            Filter("state", _("State"), "content__state", _of_choices(FollowOnState.choices)),
        ),
        _("Projects, rules and circulars that grew from the sandbox appear here."),
        NEWEST,
    ),
    Listing(
        "other-cohorts",
        _("Sandboxes elsewhere"),
        _(
            "What other regulators announced of their sandboxes, beside ours. Programmes differ in "
            "what they count: figures stand side by side and are never added."
        ),
        _("cohort"),
        _("cohorts"),
        (Filter("sandbox", _("Sandbox"), "content__sandbox", lambda code, _words: code),),
        _("Figures of other sandboxes appear here, each with its source."),
        template="register/elsewhere.html",
    ),
)
LISTINGS: Mapping[str, Listing] = {each.name: each for each in _LISTINGS}
