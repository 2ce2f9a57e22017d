"""What the invented regulator learned: findings on ended trials, two of them public."""

from collections.abc import Sequence

from usecases.demonstration.cast import Cast
from usecases.demonstration.world import INVENTED, World
from usecases.models.findings import Finding
from usecases.models.phases import Phase
from usecases.models.results import Result
from usecases.rules.evidence import SHOWN_AT
from usecases.vocabulary.basis import SourceKind
from usecases.vocabulary.terms import TermKind
from usecases.workflow.findings import write
from usecases.workflow.publish import confirm, propose

# Topic, metric of the evidence, statement in English and in Traditional Chinese.
_LEARNED = (
    (
        "accuracy", "hallucination-rate",
        "Statements without support became rare once answers were checked before delivery.",
        "答案交付前先核對出處，缺乏依據的陳述明顯減少，覆核人員亦更快找出其餘錯誤。",
    ),
    (
        "efficiency", "time-saved",
        "Time was saved where drafts followed a fixed form; where every case differed it was not.",
        "草稿格式固定時可節省時間；個案各異時則不然。",
    ),
    (
        "human-oversight", "recall",
        "Warnings that say why they were raised are followed more often than bare scores.",
        "",
    ),
)  # fmt: skip


def learn(world: World, cast: Cast, phases: Sequence[Phase]) -> None:
    """Write what the trials of these phases taught; all but the last finding become public."""
    found = [each for line in _LEARNED for each in _written(world, cast, phases, *line)]
    for finding in found[:-1]:
        confirm(propose(finding, by=cast.officer), by=cast.approver)


def _written(
    world: World, cast: Cast, phases: Sequence[Phase], topic: str, metric: str, *words: str
) -> list[Finding]:
    """Write one finding, if enough trials of these phases measured it."""
    rows = Result.objects.filter(
        use_case__phase__in=phases, use_case__stage__in=SHOWN_AT, final=True, metric__code=metric
    ).order_by("use_case__reference")
    evidence = list(rows.filter(voided_at=None)[:8])
    if not evidence:
        return []
    english, chinese = words
    finding = write(
        topic=world.terms[TermKind.TOPIC, topic],
        statement_en=english,
        statement_zh_hant=chinese,
        phase=phases[0] if len(phases) == 1 else None,
        source=INVENTED,
        source_kind=SourceKind.PRIMARY,
        results=evidence,
        by=cast.officer,
    )
    return [finding]
