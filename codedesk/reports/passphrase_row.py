"""What stands on the sheet for a passphrase: never the passphrase itself."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PassphraseSheetRow:
    """What stands on the sheet: department, manager and paper as the department has them, file and day."""

    department: str
    manager: str
    paper: str
    sample: bool
    file: str
    backups: str
    made_on: date

    @property
    def title(self) -> str:
        """What stands on top."""
        return f"Passphrase of {self.department or 'the department'}"
