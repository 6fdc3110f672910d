"""Tools (encoder, computer-assisted coding, suggestions, autonomous coding) as a kind of event of their own.

The table is made anew, so that a file that grew up to this revision and a new one have the same rule for the kind.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Allow the kind; every event of before keeps its own."""
    database = op.get_bind()
    found = database.execute(sa.text("SELECT * FROM event ORDER BY id")).mappings().all()
    op.drop_table("event")
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in statements.split(";\n"):
        if statement.strip():
            op.execute(statement)
    for row in found:
        values = dict(row)
        columns, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
        database.execute(sa.text(f"INSERT INTO event ({columns}) VALUES ({marks})"), values)
