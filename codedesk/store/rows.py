"""The rows of a step, set to other values: read in blocks and written in runs, because a step may hold 100,000 of them.

Their order is kept to the last row: where one takes the place of another, the place is free by then. History gets its
entry of each.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from codedesk import models
from codedesk.errors import Refused
from codedesk.models import ChangeEntry
from codedesk.store.history import Recorder, Values

_BLOCK = 500
_NUMBER = "number_of_row"


class StoredRows:
    """The rows that the entries of a step name, as they stand, and what is to be written of them."""

    def __init__(self, session: Session, entries: Iterable[ChangeEntry]) -> None:
        """Read the rows; those of bulk entries are set in one go elsewhere, and not read."""
        self._session = session
        self._rows: dict[tuple[str, int], Values] = {}
        self._run: list[tuple[int, Values, Values]] = []
        self._of: tuple[str, tuple[str, ...]] = ("", ())
        numbers: dict[str, set[int]] = defaultdict(set)
        for entry in entries:
            if not entry.action.startswith("bulk"):
                numbers[entry.table_name].add(entry.row_id)
        for name, wanted in numbers.items():
            self._read(models.metadata().tables[name], sorted(wanted))

    def hold(self, table: str, number: int, values: Mapping[str, Any]) -> bool:
        """Tell whether a row is there with these values."""
        row = self._rows.get((table, number))
        return row is not None and all(row[name] == value for name, value in _typed(table, values))

    def set(self, entry: ChangeEntry, values: Mapping[str, Any]) -> None:
        """Set the row of an entry; Refused where it is no longer there. `write` writes it."""
        row = self._rows.get((entry.table_name, entry.row_id))
        if row is None:
            reason = "a row of that step is no longer there"
            raise Refused(reason)
        after = {name: value for name, value in _typed(entry.table_name, values) if row[name] != value}
        if not after:
            return
        of = (entry.table_name, tuple(after))
        if of != self._of:
            self.write()
            self._of = of
        self._run.append((entry.row_id, {name: row[name] for name in after}, after))
        row.update(after)

    def write(self) -> None:
        """Write what was set since the last time, in its order, and its history."""
        run, self._run = self._run, []
        if not run:
            return
        table = models.metadata().tables[self._of[0]]
        update = sa.update(table).where(table.c.id == sa.bindparam(_NUMBER))
        self._session.connection().execute(update, [{_NUMBER: number, **after} for number, _, after in run])
        recorder: Recorder = self._session.info["history"]
        recorder.updates(table.name, run)

    def _read(self, table: sa.Table, numbers: Sequence[int]) -> None:
        columns = [column for column in table.c if column.type.python_type is not bytes]
        for start in range(0, len(numbers), _BLOCK):
            query = sa.select(*columns).where(table.c.id.in_(numbers[start : start + _BLOCK]))
            for row in self._session.connection().execute(query).mappings():
                self._rows[table.name, row["id"]] = dict(row)


def _typed(table: str, values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give the values as the database does, without the number and without files, which are never changed."""
    columns = models.metadata().tables[table].c
    for name, value in values.items():
        kind = columns[name].type.python_type
        if name == "id" or kind is bytes:
            continue
        if value is not None and kind in (date, datetime):
            yield name, kind.fromisoformat(value)
        else:
            yield name, value
