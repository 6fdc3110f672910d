"""What the revisions of the file have in common: the statements of the .sql file beside one, and a table made anew.

Imported by the revisions alone, which Alembic loads from their files.
"""

from collections.abc import Mapping
from pathlib import Path

import sqlalchemy as sa
from alembic import op

_END, _END_OF_TRIGGER = ";\n", ";\n\n"  # a trigger holds statements of its own


def run_statements(revision: str, *, triggers: bool = False) -> None:
    """Run the statements of the .sql file beside a revision; with triggers a blank line stands between them."""
    text = Path(revision).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in text.split(_END_OF_TRIGGER if triggers else _END):
        if statement.strip():
            op.execute(statement.strip().removesuffix(";"))


def make_anew(table: str, revision: str, more: Mapping[str, object] | None = None) -> None:
    """Make a table as the .sql file says, and put its rows back; more: what every row of before has besides.

    So a file that grew up to the revision and a new one have the same table.
    """
    database = op.get_bind()
    found = database.execute(sa.text(f"SELECT * FROM {table} ORDER BY id")).mappings().all()
    op.drop_table(table)
    run_statements(revision)
    for row in found:
        values = {**row, **(more or {})}
        columns, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
        database.execute(sa.text(f"INSERT INTO {table} ({columns}) VALUES ({marks})"), values)
