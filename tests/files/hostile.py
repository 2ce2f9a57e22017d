"""Hostile files as a table: what is handed in, and the code of the refusal."""

from tests.files.build import (
    EICAR,
    GOOD,
    OLE,
    archive,
    contents,
    jpeg,
    macro_office,
    office,
    pdf,
    png,
    stated,
)
from usecases.vocabulary.filetypes import DOCX, XLSX

WORD = f"{DOCX.content_type}.main+xml"
ZEROES = b"\0" * 100_000
_TYPES = "[Content_Types].xml"
_SPELT = contents(WORD).replace(b"</Types>", b'<X ContentType="m&#97;croEnabled"/></Types>')


def _bomb() -> bytes:
    """Return a Word file of which one part unpacks to more than its entry says."""
    honest = office(parts={"media/zeroes.bin": ZEROES})
    return stated(honest, "media/zeroes.bin", size=10)


def _liar() -> bytes:
    """Return the same with the checksum of the ten bytes that it admits to."""
    return stated(_bomb(), "media/zeroes.bin", checksum=0xE38A6876)


def _overlapping() -> bytes:
    """Return a Word file of which two parts are the same bytes."""
    twice = office(parts={"a.bin": ZEROES, "b.bin": ZEROES})
    return stated(twice, "b.bin", offset=twice.index(b"PK\x03\x04", 30))


HOSTILE: dict[str, tuple[str, bytes, str]] = {
    # What is not taken at all.
    "nothing": ("letter.pdf", b"", "empty"),
    "a program": ("setup.exe", b"MZ\x90\0", "type"),
    "a page": ("page.html", b"<html>", "type"),
    "a picture that runs scripts": ("chart.svg", b"<svg/>", "type"),
    "no ending": ("letter", pdf(), "type"),
    "only an ending": (".pdf", pdf(), "type"),
    "a program behind a second ending": ("letter.pdf.exe", pdf(), "type"),
    "an archive": ("files.zip", archive({"a.txt": b"a"}), "type"),
    # What is not what its name says.
    "a program as a PDF": ("letter.pdf", b"MZ\x90\0" * 10, "not-its-name"),
    "a page as a PDF": ("letter.pdf", b"<html><script>alert(1)</script>", "not-its-name"),
    "a page as text": ("notes.txt", b"\n <!DOCTYPE html><script>alert(1)</script>", "not-its-name"),
    "a script as text": ("notes.txt", b"#!/bin/sh\nrm -rf /\n", "not-its-name"),
    "rich text as text": ("notes.txt", rb"{\rtf1 {\object}}", "not-its-name"),
    "a picture as a PDF": ("letter.pdf", png(), "not-its-name"),
    "a PDF as a picture": ("chart.png", pdf(), "not-its-name"),
    "a JPEG as a PNG": ("chart.png", jpeg(), "not-its-name"),
    "Word as Excel": ("figures.xlsx", office(DOCX), "not-its-name"),
    "Excel as text": ("figures.csv", office(XLSX), "not-its-name"),
    "a program as text": ("notes.txt", b"MZ\x90\0\x03\0", "not-text"),
    "text of an old code page": ("notes.txt", "匯豐".encode("big5"), "not-text"),
    "half a character": ("notes.csv", "滙".encode()[:2], "not-text"),
    "an escape for terminals": ("notes.txt", b"\x1b]0;x\x07", "not-text"),
    # Two things at once.
    "an archive behind a PDF": ("letter.pdf", pdf() + archive({"a": b"a"}), "two-in-one"),
    "an archive inside a PDF": ("letter.pdf", pdf(archive({"a": b"a"})), "two-in-one"),
    "an archive behind a PNG": ("chart.png", png() + archive({"a": b"a"}), "two-in-one"),
    "a script behind a PNG": ("chart.png", png() + b"<script>", "two-in-one"),
    "an archive behind a JPEG": ("photo.jpg", jpeg() + archive({"a": b"a"}), "two-in-one"),
    "an archive behind text": ("notes.txt", b"notes" + archive({"a": b"a"}), "not-text"),
    "a program before Word": ("letter.docx", b"MZ" + office(), "not-its-name"),
    "a page behind Word": ("letter.docx", office() + b"<script>", "two-in-one"),
    # Office files.
    "an archive as Word": ("letter.docx", archive({"a.txt": b"a"}), "archive"),
    "macros that are stated": ("letter.docx", macro_office(), "macros"),
    "macros that are not": ("letter.docx", office(parts={"word/vbaProject.bin": b"x"}), "macros"),
    "macros spelt otherwise": ("l.docx", archive({_TYPES: _SPELT, "main.xml": b""}), "damaged"),
    "old or encrypted Word": ("letter.docx", OLE, "encrypted"),
    "old Excel": ("figures.csv", OLE, "encrypted"),
    "a part with a password": ("letter.docx", stated(office(), "main.xml", flags=1), "encrypted"),
    "Word and Excel at once": (
        "letter.docx",
        archive({_TYPES: contents(WORD) + contents(f"{XLSX.content_type}.main+xml")}),
        "archive",
    ),
    # Bombs and lies.
    "a part larger than it says": ("letter.docx", _bomb(), "lying-sizes"),
    "and its checksum lies too": ("letter.docx", _liar(), "lying-sizes"),
    "a part smaller than it says": (
        "letter.docx",
        stated(office(), "main.xml", size=50_000_000),
        "lying-sizes",
    ),
    "parts that say too much": (
        "letter.docx",
        stated(office(), "main.xml", size=300_000_000),
        "unpacks-too-large",
    ),
    "parts that overlap": ("letter.docx", _overlapping(), "damaged"),
    "two headers that differ": (
        "letter.docx",
        office().replace(b"main.xml", b"evil.xml", 1),
        "damaged",
    ),
    "half an archive": ("letter.docx", office()[:-40], "two-in-one"),
    # Broken ones.
    "half a PDF": ("letter.pdf", pdf()[:-20], "damaged"),
    "a PDF with a password": ("letter.pdf", pdf(b"trailer << /Encrypt 5 0 R >>"), "encrypted"),
    "half a PNG": ("chart.png", png()[:-14], "damaged"),
    "a PNG without pixels": ("chart.png", png(0, 4), "damaged"),
    "a PNG without a header": ("chart.png", png()[:8], "damaged"),
    "half a JPEG": ("photo.jpg", jpeg()[:22], "damaged"),
    "a JPEG without a frame": ("photo.jpg", b"\xff\xd8\xff\xda\x00\x08" + b"\0" * 9, "damaged"),
}
# Taken, and found by the scanner.
INFECTED = ("notes.txt", EICAR.encode())
HONEST = tuple(GOOD.items())
