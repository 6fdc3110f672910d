"""Since when a department keeps records, how it reads 7/3, and how long it keeps somebody who left.

The table is made anew, so that a file that grew up to this revision and a new one have the same table.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Give the department the columns; a department of before was asked for none of them."""
    database = op.get_bind()
    found = database.execute(sa.text("SELECT * FROM department")).mappings().all()
    op.drop_table("department")
    op.execute(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").removesuffix(";\n"))
    for row in found:
        values = dict(row)
        columns, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
        database.execute(sa.text(f"INSERT INTO department ({columns}) VALUES ({marks})"), values)
