"""What is known to be wrong and not mended yet, by name. In a thorough run an entry that no longer shows fails."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatch


@dataclass(frozen=True, slots=True)
class Known:
    """A violation of some actions under some faults (* for any; undisturbed for none), as a pattern of its words."""

    action: str
    fault: str
    words: str

    def covers(self, action: str, fault: str) -> bool:
        """Tell whether it is about an action under a fault."""
        return fnmatch(action, self.action) and fnmatch(fault, self.fault)

    def is_in(self, violations: Iterable[str]) -> bool:
        """Tell whether it shows."""
        return any(re.search(self.words, each) for each in violations)


# A sync that fails after the commit: the step is stored, and said not to be.
_STORED = "yet it is|the next try fails: Refused|neither old nor new|is lost"
_BACKUP = r"yet it is|left over: Team backups/.*\.new-journal"
# What restoring leaves behind when it fails and what it meets at the next try.
_ASIDE = r"left over: (\.aside|replaced|damaged)|File exists|Directory not empty|after the next try: "
_RESTORE = ("restore", "restore-damaged", "restore-killed")
KNOWN: tuple[Known, ...] = (
    *(Known(name, "sync*", _STORED) for name in ("cell", "paste", "audit", "undo", "import", "standard", "give")),
    *(Known(name, "sync*", _BACKUP) for name in ("backup", "open", "upgrade-*")),
    *(Known(name, "[fbs]*", _ASIDE) for name in _RESTORE),
    Known("restore-killed", "[fbs]*", "after the error: does not open: "),
    *(Known(name, "[fbs]*", "left over: replaced-") for name in ("restore-beside-journal", "found-beside-journal")),
)


def unknown(action: str, fault: str, violations: Iterable[str]) -> list[str]:
    """Return the violations that are not known."""
    known = [each for each in KNOWN if each.covers(action, fault)]
    return [each for each in violations if not any(entry.is_in([each]) for entry in known)]
