"""Copies of the log as columns, and the triggers by which none outlives a change; none is there yet."""

from codedesk.store.migrations.revising import run_statements

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table and the triggers."""
    run_statements(__file__, triggers=True)
