"""Tools (encoder, computer-assisted coding, suggestions, autonomous coding) as a kind of event of their own.

The table is made anew, so that a file that grew up to this revision and a new one have the same rule for the kind.
"""

from codedesk.store.migrations.revising import make_anew

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Allow the kind; every event of before keeps its own."""
    make_anew("event", __file__)
