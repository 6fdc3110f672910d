"""A typed text before it is a value: cleaned, and what it may be where it can be read in several ways. A leaf."""

import re
from datetime import date

from codedesk.errors import Refused

MINUS = "-−–"
_SPACES = " \u00a0\u202f\u2009"
_LONGEST = 400  # the smallest float, written out, has fewer letters


class Ambiguous(Refused):
    """A text that is not exact enough to be taken silently; choices are (words, value) for each way to read it."""

    def __init__(self, reason: str, choices: tuple[tuple[str, object], ...]) -> None:
        """Keep the reason and the readings."""
        super().__init__(reason)
        self.choices = choices

    @property
    def texts(self) -> tuple[str, ...]:
        """What to type for each choice, so that it is read as that and nothing else."""
        return tuple(words if isinstance(value, date) else unmistakable(words) for words, value in self.choices)


def cleaned(text: str, what: str = "number") -> str:
    """Return a text without outer blanks, its blanks plain, on one line; Refused where it is too long to be anything.

    A line end within it shows as ↵, as in the grid: no number and no date has one, and what quotes it stays a sentence.
    """
    words = "↵".join(text.strip().splitlines())
    if len(words) > _LONGEST:
        reason = f"“{words[:30]}…” is too long to be a {what}"
        raise Refused(reason)
    for space in _SPACES[1:]:
        words = words.replace(space, " ")
    return words.strip()


def looks_grouped(words: str) -> bool:
    """Tell whether a point or a comma may group thousands: 1,234."""
    return re.fullmatch(r"[0-9]{1,3}[.,][0-9]{3}", words) is not None and not words.startswith("0")


def unmistakable(words: str) -> str:
    """Return a decimal so that its point cannot group thousands: 1.2340 for 1.234."""
    return f"{words}0" if looks_grouped(words) else words
