"""The first form of the department file, as the statements beside this file."""

from codedesk.store.migrations.revising import run_statements

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table and index of the first form."""
    run_statements(__file__)
