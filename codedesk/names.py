"""Names as people mean them: the one form in which they are compared, how they are kept, how one is made visible.

A leaf. Two names that look the same on paper are one name here, whatever their letters are made of. Which names there
are, and what a name that fits two means, is the services' to say.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# What a keyboard or an autocorrection puts in the place of the same sign.
_SAME_SIGNS = {ord(dash): "-" for dash in "‐‑‒–—―−﹣"} | {ord(mark): "'" for mark in "‘’‛ʼ′＇"}
_BLANK_SIGNS = {ord("\u2800"): " "}  # the empty pattern of Braille: ink of its own it has none
# Letters of other alphabets that are drawn as Latin ones.
_LOOK_ALIKES = str.maketrans(
    "АВЕЗІЈКМНОРСТУХаеѕіјорсухһԁԛԝѵΑΒΕΖΗΙΚΜΝΟΡΤΥΧοΥνЅԌӀ",
    "ABE3IJKMHOPCTYXaesijopcyxhdqwvABEZHIKMNOPTYXoYvSGI",
)
_SHAPERS = "\u200c\u200d"  # the joiners, which Persian and the scripts of India write their names with
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u180b-\u180d\u180f]")
# Shown by format characters, drawn all the same: the number signs of Arabic, Syriac and Kaithi.
_DRAWN_FORMATS = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]")
# Default_Ignorable_Code_Point of Unicode, as far as the category does not say it.
_UNDRAWN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2065\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
_CALLED = {
    "\u00ad": "soft hyphen",
    "\u00a0": "no-break space",
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\ufeff": "byte order mark",
}
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK")


@lru_cache(maxsize=1024)
def key(name: str) -> str:
    """Return the form in which names are compared: equal for two names that look the same, and for no others.

    NFKC, case folded, without invisible characters, dashes and apostrophes of one kind, one blank for any, trimmed.
    """
    folded = _folded(name)
    while folded != name:
        name, folded = folded, _folded(folded)
    return folded


def clean(name: str) -> str:
    """Return a name as it is kept: as typed, without what cannot be seen, one blank for any, trimmed.

    Joiners and variation selectors stay where they shape the letter before them.
    """
    kept = _tidied(name)
    while kept != name:
        name, kept = kept, _tidied(kept)
    return kept


def visible(name: str) -> str:
    """Return a name with what cannot be seen in it spelled out: "José‹soft hyphen› Núñez"."""
    return "".join(
        f"‹{_called(letter)}›" if hidden or _is_odd_blank(letter) else letter for letter, hidden in _seen(name)
    )


def told_apart(name: str, other: str) -> tuple[str, str]:
    """Return two names of one form so that a reader sees in what they differ; as they are where case or blanks tell."""
    first, second = visible(name), visible(other)
    if first != second and unicodedata.normalize("NFC", first) == unicodedata.normalize("NFC", second):
        return first + _composition(first), second + _composition(second)
    return first, second


def searched(text: str) -> str:
    """Return the form in which names are searched by typing: as compared, and without accents."""
    apart = unicodedata.normalize("NFD", key(text))
    return key("".join(each for each in apart if unicodedata.category(each) != "Mn"))


def looks(name: str) -> str:
    """Return the form in which names of other alphabets look alike: Cyrillic and Greek letters as the Latin ones."""
    return key(unicodedata.normalize("NFKC", clean(name)).translate(_LOOK_ALIKES))


def foreign(name: str) -> str:
    """Name the letters of a second alphabet within one word of a name: "Cyrillic а"; "" where there is none."""
    for word in re.split(r"[\W\d_]+", unicodedata.normalize("NFC", clean(name))):
        letters: dict[str, list[str]] = {}
        for letter in word:
            letters.setdefault(_alphabet(letter), []).append(letter)
        letters.pop("", None)
        if len(letters) > 1:
            few = min(letters, key=lambda alphabet: len(letters[alphabet]))
            return f"{few.capitalize()} {', '.join(dict.fromkeys(letters[few]))}"
    return ""


def of_two_alphabets(name: str) -> str:
    """Say that a word of a name mixes two alphabets, which nobody sees; "" where none does."""
    mixed = foreign(name)
    return f"“{name}” has letters of two alphabets in one word ({mixed}): type the word anew" if mixed else ""


def _folded(name: str) -> str:
    text = unicodedata.normalize("NFKC", name).casefold().translate(_SAME_SIGNS | _BLANK_SIGNS)
    return " ".join("".join(letter for letter in text if not _is_invisible(letter)).split())


def _tidied(name: str) -> str:
    kept = "".join(letter for letter, hidden in _seen(name) if not hidden)
    return " ".join(kept.translate(_BLANK_SIGNS).split())


def _seen(name: str) -> Iterator[tuple[str, bool]]:
    """Yield every character of a name, and whether it is there without being seen."""
    before = ""
    for letter, after in zip(name, [*name[1:], ""], strict=False):
        hidden = _is_invisible(letter) and not _shapes(before, letter, after)
        yield letter, hidden
        before = before if hidden else letter


def _is_odd_blank(letter: str) -> bool:
    return letter != " " and (letter.isspace() or ord(letter) in _BLANK_SIGNS)


def _is_invisible(letter: str) -> bool:
    if letter.isspace() or " " <= letter < "\u007f":
        return False
    category = unicodedata.category(letter)
    drawn = category not in ("Cf", "Cc") or _DRAWN_FORMATS.match(letter)
    return not drawn or _UNDRAWN.match(letter) is not None


def _shapes(before: str, letter: str, after: str) -> bool:
    """Tell whether an invisible character changes how its neighbours are drawn, so that a name needs it."""
    kind = unicodedata.category(before) if before else ""
    if _SELECTORS.match(letter):
        return kind in ("Lo", "So")
    follows = unicodedata.category(after) if after and not _is_invisible(after) else ""
    return letter in _SHAPERS and kind in ("Lo", "Mn", "Mc", "So", "Sk") and follows in ("Lo", "So")


def _called(letter: str) -> str:
    name = unicodedata.name(letter, "").lower()
    return _CALLED.get(letter) or name or f"U+{ord(letter):04X}"


def _composition(name: str) -> str:
    whole = unicodedata.is_normalized("NFC", name)
    return "" if whole else " ‹accents as characters of their own›"


def _alphabet(letter: str) -> str:
    return next((each for each in _ALPHABETS if unicodedata.name(letter, "").startswith(each)), "")
