"""The sheet for a passphrase drawn: boxes for its words, what it opens, and who knows it. No figure stands on it."""

from reportlab.platypus import Flowable

from codedesk import __version__
from codedesk.periods import day_label
from codedesk.reports.boxes import BoxColumn, Boxes
from codedesk.reports.packet_agreements import WritingLines
from codedesk.reports.page import Document, Heading, document
from codedesk.reports.passphrase_row import PassphraseSheetRow
from codedesk.reports.prose import Prose
from codedesk.reports.style import BODY, BODY_STRONG

_WORDS, _IN_A_ROW = 6, 3
_BEFORE = (
    "Write the passphrase below by hand, word by word, and lock the sheet away from the computer, where whoever comes "
    "after you finds it. CodeDesk has kept it nowhere: without it nobody can read the department or its backups, and "
    "nobody can bring it back."
)


def document_of(row: PassphraseSheetRow, paper: str) -> bytes:
    """Return the sheet as a PDF."""
    frame = Document(
        title=row.title,
        subject="To write on by hand and to lock away",
        author=row.manager or row.department or "CodeDesk",
        who="Passphrase",
        when="",
        department=row.department,
        fingerprint="",
        version=__version__,
        made_on=row.made_on,
        sample=row.sample,
        confidential="Confidential: opens personnel records",
    )
    return document(frame, lambda: _story(row), paper)


def _story(row: PassphraseSheetRow) -> list[Flowable]:
    opens = (
        f"From {day_label(row.made_on)} on it opens “{row.file}” and the backups of it in “{row.backups}”, until "
        "another one is set. Older backups open by the one that they were made with: keep both sheets. Capitals, "
        "blanks and signs count."
    )
    columns = [BoxColumn(f"Word {number}", "", 1.0) for number in range(1, _WORDS + 1)]
    return [
        Heading(row.title, 0),
        Prose(_BEFORE, style=BODY, after=10),
        *(Boxes(columns[at : at + _IN_A_ROW], [()]) for at in range(0, _WORDS, _IN_A_ROW)),
        Prose("Or in one line", style=BODY_STRONG, after=0, keep=60),
        WritingLines(2),
        Prose(opens, style=BODY, after=12),
        *(WritingLines(1, lead, wide=240) for lead in ("Written by", "On", "Also known to")),
    ]
