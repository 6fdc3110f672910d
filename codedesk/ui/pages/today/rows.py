"""The rows that Today shows, and up to which change they are true.

The reply to a cell brings the coder's day and the state of its date: the page need not read the whole date again. Here
lives when that is enough; what is shown of it is the page's.
"""

from dataclasses import replace

from codedesk.desk import StepResult
from codedesk.services.days.changes import CellRow
from codedesk.services.days.days import DayGridRow
from codedesk.services.days.weeks import DayStateRow

Read = tuple[DayGridRow, tuple[DayStateRow, ...]]


class GridRows:
    """What was read last, with the replies since then put into it."""

    def __init__(self) -> None:
        """Start without rows."""
        self.read: Read | None = None
        self._revision = -1

    def ask(self, revision: int) -> None:
        """Note that rows are being read which hold this revision, and whatever is stored before they are."""
        self.read, self._revision = None, revision

    def has_coders(self) -> bool:
        """Tell whether there is anybody whose days can be entered, as far as this is known."""
        return self.read is None or self.read[0].coders > 0

    def hold(self, revision: int) -> bool:
        """Tell whether the rows, or those that are being read, are true at a revision."""
        return revision <= self._revision

    def take(self, reply: StepResult[CellRow]) -> bool:
        """Put the reply to a cell into the rows; False where nothing new is to be shown.

        A reply that is not the very next change is not taken: the rows do not `hold` then, and are to be read again.
        """
        revision = reply.revision
        if revision is None or self.hold(revision):
            return False
        if self.read is None:  # what is being read was asked for after the change: replies come in turn
            self._revision = revision
            return False
        if revision != self._revision + 1:
            return False
        self.read, self._revision = _with(self.read, reply.result), revision
        return True


def _with(read: Read, row: CellRow) -> Read:
    """Return the rows of a date with the reply to one of its cells in them."""
    grid, week = read
    mine = (row.place.coder_id, row.place.day)
    new = () if row.block is None else (row.block,)
    blocks = tuple(block for old in grid.blocks for block in (new if (old.coder_id, old.day) == mine else (old,)))
    waiting = grid.waiting if row.waiting is None or not grid.waiting else row.waiting
    return replace(grid, blocks=blocks, waiting=waiting), tuple(
        row.state if row.state.day == day.day else day for day in week
    )
