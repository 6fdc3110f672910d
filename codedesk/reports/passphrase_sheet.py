"""The sheet on which a passphrase is written by hand: what it opens, where that lies, and what is lost with it.

The passphrase itself is never printed: it would lie in the printer's memory and in a file.
"""

from dataclasses import dataclass
from datetime import date

from codedesk import paths
from codedesk.reports.paper import Paper, paper_of


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


def file_name(row: PassphraseSheetRow) -> str:
    """Name the file: "Passphrase of Inpatient coding.pdf"."""
    return f"{paths.file_name(row.title)}.pdf"


def build(row: PassphraseSheetRow, paper: Paper | None = None) -> bytes:
    """Return the sheet as a PDF, on the department's paper unless another is named."""
    # The drawing library is heavy: it loads with the first sheet.
    from codedesk.reports.passphrase_page import document_of  # noqa: PLC0415

    return document_of(row, paper or paper_of(row.paper))
