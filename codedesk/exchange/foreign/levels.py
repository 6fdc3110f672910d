"""Labels of one column that stand for several things, as pivot tables have them: a coder, and under it its work types.

A row that stands over others has their sums; by that, and by nothing else, its place above them is known.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from codedesk.exchange.foreign.book import BookPage, Cell, Row
from codedesk.exchange.foreign.values import Written, hours, month_named, text_of
from codedesk.exchange.spellings import is_day
from codedesk.services.files.plans import reads_as_total

_NEAR = 0.011
_MOST_ROWS = 5_000
_DEEPEST = 3
_PLAIN = Written()
Figures = tuple[float, ...]
Named = Callable[[str], bool]
Labelled = tuple[int, Cell, Figures]


def levels_of(page: BookPage, head: int, place: int) -> dict[int, int]:
    """Return how deep the rows below a head stand, 0 outermost, by their number; nothing where they have no levels."""
    rows = list(_labelled(page, head, place))
    if not 2 < len(rows) <= _MOST_ROWS:
        return {}
    for deepest in range(1, _DEEPEST):
        depths = _depths(rows, deepest)
        if depths is not None and _are_levels(rows, depths):
            return {row: depth for (row, _, _), depth in zip(rows, depths, strict=True)}
    return {}


def nouns_of(
    page: BookPage,
    place: int,
    depths: Mapping[int, int],
    is_type: Named,
    is_coder: Named,
) -> tuple[str, ...]:
    """Return what the labels of each level are, the outermost first; nothing where two levels would be the same."""
    nouns: list[str] = []
    for depth in range(max(depths.values()) + 1):
        labels = {page.rows[row - 1][place] for row, found in depths.items() if found == depth}
        texts = [text_of(label) for label in labels]
        kinds = (
            ("date", all(isinstance(label, date) or is_day(text) for label, text in zip(labels, texts, strict=True))),
            ("month", all(bool(month_named(text, 2024)) for text in texts)),
            ("coder", sum(map(is_coder, texts)) > len(texts) / 2),
            ("work_type", sum(map(is_type, texts)) >= len(texts) / 2),
        )
        nouns.append(next((noun for noun, fits in kinds if fits), ""))
    for noun in ("coder", "work_type"):
        if "" in nouns and noun not in nouns:
            nouns[nouns.index("")] = noun
    return tuple(nouns) if len(set(nouns)) == len(nouns) and "" not in nouns else ()


def _labelled(page: BookPage, head: int, place: int) -> list[Labelled]:
    """Return the rows with a label and figures, as far as the total of all."""
    found: list[Labelled] = []
    width = max(map(len, page.rows[head:]), default=0)
    for at, row in enumerate(page.rows[head:], head + 1):
        label = row[place] if place < len(row) else None
        figures = _figures(row, place, width)
        if label is None or not any(figures) or reads_as_total(text_of(label)):
            continue
        found.append((at, label, figures))
    return found


def _figures(row: Row, place: int, width: int) -> Figures:
    cells = [row[at] if at < len(row) else None for at in range(width) if at != place]
    return tuple(hours(cell, _PLAIN) or 0.0 for cell in cells)


def _depths(rows: Sequence[Labelled], deepest: int) -> list[int] | None:
    """Return the depth of each row where all fall into groups so deep; None where one is not the sum of its group."""
    depths = [0] * len(rows)
    at = 0
    while at < len(rows):
        end = _group(rows, depths, at, 0, deepest)
        if end is None:
            return None
        at = end
    return depths


def _group(rows: Sequence[Labelled], depths: list[int], at: int, depth: int, deepest: int) -> int | None:
    """Set the depths of a row and of those under it; return where they end."""
    depths[at] = depth
    if depth == deepest:
        return at + 1
    whole, sums = rows[at][2], tuple(0.0 for _ in rows[at][2])
    end = at + 1
    while not _same(whole, sums):
        if end >= len(rows) or any(part > most + _NEAR for part, most in zip(sums, whole, strict=True)):
            return None
        sums = tuple(map(sum, zip(sums, rows[end][2], strict=True)))
        after = _group(rows, depths, end, depth + 1, deepest)
        if after is None:
            return None
        end = after
    return end


def _same(whole: Figures, sums: Figures) -> bool:
    return all(abs(a - b) <= _NEAR for a, b in zip(whole, sums, strict=True))


def _are_levels(rows: Sequence[Labelled], depths: Sequence[int]) -> bool:
    """Tell whether labels of one level are never those of another, and some group has more than one row."""
    by_depth: dict[int, list[Cell]] = {}
    for (_, label, _), depth in zip(rows, depths, strict=True):
        by_depth.setdefault(depth, []).append(label)
    counts = [len(by_depth[depth]) for depth in sorted(by_depth)]
    apart = sum(map(len, map(set, by_depth.values()))) == len({label for _, label, _ in rows})
    return apart and all(inner > outer for outer, inner in pairwise(counts))
