"""The sheets beside the packet: frozen rows in, PDF bytes out; each the same bytes for the same rows.

Here live the late doors to the drawing library and the names of these files. Nothing is calculated.
"""

from codedesk.reports.paper import paper_of
from codedesk.services.reviews.sheets import PrivateRow, TeamSheetRow, YearRow


def build_private(row: PrivateRow, paper: str = "") -> bytes:
    """Return the manager's private sheet as PDF, headed PRIVATE on every page. Never merged with anything."""
    # The drawing library is heavy: it loads with the first sheet.
    from codedesk.reports.sheet_private import document_of  # noqa: PLC0415

    return document_of(row, paper_of(paper or row.packet.paper))


def build_team(row: TeamSheetRow, paper: str = "") -> bytes:
    """Return the team's quarter as PDF: everybody by name, nobody ranked, each pace with its accuracy."""
    from codedesk.reports.sheet_team import document_of  # noqa: PLC0415

    return document_of(row, paper_of(paper or row.paper))


def build_year(row: YearRow, paper: str = "") -> bytes:
    """Return one coder's four quarters as PDF, for the annual talk."""
    from codedesk.reports.sheet_year import document_of  # noqa: PLC0415

    return document_of(row, paper_of(paper or row.year.paper))
