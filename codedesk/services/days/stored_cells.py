"""The cells of the day grid as they are stored, a coder's and the department's, behind one door.

How a coder's are kept is stored_days.py's, how what waits is kept flow/waiting_days.py's.
"""

from collections.abc import Iterable, Sequence

from sqlmodel import Session

from codedesk.errors import Refused
from codedesk.services.days import rules
from codedesk.services.days.drafts import CellDraft, CellPlace, Value
from codedesk.services.days.stored_days import StoredDays
from codedesk.services.flow.waiting_days import StoredWaiting


class StoredCells:
    """Some cells: what they hold, read once, and values put into them."""

    def __init__(self, session: Session, places: Iterable[CellPlace]) -> None:
        """Read what the places stand in."""
        wanted = tuple(places)
        self.days = StoredDays(session, (place for place in wanted if not place.of_department))
        self._waiting = StoredWaiting(session, (place for place in wanted if place.of_department))

    def value(self, place: CellPlace) -> Value:
        """Return what a cell holds; None where nothing is entered."""
        return self._waiting.value(place) if place.of_department else self.days.value(place)

    def refusals(self, drafts: Sequence[CellDraft]) -> dict[int, str]:
        """Say which drafts cannot be stored, by their place in the list, and why; all of them are stored together."""
        ours = [at for at, draft in enumerate(drafts) if draft.place.of_department]
        theirs = [at for at, draft in enumerate(drafts) if not draft.place.of_department]
        found = self.days.refusals([drafts[at] for at in theirs])
        refused = {theirs[at]: reason for at, reason in found.items()}
        return refused | {at: reason for at in ours if (reason := self._refused(drafts[at]))}

    def put(self, draft: CellDraft) -> bool:
        """Put a value into a cell; return whether it differs from what was there. It has to be one that is taken."""
        return self._waiting.put(draft) if draft.place.of_department else self.days.put(draft)

    def close(self) -> None:
        """Void what holds nothing any more, and store everything."""
        self._waiting.close()
        self.days.close()

    def _refused(self, draft: CellDraft) -> str:
        try:
            rules.check(draft)
        except Refused as refused:
            return refused.reason
        return self._waiting.refused(draft)
