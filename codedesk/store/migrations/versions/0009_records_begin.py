"""Since when a department keeps records, how it reads 7/3, and how long it keeps somebody who left.

The table is made anew, so that a file that grew up to this revision and a new one have the same table.
"""

from codedesk.store.migrations.revising import make_anew

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Give the department the columns; a department of before was asked for none of them."""
    make_anew("department", __file__)
