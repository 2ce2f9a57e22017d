"""Builds files byte by byte: honest ones of every type, and parts to make hostile ones of."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile

from usecases.vocabulary.filetypes import DOCX, PPTX, XLSX, FileType

EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """Return a file as a form hands it over; what the browser says of its type is not believed."""
    return SimpleUploadedFile(name, content, content_type="application/x-whatever")


def pdf(body: bytes = b"") -> bytes:
    """Return a PDF."""
    return b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + body + b"\ntrailer\n<<>>\n%%EOF\n"


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return one chunk of a PNG."""
    return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))


def png(width: int = 1, height: int = 1) -> bytes:
    """Return a PNG that says that it is so large; its pixels need not be there."""
    head = struct.pack(">2L5B", width, height, 8, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"\0\0")), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def jpeg(width: int = 1, height: int = 1) -> bytes:
    """Return the frame of a JPEG that says that it is so large."""
    info = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">2H", height, width) + b"\x01\x01\x11\x00"
    return b"\xff\xd8" + info + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x00\xff\xd9"


def contents(main: str) -> bytes:
    """Return the list of types of an Office file."""
    return (
        b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        b'content-types"><Override PartName="/main.xml" ContentType="' + main.encode() + b'"/>'
        b"</Types>"
    )


def archive(parts: dict[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    """Return a zip archive."""
    content = BytesIO()
    with ZipFile(content, "w", method) as opened:
        for name, data in parts.items():
            opened.writestr(name, data)
    return content.getvalue()


def office(kind: FileType = DOCX, parts: dict[str, bytes] | None = None) -> bytes:
    """Return an Office file with such further parts."""
    main = contents(f"{kind.content_type}.main+xml")
    return archive({"[Content_Types].xml": main, "main.xml": b"<a/>", **(parts or {})})


def macro_office() -> bytes:
    """Return a Word file that says it holds macros."""
    return archive({"[Content_Types].xml": contents(MAIN), "main.xml": b"<a/>"})


def stated(content: bytes, name: str, **sizes: int) -> bytes:
    """Return an archive in which a part's central entry states other sizes than the true ones."""
    places = {"flags": (8, "<H"), "checksum": (16, "<L"), "packed": (20, "<L"), "size": (24, "<L")}
    places["offset"] = (42, "<L")
    changed, encoded = bytearray(content), name.encode()
    at = content.index(b"PK\x01\x02")
    while content[at + 46 : at + 46 + len(encoded)] != encoded:
        at = content.index(b"PK\x01\x02", at + 4)
    for field, value in sizes.items():
        place, form = places[field]
        struct.pack_into(form, changed, at + place, value)
    return bytes(changed)


GOOD: dict[str, bytes] = {
    "letter.pdf": pdf(),
    "letter.docx": office(DOCX),
    "figures.xlsx": office(XLSX),
    "slides.pptx": office(PPTX),
    "figures.csv": "bank,case\n滙豐,1\n".encode(),
    "figures.CSV": "bank\n滙豐\n".encode("utf-16"),
    "words.txt": b"\xef\xbb\xbfwords\r\n\tand more\x0c",
    "chart.png": png(3, 4),
    "photo.jpg": jpeg(3, 4),
    "photo.jpeg": jpeg(3, 4),
}
