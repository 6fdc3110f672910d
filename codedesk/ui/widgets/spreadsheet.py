"""The texts of a table as cells that a spreadsheet reads: numbers alone, units in the head, dates as 2026-07-03.

"93.1 % (88.8–97.9 %, 20 charts in 2 audits)" becomes five cells: 93.1, 88.8, 97.9, 20 and 2. A column that holds
anything else beside figures stays in words. Of when a figure is ("Nov 2026 93.1 %") stands in a cell for notes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from codedesk import formats, names

_N = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FIGURE = re.compile(rf"\$?{_N}(?: ?(?:%|h|FTE|points|days?))?")
_DATE = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})(?:, (\d\d:\d\d))?")
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<value>{_N})(?: ?(?P<unit>%|h|points|[kKMG]B|m?s))?",
        rf"(?P<value>{_N}) of (?P<of>{_N})",
        rf"(?P<value>{_N}|n/a) \((?P<before>{_N}|n/a)\)",
        rf"(?P<value>{_N}) · (?P<beside>{_N})",
        rf"(?P<value>{_N}) ?(?P<unit>%|points)?"
        rf"(?: \((?P<low>{_N})(?:–| to )(?P<high>{_N})(?: %)?(?:, (?P<inside>[^)]*))?\))?"
        r"(?:, (?P<after>.*\d+ charts?.*))?",
        rf"(?P<low>{_N})(?:–| to )(?P<high>{_N})(?: (?P<unit>%))?(?:(?: ·|,) (?P<after>.*))?",
    )
)
_WHEN = re.compile(
    rf" ?\((part week, [^)]*)\)$|^((?:{'|'.join(_MONTHS)}) \d{{4}}) (?={_N})| in ((?:{'|'.join(_MONTHS)}) \d{{4}})$"
)
_SAMPLE = {"charts": re.compile(r"\b([\d,]+) charts?\b"), "audits": re.compile(r"(?: in )?\b([\d,]+) audits?\b")}
_EMPTY = ("", "–", "-", "n/a", "not entered")
_PARTS = {
    "value": "", "of": "of", "before": "before", "beside": "", "low": "from", "high": "to",
    "charts": "charts", "audits": "audits", "note": "note",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Figures:
    """What a text says in figures, by part; unit is that of value, low and high."""

    parts: dict[str, str] = field(default_factory=dict)
    unit: str = ""


def as_cells(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return heads and rows; a column of figures gives a cell for each of them, any other its words."""
    made: list[list[str]] = [[] for _ in range(len(rows) + 1)]
    for at, title in enumerate(titles):
        for line, cells in zip(made, _column(title, [row[at] for row in rows]), strict=True):
            line.extend(cells)
    return made


def only_figures(texts: Sequence[str]) -> bool:
    """Tell whether a column says one figure in each cell, with its unit or without, or nothing: it stands right."""
    plain = [text for each in texts if (text := _plain(each)) not in _EMPTY]
    return bool(plain) and all(_FIGURE.fullmatch(text) for text in plain)


def sort_value(text: str) -> tuple[int, float, str] | None:
    """Return by what a text is sorted: its first figure, its date, else its words; None where it says nothing."""
    plain = _plain(text)
    if plain in _EMPTY:
        return None
    day = _DATE.match(plain)
    if day is not None:
        return 0, date(int(day[3]), _MONTHS.index(day[2]) + 1, int(day[1])).toordinal(), day[4] or ""
    found = _figures(plain)
    first = next((found.parts[part] for part in ("value", "low") if found and part in found.parts), "")
    return (0, float(first.replace(",", "")), "") if first not in _EMPTY else (1, 0.0, names.searched(plain))


def _column(title: str, texts: Sequence[str]) -> list[list[str]]:
    plain = [_plain(text) for text in texts]
    found = [_figures(text) for text in plain]
    units = {figures.unit for figures in found if figures}
    others = [("", "") if figures else _apart(text) for figures, text in zip(found, plain, strict=True)]
    wordy = any(any(map(str.isdigit, words)) for words, _ in others)
    if not any(found) or wordy or len(units) > 1:
        return [[title], *([_dated(text)] for text in plain)]
    said = [figures.parts if figures else {"note": when} for figures, (_, when) in zip(found, others, strict=True)]
    shown = [part for part in _PARTS if any(parts.get(part) for parts in said)]
    unit = next(iter(units))
    rows = []
    for figures, parts, (words, _) in zip(found, said, others, strict=True):
        cells = [_number(parts.get(part, "")) for part in shown]
        rows.append(cells if figures else [_dated("" if words in _EMPTY else words), *cells[1:]])
    return [[_head(title, part, unit) for part in shown], *rows]


def _head(title: str, part: str, unit: str) -> str:
    first, _, second = title.partition(" · ")
    words = (second or first) if part == "beside" else first if second else title
    words = words.removesuffix(" (before)") if part in ("value", "before") else words
    shown = f" ({unit})" if unit and part in ("value", "low", "high") else ""
    return f"{words} {_PARTS[part]}".strip() + shown


def _figures(text: str) -> _Figures | None:
    """Return what a text says in figures; None where it says anything else."""
    figure, when = _apart(text)
    match = next((found for form in _FORMS if (found := form.fullmatch(figure))), None)
    if match is None:
        return None
    said = {name: words for name, words in match.groupdict().items() if words}
    rest = ", ".join(said.pop(name) for name in ("inside", "after") if name in said)
    for part, form in _SAMPLE.items():
        if (found := form.search(rest)) is not None:
            said[part], rest = found[1], rest[: found.start()] + rest[found.end() :]
    note = ", ".join(words for words in (*re.split(r"[,·] *", rest), when) if words.strip())
    unit = said.pop("unit", "")
    return _Figures({**said, **({"note": note} if note else {})}, unit)


def _apart(text: str) -> tuple[str, str]:
    """Return what a text says, and of when."""
    found = _WHEN.search(text)
    return (text.replace(found[0], ""), next(filter(None, found.groups()))) if found else (text, "")


def _plain(text: str) -> str:
    plain = formats.usual_blanks(text).replace("−", "-")
    return plain.strip().removesuffix(" (0 charts)")


def _number(text: str) -> str:
    return "" if text in _EMPTY else text.replace(",", "") if re.fullmatch(_N, text) else text


def _dated(text: str) -> str:
    """Write a date as every spreadsheet reads it; other words stay."""
    day = _DATE.fullmatch(text)
    if day is None:
        return text
    time = f" {day[4]}" if day[4] else ""
    return f"{day[3]}-{_MONTHS.index(day[2]) + 1:02}-{int(day[1]):02}{time}"
