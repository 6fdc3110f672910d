"""Answers to signals: what the manager said about a change."""

from codedesk.store.migrations.revising import run_statements

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table and its indexes; nothing was answered before."""
    run_statements(__file__)
