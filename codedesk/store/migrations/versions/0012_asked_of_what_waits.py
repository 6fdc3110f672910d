"""What the department logs of a work type can be confirmed as a coder's day can: a confirmation need not name a coder.

The table is made anew, so that a file that grew up to this revision and a new one have the same table.
"""

from codedesk.store.migrations.revising import make_anew

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Let a confirmation name no coder; every one of before keeps its own."""
    make_anew("confirmed_mark", __file__)
