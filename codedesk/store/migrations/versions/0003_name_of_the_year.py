"""Which calendar year names a fiscal year: by its end, as until now, or by its start.

The table is made anew, so that a file that grew up to this revision and a new one have the same table.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Give the department the choice; every department of before has named its year by its end."""
    database = op.get_bind()
    found = database.execute(sa.text("SELECT * FROM department")).mappings().all()
    op.drop_table("department")
    op.execute(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").removesuffix(";\n"))
    for row in found:
        values = {**row, "fiscal_year_named_by": "end"}
        columns, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
        database.execute(sa.text(f"INSERT INTO department ({columns}) VALUES ({marks})"), values)
