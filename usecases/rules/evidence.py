"""What a finding rests on: whether it may be shown, and on how many institutions it rests."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from usecases.models.findings import Finding
from usecases.models.outcomes import Outcome
from usecases.models.results import Result
from usecases.models.usecases import UseCase
from usecases.rules.missing import Missing
from usecases.vocabulary.stages import Stage
from usecases.vocabulary.terms import Confidentiality

# A trial that goes on may yet turn out otherwise, and whoever is in it is known.
SHOWN_AT = frozenset({Stage.COMPLETED, Stage.TERMINATED})
_WITH = ("use_case__phase__programme", "use_case__institution")


@dataclass(frozen=True)
class Evidence:
    """The results and outcomes that a finding rests on."""

    results: list[Result]
    outcomes: list[Outcome]

    @cached_property
    def cases(self) -> list[UseCase]:
        """The use cases that it comes from, each once."""
        found = {each.use_case_id: each.use_case for each in self.results}
        found |= {each.use_case_id: each.use_case for each in self.outcomes}
        return sorted(found.values(), key=lambda case: case.reference)

    @cached_property
    def institutions(self) -> set[UUID]:
        """The institutions that brought those use cases; a duplicate is its survivor."""
        firms = (case.institution for case in self.cases)
        return {firm.merged_into_id or firm.pk for firm in firms}

    @property
    def smallest_cell(self) -> int:
        """How many institutions the strictest of the programmes asks for."""
        return max((case.phase.programme.smallest_cell for case in self.cases), default=0)

    @property
    def few(self) -> bool:
        """Whether a number could tell whose it is."""
        return len(self.institutions) < self.smallest_cell


def evidence_of(finding: Finding) -> Evidence:
    """Return what a stored finding rests on."""
    results = finding.results.select_related(*_WITH, "target", "metric")
    return Evidence(list(results), list(finding.outcomes.select_related(*_WITH)))


def grounds(evidence: Evidence) -> Iterator[Missing]:
    """Return why evidence may not be shown."""
    for case in evidence.cases:
        yield from _of_case(case)
    for result in evidence.results:
        if result.voided_at is not None or not result.final:
            yield _fault(result, _("This result is void or not final: leave it out."))
    for outcome in evidence.outcomes:
        if not outcome.public_lessons.strip():
            text = _("Nothing of this outcome may be published: it has no public lessons.")
            yield _fault(outcome, text)
    if len({case.phase.programme.invented for case in evidence.cases}) > 1:
        text = _("Invented and real programmes are never told of together.")
        yield Missing("results", "mixed", text)


def _of_case(case: UseCase) -> Iterator[Missing]:
    if case.stage not in SHOWN_AT:
        yield Missing("results", "not-ended", _named(case, _("its trial has not ended.")))
    if case.confidentiality != Confidentiality.STANDARD:
        yield Missing("results", "restricted", _named(case, _("it is to be kept restricted.")))


def _fault(record: Result | Outcome, text: object) -> Missing:
    field = "results" if isinstance(record, Result) else "outcomes"
    return Missing(field, "not-shown", _named(record.use_case, text))


def _named(case: UseCase, text: object) -> str:
    return f"{case.reference}: {text}"


def rests_on(evidence: Evidence) -> Iterable[str]:
    """Return the codes of the phases that evidence comes from."""
    return sorted({case.phase.code for case in evidence.cases})
