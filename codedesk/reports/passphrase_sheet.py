"""The sheet on which a passphrase is written by hand: what it opens, where that lies, and what is lost with it.

The passphrase itself is never printed: it would lie in the printer's memory and in a file.
"""

from codedesk import paths
from codedesk.reports.paper import Paper, paper_of
from codedesk.reports.passphrase_row import PassphraseSheetRow


def file_name(row: PassphraseSheetRow) -> str:
    """Name the file: "Passphrase of Inpatient coding.pdf"."""
    return f"{paths.file_name(row.title)}.pdf"


def build(row: PassphraseSheetRow, paper: Paper | None = None) -> bytes:
    """Return the sheet as a PDF, on the department's paper unless another is named."""
    # The drawing library is heavy: it loads with the first sheet.
    from codedesk.reports.passphrase_page import document_of  # noqa: PLC0415

    return document_of(row, paper or paper_of(row.paper))
