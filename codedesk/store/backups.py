"""Backups: made through SQLite, opened, checked and counted before they get their name; thinned; put back.

A backup is a department file like any other. Its name says when (UTC) and why it was made.
"""

import glob
import hashlib
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

from codedesk import lasting, paths
from codedesk.errors import CannotSave, CodeDeskError, NotADepartment, OtherDepartment, PassphraseNeeded
from codedesk.store import checks, engines, file_checks, origins, placing, schema
from codedesk.store.connection import Connection, connect, engine_of

KEPT = {"daily": 12, "weekly": 10, "monthly": 9}
UPGRADE_DAYS = 90
LAST = 3
_OF_THE_DISK = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
_SKEW = timedelta(days=1)  # what clocks and their changes differ by without being wrong
_NAME = re.compile(r"(?P<stem>.+)-(?P<at>\d{8}T\d{6}Z)-(?P<why>[a-z0-9-]+?)(?:-(?P<digest>[0-9a-f]{16}))?\.codedesk")
THINNED = ("open", "daily", "import", "restore", "erase")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: where, when (UTC), why, how large in bytes, and the hash that it had when it was checked."""

    path: Path
    at: datetime
    why: str
    size: int
    digest: str = ""

    @property
    def untouched(self) -> bool:
        """Tell whether the file is byte for byte what was checked when it was made."""
        try:
            return bool(self.digest) and digest_of(self.path) == self.digest
        except OSError:
            return False


def folder_of(path: Path) -> Path:
    """Return the usual folder of a department's backups: beside it."""
    return path.parent / f"{path.stem} backups"


def make(connection: Connection, folder: Path, why: str = "asked", now: datetime | None = None) -> Backup:
    """Back the open department up into a folder; it gets its name only after it was checked.

    CannotSave in words where it fails; earlier backups are not touched by that. The name holds the first letters of the
    file's SHA-256, by which it is known later to be what was checked.
    """
    at, stem = (now or datetime.now(UTC)).replace(microsecond=0), connection.path.stem
    making = None
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        making = placing.begin(folder / f"{stem}-{os.getpid()}")
        _copy(connection.raw, making)
        _compare(connection, making)
        digest = digest_of(making)
        while any(folder.glob(f"{glob.escape(stem)}-{at.strftime(placing.STAMP)}-*{paths.SUFFIX}")):
            at += timedelta(seconds=1)  # a clock may be set back; of one second, the last made is the newest
        target = folder / f"{stem}-{at.strftime(placing.STAMP)}-{why}-{digest}{paths.SUFFIX}"
        placing.settle(making, target)
        return Backup(target, at, why, target.stat().st_size, digest)
    except (OSError, sqlite3.Error, sa.exc.SQLAlchemyError) as error:
        cause = getattr(error, "strerror", None) or error
        reason = f"The backup into “{folder}” failed ({cause}); the department itself is as it was. Try another folder."
        raise CannotSave(reason) from error
    finally:
        if making is not None:
            placing.discard(making)


def digest_of(path: Path) -> str:
    """Return the first letters of a file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def copy_whole(connection: Connection, target: Path) -> Path | None:
    """Copy the open department to a place, checked; return where what stood there is kept, None if nothing did.

    CannotSave in words where it fails; what stands in the place is untouched then. It is moved with its journals into
    `replaced-<time>`, never deleted.
    """
    making = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        making = placing.begin(target)
        _copy(connection.raw, making)
        _compare(connection, making)
        aside = _make_way(target)
        placing.settle(making, target, aside)
    except (OSError, sqlite3.Error, sa.exc.SQLAlchemyError) as error:
        cause = getattr(error, "strerror", None) or error
        reason = f"The copy into “{target.parent}” failed ({cause}); nothing was replaced. Choose another place."
        raise CannotSave(reason) from error
    finally:
        if making is not None:
            placing.discard(making)
    return aside.kept if aside is not None else None


def _make_way(path: Path) -> placing.Aside | None:
    """Give what stands in a place, unopened, a second name in a folder beside it, and take its journals there."""
    journals = tuple(old.name for old in placing.companions(path))
    if not path.exists() and not journals:
        return None
    aside = placing.Aside(path, placing.folder_beside(path, "replaced"), journals)
    try:
        if path.exists():
            lasting.second_name(path, aside.kept)
    except OSError as error:
        aside.give_back(error)
        raise
    aside.take_in()
    return aside


def _copy(source: sqlite3.Connection, path: Path) -> None:
    with closing(engines.beside(source, path)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def _compare(connection: Connection, path: Path) -> None:
    with connection.engine.connect() as database:
        expected = (checks.counts(database), checks.end_of_chain(database))
    with closing(engines.beside(connection.raw, path)) as copy, engine_of(copy).connect() as database:
        problems = [*file_checks.integrity(copy), *file_checks.foreign_keys(copy), *file_checks.types(copy)]
        problems += checks.invariants(database)
        if problems or (checks.counts(database), checks.end_of_chain(database)) != expected:
            reason = f"the copy is not sound: {problems[0] if problems else 'it is not equal to the file'}"
            raise sqlite3.DatabaseError(reason)


def listed(folder: Path, stem: str) -> tuple[Backup, ...]:
    """Return the backups of a department in a folder, newest first; CannotSave where the folder cannot be looked into.

    What only has the name of one (a link that leads nowhere, an impossible date) is passed over.
    """
    try:
        found = [path for path in folder.iterdir() if path.name.startswith(f"{stem}-")] if folder.is_dir() else []
    except OSError as error:
        reason = f"The folder of backups “{folder}” cannot be looked into ({error.strerror or error})."
        raise CannotSave(reason) from error
    rows = (row for path in found if (row := _told(path, stem)) is not None)
    return tuple(sorted(rows, key=lambda backup: (backup.at, backup.path.name), reverse=True))


def _told(path: Path, stem: str) -> Backup | None:
    match = _NAME.fullmatch(path.name)
    if match is None or match["stem"] != stem:
        return None
    try:
        at = datetime.fromisoformat(match["at"])
        return Backup(path, at, match["why"], path.stat().st_size, match["digest"] or "")
    except (OSError, ValueError):
        return None


def make_if_changed(connection: Connection, folder: Path, why: str) -> Backup | None:
    """Back up only where the newest backup is not sound, or does not hold the same history; thin the older ones then.

    CannotSave in words for any trouble with the folder or the backups in it.
    """
    with connection.engine.connect() as database:
        end = checks.end_of_chain(database)
    if any(_end(newest.path) == end and _is_sound(newest) for newest in _newest(folder, connection.path.stem)):
        return None
    made = make(connection, folder, why)
    try:
        thin(folder, connection.path.stem, made=made.path)
    except OSError as error:
        reason = (
            f"An old backup in “{folder}” could not be removed ({error.strerror or error}). The new one was made; "
            "look whether the folder may be written to."
        )
        raise CannotSave(reason) from error
    return made


def _is_sound(backup: Backup) -> bool:
    """Tell whether a backup is what was checked when it was made, or else can be restored as it is now."""
    if backup.untouched:
        return True
    try:
        return test_restore(backup.path).sound
    except CodeDeskError:
        return False


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
        with closing(engines.connect(path, read_only=True)) as copy, engine_of(copy).connect() as database:
            return checks.end_of_chain(database)
    except (NotADepartment, sqlite3.Error, sa.exc.SQLAlchemyError):
        return ""


def thin(folder: Path, stem: str, now: datetime | None = None, made: Path | None = None) -> tuple[Path, ...]:
    """Keep 12 daily, 10 weekly and 9 monthly backups of those made by themselves; return what was removed.

    Backups that were asked for stay; those before an upgrade stay for 90 days in which others were made. `made` was
    made just now, and stays. Where the clock went wrong, dates do not tell the order: those dated in the future take
    nobody's place, and the last three by what they hold stay whatever they are dated.
    """
    at = now or datetime.now(UTC)
    rows = listed(folder, stem)
    keep = {made, *(row.path for row in sorted(rows, key=_held, reverse=True)[:LAST])}
    keep.update([row.path for row in rows if row.at <= at][:1])
    for group in _by_clock(rows, at):
        keep.update(row.path for row in group[:1])
        keep.update(path for path, _ in _placed([row for row in group if row.why in THINNED]))
    removed = [row.path for row in rows if row.path not in keep and (row.why in THINNED or _outlived(row, rows, at))]
    for path in removed:
        path.unlink(missing_ok=True)
    return tuple(removed)


def places(rows: Iterable[Backup], now: datetime) -> dict[Path, str]:
    """Say of each backup that was made by itself as which it stays when it is thinned next, as the longest of them."""
    groups = _by_clock(rows, now)
    return dict(place for group in groups for place in _placed([row for row in group if row.why in THINNED]))


def _placed(rows: list[Backup]) -> Iterator[tuple[Path, str]]:
    """Name the newest of each of the newest days, weeks and months, and which of these it is."""
    for name, unit in (("daily", "%Y%m%d"), ("weekly", "%G%V"), ("monthly", "%Y%m")):
        firsts: dict[str, Path] = {}
        for row in rows:
            firsts.setdefault(row.at.strftime(unit), row.path)
        yield from ((path, name) for path in list(firsts.values())[: KEPT[name]])


def _outlived(row: Backup, rows: Iterable[Backup], now: datetime) -> bool:
    """Tell whether a backup before an upgrade is older than 90 days, by more than the word of one clock."""
    later = {other.at.date() for other in rows if row.at < other.at <= now}
    return row.why.startswith("upgrade") and now - row.at > timedelta(UPGRADE_DAYS) and len(later) >= KEPT["daily"]


def _held(backup: Backup) -> int:
    """Return how much history a backup holds, which grows whatever the clock says; 0 where it cannot be read."""
    try:
        with closing(opened(backup.path)) as copy:
            found: int = copy.execute("SELECT coalesce(max(id), 0) FROM change_entry").fetchone()[0]
            return found
    except (NotADepartment, sqlite3.Error):
        return 0


def opened(path: Path) -> sqlite3.Connection:
    """Open a backup for reading only."""
    return engines.connect(path, read_only=True)


def test_restore(backup: Path) -> checks.CheckReport:
    """Prove a backup in a scratch place: opened, checked whole, counted. The backup itself is only read."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / backup.name
        connection = None
        try:
            lasting.copy(backup, copy)
            schema.require_marked(copy)
            connection = connect(copy)
            schema.revision(connection.raw, backup)
            return checks.check(connection)
        except PassphraseNeeded:
            raise
        except (OSError, sqlite3.Error, UnicodeError, NotADepartment) as error:
            cause = getattr(error, "strerror", None) or error
            reason = f"“{backup.name}” cannot be restored: it is no sound department file ({cause})."
            raise NotADepartment(reason) from error
        finally:
            if connection is not None:
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
    making = None
    try:
        making = placing.begin(into)
        lasting.copy(backup, making)
        aside = _set_aside(into)
        placing.settle(making, into, aside)
    except OSError as error:
        reason = f"“{backup.name}” was not restored ({error.strerror or error}). What stood there stands there still."
        raise CannotSave(reason) from error
    finally:
        if making is not None:
            placing.discard(making)
    return aside.kept if aside is not None else None


def _refuse_another(backup: Path, into: Path) -> None:
    coming, present = origins.origin(backup), origins.origin(into) if into.exists() else None
    if coming is not None and present is not None and coming.beginning != present.beginning:
        reason = (
            f"“{backup.name}” is a backup of another department: {coming.words}. In the place of “{into.name}” stands "
            f"{present.words}. Nothing was restored."
        )
        raise OtherDepartment(reason)


def _set_aside(path: Path) -> placing.Aside | None:
    """Keep what stands in a place, with its journals, in a folder beside it; nothing is left of that where it fails."""
    if not path.exists():
        return placing.set_companions_aside(path)
    folder = placing.keep_copies(path, placing.hidden_beside(path))
    try:
        sound = _settled_and_sound(path)
        # They were kept as they were before the look played them in and emptied them. In a sound file they are done.
        journals = placing.companions(path)
        given_back = () if sound else tuple(journal.name for journal in journals if journal.stat().st_size)
        folder = placing.show(folder, path, "replaced" if sound else "damaged")
        for journal in journals:
            journal.unlink()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return placing.Aside(path, folder, given_back)


def _settled_and_sound(path: Path) -> bool:
    """Play the journals of a file in and tell whether it is sound; CannotSave where the disk does not let that be."""
    connection = None
    try:
        schema.require_marked(path)
        connection = connect(path)
        schema.revision(connection.raw, path)
        sound = checks.check(connection, whole_history=False).sound
        if sound:
            with suppress(CodeDeskError):  # it is kept whole beside it in any case
                make_if_changed(connection, folder_of(path), "restore")
        return sound
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            reason = f"“{path.name}” is open in CodeDesk. Close it there first; nothing was restored."
            raise CannotSave(reason) from error
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_DISK:
            reason = (
                f"“{path.name}” was left unfinished, and the disk does not let it be finished ({error}); nothing was "
                "restored. Make room or check the disk, or move the file away, then restore again."
            )
            raise CannotSave(reason) from error
        return False
    except (CodeDeskError, sqlite3.Error, sa.exc.SQLAlchemyError):
        return False
    finally:
        if connection is not None:
            connection.close()
