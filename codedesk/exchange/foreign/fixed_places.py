"""Reports of which the columns stand at fixed places of the line, as printed ones do: cut into cells.

Columns are where a line of dashes says, or where no line with figures has a letter. Every line stays one row.
"""

import re
from collections.abc import Iterator, Sequence

Span = tuple[int, int]
_PARTS = re.compile(r"\S+(?: \S+)*")
_FIGURE = re.compile(r"[-+(]?[$€£]?\d[\d.,:/%-]*\)?")
_RULE = re.compile(r"[-=_]{2,}(?: +[-=_]{2,})+")
_FEWEST_LINES, _FEWEST_CELLS, _GAP = 3, 3, 2
_SHARE = 0.3


def cells_of(text: str) -> list[list[str | None]] | None:
    """Return the cells of a text, by lines; None where its columns do not stand at fixed places."""
    lines = text.expandtabs().splitlines()
    figured = [line for line in lines if _has_figures(line)]
    ruled = _of_rule(lines)
    spans = ruled or _with_names(lines, _of_gaps(figured))
    least = 1 if ruled else max(_FEWEST_LINES, _SHARE * sum(map(bool, map(str.strip, lines))))
    if len(spans) < _FEWEST_CELLS or len(figured) < least:
        return None
    return [list(_cut(line, spans, exact=_has_figures(line))) for line in lines]


def _has_figures(line: str) -> bool:
    """Tell whether a line has several cells, one of them a figure or a day."""
    parts = _PARTS.findall(line)
    return len(parts) >= _FEWEST_CELLS and any(_FIGURE.fullmatch(part) for part in parts)


def _of_rule(lines: Sequence[str]) -> list[Span]:
    """Return the columns that the first line of dashes shows, the longest of several alike."""
    rules = [line for line in lines if _RULE.fullmatch(line.strip())]
    if not rules:
        return []
    longest = max(rules, key=lambda line: len(line.split()))
    return [match.span() for match in re.finditer(r"\S+", longest)]


def _of_gaps(lines: Sequence[str]) -> list[Span]:
    """Return the columns between which no line has anything, two places wide at least."""
    filled = [
        any(at < len(line) and line[at] != " " for line in lines) for at in range(max(map(len, lines), default=0))
    ]
    spans: list[Span] = []
    for at, full in enumerate(filled):
        if not full:
            continue
        if spans and at - spans[-1][1] < _GAP:
            spans[-1] = spans[-1][0], at + 1
        else:
            spans.append((at, at + 1))
    return spans


def _with_names(lines: Sequence[str], spans: Sequence[Span]) -> list[Span]:
    """Return the columns with one more before them, where names stand on lines of their own."""
    found = [len(line.rstrip()) for line in lines if line.strip() and spans and len(line.rstrip()) < spans[0][0]]
    return [(0, max(found)), *spans] if len(found) > 1 else list(spans)


def _cut(line: str, spans: Sequence[Span], *, exact: bool) -> Iterator[str | None]:
    """Yield the cells of a line: its parts, each under the column that it stands at."""
    cells: dict[int, list[str]] = {}
    for match in _PARTS.finditer(line) if not _RULE.fullmatch(line.strip()) else ():
        for start, part in _apart(match, spans) if exact else [(match.start(), match[0])]:
            cells.setdefault(_nearest(spans, start, start + len(part)), []).append(part)
    for at in range(len(spans)):
        yield " ".join(cells[at]) if at in cells else None


def _apart(match: re.Match[str], spans: Sequence[Span]) -> Iterator[tuple[int, str]]:
    """Yield the pieces of a part that reaches over more than one column, cut at blanks where columns begin."""
    start, text = match.start(), match[0]
    for left, right in spans[1:]:
        at = left - start
        if 0 < at < len(text) and match.start() < left and right > left and text[at - 1] == " ":
            yield start, text[: at - 1].rstrip()
            start, text = left, text[at:]
    yield start, text


def _nearest(spans: Sequence[Span], start: int, end: int) -> int:
    """Return the column with which a part has most in common, or the nearest one."""

    def away(at: int) -> tuple[int, int]:
        left, right = spans[at]
        return -(min(end, right) - max(start, left)), abs(left + right - start - end)

    return min(range(len(spans)), key=away)
