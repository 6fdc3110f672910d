"""Erasing a coder who left: names and words go from rows and from history, the figures stay under a code.

What was said of the coder is taken out of every value, before and after, and of the names of the steps; then the chain
is sealed anew from there, and a step of the history says so, with where the chain ended before. Nothing before it can
be undone. The file is written anew at the end, so that no byte of it is left in what SQLite keeps free.
"""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from codedesk import formats, models, names
from codedesk.errors import CannotSave, NotADepartment, Refused
from codedesk.models import Coder, Row
from codedesk.models.fields import Described, Fields
from codedesk.models.history import ENTRY_TABLE, SEAL, STEP_TABLE
from codedesk.store import backups, checks, copies, engines, history, placing, plain_rows
from codedesk.store.cache import Kept
from codedesk.store.connection import Connection

VOIDED = ("note", "check_in", "education_item", "review", "agreement", "given_packet", "signal_answer", "former_name")
"""What is voided beside being emptied: it was about the person, and no figure of the team is made of it."""
NOT_WHOLE = (
    "The file could not be written anew after it: the disk may be full. What was erased was overwritten where it stood."
    " Make room, so that the next save does not fail."
)
_ANSWERS = {"check_in": ("workload", "pace_for_accuracy", "help")}
_OF_THE_WORK = {"audit_draw": ("frame", "drawn", "drawn_by", "source"), "finding": ("guideline",)}
_PAGES = {"given_packet": ("rows", "changes")}
_CODE, _ERASED = "Coder", "erased"
_SET_ASIDE = ("replaced-*", "damaged-*", "before-recovery-*")
_COLUMNS = "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'"
_BATCH = 5_000
_ENTRY, _STEP = ENTRY_TABLE, STEP_TABLE


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done: the name that went, the code in its place, how many rows and entries were changed.

    whole: whether the file could be written anew after it, without what SQLite keeps of what was there before.
    """

    coder_id: int
    names: tuple[str, ...]
    code: str
    rows: int
    entries: int
    whole: bool = True


def erase(session: Session, coder_id: int, today: date) -> Erased:
    """Erase a coder who left by a day; Refused for one who did not. `write_anew` belongs behind it."""
    return _Erasure(session, _found(session, coder_id, today)).run(session.info["history"])


def write_anew(connection: Connection) -> bool:
    """Write the file anew, without what it keeps of what was there before; tell whether there was room for it."""
    connection.kept = Kept()
    try:
        connection.raw.execute("VACUUM")
    except sqlite3.Error:
        return False
    finally:
        connection.whereabouts.settle()
    return True


def is_code(name: str, coder_id: int) -> bool:
    """Tell whether a name is what an erasure left of a coder."""
    return bool(re.fullmatch(rf"{_CODE} {coder_id}(?: \({_ERASED}\))*", name))


def still_named(path: Path, erased: Erased) -> tuple[Path, ...]:
    """Return the backups of a department, and what was set aside of it, which hold a name that was erased."""
    aside = (folder / path.name for pattern in _SET_ASIDE for folder in path.parent.glob(pattern))
    found = [*(row.path for row in backups.listed(backups.folder_of(path), path.stem)), *aside]
    return tuple(each for each in found if each.is_file() and _holds(each, erased))


def remove(files: tuple[Path, ...]) -> None:
    """Delete files that still hold a name; CannotSave, in words, where one cannot be."""
    for path in files:
        try:
            for each in (path, *placing.companions(path)):
                each.unlink(missing_ok=True)
            with suppress(OSError):
                if path.parent.name != f"{path.stem} backups" and not any(path.parent.iterdir()):
                    path.parent.rmdir()
        except OSError as error:
            reason = f"“{path}” could not be deleted ({error.strerror or error}). Delete it by hand."
            raise CannotSave(reason) from error


def _holds(path: Path, erased: Erased) -> bool:
    """Look for the names in the rows of a file, in its bytes where it has none to read; True where neither can be."""
    try:
        with closing(backups.opened(path)) as copy:
            people = dict(copy.execute("SELECT id, name FROM coder").fetchall())
            own, theirs = people.pop(erased.coder_id, None), {names.key(name) for name in people.values()}
            if own is not None and is_code(own, erased.coder_id):
                return False
            meant = (name for name in erased.names if own is not None or names.key(name) not in theirs)
            return any(_is_written(copy, name) for name in meant)  # a note may speak of who is to come
    except (OSError, NotADepartment, sqlite3.Error):
        return _may_hold(path, erased)


def _may_hold(path: Path, erased: Erased) -> bool:
    try:
        content = path.read_bytes()
    except OSError:
        return True
    return not content.startswith(engines.PLAIN) or any(name.encode() in content for name in erased.names)


def _is_written(copy: sqlite3.Connection, name: str) -> bool:
    columns = copy.execute(_COLUMNS).fetchall()
    return any(copy.execute(f'SELECT 1 FROM "{table}" WHERE instr("{column}", ?)', (name,)).fetchone()
               for table, column in columns)  # fmt: skip


def _found(session: Session, coder_id: int, today: date) -> Coder:
    coder = session.get(Coder, coder_id)
    if coder is None or coder.voided:
        raise Refused("this coder is not in the department any more")
    if is_code(coder.name, coder.key):
        raise Refused(f"{coder.name} was erased already")
    if coder.left_on is None or coder.left_on >= today:
        raise Refused(f"{coder.shown_name} still works here: enter the day of leaving first", "left_on")
    return coder


@dataclass
class _NamesFound:
    """Finds the names of a coder in a text: whole ones anywhere, single parts where the text is about the coder."""

    code: str
    whole: re.Pattern[str] | None
    own: re.Pattern[str]

    def elsewhere(self, text: str) -> str:
        """Return a text that may be about anybody without the whole names."""
        return self.whole.sub(self.code, text) if self.whole is not None else text

    def of_own(self, text: str) -> str:
        """Return a text about the coder without any part of the names."""
        return self.own.sub(self.code, text)


class _Erasure:
    """One erasure inside its transaction."""

    def __init__(self, session: Session, coder: Coder) -> None:
        self._session, self._database = session, session.connection()
        self._id = coder.key
        former = select(models.FormerName.name).where(col(models.FormerName.coder_id) == coder.key)
        self.names = tuple(dict.fromkeys((coder.shown_name, coder.name, *session.exec(former))))
        self.code = self._free_code()
        self._models = _models(self._database)
        self._words = _words(self.code, self.names, self._known_elsewhere(coder))
        self._owned = _owned(self._database, coder.key)
        self._rows = 0

    def run(self, recorder: history.Recorder) -> Erased:
        """Erase, seal anew, and let the step say so."""
        before = history.last_hash(self._session)
        for copy in copies.TABLES.values():
            self._database.exec_driver_sql(f"DELETE FROM {copy}")
        for name, model in self._models.items():
            self._rows += self._table(name, model)
        altered = self._history()
        if altered:
            _reseal(self._database, min(altered))
        recorder.step = (
            f"Erase a coder who left, who is {self.code} now: "
            f"{formats.plural(len(altered), 'entry of the history was', 'entries of the history were')} sealed anew "
            f"(it ended with {before[:16]} before)"
        )
        recorder.seal_all()
        return Erased(self._id, self.names, self.code, self._rows, len(altered))

    def _free_code(self) -> str:
        taken = {names.key(name) for name in self._session.exec(select(Coder.name))}
        code = f"{_CODE} {self._id}"
        while names.key(code) in taken:
            code += f" ({_ERASED})"
        return code

    def _known_elsewhere(self, coder: Coder) -> tuple[str, ...]:
        """Return the names that mean this coder in texts about others: not one that somebody else has, too."""
        others = {names.key(name) for name in self._session.exec(select(Coder.name).where(col(Coder.id) != coder.id))}
        return tuple(name for name in self.names if names.key(name) not in others)

    def _table(self, name: str, model: type[Row]) -> int:
        """Erase in the rows of a table; return how many were changed."""
        table, owned, changed = models.metadata().tables[name], self._owned.get(name, frozenset()), 0
        texts = _texts(name, model)
        if not texts and not owned:
            return 0
        columns = [table.c.id, *(table.c[each] for each in texts)]
        taken: set[str] = set()
        for row in self._database.execute(sa.select(*columns)).mappings().all():
            stored = {each: row[each] for each in texts}
            new = self.erased(name, row["id"], stored)
            if row["id"] in owned:
                new |= _emptied(name)
            if name == "audit" and new["name"] != stored["name"]:
                new["name"] = _apart(new["name"], row["id"], taken)
                taken.add(new["name"])
            different = {each: value for each, value in new.items() if stored.get(each, ...) != value}
            if different:
                self._database.execute(sa.update(table).where(table.c.id == row["id"]).values(**different))
                changed += 1
        return changed

    def erased(self, name: str, row: int, values: dict[str, Any]) -> dict[str, Any]:
        """Return the values of a row, or some of them, without what was said of the coder."""
        model = self._models.get(name)
        if model is None:
            return values
        if row not in self._owned.get(name, ()):
            if name in ("coder", "former_name", "department"):
                return values  # what others are called is theirs
            texts = _texts(name, model)
            return {each: self._words.elsewhere(value) if each in texts and value else value
                    for each, value in values.items()}  # fmt: skip
        return {each: self._own(name, model, each, value) for each, value in values.items()}

    def _own(self, name: str, model: type[Row], column: str, value: Any) -> Any:
        if name == "coder" and column in ("name", "name_note", "credentials"):
            return self.code if column == "name" else ""
        if column in _ANSWERS.get(name, ()):
            return None
        if column not in _texts(name, model) or not value:
            return value
        described = _described(model).get(column)
        if column in _OF_THE_WORK.get(name, ()):
            return self._words.of_own(value)
        if described is not None and described.kind == "name" and column != "note":
            return self.code if name == "former_name" else self._words.of_own(value)
        return _ERASED if described is not None and described.text.needed else ""

    def _history(self) -> list[int]:
        """Erase in entries and steps; return the numbers of the entries that no longer fit the chain."""
        altered = [*self._entries(), *self._steps()]
        return sorted(set(altered))

    def _entries(self) -> Iterator[int]:
        found = self._database.execute(sa.select(_ENTRY.c.id, _ENTRY.c.table_name, _ENTRY.c.row_id, _ENTRY.c.before,
                                                 _ENTRY.c.after).where(_ENTRY.c.last_row_id.is_(None)))  # fmt: skip
        changes = []
        for number, name, row, before, after in found.all():
            texts = [self._told(name, row, text) for text in (before, after)]
            if texts != [before, after]:
                changes.append({"number": number, "was": texts[0], "now": texts[1]})
        update = sa.update(_ENTRY).where(_ENTRY.c.id == _given("number"))
        update = update.values(before=_given("was"), after=_given("now"))
        for start in range(0, len(changes), _BATCH):
            self._database.execute(update, changes[start : start + _BATCH])
        yield from (change["number"] for change in changes)

    def _told(self, name: str, row: int, text: str) -> str:
        if not text or (row not in self._owned.get(name, ()) and self._words.elsewhere(text) == text):
            return text
        return history.as_json(self.erased(name, row, json.loads(text)))

    def _steps(self) -> Iterator[int]:
        about = self._steps_about()
        for number, step, who in self._database.execute(sa.select(_STEP.c.id, _STEP.c.step, _STEP.c.who)).all():
            new = self._words.of_own(step) if number in about else self._words.elsewhere(step)
            by = self._words.elsewhere(who)
            if (new, by) != (step, who):
                self._database.execute(sa.update(_STEP).where(_STEP.c.id == number).values(step=new, who=by))
                yield from self._database.execute(sa.select(_ENTRY.c.id).where(_ENTRY.c.change_id == number)).scalars()

    def _steps_about(self) -> set[int]:
        """Return the steps that touched a row of the coder."""
        found = self._database.execute(sa.select(_ENTRY.c.change_id, _ENTRY.c.table_name, _ENTRY.c.row_id,
                                                 _ENTRY.c.last_row_id))  # fmt: skip
        return {
            change
            for change, name, first, last in found.all()
            if last is None and first in self._owned.get(name.removeprefix(SEAL), ())
        }


def _reseal(database: sa.Connection, first: int) -> None:
    """Chain the entries anew from one on."""
    newest = database.execute(sa.select(sa.func.max(_ENTRY.c.id))).scalar() or 0
    previous = checks.hash_before(database, first)
    update = sa.update(_ENTRY).where(_ENTRY.c.id == _given("number"))
    update = update.values(previous_hash=_given("before_it"), hash=_given("made"))
    for start in range(first, newest + 1, _BATCH):
        sealed = []
        for number, _, _, step, entry in checks.links(database, start, min(newest, start + _BATCH - 1)):
            made = history.link_hash(previous, step, entry)
            sealed.append({"number": number, "before_it": previous, "made": made})
            previous = made
        if sealed:
            database.execute(update, sealed)


def _given(name: str) -> sa.BindParameter[Any]:
    return sa.bindparam(name)


def _owned(database: sa.Connection, coder_id: int) -> dict[str, frozenset[int]]:
    """Return the numbers of all rows that are a coder's, by table: the coder's own, and what hangs on these."""
    tables = {name: models.metadata().tables[name] for name in plain_rows.tables(database)}
    owned = {"coder": frozenset((coder_id,))}
    for name, table in tables.items():
        if "coder_id" in table.c:
            found = database.execute(sa.select(table.c.id).where(table.c.coder_id == coder_id)).scalars()
            owned[name] = frozenset(found)
    for name, table in tables.items():
        if name in owned:
            continue
        for column in table.c:
            parents = [key.column.table for key in column.foreign_keys if "coder_id" in key.column.table.c]
            if parents:
                inside = sa.select(parents[0].c.id).where(parents[0].c.coder_id == coder_id)
                hanging = database.execute(sa.select(table.c.id).where(column.in_(inside))).scalars()
                owned[name] = owned.get(name, frozenset()) | frozenset(hanging)
    return owned


def _models(database: sa.Connection) -> dict[str, type[Row]]:
    """Return the class of every table that is there, other than the history itself, by the name of the table."""
    models.metadata()
    made = {str(model.__tablename__): model for model in _heirs(Row) if hasattr(model, "__table__")}
    return {name: made[name] for name in plain_rows.tables(database) if name in made}


def _heirs(model: type[Row]) -> Iterator[type[Row]]:
    for heir in model.__subclasses__():
        yield heir
        yield from _heirs(heir)


def _described(model: type[Row]) -> dict[str, Described]:
    return model.described() if issubclass(model, Fields) else {}


@cache
def _texts(name: str, model: type[Row]) -> tuple[str, ...]:
    """Name the columns of a table in which somebody typed."""
    typed = (each.name for each in _described(model).values() if each.kind in ("text", "name"))
    return (*typed, "void_reason", *_PAGES.get(name, ()))


def _emptied(name: str) -> dict[str, Any]:
    """Return what a row of the coder becomes beside its texts."""
    emptied: dict[str, Any] = dict.fromkeys(_ANSWERS.get(name, ()))
    if name == "given_packet":
        emptied["pdf"] = b""
    if name in VOIDED:
        emptied |= {"voided": True, "void_reason": _ERASED}
    return emptied


def _apart(name: str, number: int, taken: set[str]) -> str:
    return f"{name} ({number})" if name in taken else name


def _words(code: str, called: tuple[str, ...], elsewhere: tuple[str, ...]) -> _NamesFound:
    """Make what finds the names, the longest first; of their parts those that are more than a letter."""
    parts = {part for name in called for part in re.findall(r"\w{2,}", name.partition("(")[0])}
    whole, single = _wholes(elsewhere), "|".join(sorted(map(re.escape, parts), key=len, reverse=True))
    found = "|".join(filter(None, (f"(?i:{_wholes(called)})", single)))
    return _NamesFound(code, _bounded(f"(?i:{whole})") if whole else None, _bounded(found))


def _wholes(called: tuple[str, ...]) -> str:
    return "|".join(sorted({form for name in called for form in _forms(name)}, key=len, reverse=True))


def _forms(name: str) -> tuple[str, ...]:
    """Return a name as it may be written: "Ana Diaz", and "Diaz, Ana"."""
    first, _, last = name.rpartition(" ")
    return (_pattern(name), rf"{re.escape(last)},\s*{_pattern(first)}") if first else (_pattern(name),)


def _pattern(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))


def _bounded(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{form})(?!\w)")
