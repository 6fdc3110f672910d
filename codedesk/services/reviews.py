"""Reviews: the door to one coder's review of one period. Rows for the packet, the list, the words, the pre-flight."""

from codedesk.services.reviews_lists import preflight, reviews
from codedesk.services.reviews_packets import packet, packets
from codedesk.services.reviews_texts import (
    AgreementDraft,
    review,
    set_agreements,
    set_outcome,
    set_state,
    set_text,
)

__all__ = [
    "AgreementDraft",
    "packet",
    "packets",
    "preflight",
    "review",
    "reviews",
    "set_agreements",
    "set_outcome",
    "set_state",
    "set_text",
]
