"""The hours of rows: as they stand, from minutes, or between two clock times. All texts, as files have them."""

from collections.abc import Sequence

from codedesk.exchange.foreign.numerals import as_number, figure
from codedesk.exchange.foreign.strips import RowStrip
from codedesk.exchange.foreign.values import Written, clock, hours

_PLAIN = Written()


def hours_spent(strip: RowStrip) -> list[str]:
    """Return the hours of each row: as they stand, from minutes, or from begin to end without the break."""
    if "hours" in strip.counted:
        return _together([texts for _, texts in strip.counted["hours"]])
    if "minutes" in strip.counted:
        return in_hours(strip.one("minutes"))
    if "seconds" in strip.counted:
        return in_hours(strip.one("seconds"), 3600)
    if "start" in strip.counted and "end" in strip.counted:
        pauses = _pauses(strip)
        rows = zip(strip.one("start"), strip.one("end"), pauses, strict=True)
        return [_between(start, end, pause) for start, end, pause in rows]
    return [""] * len(strip.rows)


def _together(parts: Sequence[list[str]]) -> list[str]:
    """Return the sum of several columns of hours in each row; what is no number stays, to be refused."""
    if len(parts) == 1:
        return parts[0]
    rows = zip(*parts, strict=True)
    return [next((text for text in row if text and as_number(text) is None), "") or _sum(row) for row in rows]


def _sum(texts: Sequence[str]) -> str:
    return figure(sum(as_number(text) or 0.0 for text in texts)) if any(texts) else ""


def _pauses(strip: RowStrip) -> list[str]:
    """Return the break of each row: its length, or the time between two clock times."""
    told = [texts for _, texts in strip.counted.get("break", ())]
    if len(told) == 2 and all(
        (hours(text, _PLAIN) or 0.0) > _LONGEST_BREAK for texts in told for text in texts if text
    ):
        return [_between(out, back, "") for out, back in zip(*told, strict=True)]
    return strip.one("break")


_LONGEST_BREAK = 4.0
"""Hours, h: a length of more is a time of day."""


def _between(start: str, end: str, pause: str) -> str:
    first, last = clock(start, _PLAIN), clock(end, _PLAIN)
    if first is None or last is None:
        return ""
    taken_off = hours(pause, _PLAIN) or 0.0
    return figure((last - first) % 24 - (taken_off / 60 if taken_off >= 5 else taken_off))


def in_hours(texts: Sequence[str], to_hour: int = 60) -> list[str]:
    """Return minutes, or whatever to_hour of are an hour, as hours; what is no number stays."""
    return [figure(value / to_hour) if (value := as_number(text)) is not None else text for text in texts]
