"""A PDF with a password: encrypted with AES-256 as PDF 2.0 has it (its standard handler, revision 6).

Everything that a page needs stays as it was: text, fonts, outline, and the tags that a screen reader follows. There is
no second password, for an owner, and nothing is kept by which it could be opened without the password.
"""

import io
import secrets
import stringprep
import unicodedata
from hashlib import sha256, sha384, sha512

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from codedesk.errors import Refused
from codedesk.reports import aes

MOST = 127
_KEY, _SALT = 32, 8
_ALL_ALLOWED = -4


class Lock:
    """What encrypts PDFs with one password: made once (half a second), then used for as many files as are saved."""

    def __init__(self, password: str) -> None:
        """Draw the key of the files, and lock it with the password; Refused where a PDF cannot take it."""
        typed = _prepared(password)
        if not 0 < len(typed) <= MOST:
            raise Refused(f"The password of a PDF has {MOST} letters at most, fewer where they have accents.")
        self._key = secrets.token_bytes(_KEY)
        tested, opened = secrets.token_bytes(_SALT), secrets.token_bytes(_SALT)
        allowed = _ALL_ALLOWED.to_bytes(4, "little", signed=True) + b"\xff\xff\xff\xffTadb" + secrets.token_bytes(4)
        self._said = {
            "/U": _hashed(typed, tested) + tested + opened,
            "/UE": aes.encrypted(_hashed(typed, opened), bytes(aes.BLOCK), self._key),
            "/O": secrets.token_bytes(_KEY + 2 * _SALT),
            "/OE": secrets.token_bytes(_KEY),
            "/Perms": aes.encrypted(self._key, bytes(aes.BLOCK), allowed),
        }

    def applied_to(self, pdf: bytes) -> bytes:
        """Return a PDF with the same pages that opens with the password alone."""
        read = PdfReader(io.BytesIO(pdf))
        read.root_object[NameObject("/Extensions")] = _extension()
        found = {number: self._sealed(each) for number, each in _reachable(read).items()}
        entry = max(found) + 1
        found[entry] = self._entry()
        return _written(found, read.trailer.raw_get("/Root"), read.trailer.raw_get("/Info"), entry)

    def _sealed(self, each: PdfObject) -> PdfObject:
        """Return a copy whose texts and streams are encrypted."""
        if isinstance(each, (ByteStringObject, TextStringObject)):
            return ByteStringObject(self._encrypted(each.original_bytes))
        if isinstance(each, StreamObject):
            made = StreamObject()
            made.update({name: self._sealed(value) for name, value in each.items()})
            made.set_data(self._encrypted(each._data))
            return made
        if isinstance(each, DictionaryObject):
            return DictionaryObject({name: self._sealed(value) for name, value in each.items()})
        if isinstance(each, ArrayObject):
            return ArrayObject(self._sealed(value) for value in each)
        return each

    def _encrypted(self, content: bytes) -> bytes:
        start = secrets.token_bytes(aes.BLOCK)
        return start + aes.encrypted(self._key, start, aes.padded(content))

    def _entry(self) -> DictionaryObject:
        """Return what tells a reader how to open it."""
        way = _named(CFM="AESV3", AuthEvent="DocOpen") | _numbered(Length=_KEY)
        ways = DictionaryObject({NameObject("/StdCF"): DictionaryObject(way)})
        said: dict[PdfObject, PdfObject] = {
            NameObject(name): ByteStringObject(each) for name, each in self._said.items()
        }
        said |= {NameObject("/CF"): ways, NameObject("/EncryptMetadata"): BooleanObject(value=True)}
        said |= _named(Filter="Standard", StmF="StdCF", StrF="StdCF")
        return DictionaryObject(said | _numbered(V=5, R=6, Length=8 * _KEY, P=_ALL_ALLOWED))


def _prepared(password: str) -> bytes:
    """Return a password as readers of PDF take it, however its accents were typed (SASLprep's mapping, then NFKC)."""
    plain = (" " if stringprep.in_table_c12(each) else each for each in password if not stringprep.in_table_b1(each))
    return unicodedata.normalize("NFKC", "".join(plain)).encode()


def _hashed(password: bytes, salt: bytes) -> bytes:
    """Return 32 bytes of a password that take long to make, so that guessing does (algorithm 2.B of ISO 32000-2)."""
    made, last, rounds = sha256(password + salt).digest(), 0, 0
    while rounds < 64 or last > rounds - 32:
        mixed = aes.encrypted(made[:16], made[16:32], (password + made) * 64)
        made = (sha256, sha384, sha512)[sum(mixed[:16]) % 3](mixed).digest()
        last, rounds = mixed[-1], rounds + 1
    return made[:32]


def _named(**names: str) -> dict[PdfObject, PdfObject]:
    return {NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in names.items()}


def _numbered(**numbers: int) -> dict[PdfObject, PdfObject]:
    return {NameObject(f"/{key}"): NumberObject(value) for key, value in numbers.items()}


def _extension() -> DictionaryObject:
    """Say that this goes beyond PDF 1.7, by what it does."""
    level = DictionaryObject(_named(BaseVersion="1.7") | _numbered(ExtensionLevel=8))
    return DictionaryObject({NameObject("/ADBE"): level})


def _reachable(read: PdfReader) -> dict[int, PdfObject]:
    """Return every numbered object that pages, outline, tags and the document's own words lead to."""
    found: dict[int, PdfObject] = {}
    waiting: list[PdfObject] = [read.trailer.raw_get("/Root"), read.trailer.raw_get("/Info")]
    while waiting:
        each = waiting.pop()
        if isinstance(each, IndirectObject):
            if each.idnum not in found and (there := each.get_object()) is not None:
                found[each.idnum] = there
                waiting.append(there)
        elif isinstance(each, DictionaryObject):
            waiting += each.values()
        elif isinstance(each, ArrayObject):
            waiting += each
    return found


def _written(found: dict[int, PdfObject], root: IndirectObject, info: IndirectObject, entry: int) -> bytes:
    """Write objects as a file: each under its number, then where each begins, then where to start reading."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, each in sorted(found.items()):
        places[number] = out.tell()
        out.write(b"%d 0 obj\n" % number)
        each.write_to_stream(out)
        out.write(b"\nendobj\n")
    table = out.tell()
    out.write(b"xref\n0 1\n0000000000 65535 f \n")
    for number, place in places.items():
        out.write(b"%d 1\n%010d 00000 n \n" % (number, place))
    mark = secrets.token_hex(16)
    end = f"<< /Size {entry + 1} /Root {root.idnum} 0 R /Info {info.idnum} 0 R /Encrypt {entry} 0 R"
    out.write(f"trailer\n{end} /ID [<{mark}> <{mark}>] >>\nstartxref\n{table}\n%%EOF\n".encode())
    return out.getvalue()
