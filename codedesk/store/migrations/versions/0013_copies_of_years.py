"""Copies of what whole years of the log and of the audits add up to; none is there yet.

No trigger takes one away: each names what it was made from, and holds only while that is what it was.
"""

from codedesk.store.migrations.revising import run_statements

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the tables."""
    run_statements(__file__)
