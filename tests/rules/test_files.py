"""Files are taken by what they are, not by what they are called."""

from io import BytesIO

import pytest

from tests.files.build import GOOD, archive, contents, jpeg, office, pdf, png, stated
from tests.files.hostile import HOSTILE, WORD
from usecases.rules import archives, files, pictures
from usecases.rules.filenames import clean_name
from usecases.rules.files import examined
from usecases.rules.unfit import Unfit
from usecases.vocabulary.filetypes import BY_ENDING
from usecases.vocabulary.limits import FILE_BYTES, FILE_MEMBERS, FILE_PIXELS, FILE_UNPACKED_BYTES


def refused(name: str, content: bytes) -> str:
    with pytest.raises(Unfit) as caught:
        examined(name, BytesIO(content))
    assert caught.value.fault.field == "file"
    assert str(caught.value.fault.text)
    return caught.value.fault.code


@pytest.mark.parametrize("name", GOOD)
def test_honest_ones_are_taken(name: str) -> None:
    content = BytesIO(GOOD[name])
    fit = examined(name, content)
    assert (fit.name, fit.type) == (name, BY_ENDING[name.rpartition(".")[2].lower()])
    assert content.tell() == 0


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_ones_are_not(case: str) -> None:
    name, content, code = HOSTILE[case]
    assert refused(name, content) == code


def test_as_large_as_may_be() -> None:
    assert examined("a.txt", BytesIO(b"a" * FILE_BYTES)).name == "a.txt"
    assert refused("a.txt", b"a" * (FILE_BYTES + 1)) == "too-large"


def test_as_many_pixels_as_may_be() -> None:
    for name, make in (("a.png", png), ("a.jpg", jpeg)):
        wide = FILE_PIXELS // 1_000
        assert examined(name, BytesIO(make(wide, 1_000))).name == name
        assert refused(name, make(wide + 1, 1_000)) == "too-many-pixels"
    assert refused("a.png", png(2**31, 2**31)) == "too-many-pixels"


def test_as_many_parts_as_may_be() -> None:
    parts = {f"{n}.xml": b"" for n in range(FILE_MEMBERS - 1)}
    most = {"[Content_Types].xml": contents(WORD), **parts}
    assert examined("a.docx", BytesIO(archive(most))).name == "a.docx"
    assert refused("a.docx", archive({**most, "more.xml": b""})) == "too-many-parts"


def test_as_much_unpacked_as_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    small = office()
    rest = len(contents(WORD)) + len(b"<a/>")
    monkeypatch.setattr(archives, "FILE_UNPACKED_BYTES", rest + 1_000)
    assert examined("a.docx", BytesIO(office(parts={"more": b"x" * 1_000}))).name == "a.docx"
    assert refused("a.docx", office(parts={"more": b"x" * 1_001})) == "unpacks-too-large"
    assert examined("a.docx", BytesIO(small)).name == "a.docx"


def test_what_unpacks_to_gigabytes_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked: list[int] = []
    true = archives._inflated

    def watched(inflate: object, raw: bytes, most: int) -> bytes:
        piece = true(inflate, raw, most)  # type: ignore[arg-type]  # as it is called
        unpacked.append(len(piece))
        return piece

    monkeypatch.setattr(archives, "_inflated", watched)
    huge = stated(office(parts={"more": b"\0" * 3_000_000}), "more", size=1_000)
    assert refused("a.docx", huge) == "lying-sizes"
    assert sum(unpacked) <= 1_001 + 1_000  # one byte more than it said, and the parts before it
    many = stated(office(), "main.xml", size=FILE_UNPACKED_BYTES)
    unpacked.clear()
    assert refused("a.docx", many) == "unpacks-too-large"
    assert unpacked == []


def test_a_picture_is_never_decoded() -> None:
    assert not hasattr(pictures, "zlib")
    assert not hasattr(files, "Image")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("letter.pdf", "letter.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\me\\letter.pdf", "letter.pdf"),
        ("來信 二〇二六.pdf", "來信 二〇二六.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"),
        ("nul\0byte.pdf", "nulbyte.pdf"),
        ("letter\u202efdp.exe.pdf", "letterfdp_exe.pdf"),
        ("zero\u200bwidth\ufeff.pdf", "zerowidth.pdf"),
        ('a"b<c>|d?.pdf', "a_b_c__d_.pdf"),
        ("invoice.pdf.exe.pdf", "invoice_pdf_exe.pdf"),
        ("report v1.2.pdf", "report v1.2.pdf"),
        ("  spaced   out .pdf. ", "spaced out.pdf"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
        (".pdf", "pdf"),
        ("", ""),
        ("letter\ud800.pdf", "letter.pdf"),
    ],
)
def test_names_are_cleaned(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_a_name_is_as_long_as_may_be() -> None:
    assert clean_name(f"{'a' * 196}.pdf") == f"{'a' * 196}.pdf"
    assert clean_name(f"{'a' * 197}.pdf") == f"{'a' * 196}.pdf"
    assert clean_name("a" * 300) == "a" * 200
    assert examined(f"{'滙' * 300}.pdf", BytesIO(pdf())).name == f"{'滙' * 196}.pdf"
