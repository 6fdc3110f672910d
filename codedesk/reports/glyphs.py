"""Which characters the paper's font can show, and the one way in which text of people reaches the paper.

Nothing on paper is parsed as markup: every string is drawn as it is, after `printable`. So `E&M`, `<coder>` and
`<img>` need no escape and have no effect. No layout here.
"""

import unicodedata
from functools import cache

_SPACES = dict.fromkeys(
    map(ord, "\t\v\f\r\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u205f\u3000"), " "
)
_SPACES |= {ord("\u202f"): "\xa0", ord("\u2028"): "\n", ord("\u2029"): "\n", ord("\x85"): "\n"}


@cache
def _known() -> frozenset[str]:
    # The font's table costs a library that loads late, at the first page.
    from codedesk.reports.fonts import characters  # noqa: PLC0415

    return frozenset(map(chr, characters())) | {"\n"}


def _even(words: str) -> str:
    return unicodedata.normalize("NFC", words.replace("\r\n", "\n")).translate(_SPACES)


def missing(words: str) -> tuple[str, ...]:
    """List the characters of a text that the paper's font cannot show, each once, in order."""
    known = _known()
    return tuple(dict.fromkeys(c for c in _even(words) if c not in known))


def printable(words: str) -> str:
    """Return a text as it goes to paper: composed, tabs as spaces, and [U+4F60] for what the font cannot show."""
    if words.isascii() and words.isprintable():
        return words
    known, even = _known(), _even(words)
    if known.issuperset(even):
        return even
    return "".join(c if c in known else f"[U+{ord(c):04X}]" for c in even)


def name_of(character: str) -> str:
    """Name a character for a person: its code, and its Unicode name where it has one."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name.lower()}".rstrip()
