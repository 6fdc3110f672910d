"""Cells that say more than a number: “12 (2 late)”, “23/6.5” (charts and hours), “PTO 4h” (leave in part of a day)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from codedesk.exchange.foreign.book import Cell
from codedesk.exchange.foreign.matching import words_of
from codedesk.exchange.foreign.words import ABSENT_WORDS

_REMARKED = re.compile(
    r"(?:[~≈] ?)?(\d[\d.,]*) ?"
    r"(?:([*†]{1,3})|(\(.*\))|(?:charts?|accts?|accounts?|records?|cases?|encounters?|visits?)\.?)?",
    re.IGNORECASE,
)
_PAIR = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?) ?[/@] ?(\d{1,4}(?:[.,]\d{1,2})?) ?(?:h|hrs?|hours?)?\.?", re.IGNORECASE)
_HOURS = r"(\d{1,2}(?:[.,]\d{1,2})?) ?(?:h|hrs?|hours?)?"
_LEAVE = (
    re.compile(rf"([^\W\d_][^\d(]*?)[ :(-]*{_HOURS}\)?", re.IGNORECASE),
    re.compile(rf"{_HOURS}[ :-]+([^\W\d_][^\d]*)", re.IGNORECASE),
)
_PART = r"(?:1/2|½|half(?: day)?|a\.?m\.?|p\.?m\.?)"
_HALF = re.compile(rf"{_PART}[ :-]+(.+)|(.+?)[ :(-]+{_PART}\)?", re.IGNORECASE)
_OF_A_DAY = 12.0


@dataclass(frozen=True, slots=True)
class AbsenceSaid:
    """What a word in the place of a figure says: the other time it means ("": only that nothing was counted).

    hours are those of the part of the day that it took; None: the whole day. why is what is said of the cell.
    """

    kind: str
    hours: float | None = None
    why: str = ""


_NO_NUMBER = AbsenceSaid("", why="no number, nothing was counted")


def words_among(cells: Sequence[Cell], *, in_grid: bool) -> tuple[dict[str, AbsenceSaid], dict[str, str]]:
    """Return what texts in the place of figures say, and the remarks beside figures.

    in_grid: the days stand side by side, so that a word without any figure only says why there is none.
    """
    absent, remarks = dict[str, AbsenceSaid](), dict[str, str]()
    for cell in {each for each in cells if isinstance(each, str) and each.strip()}:
        said = absence_said(cell)
        if said is None and in_grid and not any(map(str.isdecimal, cell)):
            said = _NO_NUMBER
        if said is not None:
            absent[cell] = said
        if remark := remark_of(cell):
            remarks[cell] = remark
    return absent, remarks


def bare_number(words: str) -> str:
    """Return a number without what is written beside it; any other text as it stands."""
    match = _REMARKED.fullmatch(words)
    return match[1] if match else words


def remark_of(words: str) -> str:
    """Return what is written beside a number, "2 late" of “12 (2 late)”; "" where there is nothing to keep."""
    match = _REMARKED.fullmatch(words)
    return match[3].strip("() ") if match and match[3] else ""


def absence_said(cell: Cell) -> AbsenceSaid | None:
    """Return what a text says that stands where nothing was counted; None where it says no such thing."""
    if not isinstance(cell, str) or not cell.strip():
        return None
    kind = ABSENT_WORDS.get(words_of(cell))
    if kind is not None:
        return AbsenceSaid(kind, why=f"absence: {kind}" if kind else "no number, nothing was done")
    return _in_part(" ".join(cell.split()))


def _in_part(words: str) -> AbsenceSaid | None:
    half = _HALF.fullmatch(words)
    if half and (kind := ABSENT_WORDS.get(words_of(half[1] or half[2]))):
        return AbsenceSaid(kind, 0.0, f"part of the day was {kind}: of how many hours is not said")
    for pattern, word, number in zip(_LEAVE, (1, 2), (2, 1), strict=True):
        match = pattern.fullmatch(words)
        if match and len(match[word].strip()) > 1 and (kind := ABSENT_WORDS.get(words_of(match[word]))):
            spent = float(match[number].replace(",", "."))
            return AbsenceSaid(kind, spent, f"{spent:g} h of {kind}") if spent <= _OF_A_DAY else None
    return None


def is_pair(cell: Cell) -> bool:
    """Tell whether a cell has charts and hours side by side."""
    return isinstance(cell, str) and _PAIR.fullmatch(cell.strip()) is not None


def pairs_of(cells: Sequence[Cell]) -> tuple[list[Cell], list[Cell]]:
    """Return charts and hours of cells that have both; a cell that is no pair stays as it is, as charts.

    Charts come first, unless only what comes first has fractions.
    """
    found = {cell: _PAIR.fullmatch(cell.strip()) for cell in set(cells) if isinstance(cell, str)}
    matched = [match for match in found.values() if match]
    hours_first = any(map(_fraction, (match[1] for match in matched))) and not any(
        map(_fraction, (match[2] for match in matched))
    )
    charts, hours = (2, 1) if hours_first else (1, 2)
    pairs = [found.get(cell) if isinstance(cell, str) else None for cell in cells]
    return (
        [match[charts] if match else cell for cell, match in zip(cells, pairs, strict=True)],
        [match[hours] if match else None for match in pairs],
    )


def _fraction(text: str) -> bool:
    return "." in text or "," in text
