"""Everything that an export of a department takes along, read at one moment: the open files and the given packets."""

from dataclasses import dataclass

from sqlmodel import Session

from codedesk.services.files import exporting
from codedesk.services.files.exporting import Export
from codedesk.services.files.month_pairs import MonthPair, month_pairs
from codedesk.services.reviews import reviews
from codedesk.services.reviews.rows import GivenFileRow


@dataclass(frozen=True, slots=True)
class HandedOut:
    """The open files, pace and accuracy by month, and each given packet with its pages byte for byte."""

    export: Export
    pairs: tuple[MonthPair, ...]
    given: tuple[tuple[GivenFileRow, bytes], ...]


def handed_out(session: Session, *, private: bool = False, summary: bool = False) -> HandedOut:
    """Read all that an export writes; what is private, and the pairs of a summary, only where they are asked for."""
    given = []
    for row in reviews.all_given(session):
        kept = reviews.as_given(session, row.coder_id, row.period, row.given.revision)
        given.append((row, kept[1] if kept is not None else b""))
    export = exporting.everything(session, private=private)
    return HandedOut(export, month_pairs(session, export) if summary else (), tuple(given))
