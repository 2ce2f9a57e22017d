"""The report as a PDF, read back: its mark, its tags, its language, its charts in words."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from tests.factories.phase_reports import proposed_report, published_report, told_phase
from tests.keeping import kept
from usecases.exchange.phase_report_paper import paper, paper_of
from usecases.exchange.typesetting import shows_chinese

pytestmark = pytest.mark.django_db
_world = kept(told_phase)

SUMMARY = (
    """# What was *learned*

1. **Checks** work, see [the guidance](https://www.example.org/a).
2. `#let x = 1` $ \\ " < > @cite #pagebreak() 銀行 😀

> Quoted """
    + "long" * 60
)


def read(made: bytes) -> PdfReader:
    return PdfReader(BytesIO(made))


def words(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def tags(reader: PdfReader) -> list[DictionaryObject]:
    """Return every element of the tree of tags."""
    root: Any = reader.trailer["/Root"]
    found: list[DictionaryObject] = []
    open_ones: list[Any] = [root["/StructTreeRoot"]]
    while open_ones:
        each = open_ones.pop()
        each = each.get_object() if isinstance(each, IndirectObject) else each
        if isinstance(each, ArrayObject):
            open_ones += each
        elif isinstance(each, DictionaryObject):
            found += [each] if "/S" in each else []
            open_ones += [each["/K"]] if "/K" in each else []
    return found


def test_the_paper_is_tagged_for_everybody() -> None:
    edition = published_report(SUMMARY)
    reader = read(paper_of(edition))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en-GB"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.metadata is not None
    assert reader.metadata.title == f"{told_phase().name}: Phase report"
    kinds = {str(each["/S"]) for each in tags(reader)}
    assert {"/H1", "/H2", "/P", "/Table", "/TR", "/TH", "/TD", "/L", "/LI", "/Figure"} <= kinds


def test_charts_are_told_in_words() -> None:
    reader = read(paper_of(published_report()))
    told = [str(each["/Alt"]) for each in tags(reader) if str(each["/S"]) == "/Figure"]
    assert sorted(told) == [
        "Published use cases by theme and status (use cases). Risk management: 1.",
        (
            "Recorded, beside what was announced (number). Use cases: Recorded 1, Announced 15; "
            "Institutions: Recorded 1, Announced not published; Technology partners: Recorded 1, "
            "Announced not published."
        ),
    ]


def test_what_people_write_is_data() -> None:
    said = words(read(paper_of(published_report(SUMMARY))))
    assert '#let x = 1 $ \\ " < > @cite #pagebreak()' in said.replace("\n", " ")
    assert "Draft" not in said


def test_what_is_not_published_says_so_on_every_page() -> None:
    reader = read(paper(proposed_report().content))
    assert all("Draft, not published" in page.extract_text() for page in reader.pages)


def test_it_builds_without_a_chinese_font_and_says_so() -> None:
    edition = published_report(SUMMARY)
    reader = read(paper(edition.content, edition.published_at, system_fonts=False))
    said = words(reader)
    assert "there was no font for them" in said.replace("\n", " ")
    assert "銀" not in said
    root: Any = reader.trailer["/Root"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert shows_chinese(system_fonts=False) is False


def test_a_paper_is_set_once(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = published_report()
    first = paper_of(edition)
    monkeypatch.setattr("usecases.exchange.phase_report_paper.paper", None)
    assert paper_of(edition) == first
