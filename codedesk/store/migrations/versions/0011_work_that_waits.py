"""Work that waits: backlog, holds, revenue, turnaround lists, scenarios, requests; and what rework came from.

The table of rework is made anew, so that a file that grew up to this revision and a new one have the same table.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
_OF_BEFORE = {"source": "internal", "cause": "coder", "outcome": "open"}


def upgrade() -> None:
    """Make the tables; rework of before is the coder's error, found inside, of which nobody said what became."""
    database = op.get_bind()
    found = database.execute(sa.text("SELECT * FROM rework ORDER BY id")).mappings().all()
    op.drop_table("rework")
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in statements.split(";\n"):
        if statement.strip():
            op.execute(statement)
    for row in found:
        values = dict(row) | _OF_BEFORE
        columns, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
        database.execute(sa.text(f"INSERT INTO rework ({columns}) VALUES ({marks})"), values)
