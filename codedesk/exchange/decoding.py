"""Bytes to text: which encoding a file has, found by its mark or by what it can only be, and said in words.

Only text files; workbooks are workbook_reading's. What is there is named: a workbook, a web page, a locked file.
"""

import codecs
import re
from dataclasses import dataclass

from codedesk.exchange.csv_lines import MOST_BYTES, Unreadable

EMPTY = "the file is empty; its first line must name the columns"
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", ""),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
WORKBOOK, OLD_OR_LOCKED = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
SAVE_AS = "save it as CSV (UTF-8)"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
# Latin letters with accents, quotation marks and dashes: what the names and notes of a department are written with.
_OF_NAMES = re.compile(
    "[\u00a0-\u017f\u2010-\u203a\u20ac]*[\u00c0-\u017f\u2010-\u203a][\u00a0-\u017f\u2010-\u203a\u20ac]*"
)
# Letters and signs that Western texts are written with; Windows-1252 has others, which only wrong guesses bring.
_WESTERN = re.compile(r"[^\W\d_]|[€‚„…‰‹›‘’“”•–—™\u00a0¡¢£¥§©«®°±²³´·¹º»¼½¾¿×÷ª]")
_MIXED = re.compile(r"[À-ÖØ-öø-ÿ]{3}|[a-zß-ÿ][À-ÖØ-ÞŠŽŒŸ]|[^\W\d_][¡¢£¥§©«®±²³´·¹»¼½¾¿×÷‚„…‰•™‹]\w")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what is to be said of its encoding; nothing where it is the usual one."""

    text: str
    said: str = ""


def decode(content: bytes, encoding: str = "", *, marked: bool = False) -> Decoded:
    """Return the text of a file; Unreadable with the line and what is there if it is none.

    marked: a web page is read as well, whose tables somebody takes out of it.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable(None, f"it is larger than {MOST_BYTES // 1_000_000} MB; split it")
    if not content.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise Unreadable(None, EMPTY)
    if content.startswith(WORKBOOK):
        raise Unreadable(None, "it is a workbook, not a CSV file; let its name end in .xlsx, or save it as CSV (UTF-8)")
    if content.startswith(OLD_OR_LOCKED):
        raise Unreadable(None, f"it is an old workbook (.xls) or one with a password; {SAVE_AS}")
    codec, called = _codec(content, encoding)
    if not called and b"\0" in content:
        raise Unreadable(None, f"it is not a text file; {SAVE_AS}")
    try:
        text = content.decode(codec)
    except UnicodeError as error:
        line = content.count(b"\n", 0, getattr(error, "start", 0)) + 1
        if codec == "utf-8":
            return _western(content, line)
        reason = f"it is not {called or 'UTF-8'} (first in line {line}); {SAVE_AS}"
        raise Unreadable(None, reason, "encoding") from None
    if not marked and re.match(r"\s*<(?:!doctype|html|table|\?xml)", text[:200], re.IGNORECASE):
        raise Unreadable(1, f"it is a web page, whatever its name says; open it in a spreadsheet and {SAVE_AS}")
    return _twice(text) or Decoded(text, f"its letters are {called}" if called else "")


def _codec(content: bytes, encoding: str) -> tuple[str, str]:
    """Return the encoding of a text, and how it is called where it is not UTF-8; a mark goes before what was said."""
    for mark, codec, called in MARKS:
        if content.startswith(mark):
            return codec, called
    if encoding:
        return encoding, encoding
    found = _unmarked(content)
    return (found, "UTF-16") if found else ("utf-8", "")


def _unmarked(content: bytes) -> str:
    """Return the UTF-16 that a text without a mark is in, as the zeros beside its Latin letters show; "" if none."""
    first = content[:2_000]
    for codec, zeros in (("utf-16-le", first[1::2]), ("utf-16-be", first[::2])):
        if zeros.count(0) > 0.8 * len(zeros) and first.count(0) <= 0.55 * len(first):
            return codec
    return ""


def _twice(text: str) -> Decoded | None:
    """Take back what a spreadsheet does that opens UTF-8 as Windows-1252 and saves what it sees: "InÃ©s" for "Inés"."""
    meant = read_twice(text)
    if meant is None:
        return None
    first = next(word for word in _words(text) if not word.isascii())[:40]
    return Decoded(meant, said_twice(first, read_twice(first) or first))


def said_twice(text: str, meant: str) -> str:
    """Say that letters were taken back."""
    return f"a spreadsheet took its letters for Windows-1252: “{text}” is read as “{meant}”"


def read_twice(text: str) -> str | None:
    """Return what a text was before its UTF-8 was taken for Windows-1252; None where it was not.

    Letters with accents are not UTF-8 by chance when they are written in Windows-1252, and Latin letters then; all of a
    text is, or none.
    """
    try:
        return None if text.isascii() else _BEYOND_ASCII.sub(_taken_back, text)
    except UnicodeError:
        return None


def _taken_back(letters: re.Match[str]) -> str:
    """Return the letters whose UTF-8 Windows shows as these; five bytes it passes on as they are."""
    shown_as = (letter.encode("latin-1" if "\x80" <= letter <= "\x9f" else "cp1252") for letter in letters[0])
    meant = b"".join(shown_as).decode("utf-8")
    if not _OF_NAMES.fullmatch(meant):
        raise UnicodeError
    return meant


def _words(text: str) -> list[str]:
    return re.split(r"[ \t\r\n,;|]+", text)


def _western(content: bytes, line: int) -> Decoded:
    """Take a text that is not UTF-8 as Windows-1252 where all its letters say so, and show the first of them."""
    found = f"it is not UTF-8 (first in line {line})"
    reason = f"{found}; {SAVE_AS}, or name its encoding with --encoding"
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise Unreadable(None, reason, "encoding") from None
    odd = [letter for letter in set(text) if ord(letter) > 127 and not _WESTERN.match(letter)]
    if odd or _MIXED.search(text) or re.search(r"[\x00-\x08\x0e-\x1f\x7f]", text):
        raise Unreadable(None, reason, "encoding")
    first = next(word for word in _words(text) if not word.isascii())
    return Decoded(text, f"{found} and was read as Windows-1252, “{first[:40]}”; if that is wrong, say --encoding")
