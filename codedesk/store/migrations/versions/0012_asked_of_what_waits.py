"""What the department logs of a work type can be confirmed as a coder's day can: a confirmation need not name a coder.

The table is made anew, so that a file that grew up to this revision and a new one have the same table.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Let a confirmation name no coder; every one of before keeps its own."""
    database = op.get_bind()
    found = database.execute(sa.text("SELECT * FROM confirmed_mark ORDER BY id")).mappings().all()
    op.drop_table("confirmed_mark")
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in statements.split(";\n"):
        if statement.strip():
            op.execute(statement)
    for row in found:
        values = dict(row)
        columns, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
        database.execute(sa.text(f"INSERT INTO confirmed_mark ({columns}) VALUES ({marks})"), values)
