"""What the fork server can be asked."""

import os
from dataclasses import asdict
from datetime import date
from pathlib import Path

from codedesk.services.days import checks
from codedesk.store import backups
from tests.faults.actions import ACTIONS
from tests.faults.file_actions import no_backup_at_open
from tests.faults.settings import PRODUCT
from tests.faults.shim import FAULTS, Shim
from tests.faults.trying import Tried


class Asked:
    """The tries of one server."""

    def __init__(self, place: Path) -> None:
        """Settle what would differ from one run to the next, and be an ordinary user."""
        self._place = place
        self._shim = Shim()
        self._tried: dict[str, Tried] = {}
        self._shim.be_ordinary()
        checks.today = lambda: date(2026, 12, 31)
        backups.make_if_changed = no_backup_at_open

    def kept_out(self, folder: str) -> bool:
        """Tell whether this process may neither read nor write in a folder."""
        return not os.access(folder, os.R_OK | os.W_OK, effective_ids=True)

    def points(self, action: str, fault: str) -> int:
        """Count at how many operations the fault can come about."""
        return self._of(action).points(FAULTS[fault])

    def attempt(self, action: str, fault: str, at: int) -> dict[str, object]:
        """Try an action with the fault at one operation."""
        trial = self._of(action).attempt(FAULTS[fault], at)
        return {"fired": trial.fired, "violations": trial.violations}

    def undisturbed(self, action: str) -> list[str]:
        """Say what an action does wrong with no fault in it."""
        return self._of(action).undisturbed

    def power(self, action: str, most: int, seed: str, setting: str = PRODUCT) -> dict[str, object]:
        """Look at the disk after power cuts while an action was done."""
        return asdict(self._of(action).power_cuts(setting, most, seed))

    def _of(self, name: str) -> Tried:
        if name not in self._tried:
            self._tried[name] = Tried(ACTIONS[name], self._place / name, self._shim)
        return self._tried[name]
