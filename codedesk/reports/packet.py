"""The review packet: frozen rows in, PDF bytes out; the same rows give the same bytes.

Here lives the one late door to the drawing library. Nothing is calculated.
"""

from collections.abc import Collection

from codedesk.reports.paper import Paper, paper_of
from codedesk.reports.sections import SECTIONS, Section
from codedesk.services.reviews.rows import PacketRow, PrintRow


def pages_of(row: PrintRow) -> bytes:
    """Return a packet's pages: as they were given out, or made now."""
    return row.pdf if row.pdf is not None else build(row.packet)


def build(row: PacketRow, paper: Paper | None = None, sections: Collection[Section] = SECTIONS) -> bytes:
    """Return one packet as PDF, on the department's paper unless another is named.

    Of conversations only what is marked for the packet appears; parts that the review leaves out are left out. Every
    page carries both figures.
    """
    # The drawing library is heavy: it loads with the first packet.
    from codedesk.reports.packet_pages import document_of  # noqa: PLC0415

    return document_of(row, paper or paper_of(row.paper), sections)
