"""Backups: made through SQLite, opened, checked and counted before they get their name; thinned; put back.

A backup is a department file like any other. Its name says when (UTC) and why it was made.
"""

import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from codedesk.errors import CannotSave, CodeDeskError, NotADepartment, OtherDepartment
from codedesk.store import checks, file_checks, origins, schema
from codedesk.store.connection import Connection, connect, engine_of

KEPT = {"daily": 12, "weekly": 10, "monthly": 9}
UPGRADE_DAYS = 90
_LAST = 3
_SKEW = timedelta(days=1)  # what clocks and their changes differ by without being wrong
_NAME = re.compile(r"(?P<stem>.+)-(?P<at>\d{8}T\d{6}Z)-(?P<why>[a-z0-9-]+)\.codedesk")
_STAMP = "%Y%m%dT%H%M%SZ"
_THINNED = ("open", "daily", "import", "restore")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: where, when (UTC), why, how large in bytes."""

    path: Path
    at: datetime
    why: str
    size: int


def folder_of(path: Path) -> Path:
    """Return the usual folder of a department's backups: beside it."""
    return path.parent / f"{path.stem} backups"


def make(connection: Connection, folder: Path, why: str = "asked", now: datetime | None = None) -> Backup:
    """Back the open department up into a folder; it gets its name only after it was checked.

    CannotSave in words where it fails; earlier backups are not touched by that.
    """
    at = (now or datetime.now(UTC)).replace(microsecond=0)
    while (target := folder / f"{connection.path.stem}-{at.strftime(_STAMP)}-{why}.codedesk").exists():
        at += timedelta(seconds=1)  # a clock that was set back must not write over an older backup
    making = folder / f".{target.name}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        making.unlink(missing_ok=True)
        making.touch(mode=0o600)
        _copy(connection.raw, making)
        _compare(connection, making)
        _settle(making, target)
    except (OSError, sqlite3.Error, sa.exc.SQLAlchemyError) as error:
        _discard(making)
        reason = f"The backup into “{folder}” failed ({error}); the department itself is as it was. Try another folder."
        raise CannotSave(reason) from error
    return Backup(target, at, why, target.stat().st_size)


def copy_whole(connection: Connection, target: Path) -> Path | None:
    """Copy the open department to a place, checked; return where what stood there is kept, None if nothing did.

    CannotSave in words where it fails; what stands in the place is untouched then. It is moved with its journals into
    `replaced-<time>`, never deleted.
    """
    making = target.with_name(f".{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        making.unlink(missing_ok=True)
        making.touch(mode=0o600)
        _copy(connection.raw, making)
        _compare(connection, making)
        kept = _make_way(target)
        _settle(making, target)
    except (OSError, sqlite3.Error, sa.exc.SQLAlchemyError) as error:
        _discard(making)
        cause = getattr(error, "strerror", None) or error
        reason = f"The copy into “{target.parent}” failed ({cause}); nothing was replaced. Choose another place."
        raise CannotSave(reason) from error
    return kept


def _make_way(path: Path) -> Path | None:
    """Give what stands in a place, unopened, a second name in a folder beside it, and take its journals there."""
    journals = _journals(path)
    if not path.exists() and not journals:
        return None
    folder = path.parent / f"replaced-{datetime.now(UTC).strftime(_STAMP)}"
    folder.mkdir()
    if path.exists():
        try:
            (folder / path.name).hardlink_to(path)
        except OSError:  # not every disk has second names
            shutil.copy2(path, folder / path.name)
    for journal in journals:
        journal.rename(folder / journal.name)
    return folder / path.name


def _discard(making: Path) -> None:
    with suppress(OSError):
        making.unlink(missing_ok=True)


def _copy(source: sqlite3.Connection, path: Path) -> None:
    with closing(sqlite3.connect(path)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def _compare(connection: Connection, path: Path) -> None:
    with connection.engine.connect() as database:
        expected = (checks.counts(database), checks.end_of_chain(database))
    with closing(sqlite3.connect(path)) as copy, engine_of(copy).connect() as database:
        problems = [*file_checks.integrity(copy), *file_checks.foreign_keys(copy), *file_checks.types(copy)]
        problems += checks.invariants(database)
        if problems or (checks.counts(database), checks.end_of_chain(database)) != expected:
            reason = f"the copy is not sound: {problems[0] if problems else 'it is not equal to the file'}"
            raise sqlite3.DatabaseError(reason)


def _settle(making: Path, target: Path) -> None:
    with making.open("rb+") as file:
        os.fsync(file.fileno())
    making.replace(target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


def listed(folder: Path, stem: str) -> tuple[Backup, ...]:
    """Return the backups of a department in a folder, newest first."""
    if not folder.is_dir():
        return ()
    found = ((path, _NAME.fullmatch(path.name)) for path in folder.iterdir())
    rows = (
        Backup(path, datetime.fromisoformat(match["at"]), match["why"], path.stat().st_size)
        for path, match in found
        if match and match["stem"] == stem
    )
    return tuple(sorted(rows, key=lambda backup: (backup.at, backup.path.name), reverse=True))


def make_if_changed(connection: Connection, folder: Path, why: str) -> Backup | None:
    """Back up only where the newest backup does not hold the same history; thin the older ones then."""
    with connection.engine.connect() as database:
        end = checks.end_of_chain(database)
    if any(_end(newest.path) == end for newest in _newest(folder, connection.path.stem)):
        return None
    made = make(connection, folder, why)
    thin(folder, connection.path.stem, made=made.path)
    return made


def _newest(folder: Path, stem: str) -> list[Backup]:
    """Return the newest backup by today's clock, and the newest of those that a wrong clock dated in the future."""
    rows = listed(folder, stem)
    dated, ahead = _by_clock(rows, datetime.now(UTC))
    return [*dated[:1], *ahead[:1]]


def _by_clock(rows: Iterable[Backup], now: datetime) -> tuple[list[Backup], list[Backup]]:
    """Part the backups that the clock can have dated from those dated in the future, when it went wrong."""
    dated = [row for row in rows if row.at - now <= _SKEW]
    return dated, [row for row in rows if row.at - now > _SKEW]


def _end(path: Path) -> str:
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as copy, engine_of(copy).connect() as database:
            return checks.end_of_chain(database)
    except (sqlite3.Error, sa.exc.SQLAlchemyError):
        return ""


def thin(folder: Path, stem: str, now: datetime | None = None, made: Path | None = None) -> tuple[Path, ...]:
    """Keep 12 daily, 10 weekly and 9 monthly backups of those made by themselves; return what was removed.

    Backups that were asked for stay; those before an upgrade stay for 90 days in which others were made. `made` was
    made just now, and stays. Where the clock went wrong, dates do not tell the order: those dated in the future take
    nobody's place, and the last three by what they hold stay whatever they are dated.
    """
    at = now or datetime.now(UTC)
    rows = listed(folder, stem)
    keep = {made, *(row.path for row in sorted(rows, key=_held, reverse=True)[:_LAST])}
    keep.update([row.path for row in rows if row.at <= at][:1])
    for group in _by_clock(rows, at):
        keep.update(row.path for row in group[:1])
        keep.update(_placed([row for row in group if row.why in _THINNED]))
    removed = [row.path for row in rows if row.path not in keep and (row.why in _THINNED or _outlived(row, rows, at))]
    for path in removed:
        path.unlink()
    return tuple(removed)


def _placed(rows: list[Backup]) -> Iterator[Path]:
    """Name the newest of each of the newest days, weeks and months."""
    for name, unit in (("daily", "%Y%m%d"), ("weekly", "%G%V"), ("monthly", "%Y%m")):
        firsts: dict[str, Path] = {}
        for row in rows:
            firsts.setdefault(row.at.strftime(unit), row.path)
        yield from list(firsts.values())[: KEPT[name]]


def _outlived(row: Backup, rows: Iterable[Backup], now: datetime) -> bool:
    """Tell whether a backup before an upgrade is older than 90 days, by more than the word of one clock."""
    later = {other.at.date() for other in rows if row.at < other.at <= now}
    return row.why.startswith("upgrade") and now - row.at > timedelta(UPGRADE_DAYS) and len(later) >= KEPT["daily"]


def _held(backup: Backup) -> int:
    """Return how much history a backup holds, which grows whatever the clock says; 0 where it cannot be read."""
    try:
        with closing(_opened(backup.path)) as copy:
            found: int = copy.execute("SELECT coalesce(max(id), 0) FROM change_entry").fetchone()[0]
            return found
    except sqlite3.Error:
        return 0


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def test_restore(backup: Path) -> checks.CheckReport:
    """Prove a backup in a scratch place: opened, checked whole, counted. The backup itself is only read."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "test.codedesk"
        try:
            shutil.copyfile(backup, copy)
            schema.require_marked(copy)
            connection = connect(copy)
        except (OSError, sqlite3.Error, NotADepartment) as error:
            cause = getattr(error, "strerror", None) or error
            reason = f"“{backup.name}” cannot be restored: it is no sound department file ({cause})."
            raise NotADepartment(reason) from error
        try:
            schema.revision(connection.raw, backup)
            return checks.check(connection)
        finally:
            connection.close()


def restore(backup: Path, into: Path, *, over_another: bool = False) -> Path | None:
    """Put a backup in the place of a department; return where the file that stood there is now.

    That file is moved with its journals into `replaced-<time>` (or `damaged-<time>`) beside it, never deleted. Killed
    anywhere, either the old or the new file stands in the place. OtherDepartment, in words, where it is a backup of
    another department than the one that stands there, unless `over_another`.
    """
    if not over_another:
        _refuse_another(backup, into)
    report = test_restore(backup)
    if not report.sound:
        reason = f"“{backup.name}” was not restored: {report.problems[0]}. Take another backup."
        raise NotADepartment(reason)
    making = into.with_name(f".{into.name}.new")
    try:
        shutil.copyfile(backup, making)
        making.chmod(0o600)
        kept = _set_aside(into) if into.exists() else None
        _settle(making, into)
    except OSError as error:
        _discard(making)
        reason = f"“{backup.name}” was not restored ({error.strerror or error}). Nothing was replaced."
        raise CannotSave(reason) from error
    return kept


def _refuse_another(backup: Path, into: Path) -> None:
    coming, present = origins.origin(backup), origins.origin(into) if into.exists() else None
    if coming is not None and present is not None and coming.beginning != present.beginning:
        reason = (
            f"“{backup.name}” is a backup of another department: {coming.words}. In the place of “{into.name}” stands "
            f"{present.words}. Nothing was restored."
        )
        raise OtherDepartment(reason)


def _set_aside(path: Path) -> Path:
    stamp = datetime.now(UTC).strftime(_STAMP)
    copying = path.parent / f".aside-{stamp}"
    copying.mkdir()
    for old in (path, *_journals(path)):
        shutil.copy2(old, copying / old.name)
    folder = path.parent / f"{'replaced' if _settled_and_sound(path) else 'damaged'}-{stamp}"
    copying.rename(folder)
    for journal in _journals(path):
        journal.unlink()
    return folder / path.name


def _journals(path: Path) -> list[Path]:
    return [old for end in ("-journal", "-wal", "-shm") if (old := path.with_name(path.name + end)).exists()]


def _settled_and_sound(path: Path) -> bool:
    try:
        schema.require_marked(path)
        connection = connect(path)
    except NotADepartment:
        return False
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            reason = f"“{path.name}” is open in CodeDesk. Close it there first; nothing was restored."
            raise CannotSave(reason) from error
        return False
    except sqlite3.Error:
        return False
    try:
        schema.revision(connection.raw, path)
        return checks.check(connection, whole_history=False).sound
    except (CodeDeskError, sqlite3.Error, sa.exc.SQLAlchemyError):
        return False
    finally:
        connection.close()
