"""Names in a spreadsheet against those of the department: the same, one that is meant by all likelihood, or a new one.

"Smith, J." and "Jane Smith" are one person by likelihood only, so a person decides it, once.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches
from itertools import zip_longest

from codedesk import names
from codedesk.exchange.foreign.guesses import NameFound, NameState
from codedesk.exchange.foreign.maps import LEFT_OUT, NEW
from codedesk.exchange.foreign.words import ALIKE
from codedesk.services.files.known_names import KnownNames
from codedesk.services.files.plans import reads_as_total

_CODE = re.compile(r"\s*[([][^)\]]*\d[^)\]]*[)\]]|^[A-Za-z]{0,3}\d{2,}\s*[-–:]\s*|\s*[-–:]\s*[A-Za-z]{0,3}\d{2,}$")
_CREDENTIALS = re.compile(r",?\s+(?:rhi[at]|ccs|ccs-p|cpc|coc|cic|crc|rn|mba|cdip|cca|cpma)\b\.?", re.IGNORECASE)
_NOBODY = (
    "team",
    "all",
    "all coders",
    "average",
    "avg",
    "mean",
    "department",
    "dept",
    "everyone",
    "goal",
    "target",
    "n/a",
)
_LIKE, _SLIP = 0.85, 0.7
_ON_TOP = frozenset(["diff", "differential", "premium", "bonus"])
_DIGITS = re.compile(r"\d+")


def words_of(text: str) -> str:
    """Return a text as its words are compared: folded, "#" as number, "%" as percent, other signs as blanks."""
    plain = names.searched(text).replace("#", " number ").replace("%", " percent ")
    return " ".join(re.sub(r"[^\w]|_", " ", plain).split())


def parts_of(name: str) -> tuple[str, ...]:
    """Return the parts of a person's name in the order first name, last name, whatever stands before the comma."""
    bare = _CREDENTIALS.sub("", _CODE.sub("", name)).strip(" ,")
    if "@" in bare:
        bare = re.sub(r"[._]", " ", bare.partition("@")[0])
    last, comma, first = bare.partition(",")
    return tuple(words_of(f"{first} {last}" if comma else bare).split())


def found_names(noun: str, texts: Mapping[str, int], known: KnownNames) -> list[NameFound]:
    """Say of every name in the sheet (with the number of its rows) what it means in the department."""
    theirs = known.names(noun)
    matched: list[NameFound] = []
    fresh: dict[str, str] = {}
    for text in sorted(texts, key=lambda each: (-len(parts_of(each)), -len(each))):
        state, meant, why, is_open = _found(noun, text, known, theirs, list(fresh))
        if state == "new":
            fresh[text] = text
        matched.append(NameFound(noun, text, texts[text], state, meant, why, is_open))
    order = {text: at for at, text in enumerate(texts)}
    return sorted(matched, key=lambda each: order[each.text])


def _found(
    noun: str, text: str, known: KnownNames, theirs: Sequence[str], fresh: Sequence[str]
) -> tuple[NameState, str, str, bool]:
    decided = known.remembered.get(noun, {}).get(text)
    if decided and not (decided == NEW and known.meant(noun, text)):  # what was new came in meanwhile
        state: NameState = "left out" if decided == LEFT_OUT else "new" if decided == NEW else "same"
        return state, decided, "as decided before", False
    if meant := known.meant(noun, text):
        return "same", meant, "" if names.key(meant) == names.key(text) else f"a former name of {meant}", False
    if why := _no_name(noun, text):
        return "left out", LEFT_OUT, why, False
    like, why, sure = _like(noun, text, theirs)
    if like:
        return ("same" if sure else "similar"), like, why, not sure
    like, why, sure = _like(noun, text, fresh)
    if like:
        return "similar", like, f"{why}, also in this file", not sure
    unknown = "no coder is called so" if noun == "coder" else "not in the list yet"
    return "new", NEW, unknown if theirs else "", bool(theirs)


def _no_name(noun: str, text: str) -> str:
    """Return why a text is no name of anybody or anything; "" where it is one."""
    if noun == "time_category" and set(words_of(text).split()) & _ON_TOP:
        return "paid on top of hours that stand under another code"
    return "no name but a sum" if reads_as_total(text) or (noun == "coder" and names.key(text) in _NOBODY) else ""


def _like(noun: str, text: str, others: Sequence[str]) -> tuple[str, str, bool]:
    """Return the other name that a text means by likelihood, why, and whether that is certain."""
    found = list(_persons(text, others)) if noun == "coder" else list(_things(noun, text, others))
    best = [each for each in found if each[2]] or found
    if len({other for other, _, _ in best}) == 1:
        return best[0]
    if not best and len(text) > 3:
        folded = {names.searched(other): other for other in others if _DIGITS.findall(other) == _DIGITS.findall(text)}
        near = get_close_matches(names.searched(text), folded, n=2, cutoff=_LIKE)
        near = [each for each in near if noun == "coder" or _misspelled(names.searched(text), each)]
        if near and (noun == "coder" or len(near) == 1):
            return folded[near[0]], "nearly written the same", False
    return "", "", False


def _misspelled(text: str, other: str) -> bool:
    """Tell whether two names have the same words but for slips of the pen: "Mercy North" is not "Mercy South"."""
    pairs = list(zip_longest(text.split(), other.split(), fillvalue=""))
    return all(a == b or SequenceMatcher(None, a, b).ratio() > _SLIP for a, b in pairs)


def _persons(text: str, others: Iterable[str]) -> Iterator[tuple[str, str, bool]]:
    mine = parts_of(text)
    for other in others:
        theirs = parts_of(other)
        if not mine or not theirs:
            continue
        if sorted(mine) == sorted(theirs):
            yield other, "the same name in another order", True
        elif len(mine) == 1:
            word = mine[0]
            whole = "".join(part[0] for part in theirs)
            if word == whole and len(word) > 1:
                yield other, "their initials", False
            elif word in theirs:
                yield other, "a part of their name", False
            elif len(theirs) > 1 and word in _user_names(theirs[0], theirs[-1]):
                yield other, "as a user name is made of it", False
        elif _abbreviated(mine, theirs) or _abbreviated(theirs, mine):
            yield other, "the same last name and initial", False


def _user_names(first: str, last: str) -> tuple[str, ...]:
    return f"{first[0]}{last}", f"{last}{first[0]}", f"{first}{last}", f"{last}{first}"


def _abbreviated(short: Sequence[str], long: Sequence[str]) -> bool:
    """Tell whether one name is another with initials in the place of names: "J Smith", "Smith J", "Jane Q Smith"."""
    if len(long) < 2 or short == long:
        return False
    for first, last in ((short[0], short[-1]), (short[-1], short[0])):
        if last == long[-1] and (first == long[0] or first == long[0][0]):
            return True
    return False


def _things(noun: str, text: str, others: Iterable[str]) -> Iterator[tuple[str, str, bool]]:
    mine = words_of(text)
    groups = [group.split(", ") for group in ALIKE.get(noun, ()) if mine in group.split(", ")]
    for other in others:
        theirs = words_of(other)
        if mine == theirs or mine.replace(" ", "") == theirs.replace(" ", ""):
            yield other, "but for blanks and signs the same", True
        elif any(theirs in group for group in groups):
            yield other, "another word for it", False
