"""What is known to be wrong and not mended yet, by name. In a thorough run an entry that no longer shows fails."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatch


@dataclass(frozen=True, slots=True)
class Known:
    """A violation of some actions under some faults (* for any; undisturbed for none), as a pattern of its words.

    why: what it means to a person, and why it stands, for the report.
    """

    action: str
    fault: str
    words: str
    why: str = ""

    def covers(self, action: str, fault: str) -> bool:
        """Tell whether it is about an action under a fault."""
        return fnmatch(action, self.action) and fnmatch(fault, self.fault)

    def is_in(self, violations: Iterable[str]) -> bool:
        """Tell whether it shows."""
        return any(re.search(self.words, each) for each in violations)


LETTERS = (
    "What is typed and not saved may lose its last letters to a power cut (not to a kill): a wait for the disk at each "
    "letter would cost 1 to 3 ms of it ([why](decisions/0079-nothing-typed-is-lost.md))."
)
KNOWN: tuple[Known, ...] = (Known("typed*", "power", "what was said to be done is lost", LETTERS),)


def unknown(action: str, fault: str, violations: Iterable[str]) -> list[str]:
    """Return the violations that are not known."""
    known = [each for each in KNOWN if each.covers(action, fault)]
    return [each for each in violations if not any(entry.is_in([each]) for entry in known)]
