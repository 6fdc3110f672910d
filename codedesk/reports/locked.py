"""A PDF with a password: encrypted with AES-256 as PDF 2.0 has it (its standard handler, revision 6).

Everything that a page needs stays as it was: text, fonts, outline, and the tags that a screen reader follows. The
password is the owner's as well: who can open the file may do with it what they like.
"""

import io
import stringprep
import unicodedata
from importlib.util import find_spec

from codedesk.errors import CannotSave, Refused

MOST = 127
ABSENT = (
    "This installation of CodeDesk cannot save PDFs with a password: what encrypts them (cryptography) is not there. "
    "Install it with: pip install 'codedesk[encryption]'."
)


def can_lock() -> bool:
    """Tell whether this installation has the part that encrypts PDFs."""
    return find_spec("cryptography") is not None


def is_locked(pdf: bytes) -> bool:
    """Tell whether a PDF opens with a password only."""
    from pypdf import PdfReader  # noqa: PLC0415 - loaded with the first such file

    return PdfReader(io.BytesIO(pdf)).is_encrypted


class Lock:
    """What encrypts PDFs with one password."""

    def __init__(self, password: str) -> None:
        """Take the password; Refused where a PDF cannot have it, CannotSave where the part that encrypts is missing."""
        if not can_lock():
            raise CannotSave(ABSENT)
        self._password = _prepared(password)
        if not 0 < len(self._password.encode()) <= MOST:
            raise Refused(f"The password of a PDF has {MOST} letters at most, fewer where they have accents.")

    def applied_to(self, pdf: bytes) -> bytes:
        """Return a PDF with the same pages that opens with the password alone."""
        from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 - loaded with the first such file

        made, out = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf))), io.BytesIO()
        made.pdf_header = "%PDF-2.0"
        made.encrypt(self._password, algorithm="AES-256")
        made.write(out)
        return out.getvalue()


def _prepared(password: str) -> str:
    """Return a password as readers of PDF take it, however its accents were typed (SASLprep's mapping, then NFKC)."""
    plain = (" " if stringprep.in_table_c12(each) else each for each in password if not stringprep.in_table_b1(each))
    return unicodedata.normalize("NFKC", "".join(plain))
