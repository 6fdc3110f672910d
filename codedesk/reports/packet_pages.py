"""The packet put together: its sections in order, inside one sheet. No figure is made here.

A section starts on a new page unless it fits whole on what is left of one, or almost half of it is free; what is
signed is never torn over two pages if one can hold it. The charts begin a page.
"""

from collections.abc import Collection

from reportlab.platypus import Flowable, PageBreak

from codedesk.reports import packet_agreements, packet_method, packet_pace, packet_quality, packet_summary, packet_talks
from codedesk.reports.packet_words import pair_heads
from codedesk.reports.page import Document, SectionBreak, document
from codedesk.reports.sections import SECTIONS, Section
from codedesk.reports.style import BOTTOM, PAPERS, TOP
from codedesk.services.reviews.rows import PacketRow

_PAGES = {
    "summary": packet_summary.pages,
    "pace": packet_pace.pages,
    "quality": packet_quality.pages,
    "conversations": packet_talks.pages,
    "agreements": packet_agreements.pages,
    "method": packet_method.pages,
}
_CHARTS, _SIGNED = "pace", "agreements"


def document_of(row: PacketRow, paper: str, sections: Collection[Section]) -> bytes:
    """Return the PDF of a packet with the chosen sections."""
    off = row.text.sections_off
    chosen = [section for section in SECTIONS if section in sections and section not in off] or ["summary"]
    height = PAPERS[paper][1] - TOP - BOTTOM

    def story() -> list[Flowable]:
        flowing: list[Flowable] = []
        for section in chosen:
            flowables = _PAGES[section](row)
            if flowables and flowing:
                whole, last = section == _SIGNED, section == chosen[-1]
                opened = SectionBreak(flowables, height, whole=whole, last=last)
                flowing.append(PageBreak() if section == _CHARTS else opened)
            flowing.extend(flowables)
        return flowing or _PAGES["summary"](row)

    return document(_sheet(row), story, paper)


def _sheet(row: PacketRow) -> Document:
    return Document(
        title=f"Review packet, {row.coder.name}, {row.label}",
        subject=f"Pace and accuracy of {row.label}, with how they are made",
        author=row.manager or row.department or "CodeDesk",
        who=row.coder.name,
        when=f"{row.label}, revision {row.revision}" if row.revision else row.label,
        department=row.department,
        fingerprint=row.fingerprint,
        version=row.version,
        made_on=row.printed_on,
        sample=row.sample,
        pair=pair_heads(row.paired),
    )
