"""Which calendar year names a fiscal year: by its end, as until now, or by its start.

The table is made anew, so that a file that grew up to this revision and a new one have the same table.
"""

from codedesk.store.migrations.revising import make_anew

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Give the department the choice; every department of before has named its year by its end."""
    make_anew("department", __file__, {"fiscal_year_named_by": "end"})
