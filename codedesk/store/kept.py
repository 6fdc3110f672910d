"""What was read from the tables of one open file and holds until one of these tables is changed.

Here lives how long something holds. What is worth keeping is said where it is read (services/kept.py); which tables a
step changes comes from history, which sees every change.
"""

from collections.abc import Callable, Hashable
from typing import Any

MOST = 256


class Kept:
    """Values by name, each with the tables that it was read from. For the database thread only.

    A step sees its own changes: what it has touched is read anew until it ends, stored or taken back.
    """

    def __init__(self) -> None:
        """Start with nothing."""
        self._values: dict[Hashable, tuple[frozenset[str], Any]] = {}
        self._touched: set[str] = set()
        self._changes = 0

    def look(self, changes: int) -> None:
        """Take how many rows the connection has changed so far; drop everything where some were past history."""
        if changes != self._changes:
            self._values.clear()
            self._changes = changes

    def get(self, name: Hashable, tables: frozenset[str], make: Callable[[], Any]) -> Any:
        """Return the value of a name, made now where it is not there or may no longer hold."""
        if not self._touched.isdisjoint(tables):
            return make()
        if name not in self._values:
            made = make()
            while len(self._values) >= MOST:
                del self._values[next(iter(self._values))]
            self._values[name] = tables, made
        return self._values[name][1]

    def touch(self, table: str) -> None:
        """Note that the step which is going on changes a table."""
        self._touched.add(table)

    def settle(self, changes: int) -> None:
        """Drop, at the end of a step, what was read from the tables that it touched."""
        if not self._touched:
            self.look(changes)
        gone = [name for name, (tables, _) in self._values.items() if not self._touched.isdisjoint(tables)]
        for name in gone:
            del self._values[name]
        self._touched.clear()
        self._changes = changes
