"""Beginning the limits of pace anew: a date, whose limits, and the reason. Stored as an event that they start from.

Whose: the whole team's, a coder's, or those of all who do a work type, which its own chart on Trends is read against.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from codedesk import formats
from codedesk.models.events import EventDraft
from codedesk.periods import monday
from codedesk.services.department.events_and_notes import EVENTS
from codedesk.ui.editing import Editing
from codedesk.ui.typed import TypedPlace
from codedesk.ui.widgets.fields import Field

TITLE = "Begin the limits anew"
Whose = tuple[str, int | None]
TEAM: Whose = ("team", None)
_WHOLE_TEAM = "Whole team"
_WHY = "What changed for good? Stands on the chart and in the packet."
_FROM = "Limits begin with its week and rest on the 26 weeks that follow"


class Rebasing(Editing):
    """Asks for a new beginning of limits and stores it as one step."""

    def begin(
        self, day: date, coders: Sequence[tuple[str, int]], chosen: Whose, work_types: Sequence[tuple[str, int]] = ()
    ) -> None:
        """Ask, beginning with a day and with the limits of the team, of a coder or of a work type."""
        choices = (
            (_WHOLE_TEAM, TEAM),
            *((name, ("coder", number)) for name, number in coders),
            *((f"Work type: {name}", ("work_type", number)) for name, number in work_types),
        )
        fields = (
            Field("from_day", "From", "date", required=True, hint=_FROM),
            Field("whose", "Whose limits", "choice", required=True, choices=choices),
            Field("text", "Why", "text", required=True, hint=_WHY),
        )
        names = {whose: name for name, whose in choices[1:]}

        def store(typed: dict[str, Any]) -> Any:
            kind, number = typed["whose"]
            draft = EventDraft(from_day=typed["from_day"], text=typed["text"], rebase=True,
                               coder_id=number if kind == "coder" else None,
                               work_type_id=number if kind == "work_type" else None)  # fmt: skip
            whose = names.get(typed["whose"], "whole team")
            return f"{TITLE}, {whose}, week of {formats.day(monday(draft.from_day))}", EVENTS.add, (draft,)

        kind, number = chosen
        place = TypedPlace(
            "limits", f"{kind} {number or ''}".strip(), TITLE, coder_id=number if kind == "coder" else None
        )
        self.open(TITLE, fields, {"from_day": day, "whose": chosen, "text": ""}, store, place=place)
