"""Copies of the audits as columns, and the triggers by which none outlives a change; none is there yet."""

from codedesk.store.migrations.revising import run_statements

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table and the triggers."""
    run_statements(__file__, triggers=True)
