"""Whether a key fits an encrypted file, told by its pages alone: also where the first one, which opens it, is damaged.

The form is SQLCipher 4's: pages of 4,096 bytes, each ending with 16 bytes of chance and the HMAC (SHA-512) of what
stands before it and of the page's number.
"""

from functools import cache
from hashlib import pbkdf2_hmac
from hmac import compare_digest, digest
from pathlib import Path

PAGE, MARK = 4096, 64
_MASK = 0x3A
_LOOKED_AT = 64


def fits(path: Path, key: bytes, salt: bytes) -> bool:
    """Tell whether a page behind the first holds by this key (32 bytes) and salt (16); looks at 64 of all of them."""
    mark_key, pages = _mark_key(key, salt), path.stat().st_size // PAGE
    with path.open("rb") as file:
        for number in range(2, pages + 1, max(1, pages // _LOOKED_AT)):
            file.seek((number - 1) * PAGE)
            page = file.read(PAGE)
            made = digest(mark_key, page[:-MARK] + number.to_bytes(4, "little"), "sha512")
            if compare_digest(made, page[-MARK:]):
                return True
    return False


@cache
def _mark_key(key: bytes, salt: bytes) -> bytes:
    """Return the key of the pages' marks, which SQLCipher makes of the file's own."""
    return pbkdf2_hmac("sha512", key, bytes(each ^ _MASK for each in salt), 2, 32)
