"""Officers write down what was learned: on what it rests, or in which document it stands.

A finding is edited as it is until a version of it is proposed to the public; while one waits to
be confirmed it stays as it is; once one was public a change says why, and what is public stays
until a new version is proposed and confirmed.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from usecases.models.findings import Finding
from usecases.models.outcomes import Outcome
from usecases.models.person import Person
from usecases.models.results import Result
from usecases.workflow import edit


def write(
    *,
    by: Person,
    reason: str = "",
    results: Sequence[Result] = (),
    outcomes: Sequence[Outcome] = (),
    **fields: Any,
) -> Finding:
    """Write a finding that rests on results and outcomes, or cites a published document."""
    many = {"results": list(results), "outcomes": list(outcomes)}
    return edit.create(Finding(**fields), by=by, reason=reason, **many)


def rewrite(
    finding: Finding,
    fields: Mapping[str, Any],
    *,
    by: Person,
    reason: str = "",
    based_on: datetime | None = None,
) -> Finding:
    """Change a finding of which no version waits to be confirmed."""
    return edit.change(finding, fields, by=by, reason=reason, based_on=based_on)
