"""The hours of rows: as they stand, from minutes, or between two clock times. All texts, as files have them."""

from collections.abc import Sequence

from codedesk.exchange.foreign.numerals import as_number, figure, together
from codedesk.exchange.foreign.strips import RowStrip
from codedesk.exchange.foreign.values import Written, clock, hours

_PLAIN = Written()


def hours_spent(strip: RowStrip) -> list[str]:
    """Return the hours of each row: as they stand, from minutes, or from begin to end without the break."""
    if "hours" in strip.counted:
        rest = [in_hours(texts) for _, texts in strip.counted.get("minutes", ())]
        return together([*(texts for _, texts in strip.counted["hours"]), *rest])
    if "minutes" in strip.counted:
        return in_hours(strip.one("minutes"))
    if "seconds" in strip.counted:
        return in_hours(strip.one("seconds"), 3600)
    if "start" in strip.counted and "end" in strip.counted:
        begins, ends = (strip.counted[meaning] for meaning in ("start", "end"))
        pauses = [_pauses(strip), *([[""] * len(strip.rows)] * (len(begins) - 1))]
        pairs = zip(begins, ends, pauses, strict=False)
        return together([_worked(start, end, pause) for (_, start), (_, end), pause in pairs])
    return [""] * len(strip.rows)


def _worked(begins: Sequence[str], ends: Sequence[str], pauses: Sequence[str]) -> list[str]:
    return [_between(start, end, pause) for start, end, pause in zip(begins, ends, pauses, strict=True)]


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
