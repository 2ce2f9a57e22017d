"""A PDF without what it tells of whoever made it: author, programs, dates, remarks, enclosures."""

from io import BytesIO
from typing import Any, BinaryIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject

# In the catalogue, and on each page; of annotations only what a reader uses stays.
_OF_FILE = ("/Metadata", "/PieceInfo", "/AF", "/OpenAction", "/AA", "/Names", "/Collection")
_OF_PAGE = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/AA")
_KEPT = ("/Link", "/Widget")


def stripped(content: BinaryIO, title: str) -> tuple[BytesIO, list[str]]:
    """Return the PDF again under this title, and the names of what was taken out of it."""
    content.seek(0)
    writer = PdfWriter(clone_from=PdfReader(content))
    taken = [f"{name[1:]}" for name in writer.metadata or {} if name != "/Title"]
    root = writer.root_object
    taken += [name[1:] for name in _without(root, _OF_FILE)]
    for page in writer.pages:
        taken += [name[1:] for name in _without(page, _OF_PAGE)]
        taken += _without_remarks(page)
    writer.metadata = None
    return _copied(writer, title), sorted(set(taken))


def _copied(writer: PdfWriter, title: str) -> BytesIO:
    """Return what is still reached from the first page on: what was taken out stays behind."""
    held, found = BytesIO(), BytesIO()
    writer.write(held)
    held.seek(0)
    copy = PdfWriter(clone_from=PdfReader(held))
    copy.metadata = None
    copy.add_metadata({"/Title": title})
    copy.write(found)
    found.seek(0)
    return found


def _without(holder: DictionaryObject, names: tuple[str, ...]) -> list[str]:
    gone = [name for name in names if name in holder]
    for name in gone:
        del holder[name]
    return gone


def _without_remarks(page: Any) -> list[str]:
    """Take remarks of reviewers off a page, and names off what stays."""
    if "/Annots" not in page:
        return []
    notes = page["/Annots"]
    kept = [each for each in notes if each.get_object().get("/Subtype") in _KEPT]
    gone = ["Annots"] if len(kept) < len(notes) else []
    for each in kept:
        for name in ("/M", "/CreationDate", "/NM"):
            each.get_object().pop(name, None)
    page[NameObject("/Annots")] = type(notes.get_object())(kept)
    return gone
