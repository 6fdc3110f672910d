"""AES as FIPS 197 gives it, in chains of blocks (CBC): for PDFs with a password, which no library here can make.

Only what writes is here. Slow beside a machine's own (about half a megabyte a second), and fast enough for papers.
"""

from struct import pack, unpack

BLOCK = 16
_CARRY, _BYTE = 0x11B, 0xFF
_Words = tuple[int, int, int, int]


def encrypted(key: bytes, start: bytes, content: bytes) -> bytes:
    """Encrypt whole blocks of 16 bytes with a key of 16 or 32 bytes, from a start of 16 bytes."""
    first, *between, last = _keys_of_rounds(key)
    one, two, three, four = _TABLES
    out: list[int] = []
    a, b, c, d = unpack(">4I", start)
    words = unpack(f">{len(content) // 4}I", content)
    for at in range(0, len(words), 4):
        a, b, c, d = (
            a ^ words[at] ^ first[0], b ^ words[at + 1] ^ first[1],
            c ^ words[at + 2] ^ first[2], d ^ words[at + 3] ^ first[3],
        )  # fmt: skip
        for w, x, y, z in between:
            a, b, c, d = (
                one[a >> 24] ^ two[b >> 16 & 255] ^ three[c >> 8 & 255] ^ four[d & 255] ^ w,
                one[b >> 24] ^ two[c >> 16 & 255] ^ three[d >> 8 & 255] ^ four[a & 255] ^ x,
                one[c >> 24] ^ two[d >> 16 & 255] ^ three[a >> 8 & 255] ^ four[b & 255] ^ y,
                one[d >> 24] ^ two[a >> 16 & 255] ^ three[b >> 8 & 255] ^ four[c & 255] ^ z,
            )
        a, b, c, d = (
            _last(a, b, c, d) ^ last[0], _last(b, c, d, a) ^ last[1],
            _last(c, d, a, b) ^ last[2], _last(d, a, b, c) ^ last[3],
        )  # fmt: skip
        out += (a, b, c, d)
    return pack(f">{len(out)}I", *out)


def padded(content: bytes) -> bytes:
    """Fill the content up to whole blocks, as PDF has it: each byte added says how many there are."""
    more = BLOCK - len(content) % BLOCK
    return content + bytes([more]) * more


def _last(a: int, b: int, c: int, d: int) -> int:
    return _SBOX[a >> 24] << 24 | _SBOX[b >> 16 & 255] << 16 | _SBOX[c >> 8 & 255] << 8 | _SBOX[d & 255]


def _keys_of_rounds(key: bytes) -> list[_Words]:
    """Return the words that each round mixes in: 11 rounds' for 16 bytes, 15 for 32."""
    size = len(key) // 4
    words = list(unpack(f">{size}I", key))
    turned = 1
    for at in range(size, 4 * (size + 7)):
        word = words[-1]
        if at % size == 0:
            word = _substituted((word << 8 | word >> 24) & 0xFFFFFFFF) ^ turned << 24
            turned = _times(turned, 2)
        elif size == 8 and at % size == 4:
            word = _substituted(word)
        words.append(words[at - size] ^ word)
    return [(words[at], words[at + 1], words[at + 2], words[at + 3]) for at in range(0, len(words), 4)]


def _substituted(word: int) -> int:
    return _last(word, word, word, word)


def _times(one: int, other: int) -> int:
    """Multiply in the field of 256 that AES works in."""
    product = 0
    while other:
        product ^= one if other & 1 else 0
        one = one << 1 ^ (_CARRY if one & 0x80 else 0)
        other >>= 1
    return product


def _substitutes() -> bytes:
    """Return for each byte the one that takes its place: its inverse in the field, its bits mixed."""
    inverse = {0: 0}
    for one in range(1, 256):
        if one not in inverse:
            other = next(other for other in range(1, 256) if _times(one, other) == 1)
            inverse |= {one: other, other: one}
    return bytes(_mixed(inverse[each]) for each in range(256))


def _mixed(byte: int) -> int:
    twice = byte << 8 | byte
    return (byte ^ twice >> 7 ^ twice >> 6 ^ twice >> 5 ^ twice >> 4 ^ 0x63) & _BYTE


_SBOX = _substitutes()


def _table(turn: int) -> tuple[int, ...]:
    """Return what a byte at one of the four places of a column does to the whole column in a round."""
    whole = [_times(each, 2) << 24 | each << 16 | each << 8 | _times(each, 3) for each in _SBOX]
    return tuple((word >> turn | word << 32 - turn) & 0xFFFFFFFF for word in whole)


_TABLES = tuple(_table(turn) for turn in (0, 8, 16, 24))
