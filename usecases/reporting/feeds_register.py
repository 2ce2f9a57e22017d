"""The facts of the register: who stood in which phase, and what was announced."""

from django.utils.translation import gettext_lazy as _

from usecases.models.figures import PublishedFigure
from usecases.models.phases import Participation
from usecases.reporting.feeds_feed import Feed
from usecases.reporting.feeds_fields import (
    day,
    dimension,
    key,
    moment,
    of_phase,
    text,
    whole,
    yes,
)
from usecases.reporting.feeds_outs import Nature
from usecases.rules.visibility_register import participations_ever_for, published_figures_for

_SOURCE_KIND = text("source_kind", _("Whether its source is primary or secondary."))

PARTICIPATIONS = Feed(
    "participations",
    _("Participations"),
    _("One row for each role of an institution or a partner in a phase."),
    Nature.FACT,
    Participation,
    lambda reader: participations_ever_for(reader.person),
    (
        *of_phase("phase_id"),
        key("institution_id", _("The institution, or null.")),
        key("technology_partner_id", _("The technology partner, or null."), "partner_id"),
        text("role", _("applicant, participant or partner.")),
        *moment("since", _("Since when."), phase="phase_id"),
        text("since_precision", _("How precisely that is known.")),
        *moment("until", _("Until when; null: it goes on."), phase="phase_id"),
        yes("by_cases", _("Whether it follows from use cases; else it is from a published list.")),
        text("basis", _("live, or recorded after the fact.")),
        _SOURCE_KIND,
        *moment("recorded_at", _("When it was first recorded."), phase="phase_id", staff=True),
    ),
    gone="voided_at",
    sets=True,
)
PUBLISHED_FIGURES = Feed(
    "published-figures",
    _("Published figures"),
    _("One row for each number that was announced; never to be mixed with what is recorded."),
    Nature.FACT,
    PublishedFigure,
    lambda reader: published_figures_for(reader.person),
    (
        *dimension("programme", _("The programme."), "programme_id"),
        *dimension("phase", _("The phase, or null: of the whole programme."), "phase_id"),
        text("measure", _("What was counted.")),
        text("text", _("As announced, such as 40+.")),
        whole("lower", _("At least.")),
        whole("upper", _("At most; null: no bound.")),
        text("said_by", _("Who said so.")),
        day("said_on", _("When.")),
        key("superseded_by_id", _("The later figure that replaces it.")),
        _SOURCE_KIND,
    ),
    sets=True,
)
