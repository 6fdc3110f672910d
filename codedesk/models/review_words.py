"""How far a review can be: the words of its list."""

from codedesk.words import Word


class ReviewState(Word):
    """How far a review is. Once it is out, what was printed stands until it is reopened as a draft."""

    DRAFT = "draft", "draft"
    READY = "ready", "ready"
    GIVEN = "given", "given"
    SIGNED = "signed", "signed"
    SIGNATURE_REFUSED = "signature_refused", "not signed"

    @property
    def is_out(self) -> bool:
        """Whether the packet was given out."""
        return self not in (ReviewState.DRAFT, ReviewState.READY)

    @classmethod
    def out(cls) -> tuple["ReviewState", ...]:
        """Return the states of a packet that was given out."""
        return tuple(state for state in cls if state.is_out)
