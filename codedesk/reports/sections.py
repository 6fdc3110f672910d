"""The parts of the packet: their names, in the order of its pages. What stands on them is each part's own."""

from typing import Literal

Section = Literal["summary", "pace", "quality", "conversations", "agreements", "method"]
SECTIONS: tuple[Section, ...] = ("summary", "pace", "quality", "conversations", "agreements", "method")
SECTION_NAMES: dict[Section, str] = {
    "summary": "Summary",
    "pace": "Pace with accuracy",
    "quality": "Quality",
    "conversations": "Conversations and well-being",
    "agreements": "Agreements and sign-off",
    "method": "How these figures are made",
}
