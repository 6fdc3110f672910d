"""Numbers as the open files write them."""

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
