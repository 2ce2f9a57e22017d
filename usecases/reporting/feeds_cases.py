"""The facts about use cases: the cases themselves, and their moves."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from usecases.models.trail import StageChange
from usecases.models.usecases import UseCase
from usecases.reporting import feeds_times
from usecases.reporting.feeds_expanded import Moves
from usecases.reporting.feeds_feed import Feed
from usecases.reporting.feeds_fields import (
    Field,
    Index,
    Raw,
    dimension,
    key,
    moment,
    number,
    of_phase,
    text,
    yes,
)
from usecases.reporting.feeds_look import Look
from usecases.reporting.feeds_outs import Nature
from usecases.reporting.feeds_parts import BASIS, HAPPENED, OF_CASE, RECORDED, of_cases


def _times(raws: Sequence[Raw], index: Index, look: Look) -> list[Raw]:
    phase, stage = index["phase_id"], index["stage"]
    found = feeds_times.timed([(raw[1], raw[phase], raw[stage]) for raw in raws], look)
    return [(*raw, *found[raw[1]]) for raw in raws]


def _timed(stage: str, says: Any, stem: str) -> tuple[Field, Field]:
    return moment(f"{stem}_at", says, f"first_{stage}", phase="phase_id")


_CASE: tuple[Field, ...] = (
    text("reference", _("Reference, as people write it.")),
    *of_phase("phase_id"),
    key("institution_id", _("The institution that leads it.")),
    *dimension("authority", _("The authority that it was handed in to."), "authority_id"),
    *dimension("category", _("Its category, as the regulator says."), "category_id"),
    text("uncategorised_reason", _("Why it has no category."), staff=True),
    text("stage", _("Where it stands.")),
    text("decision", _("Decision in force: accepted, declined, pending, withdrawn-before, none.")),
    text("title", _("Title.")),
    text("public_title", _("Title for the public."), staff=True),
    text("stage_of_development", _("Stage of development when it was handed in.")),
    text("autonomy", _("What the system does by itself.")),
    yes("customer_facing", _("Whether customers meet it.")),
    yes("ai_against_ai", _("Whether AI is used against AI.")),
    *(
        yes(f"data_{kind}", says)
        for kind, says in (
            ("public", _("Whether it uses public data.")),
            ("proprietary", _("Whether it uses proprietary data.")),
            ("synthetic", _("Whether it uses synthetic data.")),
            ("personal", _("Whether it uses personal data.")),
        )
    ),
    text("model_family", _("Family of the model.")),
    number("model_size", _("Size of the model."), unit=_("billion parameters")),
    number("compute_asked", _("Compute asked for."), unit=_("GPU hours")),
    text("confidentiality", _("How confidential it is."), staff=True),
    BASIS,
    text("source_kind", _("Where recorded: whether its source is primary or secondary.")),
)
_LIFE: tuple[Field, ...] = (
    *_timed("submitted", _("When it was first handed in."), "submitted"),
    *_timed("assessing", _("When its assessment first began."), "assessing"),
    *_timed("waitlisted", _("When it was first waitlisted."), "waitlisted"),
    *_timed("accepted", _("When it was first accepted."), "accepted"),
    *_timed("declined", _("When it was first declined."), "declined"),
    *moment("decided_at", _("When the decision in force was made."), "decided", phase="phase_id"),
    *_timed("trialling", _("When its trial began."), "trial_began"),
    *_timed("completed", _("When its trial was completed."), "completed"),
    *_timed("terminated", _("When its trial was terminated."), "terminated"),
    *_timed("withdrawn", _("When it was first withdrawn."), "withdrawn"),
    *_timed("lapsed", _("When its place lapsed."), "lapsed"),
    yes("reached_submitted", _("Whether it was ever handed in; implied where recorded later on.")),
    yes("reached_assessing", _("Whether it ever reached assessment.")),
    yes("reached_accepted", _("Whether it was ever accepted.")),
    yes("reached_trialling", _("Whether its trial ever began.")),
    yes("reached_completed", _("Whether its trial was ever completed.")),
    number("days_in_review", _("Days the clock ran, once the review ended."), unit=_("days")),
    number("days_stood", _("Days the clock stood in that time."), unit=_("days")),
    number("days_to_trial", _("Days from acceptance to the trial."), unit=_("days")),
    number("days_in_trial", _("Days in trial without suspensions, once over."), unit=_("days")),
    number("days_suspended", _("Days suspended, once it is over."), unit=_("days")),
    *moment("recorded_at", _("When it was first recorded."), phase="phase_id", staff=True),
)

USE_CASES = Feed(
    "use-cases",
    _("Use cases"),
    _("One row for each use case that was handed in or recorded; drafts and void ones have none."),
    Nature.FACT,
    UseCase,
    lambda reader: reader.cases(),
    (*_CASE, *_LIFE),
    cases=("pk",),
    virtual=feeds_times.COLUMNS,
    prepare=_times,
)
STAGE_CHANGES = Moves(
    "stage-changes",
    _("Stage changes"),
    _("One row for each move of a use case that stands; one that was mended is taken back."),
    Nature.FACT,
    StageChange,
    of_cases(StageChange),
    (
        *OF_CASE,
        text("verb", _("What was done.")),
        text("from_stage", _("From which stage; null: from none.")),
        text("to_stage", _("To which stage.")),
        *HAPPENED,
        BASIS,
        *RECORDED,
    ),
    cases=("use_case_id",),
    place="recorded_at",
    key="uuid",
    more=("voided_by", "voids__uuid"),
)
