"""The packet put together: its sections in order, each on a new page, inside one sheet. No figure is made here."""

from collections.abc import Collection

from reportlab.platypus import Flowable, PageBreak

from codedesk.reports import packet_agreements, packet_method, packet_pace, packet_quality, packet_summary, packet_talks
from codedesk.reports.packet import SECTIONS, Section
from codedesk.reports.packet_words import pair_heads
from codedesk.reports.page import Sheet, document
from codedesk.services.reviews_rows import PacketRow

_PAGES = {
    "summary": packet_summary.pages,
    "pace": packet_pace.pages,
    "quality": packet_quality.pages,
    "conversations": packet_talks.pages,
    "agreements": packet_agreements.pages,
    "method": packet_method.pages,
}


def document_of(row: PacketRow, paper: str, sections: Collection[Section]) -> bytes:
    """Return the PDF of a packet with the chosen sections."""
    story: list[Flowable] = []
    for section in SECTIONS:
        flowables = _PAGES[section](row) if section in sections else []
        if flowables and story:
            story.append(PageBreak())
        story.extend(flowables)
    return document(_sheet(row), story or _PAGES["summary"](row), paper)


def _sheet(row: PacketRow) -> Sheet:
    return Sheet(
        title=f"Review packet, {row.coder.name}, {row.label}",
        subject=f"Pace and accuracy of {row.label}, with how they are made",
        author=row.manager or row.department or "CodeDesk",
        who=row.coder.name,
        when=row.label,
        department=row.department,
        fingerprint=row.fingerprint,
        version=row.version,
        made_on=row.printed_on,
        sample=row.sample,
        pair=pair_heads(row.paired),
    )
