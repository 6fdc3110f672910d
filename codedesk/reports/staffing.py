"""The staffing page for the director: a frozen row in, PDF bytes out; the same bytes for the same row.

Here lives the late door to the drawing library.
"""

from codedesk.reports.paper import paper_of
from codedesk.services.flow.staffing_page import StaffingPageRow


def build_staffing(row: StaffingPageRow, paper: str = "") -> bytes:
    """Return the page as PDF, on the department's paper unless another one is named."""
    # The drawing library is heavy: it loads with the first page.
    from codedesk.reports.staffing_page import document_of  # noqa: PLC0415

    return document_of(row, paper_of(paper or row.paper))
