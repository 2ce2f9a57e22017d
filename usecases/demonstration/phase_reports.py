"""The reports of the invented regulator: one public, on its oldest phase; the next one begun."""

from collections.abc import Mapping, Sequence

from usecases.demonstration.cast import Cast
from usecases.models.phase_reports import PhaseReport
from usecases.models.phases import Phase
from usecases.workflow import phase_reports

_PUBLIC: Mapping[str, str] = {
    "foreword": """
The Harbour Sandbox lets institutions try artificial intelligence with the regulator at the table: \
within limits that are agreed beforehand, on computing that is shared, and against targets that \
are fixed before the first test. This report says what came of its first phase.

We thank every participant for telling what did not work as plainly as what did.

**Prudence Yeung**, head of unit, Innovation
""",
    "summary": """
Institutions of five sectors took part, most of them with a technology partner. Nearly all use \
cases had people check what the system proposed; none acted alone.

## What was learned

1. **Checks before delivery work.** Where answers were compared with their sources before anybody \
read them, statements without support became rare.
2. **Time is saved where work has a form.** Drafts with a fixed structure were quicker; where \
every case differs, they were not.
3. **Targets must be set early.** Trials with a baseline could say how much changed; those \
without could not.

## What follows

- The second phase asks for a baseline with every target.
- Findings are published as they are confirmed, topic by topic, in the public register.
""",
    "assessment": """
At least two assessors read each application, each on their own, and declared their interests \
first. Scores were discussed in a moderation meeting; decisions were proposed by one person, \
confirmed by another, and released together on the day of the announcement.
""",
    "participants": """
It was the first phase of the family, so everybody was new. Smaller institutions came with a \
partner more often than large ones.
""",
    "use-cases": """
Only use cases of which the institution has agreed to publication stand below. Fraud prevention \
was the largest theme; *risk management* was the one with most personal data.
""",
    "results": """
A target is *met* when the whole of the result lies beyond it, and *missed* when the whole lies \
short of it. Where a result straddles its target, or is given as approximate, it cannot be told.

> A missed target is not a failed trial: several of the most useful lessons come from them.
""",
    "comparison": """
Later reports compare with this phase. Phases are compared by what is recorded of both; what was \
announced stands beside and is never mixed in.
""",
    "method": """
Every figure is the count of a list. On the page, a figure opens the public records that it \
counts, as they stood at the moment the report was made.
""",
}
_BEGUN: Mapping[str, str] = {
    "foreword": """
The second phase turned to models that watch other models.
""",
    "use-cases": """
Use cases in which one system checks another are new in this phase.
""",
}


def write_reports(cast: Cast, ended: Sequence[Phase], running: Sequence[Phase]) -> None:
    """Publish the report on the first phase that ended, and begin the one on the next phase."""
    later = [*ended[1:], *running]
    if ended:
        report = _written(cast, ended[0], _PUBLIC)
        phase_reports.confirm(phase_reports.propose(report, by=cast.officer), by=cast.approver)
    if later:
        _written(cast, later[0], _BEGUN)


def _written(cast: Cast, phase: Phase, texts: Mapping[str, str]) -> PhaseReport:
    report = phase_reports.draft(phase, by=cast.officer)
    for section, text in texts.items():
        phase_reports.write(report, section=section, text=text, by=cast.officer)
    return report
