"""The papers that are printed on. Their sizes are style.py's; this loads nothing heavy."""

from typing import Literal

Paper = Literal["letter", "a4"]


def paper_of(name: str) -> Paper:
    """Return a paper by the name that a department gives it."""
    return "a4" if name == "a4" else "letter"
