"""Work that waits: backlog, holds, revenue, turnaround lists, scenarios, requests; and what rework came from.

The table of rework is made anew, so that a file that grew up to this revision and a new one have the same table.
"""

from codedesk.store.migrations.revising import make_anew

revision = "0011"
down_revision = "0010"
_OF_BEFORE = {"source": "internal", "cause": "coder", "outcome": "open"}


def upgrade() -> None:
    """Make the tables; rework of before is the coder's error, found inside, of which nobody said what became."""
    make_anew("rework", __file__, _OF_BEFORE)
