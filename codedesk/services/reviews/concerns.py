"""What may be asked before a packet is printed: the kinds of points, and their row. Shapes only."""

from dataclasses import dataclass
from typing import Literal

Concern = Literal[
    "missing_pair",
    "unaudited",
    "missing_glyph",
    "identifier",
    "gaps",
    "hours_missing",
    "no_standard",
    "hours_unlikely",
    "namesake",
    "dates_unlikely",
    "open_rebuttals",
    "draft_audits",
    "no_text",
    "changed",
]


@dataclass(frozen=True, slots=True)
class PreflightRow:
    """One point to look at before printing: what it is, where, and what to do. blocking ones say why."""

    concern: Concern
    text: str
