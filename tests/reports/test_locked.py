"""A PDF with a password, read by a second library: opened by the password alone, and the same inside."""

import io
import re
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from codedesk.errors import CannotSave, Refused
from codedesk.reports import locked
from codedesk.reports.locked import Lock
from codedesk.reports.packet import build
from codedesk.reports.raster import LOCK
from tests.reports import synthetic
from tests.reports.structure import told

PASSWORD = "Käse und Brot 12"
PDF = build(synthetic.row())
LOCKED = Lock(PASSWORD).applied_to(PDF)


def inside(pdf: bytes, password: str | None = None) -> dict[str, Any]:
    """Return words, pictures of pages, outline and what the file says of itself."""
    with LOCK:
        opened = pypdfium2.PdfDocument(pdf, password=password)
        try:
            return {
                "words": [page.get_textpage().get_text_range() for page in opened],
                "drawn": [page.render(scale=0.5).to_numpy().tobytes() for page in opened],
                "outline": [(each.level, each.get_title(), each.get_dest().get_index()) for each in opened.get_toc()],  # type: ignore[union-attr]
                "itself": opened.get_metadata_dict(),
            }
        finally:
            opened.close()


def test_with_the_password_it_is_the_same_to_the_eye_and_to_a_screen_reader() -> None:
    before, after = inside(PDF), inside(LOCKED, PASSWORD)
    assert after == before and len(before["outline"]) > 5
    assert told(LOCKED, PASSWORD) == told(PDF)


@pytest.mark.parametrize("wrong", [None, "", "käse und Brot 12", PASSWORD[:-1], f"{PASSWORD} "])
def test_without_the_password_or_with_another_it_does_not_open(wrong: str | None) -> None:
    with LOCK, pytest.raises(pypdfium2.PdfiumError, match="password"):
        pypdfium2.PdfDocument(LOCKED, password=wrong)


def test_the_same_letters_typed_otherwise_open_it() -> None:
    locked = Lock("Ka\u0308se\u00a0und Brot 12").applied_to(PDF)
    assert inside(locked, PASSWORD)["words"] == inside(PDF)["words"]


def test_it_is_encrypted_with_aes_of_256_bits_text_and_streams_and_everything() -> None:
    for said in (b"/V 5", b"/R 6", b"/Length 256", b"/CFM /AESV3"):
        assert said in LOCKED
    assert LOCKED.count(b"/StdCF") == 3  # the way itself, that of streams, that of texts
    with LOCK:
        opened = pypdfium2.PdfDocument(LOCKED, password=PASSWORD)
        assert pypdfium2.raw.FPDF_GetSecurityHandlerRevision(opened) == 6
        opened.close()
    title = str(PdfReader(io.BytesIO(PDF)).metadata.title)  # type: ignore[union-attr]
    assert "Ana Diaz" in title
    assert b"Ana Diaz" in PDF or "Ana Diaz".encode("utf-16-be") in PDF
    assert b"Ana Diaz" not in LOCKED and "Ana Diaz".encode("utf-16-be") not in LOCKED
    streams = re.findall(rb"(?<!end)stream\r?\n(.{32})", PDF, re.DOTALL)
    assert len(streams) > 10 and not any(each in LOCKED for each in streams)


def test_no_two_files_are_alike_and_the_one_before_it_is_left() -> None:
    lock, before = Lock(PASSWORD), bytes(PDF)
    assert lock.applied_to(PDF) != lock.applied_to(PDF) and before == PDF


@pytest.mark.parametrize("password", ["", "ü" * 64, "x" * 128])
def test_what_a_pdf_cannot_take_as_a_password_is_refused_in_words(password: str) -> None:
    with pytest.raises(Refused, match="127 letters at most"):
        Lock(password)
    assert inside(Lock("x" * 127).applied_to(PDF), "x" * 127)["itself"]


def test_where_the_part_that_encrypts_is_missing_the_words_say_how_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locked, "can_lock", lambda: False)
    with pytest.raises(CannotSave, match=r"pip install 'codedesk\[encryption\]'"):
        Lock(PASSWORD)
