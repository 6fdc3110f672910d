"""Months that are known as sums only."""

from codedesk.store.migrations.revising import run_statements

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table and its indexes; no month was known as a sum before."""
    run_statements(__file__)
