"""Reviews: the door to one coder's review of one period. Rows for the packet, the list, the words, the pre-flight."""

from codedesk.services.reviews.given import (
    all_given,
    as_given,
    for_print,
    give,
    packet,
    packet_to_give,
    packets,
    pages_given_out,
    revisions,
)
from codedesk.services.reviews.lists import preflight, reviews
from codedesk.services.reviews.proposals import proposals
from codedesk.services.reviews.sheets import private_sheet, team_sheet, year_sheet
from codedesk.services.reviews.texts import (
    review,
    set_agreements,
    set_outcome,
    set_private_note,
    set_sections_off,
    set_state,
    set_text,
)

__all__ = [
    "all_given",
    "as_given",
    "for_print",
    "give",
    "packet",
    "packet_to_give",
    "packets",
    "pages_given_out",
    "preflight",
    "private_sheet",
    "proposals",
    "review",
    "reviews",
    "revisions",
    "set_agreements",
    "set_outcome",
    "set_private_note",
    "set_sections_off",
    "set_state",
    "set_text",
    "team_sheet",
    "year_sheet",
]
