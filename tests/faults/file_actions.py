"""What is done to files: opened, restored, founded, upgraded, exported; also where an earlier file left a journal."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from codedesk.desk import Desk
from codedesk.errors import CannotSave
from codedesk.exchange import exports
from codedesk.reports import files
from codedesk.services.audits.audits import save_audit
from codedesk.services.days.changes import set_cells
from codedesk.services.days.drafts import CellDraft
from codedesk.services.files import exporting
from codedesk.services.files.exporting import Export
from codedesk.services.standards.standards import STANDARDS
from codedesk.store import backups, schema
from tests.faults import looking, team
from tests.faults.action import TEAM, Action, on_files
from tests.faults.desk_actions import changed, packet, the_team, with_backups
from tests.faults.looking import WHO, State, Violation, by_sqlite, department

NEW = "New.codedesk"
RELEASED = Path(__file__).parents[1] / "store" / "released"
_backup_at_open = backups.make_if_changed

# ---- opening, with its backup and the thinning of older ones ----


def _six_backups(folder: Path) -> None:
    """Six backups of one day, of which a thinning leaves some; and a department that went on since."""
    path = the_team(folder)
    place = backups.folder_of(path)
    place.mkdir()
    for hour in range(10, 16):
        shutil.copy2(path, place / f"{path.stem}-20260601T{hour}0000Z-open.codedesk")
    changed(path, 1.5)


def _open(folder: Path) -> None:
    """Open, and take for an error what the window then says on top: a backup that could not be made."""
    backups.make_if_changed = _backup_at_open
    try:
        desk = Desk.open(folder / TEAM, WHO)
        desk.close()
    finally:
        backups.make_if_changed = no_backup_at_open
    if desk.remarks:
        raise CannotSave(" ".join(desk.remarks))


def no_backup_at_open(*_: object) -> None:
    """Stand in for the backup that every open makes: it is tried in an action of its own, elsewhere it costs time."""


# ---- restoring ----


def _backed_up(folder: Path) -> None:
    path = the_team(folder)
    desk = Desk.open(path, WHO)
    desk.backup("asked", folder / "kept")
    desk.close()
    changed(path, 1.5)


def _damaged(folder: Path) -> None:
    _backed_up(folder)
    with (folder / TEAM).open("r+b") as file:
        file.seek(4096 * 20)
        file.write(b"\xa5" * 4096 * 3)


def _killed(folder: Path) -> None:
    """Leave the department as a writer leaves it that is killed in a large transaction: with a hot journal."""
    _backed_up(folder)
    leave_hot_journal(folder / TEAM)


def _moved_away(folder: Path) -> None:
    """The department went on a good while after its backup, was killed and moved away by hand; its journal stayed."""
    _backed_up(folder)
    desk = Desk.open(folder / TEAM, WHO)
    desk.write("Paste", set_cells, [CellDraft(place=team.hours(number), value=7.5) for number in range(25)])
    desk.write("Save an audit", save_audit, team.an_audit("September", 12))
    desk.close()
    leave_hot_journal(folder / TEAM)
    (folder / TEAM).unlink()


def leave_hot_journal(path: Path) -> None:
    """Write many pages in a transaction that is never finished, and let the process end in the middle of it."""
    if not (child := os.fork()):
        raw = sqlite3.connect(path, isolation_level=None)
        for words in ("journal_mode=TRUNCATE", "cache_size=5", "cache_spill=5"):
            raw.execute(f"PRAGMA {words}")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE work_line SET charts = charts + 1, note = 'killed'")
        raw.execute("UPDATE change_entry SET after = after || ' '")
        os._exit(0)
    os.waitpid(child, 0)
    if not path.with_name(f"{path.name}-journal").stat().st_size:
        raise RuntimeError("the journal is not hot")


def _the_backup(folder: Path) -> Path:
    return next((folder / "kept").glob("*.codedesk"))


def _restore(folder: Path) -> None:
    backups.restore(_the_backup(folder), folder / TEAM)


def _restored(kept: Callable[[Path], str]) -> Callable[[Path], State]:
    """Look what stands in the place; where it is the backup, also at what stood there before, which must be kept."""

    def look(folder: Path) -> State:
        path = folder / TEAM
        if not path.exists():
            return {"department": "none"}
        if _is_damaged(path):
            return {"department": "damaged as it was"}
        now = department(path)
        wanted = by_sqlite(_the_backup(folder)).split()[1]
        if now != wanted:
            return {"department": now}
        there = {kept(place) for place in folder.glob(f"*-2*/{TEAM}")}  # twice where a copy could not be taken away
        return {"department": "restored", "kept": ", ".join(sorted(there))}

    return look


def _is_damaged(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(4096 * 20)
        return file.read(4096) == b"\xa5" * 4096


def _as_damaged(path: Path) -> str:
    return "damaged as it was" if _is_damaged(path) else "another"


def _backup_in_place(folder: Path) -> State:
    return {"department": "restored", "kept": ""}


# ---- founding ----


def _found(folder: Path) -> None:
    Desk.create(folder / NEW, WHO, team.founding).close()


def _founded(folder: Path) -> State:
    return {"department": department(folder / NEW) if (folder / NEW).exists() else "none"}


def _beside_a_journal(folder: Path) -> None:
    """Another department of the name stood here and was moved away after a kill; its journal stayed."""
    path = the_team(folder).rename(folder / NEW)
    leave_hot_journal(path)
    path.unlink()


@cache
def _empty() -> str:
    with TemporaryDirectory() as scratch:
        _found(Path(scratch))
        return _founded(Path(scratch))["department"]


# ---- upgrading ----


def _released(revision: str, folder: Path) -> None:
    (folder / TEAM).touch(mode=0o600)
    (folder / TEAM).write_bytes((RELEASED / f"{revision}.codedesk").read_bytes())


def _upgraded(folder: Path) -> State:
    """Look by SQLite alone first, which upgrades nothing; then the program has to take it too."""
    found = by_sqlite(folder / TEAM)
    department(folder / TEAM)
    return {"department": found}


def _upgrade(folder: Path) -> None:
    """Open an older file; one that could not be backed up is opened to be read, which is said and no upgrade."""
    desk = Desk.open(folder / TEAM, WHO)
    desk.close()
    if desk.read_only and any(remark.endswith("It is open for reading only.") for remark in desk.remarks):
        raise CannotSave("It is open for reading only.")  # what is not confirmed is the backup, not the upgrade


# ---- exports ----


@cache
def _exports() -> tuple[Export, Export]:
    """What there is to export before and after a few changes."""
    with TemporaryDirectory() as scratch:
        path = the_team(Path(scratch))
        desk = Desk.open(path, WHO)
        older = desk.read(exporting.everything, private=True)
        desk.write("Add a standard", STANDARDS.add, team.a_standard(date(2026, 10, 1), 3.5))
        desk.close()
        changed(path, 1.5)
        desk = Desk.open(path, WHO)
        newer = desk.read(exporting.everything, private=True)
        desk.close()
    return older, newer


def _csv(which: int, folder: Path) -> None:
    exports.write_csv(_exports()[which], folder / "out")


def _xlsx(which: int, folder: Path) -> None:
    exports.write_xlsx(_exports()[which], folder / "out", "Team.xlsx")


def _pdf(which: int, folder: Path) -> None:
    (folder / "out").mkdir(exist_ok=True)
    files.write(folder / "out" / "packet.pdf", (b"%PDF of before", packet())[which])


def _written(folder: Path) -> State:
    found = {path.name: looking.file(path) for path in (folder / "out").glob("[!.]*")}
    if not found:
        raise Violation("the files that were there are gone")
    return found


RESTORED = _restored(department)
ON_FILES: tuple[Action, ...] = (
    on_files("open", _open, _six_backups, with_backups),
    on_files("restore", _restore, _backed_up, RESTORED),
    on_files("restore-damaged", _restore, _damaged, _restored(_as_damaged)),
    on_files("restore-killed", _restore, _killed, RESTORED),
    on_files("restore-beside-journal", _restore, _moved_away, _restored(lambda _: ""), goal=_backup_in_place),
    on_files("found", _found, lambda _: None, _founded),
    on_files("found-beside-journal", _found, _beside_a_journal, _founded, goal=lambda _: {"department": _empty()}),
    *(
        on_files(f"upgrade-{revision}", _upgrade, partial(_released, revision), _upgraded)
        for revision in schema.KNOWN
        if revision != schema.HEAD
    ),
    on_files("csv", partial(_csv, 1), partial(_csv, 0), _written, loose=True),
    on_files("xlsx", partial(_xlsx, 1), partial(_xlsx, 0), _written),
    on_files("pdf", partial(_pdf, 1), partial(_pdf, 0), _written),
)
