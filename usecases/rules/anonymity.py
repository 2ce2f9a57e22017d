"""What a finding may not say, so that it can be published without telling whose it is.

A finding that rests on results and outcomes names no firm, no use case and no person, and gives
no exact figure of theirs where fewer institutions stand behind it than the programme's smallest
cell: in no field that becomes public. One that rests on a published document alone may say what
the document says: name firms that are public, and give its figures.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from usecases.models.findings import Finding
from usecases.rules import identifying
from usecases.rules.evidence import Evidence, evidence_of, grounds
from usecases.rules.identifying import Word
from usecases.rules.missing import Missing
from usecases.text.names import folded, found_in
from usecases.text.numerals import numbers_in

STATEMENTS = ("statement_en", "statement_zh_hant", "statement_zh_hans")
PUBLIC = (*STATEMENTS, "cited", "section", "page", "source")
ADDRESS = re.compile(r"[^\s@,;:<>()]+@[^\s@,;:<>()]+")


def faults(finding: Finding) -> list[Missing]:
    """Return why a stored finding may not be published; nothing where it may."""
    evidence = evidence_of(finding)
    return [*grounds(evidence), *telling(finding, evidence)]


def telling(finding: Finding, evidence: Evidence) -> Iterator[Missing]:
    """Return each word of a finding that would tell whose it is, and what to write instead."""
    rests = bool(evidence.cases)
    words = {
        **identifying.people(evidence),
        **identifying.references(),
        **identifying.firms(public=not rests),
    }
    for field in PUBLIC:
        text = finding.cites if field == "cited" else getattr(finding, field)
        yield from _named(field, text, words)
        yield from _addresses(field, text)
    if rests and evidence.few:
        yield from _counted(finding, evidence)


def _named(field: str, text: str, words: dict[str, Word]) -> Iterator[Missing]:
    told = {words[run].name: words[run] for run in found_in(text, words)}
    for word in told.values():
        said = _("“{name}” tells whose this is. Write instead: {instead}.")
        yield Missing(field, word.code, said.format(name=word.name, instead=word.instead))


def _addresses(field: str, text: str) -> Iterator[Missing]:
    for found in sorted(set(ADDRESS.findall(folded(text)))):
        said = _("“{name}” is the address of a person. Leave it out.")
        yield Missing(field, "person", said.format(name=found))


def _counted(finding: Finding, evidence: Evidence) -> Iterator[Missing]:
    """Return the exact figures of evidence that rests on few institutions."""
    exact = identifying.numbers(evidence)
    for field in PUBLIC[:-1]:
        told = {written for written, value in numbers_in(getattr(finding, field)) if value in exact}
        for written in sorted(told):
            said = _(
                "“{number}” is an exact figure of evidence that rests on fewer than {n} "
                "institutions. Write a range or a round figure instead: more than nine in ten."
            )
            text = said.format(number=written, n=evidence.smallest_cell)
            yield Missing(field, "number", text)
