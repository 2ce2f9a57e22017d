"""Which page shows which kind of record."""

from collections.abc import Callable

from usecases.models.publications import Publication
from usecases.register.records import cases, firm, phase, told
from usecases.register.records.page import Page
from usecases.register.words import Words
from usecases.vocabulary.publications import Kind

PAGES: dict[str, Callable[[Publication, Words], Page]] = {
    Kind.PHASE: phase.phase,
    Kind.INSTITUTION: firm.institution,
    Kind.TECHNOLOGY_PARTNER: firm.partner,
    Kind.USE_CASE: cases.use_case,
    Kind.FINDING: cases.finding,
    Kind.DOCUMENT: told.document,
    Kind.EVENT: told.event,
    Kind.FOLLOW_ON: told.follow_on,
}
