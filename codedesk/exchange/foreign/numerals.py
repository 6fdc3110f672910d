"""Numbers as the open files write them."""

from collections.abc import Sequence
from math import isfinite


def figure(value: float | None) -> str:
    """Return a number as open files write it; "" for none."""
    if value is None or not isfinite(value):
        return ""
    rounded = round(value, 6)
    return str(int(rounded)) if rounded == int(rounded) else f"{rounded:.6f}".rstrip("0")


def as_number(text: str) -> float | None:
    """Return the number of a text that `figure` wrote; None for any other text."""
    try:
        return float(text) if text else None
    except ValueError:
        return None


def together(parts: Sequence[list[str]]) -> list[str]:
    """Return the sum of several columns in each row; what is no number stays, to be refused."""
    if len(parts) == 1:
        return parts[0]
    rows = zip(*parts, strict=True)
    return [next((text for text in row if text and as_number(text) is None), "") or _sum(row) for row in rows]


def _sum(texts: Sequence[str]) -> str:
    return figure(sum(as_number(text) or 0.0 for text in texts)) if any(texts) else ""
