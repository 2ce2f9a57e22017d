"""The types of file that may be kept with a use case: endings, content types, words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FileType:
    """One type: the first ending is the usual one."""

    word: str
    content_type: str
    endings: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument."

PDF = FileType("PDF", "application/pdf", ("pdf",))
DOCX = FileType("Word (DOCX)", f"{_OFFICE}wordprocessingml.document", ("docx",))
XLSX = FileType("Excel (XLSX)", f"{_OFFICE}spreadsheetml.sheet", ("xlsx",))
PPTX = FileType("PowerPoint (PPTX)", f"{_OFFICE}presentationml.presentation", ("pptx",))
CSV = FileType("CSV", "text/csv", ("csv",))
TXT = FileType("TXT", "text/plain", ("txt",))
PNG = FileType("PNG", "image/png", ("png",))
JPEG = FileType("JPEG", "image/jpeg", ("jpg", "jpeg"))

TYPES: tuple[FileType, ...] = (PDF, DOCX, XLSX, PPTX, CSV, TXT, PNG, JPEG)
OFFICE: tuple[FileType, ...] = (DOCX, XLSX, PPTX)
BY_ENDING: dict[str, FileType] = {ending: each for each in TYPES for ending in each.endings}
WORDS: str = ", ".join(each.word for each in TYPES)
ENDINGS: str = ",".join(f".{ending}" for ending in BY_ENDING)
