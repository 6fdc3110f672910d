"""What was read from the tables of one open file and holds until one of these tables is changed.

Here lives how long something holds. What is worth keeping is said where it is read (services/cache.py); which rows of
which tables a step changes comes from history, which sees every change.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

MOST = 256
MOST_SPANS = 500

# The first and the last number of rows that were changed, both included.
Span = tuple[int, int]
Spans = tuple[Span, ...]


@dataclass
class _Followed:
    """A value that the changes bring up to date, and which rows were changed since they did."""

    tables: frozenset[str]
    value: Any
    changed: dict[str, set[Span]] = field(default_factory=dict)


class Kept:
    """Values by name, each with the tables that it was read from. For the database thread only.

    A step sees its own changes: what it has touched is read anew until it ends, stored or taken back. Values that
    follow the changes are told which rows those were; what they become inside a step is not kept either.
    """

    def __init__(self) -> None:
        """Start with nothing."""
        self._values: dict[Hashable, tuple[frozenset[str], Any]] = {}
        self._followed: dict[Hashable, _Followed] = {}
        self._touched: dict[str, set[Span]] = {}
        self._changes = 0

    def look(self, changes: int) -> None:
        """Take how many rows the connection has changed so far; drop everything where some were past history."""
        if changes != self._changes:
            self._values.clear()
            self._followed.clear()
            self._changes = changes

    def pass_over(self, changes: int) -> None:
        """Take how many rows the connection has changed, where those since the last look are none that one reads."""
        self._changes = changes

    def get(self, name: Hashable, tables: frozenset[str], make: Callable[[], Any]) -> Any:
        """Return the value of a name, made now where it is not there or may no longer hold."""
        if not self._touched.keys().isdisjoint(tables):
            return make()
        if name not in self._values:
            made = make()
            while len(self._values) >= MOST:
                del self._values[next(iter(self._values))]
            self._values[name] = tables, made
        self._values[name] = self._values.pop(name)  # what was asked for last is let go of last
        return self._values[name][1]

    def follow(
        self,
        name: Hashable,
        tables: frozenset[str],
        make: Callable[[], Any],
        onward: Callable[[Any, Mapping[str, Spans]], Any],
    ) -> Any:
        """Return the value of a name: made now where it is not there, else brought up to date by what was changed.

        onward gets the value and the numbers of the changed rows of each of its tables, and returns another value.
        Where these are very many, it is made anew.
        """
        held = self._followed.get(name)
        touched = {table: self._touched[table] for table in tables & self._touched.keys()}
        if held is None:
            value = make()
            if not touched:
                self._followed[name] = _Followed(tables, value)
            return value
        found = {table: _joined(touched.get(table, set()) | held.changed.get(table, set())) for table in tables}
        changed = {table: spans for table, spans in found.items() if spans}
        if not changed:
            return held.value
        many = sum(map(len, changed.values())) > MOST_SPANS
        value = make() if many else onward(held.value, changed)
        if not touched:
            self._followed[name] = _Followed(tables, value)
        return value

    def touch(self, table: str, first: int, last: int) -> None:
        """Note that the step which is going on changes rows of a table, from one number to another."""
        self._touched.setdefault(table, set()).add((first, last))

    def settle(self, changes: int) -> None:
        """Drop, at the end of a step, what was read from the tables that it touched; note the rows for what follows.

        A step that was taken back counts like one that was stored: what it touched is looked at again.
        """
        if not self._touched:
            self.look(changes)
        gone = [name for name, (tables, _) in self._values.items() if not self._touched.keys().isdisjoint(tables)]
        for name in gone:
            del self._values[name]
        for held in self._followed.values():
            for table in held.tables & self._touched.keys():
                held.changed.setdefault(table, set()).update(self._touched[table])
        self._touched.clear()
        self._changes = changes


def _joined(spans: Iterable[Span]) -> Spans:
    """Return spans in order, with neighbours made one."""
    joined: list[Span] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return tuple(joined)
