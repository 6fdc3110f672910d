"""What was typed and is not in the department yet: kept beside it letter by letter, and there again at the next start.

A small file of the department's own, by the same engine and the same passphrase. It also holds what is remembered for
good beside the department: how its spreadsheets are read. It is no part of the department: no
figure, no history, no backup and no export knows of it. What cannot be kept there stays in memory, and `problem` says
why. A file that is damaged or of another department is set aside and never keeps a department shut.
"""

import json
import sqlite3
import threading
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from codedesk.errors import CodeDeskError
from codedesk.store import engines, placing

_END = "-typed"
_TABLES = (
    "CREATE TABLE department (beginning TEXT NOT NULL)",
    "CREATE TABLE typed (place TEXT PRIMARY KEY, title TEXT NOT NULL, place_in_the_window TEXT NOT NULL, "
    "texts TEXT NOT NULL, at TEXT NOT NULL, coder_id INTEGER) WITHOUT ROWID",
)
_KEEP = "INSERT OR REPLACE INTO typed VALUES (?, ?, ?, ?, ?, ?)"
_REMEMBERED = "remembered/"  # how the place of a row begins that waits for nothing
_BEGINNING = "SELECT hash FROM change_entry ORDER BY id LIMIT 1"


@dataclass(frozen=True, slots=True)
class TypedRow:
    """What stands in one form. place: which form; where: how the window shows it again; at: UTC, as ISO text.

    texts are what was typed, right or wrong, as the form gave it; coder_id is whom it is about, where it is about one.
    """

    place: str
    title: str
    where: Mapping[str, Any]
    texts: Mapping[str, Any]
    at: str = ""
    coder_id: int | None = None


def path_of(department: Path) -> Path:
    """Return where what is typed is kept beside a department."""
    return department.with_name(department.name + _END)


def remove(department: Path) -> None:
    """Delete what is kept beside a department that goes too."""
    placing.discard(path_of(department))


def settle(department: Path) -> None:
    """Bring what is kept beside a closed department to the department's own passphrase, where that was changed."""
    with suppress(CodeDeskError, sqlite3.Error, OSError):
        if path_of(department).exists():
            with closing(engines.connect(department, read_only=True)) as source:
                TypedFile(department, source).close()


class TypedFile:
    """The typed texts of an open department. Every call may come from any thread; keep and drop are done when back."""

    def __init__(self, department: Path, source: sqlite3.Connection, *, read_only: bool = False) -> None:
        """Read what is kept; source is the department's own connection. read_only: nothing is read, nothing kept."""
        self.remark = ""
        """What is said of a file that was set aside, "" for none."""
        self.problem = ""
        """Why the last text could not be kept beside the department, "" where it could."""
        self._lock = threading.RLock()
        self._raw: sqlite3.Connection | None = None
        self._rows: dict[str, TypedRow] = {}
        self._read_only = read_only
        self._take(department, source)
        if not read_only and self._path.exists():
            self._open()

    @property
    def rows(self) -> tuple[TypedRow, ...]:
        """All that was typed and is kept, the oldest first."""
        typed = (row for row in self._rows.values() if not row.place.startswith(_REMEMBERED))
        return tuple(sorted(typed, key=lambda row: row.at))

    def row(self, place: str) -> TypedRow | None:
        """Return what is kept of one form."""
        return self._rows.get(place)

    def keep(self, row: TypedRow) -> bool:
        """Keep what stands in a form, in place of what was kept of it; False where only memory has it now."""
        if self._read_only:
            return False
        row = replace(row, at=datetime.now(UTC).isoformat(timespec="milliseconds"))
        with self._lock:
            self._rows[row.place] = row
            return self._write(_KEEP, _values(row))

    def drop(self, place: str) -> None:
        """Let go of what was kept of a form: it is stored, or given up."""
        with self._lock:
            if self._rows.pop(place, None) is not None:
                self._write("DELETE FROM typed WHERE place = ?", (place,))

    def remember(self, name: str, values: Mapping[str, Any]) -> None:
        """Keep values for good under a name, in place of what was remembered under it; no values: they are forgotten.

        values are as JSON can write them. They are gone with the erasing of a coder whom they name.
        """
        if values:
            self.keep(TypedRow(f"{_REMEMBERED}{name}", "", {}, values))
        else:
            self.drop(f"{_REMEMBERED}{name}")

    def remembered(self, beginning: str = "") -> dict[str, Mapping[str, Any]]:
        """Return what is remembered under the names that begin so, by name, the oldest first."""
        start = f"{_REMEMBERED}{beginning}"
        found = sorted((row for row in self._rows.values() if row.place.startswith(start)), key=lambda row: row.at)
        return {row.place.removeprefix(_REMEMBERED): row.texts for row in found}

    def forget_coder(self, coder_id: int, names: tuple[str, ...]) -> None:
        """Let go of all that is about a coder or names one, down to the disk."""
        with self._lock:
            for row in tuple(self._rows.values()):
                words = json.dumps([row.title, row.texts], ensure_ascii=False)
                if row.coder_id == coder_id or any(name in words for name in names):
                    self.drop(row.place)
            self.go_to(self._department, self._source)

    def release(self) -> None:
        """Let go of the file, and keep all in memory until `go_to`."""
        with self._lock:
            if self._raw is not None:
                self._raw.close()  # plays the log into the file
                self._raw = None

    def go_to(self, department: Path, source: sqlite3.Connection) -> None:
        """Go on beside the department as it is now: in another place, or by another passphrase."""
        with self._lock:
            self.release()
            former = self._path
            self._take(department, source)
            if not self._read_only:
                self._anew()
                if former != self._path:
                    placing.discard(former)

    def close(self) -> None:
        """Let go of the file; one in which nothing is kept goes."""
        with self._lock:
            self.release()
            if not self._rows and not self._read_only:
                placing.discard(self._path)

    def _take(self, department: Path, source: sqlite3.Connection) -> None:
        self._department, self._path, self._source = department, path_of(department), source
        with suppress(sqlite3.Error):
            self._beginning = str(source.execute(_BEGINNING).fetchone()[0])

    def _open(self) -> None:
        """Read the file; what is not this department's, or cannot be read, is set aside."""
        try:
            raw = engines.connect(self._path, isolation_level=None, check_same_thread=False)
            try:
                found = self._found(raw)
            except BaseException:
                raw.close()
                raise
        except (CodeDeskError, sqlite3.Error, OSError, ValueError, TypeError):
            self._set_aside("damaged", "could not be read")
            return
        if found is None:
            raw.close()
            self._set_aside("replaced", "is of another department")
            return
        self._rows = {row.place: row for row in found}
        same = engines.secret_of(raw) == engines.secret_of(self._source)
        raw.close()
        if same:
            self._raw = _begun(self._source, self._path)
        else:
            self._anew()

    def _found(self, raw: sqlite3.Connection) -> list[TypedRow] | None:
        """Return the rows of an open file; None where it is another department's."""
        if raw.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("damaged")
        if raw.execute("SELECT beginning FROM department").fetchone() != (self._beginning,):
            return None
        columns = "place, title, place_in_the_window, texts, at, coder_id"
        return [
            TypedRow(place, title, dict(json.loads(where)), dict(json.loads(texts)), at, coder_id)
            for place, title, where, texts, at, coder_id in raw.execute(f"SELECT {columns} FROM typed")
        ]

    def _write(self, statement: str, values: tuple[Any, ...]) -> bool:
        try:
            if self._raw is None:
                self._anew()
            else:
                self._raw.execute(statement, values)
                self.problem = ""
        except sqlite3.Error as error:
            self._fail(error)
        return not self.problem

    def _anew(self) -> None:
        """Write the file anew with all that is in memory, under a temporary name first; no file for nothing."""
        try:
            if not self._rows:
                placing.discard(self._path)
                return
            making = placing.begin(self._path)
            try:
                self._fill(making)
                for old in placing.companions(self._path):
                    old.unlink()
                making.replace(self._path)
            finally:
                placing.discard(making)
        except (sqlite3.Error, OSError) as error:
            self._fail(error)
            return
        self.problem = ""
        self._raw = _begun(self._source, self._path)

    def _fill(self, making: Path) -> None:
        with closing(engines.beside(self._source, making)) as raw:
            raw.executescript(";".join(("BEGIN", *_TABLES)))
            raw.execute("INSERT INTO department VALUES (?)", (self._beginning,))
            raw.executemany(_KEEP, [_values(row) for row in self._rows.values()])
            raw.execute("COMMIT")

    def _fail(self, error: Exception) -> None:
        self.problem = str(getattr(error, "strerror", None) or error)

    def _set_aside(self, word: Any, why: str) -> None:
        """Move the file with its log into a folder of its own, and say so; it stays where that cannot be."""
        kept = [self._path, *placing.companions(self._path)]
        try:
            folder = placing.folder_beside(self._path, word)
            for each in kept:
                each.replace(folder / each.name)
            self.remark = f"“{self._path.name}”, where what you type is kept, {why}. It was set aside in “{folder}”."
        except OSError as error:
            self._read_only = True
            self.remark = f"“{self._path.name}” {why} and could not be set aside: what you type is not kept."
            self._fail(error)


def _values(row: TypedRow) -> tuple[Any, ...]:
    where, texts = (json.dumps(each, ensure_ascii=False) for each in (row.where, row.texts))
    return row.place, row.title, where, texts, row.at, row.coder_id


def _begun(source: sqlite3.Connection, path: Path) -> sqlite3.Connection | None:
    """Open a file to be kept in: with a log, so that a letter waits little, and so that what is gone leaves no trace.

    None where that cannot be now; the next letter writes the file anew then.
    """
    raw = engines.beside(source, path)
    try:
        for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
            raw.execute(f"PRAGMA {pragma}").fetchall()
    except sqlite3.Error:
        raw.close()
        return None
    return raw
