"""The dimensions: programmes and phases, who stands in them, and the words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.models.phases import Authority, Phase, Programme
from usecases.models.words import Category, Metric, Technique
from usecases.reporting.feeds_feed import Feed
from usecases.reporting.feeds_fields import (
    Field,
    day,
    dimension,
    moment,
    number,
    text,
    whole,
    yes,
)  # fmt: skip
from usecases.reporting.feeds_outs import Nature
from usecases.rules.visibility_register import (
    authorities_for,
    categories_for,
    metrics_for,
    phases_for,
    programmes_for,
    techniques_for,
)

_CODE = text("code", _("Code, as people write it."))
_NAMES = (
    text("name_en", _("Name in English.")),
    text("name_zh_hant", _("Name in Traditional Chinese.")),
    text("name_zh_hans", _("Name in Simplified Chinese.")),
)
_LABELS = (
    text("label_en", _("Label in English.")),
    text("label_zh_hant", _("Label in Traditional Chinese.")),
    text("label_zh_hans", _("Label in Simplified Chinese.")),
    whole("order", _("Where it stands among its kind.")),
    yes("active", _("Whether it is still used.")),
)
_SOURCE_KIND = text("source_kind", _("Whether its source is primary or secondary."))
_ACTIVE = yes("active", _("Whether it is active."), staff=True)


def _words(name: str, title: Any, says: Any, model: Any, known: Any, *more: Field) -> Feed:
    own = (_CODE, *_LABELS, *more)
    return Feed(name, title, says, Nature.DIMENSION, model, lambda r: known(r.person), own)


PROGRAMMES = Feed(
    "programmes",
    _("Programmes"),
    _("One row for each sandbox programme."),
    Nature.DIMENSION,
    Programme,
    lambda reader: programmes_for(reader.person),
    (
        *(_CODE, *_NAMES),
        text("family", _("Programmes of one family are compared.")),
        *dimension("authority", _("The authority that leads it."), "lead_id"),
        text("host", _("Who hosts it.")),
        text("round_word", _("Its word for a round.")),
        text("time_zone", _("In which its days are cut.")),
        whole("target_days", _("Days in which a decision is to be made."), unit=_("days")),
        whole("smallest_cell", _("Below how many institutions a public cell is withheld.")),
        yes("invented", _("Whether it is invented: never count it with real ones.")),
    ),
    sets=True,
)
PHASES = Feed(
    "phases",
    _("Phases"),
    _("One row for each round of a programme."),
    Nature.DIMENSION,
    Phase,
    lambda reader: phases_for(reader.person),
    (
        *(_CODE, *_NAMES, whole("number", _("Number in its programme."))),
        *dimension("programme", _("The programme."), "programme_id"),
        text("theme", _("Theme.")),
        *moment("opens_at", _("When it opens."), phase="id"),
        *moment("closes_at", _("When it closes; null: rolling, or not published."), phase="id"),
        day("announced_on", _("When who takes part was announced.")),
        day("trials_from_earliest", _("Trials from, at the earliest.")),
        day("trials_from", _("Trials from, at the latest.")),
        day("trials_to_earliest", _("Trials to, at the earliest.")),
        day("trials_to", _("Trials to, at the latest.")),
        day("report_due_on", _("When the report of the phase is due.")),
        whole("capacity", _("Places."), unit=_("use cases"), staff=True),
        yes("clock_stops", _("Whether the clock stands while a bank is asked.")),
        text("coverage", _("Whether all applications are recorded, or only accepted ones.")),
        _SOURCE_KIND,
    ),
    sets=True,
)
AUTHORITIES = Feed(
    "authorities",
    _("Authorities"),
    _("One row for each regulator."),
    Nature.DIMENSION,
    Authority,
    lambda reader: authorities_for(reader.person),
    (_CODE, *_NAMES, text("website", _("Website."))),
)
CATEGORIES = _words(
    "categories",
    _("Categories"),
    _("One row for each thing that a use case may be for."),
    Category,
    categories_for,
)
TECHNIQUES = _words(
    "techniques",
    _("Techniques"),
    _("One row for each way in which a system may work."),
    Technique,
    techniques_for,
)
METRICS = _words(
    "metrics",
    _("Metrics"),
    _("One row for each thing that is measured; values of unlike metrics are never added up."),
    Metric,
    metrics_for,
    text("unit", _("Unit of the values.")),
    text("direction", _("Which way is better.")),
    number("lowest", _("Lowest value that can be."), unit=_("of the metric")),
    number("highest", _("Highest value that can be."), unit=_("of the metric")),
)
