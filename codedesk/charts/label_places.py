"""Where words go so that they never overlap: pure geometry shared by the screen and the paper.

Lengths are in whatever unit the caller measures words in; no font and no drawing is known here.
"""

from collections.abc import Sequence
from datetime import date


def rows_of(spans: Sequence[tuple[float, float]], rows: int, gap: float = 4.0) -> tuple[int | None, ...]:
    """Put each span (left, right), given from left to right, into the first of so many rows where it is free.

    None stands for a span that fits in no row; its words then go to the tooltip or the table.
    """
    ends = [float("-inf")] * rows
    chosen: list[int | None] = []
    for left, right in spans:
        row = next((number for number, end in enumerate(ends) if left >= end + gap), None)
        if row is not None:
            ends[row] = right
        chosen.append(row)
    return tuple(chosen)


def spread(wanted: Sequence[float], size: float, low: float, high: float) -> tuple[float, ...]:
    """Move labels of one size as little as needed so that none overlap and all stay between low and high.

    wanted are the centres asked for; the answer keeps their order. If there is no room for all, they are spaced evenly.
    """
    if not wanted:
        return ()
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    if len(order) > 1 and size * len(order) > high - low:
        step = (high - low - size) / (len(order) - 1)
        return _by_index(order, [low + size / 2 + step * place for place in range(len(order))])
    placed: list[float] = []
    for index in order:
        floor = low + size / 2 if not placed else placed[-1] + size
        placed.append(max(wanted[index], floor))
    ceiling = high - size / 2
    for place in range(len(placed) - 1, -1, -1):
        placed[place] = min(placed[place], ceiling)
        ceiling = placed[place] - size
    return _by_index(order, placed)


Box = tuple[float, float, float, float]


def beside(
    spot: tuple[float, float], size: tuple[float, float], room: Box, taken: Sequence[Box], away: float
) -> Box | None:
    """Return the nearest free place (left, low, right, high) for words right or left of a spot, or a few lines off.

    None where every place near it is taken; away is the distance of the words from the middle of the spot.
    """
    wide, high = size
    for line in (0, 1, -1, 2, -2, 3, -3, 4, -4):
        low = spot[1] - high / 2 + line * high
        for left in (spot[0] + away, spot[0] - away - wide):
            box = (left, low, left + wide, low + high)
            inside = box[0] >= room[0] and box[1] >= room[1] and box[2] <= room[2] and box[3] <= room[3]
            if inside and not any(meet(box, other) for other in taken):
                return box
    return None


def meet(one: Box, other: Box) -> bool:
    """Tell whether two boxes share any room."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _by_index(order: list[int], values: list[float]) -> tuple[float, ...]:
    where = dict(zip(order, values, strict=True))
    return tuple(where[index] for index in range(len(order)))


def stepped(days: Sequence[date], now: date | None, step: int) -> date:
    """Return the day after (step 1) or before (-1) the present one, of days in order; the outermost at the ends."""
    if now is None:
        return days[0 if step > 0 else -1]
    if step > 0:
        return next((day for day in days if day > now), days[-1])
    return next((day for day in reversed(days) if day < now), days[0])
