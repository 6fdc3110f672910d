"""Copies of the audits as columns, and the triggers by which none outlives a change; none is there yet."""

from pathlib import Path

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table and the triggers."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in statements.split(";\n\n"):
        if statement.strip():
            op.execute(statement.strip().removesuffix(";"))
