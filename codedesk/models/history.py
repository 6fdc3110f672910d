"""History: every change as a named step and, inside it, every row before and after. Append-only."""

from datetime import datetime

from sqlmodel import Field

from codedesk.models.base import Stored, one_of

STEP_KINDS = ("do", "undo", "redo", "put_back", "import", "upgrade")
ACTIONS = ("insert", "update", "bulk_insert", "bulk_update")
SEAL = "seal of "
"""Before the name of a table: an entry that changed nothing, but keeps what its rows were at an upgrade of the file."""


class Change(Stored, table=True):
    """One named step: what a person did at once, and can undo at once. at is UTC."""

    __table_args__ = (one_of("kind", STEP_KINDS),)

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    who: str
    step: str
    kind: str = "do"
    reverts_id: int | None = Field(default=None, foreign_key="change.id", index=True)


class ChangeEntry(Stored, table=True):
    """One row before and after a change, chained to the entry before it by SHA-256.

    before and after are JSON objects of the columns that changed (all of them for an insert). A bulk insert keeps the
    numbers of its rows (row_id to last_row_id) and their seal, a hash of them as they were stored, in `after`.
    """

    __tablename__ = "change_entry"
    __table_args__ = (one_of("action", ACTIONS),)

    id: int | None = Field(default=None, primary_key=True)
    change_id: int = Field(foreign_key="change.id", index=True)
    table_name: str
    row_id: int
    last_row_id: int | None = None
    action: str
    before: str = ""
    after: str = ""
    previous_hash: str
    hash: str


STEP_TABLE, ENTRY_TABLE = Stored.metadata.tables["change"], Stored.metadata.tables["change_entry"]
