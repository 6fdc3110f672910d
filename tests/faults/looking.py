"""What is seen of a folder afterwards: the whole content of a department as a short mark, files by what they hold.

Left out is what a second run of the same steps makes differently: times, and the hashes that hold them.
"""

import hashlib
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from codedesk.desk import Desk
from codedesk.errors import CodeDeskError
from codedesk.store import engines

WHO = "R. Castellane"
_OF_THE_MOMENT = {
    ("change", "at"),
    ("change_entry", "hash"),
    ("change_entry", "previous_hash"),
    ("department", "created_on"),
    ("sqlite_sequence", "seq"),
}
_MADE_ON = re.compile(r'("created_on": )"[^"]+"|ended with [0-9a-f]{16} before')
_COPIES = re.compile(r"\w+_copy")
_LEFT_OVER = re.compile(r"\.(?!.*\.holder$)|.*\.(new|part)$|(replaced|damaged|set-aside)-")

State = dict[str, str]


class Violation(Exception):
    """A promise that was not kept, in words."""


def content(raw: sqlite3.Connection) -> str:
    """Return a mark of everything that a department file holds."""
    mark = hashlib.sha256()
    for (table,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
        if _COPIES.fullmatch(table):
            continue
        names = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
        columns = ", ".join(f'"{name}"' for name in names if (table, name) not in _OF_THE_MOMENT) or "NULL"
        mark.update(table.encode())
        for row in raw.execute(f"SELECT {columns} FROM {table} ORDER BY rowid"):
            mark.update(_MADE_ON.sub("", repr(row)).encode())
    return mark.hexdigest()[:12]


def department(path: Path) -> str:
    """Open a department as the program does, check it whole, and return a mark of its content."""
    try:
        desk = Desk.open(path, WHO)
    except CodeDeskError as error:
        raise Violation(f"does not open: {error}") from error
    except Exception as error:
        raise Violation(f"does not open, and not in words: {error!r}") from error
    try:
        report = desk.check()
        if not report.sound:
            raise Violation(f"is not sound: {report.problems[0]}")
        return desk.use(lambda connection: content(connection.raw))
    finally:
        desk.close()


def by_sqlite(path: Path) -> str:
    """Look into a department file without the program: sound by SQLite's own checks; return its revision and a mark."""
    try:
        with closing(engines.connect(path)) as raw:
            found = raw.execute("PRAGMA integrity_check").fetchone()[0]
            if found != "ok" or raw.execute("PRAGMA foreign_key_check").fetchall():
                raise Violation(f"“{path.name}” is not sound: {found}")
            return f"{raw.execute('SELECT version_num FROM alembic_version').fetchone()[0]} {content(raw)}"
    except sqlite3.Error as error:
        raise Violation(f"“{path.name}” cannot be read: {error}") from error


def file(path: Path) -> str:
    """Return a mark of a file's content; of a workbook that of its members, which carry no times."""
    if path.suffix == ".xlsx":
        try:
            with zipfile.ZipFile(path) as book:
                parts = [(name, book.read(name)) for name in sorted(book.namelist()) if "core.xml" not in name]
        except zipfile.BadZipFile as error:
            raise Violation(f"“{path.name}” is no whole workbook: {error}") from error
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def left_over(folder: Path, said: str = "") -> set[str]:
    """Return what only a piece of work that was not finished leaves: hidden and half made files, copies set aside.

    A copy that was said to be kept, by its place, is none.
    """
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    names = (name for name in names if f"“{folder / name.partition('/')[0]}”" not in said)
    return {re.sub(r"\d{8}T\d{6}Z|-\w{8}(?=/|$)", "*", name) for name in names if _is_left_over(name)}


def _is_left_over(name: str) -> bool:
    return any(_LEFT_OVER.match(part) for part in name.split("/"))


def for_others(folder: Path) -> Iterator[str]:
    """Name the files that others than their owner may read or write."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.stat().st_mode & 0o077:
            yield path.relative_to(folder).as_posix()
