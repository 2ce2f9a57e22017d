"""What of a finding becomes public, exactly and in words; and what stands in its way."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from usecases.models.findings import Finding
from usecases.models.outcomes import Outcome
from usecases.models.person import Person
from usecases.models.publications import Publication
from usecases.models.results import Result
from usecases.rules import anonymity
from usecases.rules.evidence import Evidence, evidence_of
from usecases.rules.missing import Missing
from usecases.rules.visibility_register import publications_for
from usecases.selection.evidence import in_words
from usecases.workflow.public_side import public_side

_LABELS: dict[str, Promise] = {
    "statement_en": gettext_lazy("Finding"),
    "statement_zh_hant": gettext_lazy("Finding (Traditional Chinese)"),
    "statement_zh_hans": gettext_lazy("Finding (Simplified Chinese)"),
    "phase": gettext_lazy("Phase"),
    "programme": gettext_lazy("Programme"),
    "cited": gettext_lazy("Cited document"),
    "section": gettext_lazy("Section"),
    "page": gettext_lazy("Printed page"),
    "source": gettext_lazy("Source"),
}


@dataclass(frozen=True)
class Ground:
    """One result or outcome that a finding rests on."""

    record: Result | Outcome
    text: str


@dataclass(frozen=True)
class Side:
    """The public side of a finding, before it is public."""

    lines: list[tuple[str, str]]
    faults: Sequence[Missing]
    versions: Sequence[Publication]

    @property
    def waiting(self) -> Publication | None:
        """The version that waits to be confirmed."""
        return next((each for each in self.versions if _waits(each)), None)


def side_of(finding: Finding, person: Person) -> Side:
    """Return what of a stored finding would be public."""
    versions = publications_for(person).filter(record=finding.pk).order_by("-version")
    return Side(_lines(finding), anonymity.faults(finding), list(versions))


def _lines(finding: Finding) -> list[tuple[str, str]]:
    content = public_side(finding)[1]
    told = [(str(_LABELS[name]), str(content[name])) for name in _LABELS if content[name]]
    return [(_("Topic"), finding.topic.label), *told, (_("Rests on"), _rests_on(finding, content))]


def _rests_on(finding: Finding, content: dict[str, Any]) -> str:
    evidence = evidence_of(finding)
    number = content["rests_on_institutions"]
    if number is not None:
        results = content["rests_on_results"]
        said = ngettext("{n} result", "{n} results", results).format(n=results)
        return _("{results} of {n} institutions").format(results=said, n=number)
    if not evidence.cases:
        return _("the cited document")
    return _("not told: fewer than {n} institutions").format(n=evidence.smallest_cell)


def grounds_of(evidence: Evidence) -> list[Ground]:
    """Return what a finding rests on, in words."""
    results = [Ground(each, in_words(each)) for each in evidence.results]
    return [*results, *(Ground(each, in_words(each)) for each in evidence.outcomes)]


def waits(finding: Finding) -> bool:
    """Whether a version waits to be confirmed: until then the finding stays as it is."""
    return any(_waits(each) for each in Publication.objects.filter(record=finding.pk))


def _waits(version: Publication) -> bool:
    return not (version.published_at or version.withdrawn_at or version.superseded_at)
