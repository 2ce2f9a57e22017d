"""The file of findings: what a published document says was learned, with its section and page."""

from collections.abc import Mapping

from usecases.exchange.loading import Loader
from usecases.exchange.reading import Row
from usecases.exchange.register import Register, sourced
from usecases.models.documents import Document
from usecases.models.findings import Finding
from usecases.models.words import Term
from usecases.vocabulary.terms import TermKind

FINDINGS: dict[str, tuple[str, ...]] = {
    "findings": (
        *("phase", "topic", "statement_en", "cited", "section", "page"),
        *("source", "source_kind"),
    ),
}


class Lessons:
    """Takes the rows of the file; each is public by the document that it cites."""

    def __init__(
        self, loader: Loader, register: Register, documents: Mapping[str, Document]
    ) -> None:
        self._loader, self._register, self._documents = loader, register, documents
        self._topics = {term.code: term for term in Term.objects.filter(kind=TermKind.TOPIC)}

    def finding(self, row: Row) -> None:
        """Take one finding: its statement is what it is known by."""
        fields = {
            "topic": row.one("topic", self._topics),
            "phase": row.one_or_none("phase", self._register.phases),
            "cited": row.required("cited"),
            "document": self._documents.get(row.required("cited")),
            "section": row.text("section"),
            "page": row.required("page"),
            **sourced(row),
        }
        key = {"statement_en": row.required("statement_en")}
        self._loader.put(row, Finding, key, fields, public=row.required("source"))
