"""What the funnel and the matrix should say, read from told histories in plain Python."""

from collections import Counter
from collections.abc import Sequence

# What had happened before, by the stage that is told; written down apart from the product.
ORDER = ("submitted", "assessing", "accepted", "trialling", "completed")
PAST = {
    **dict.fromkeys(("submitted", "screening", "clarifying", "declined"), 1),
    **dict.fromkeys(("lapsed", "withdrawn"), 1),
    **dict.fromkeys(("assessing", "waitlisted"), 2),
    "accepted": 3,
    **dict.fromkeys(("trialling", "suspended", "terminated"), 4),
    "completed": 5,
}
History = Sequence[tuple[str, int]]


def _one(history: History, day: int) -> tuple[str | None, set[str]]:
    """Return the stage of one case at the end of a day, and the columns that count it."""
    told = [stage for stage, when in history if when <= day]
    if not told:
        return None, set()
    columns = {name for stage in told for name in ORDER[: PAST[stage]]}
    deciding = {"declined", "waitlisted", "screening"}  # screened again: decided no longer
    decisions = [s for s in told if PAST[s] >= 3 or s in deciding]
    decision, now = (decisions[-1] if decisions else "waitlisted"), told[-1]
    if decision in {"waitlisted", "screening"}:
        ended = {"withdrawn": {"withdrawn_before_decision"}, "lapsed": set()}
        return now, columns | ended.get(now, {"pending"})
    if decision == "declined":
        return now, columns | {"decided_declined"}
    after = {"withdrawn_after_decision"} if now == "withdrawn" else set()
    return now, columns | {"decided_accepted"} | after


def funnel_and_stages(
    world: Sequence[tuple[int, History]], day: int
) -> tuple[dict[str, int], Counter[str]]:
    """Return the funnel, and how many cases stand at each stage."""
    funnel: Counter[str] = Counter()
    stages: Counter[str] = Counter()
    applicants = set()
    for bank, history in world:
        stage, columns = _one(history, day)
        funnel.update(columns)
        if stage is not None:
            stages[stage] += 1
            applicants.add(bank)
    return {**funnel, **({"applicants": len(applicants)} if applicants else {})}, stages
