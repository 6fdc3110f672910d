"""Lines to rows, the same way for every file: names to numbers, duplicates, what is new, the same or changed.

What only one file has lives in day_lines, audit_lines and coder_lines.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from codedesk import models, names
from codedesk.errors import Refused
from codedesk.models import Row
from codedesk.models.fields import Fields
from codedesk.models.work_days import OtherTimeKind
from codedesk.names import of_two_alphabets
from codedesk.services.audits.finding_lists import taken_key
from codedesk.services.department.other_time import why_kind_stays
from codedesk.services.department.starters import role_of
from codedesk.services.files.calendar_sheets import SCHEDULES
from codedesk.services.files.import_state import FileLines, ImportState, duplicates
from codedesk.services.files.naming import LITERAL, name_lines, resolve, with_note
from codedesk.services.files.plans import ReadSheet
from codedesk.services.files.shapes import CsvColumn, CsvSheet
from codedesk.services.files.sheets import CODERS, FINDING_CATEGORIES, LOG, STANDARDS, TIME, TIME_CATEGORIES
from codedesk.services.people.schedules import after_leaving

Attributes = dict[str, Sequence[Any]]
Stored = Mapping[Hashable, tuple[int, Mapping[str, Any]]]


def opened(state: ImportState, sheet: CsvSheet) -> FileLines | None:
    """Return the lines of a file with names resolved, dates in order and no line twice; None if it is not there."""
    read = state.sheet(sheet)
    if read is None:
        return None
    rows = FileLines(read, list(read.lines), {name: list(values) for name, values in read.columns.items()})
    before = _named(state, rows)
    for column in sheet.columns:
        if column.refers:
            resolve(state, rows, column.name, column.refers)
    _check_dates(state, rows)
    drop_duplicates(state, rows)
    if sheet.noun:
        state.doubt(sheet.noun, before - set(rows.columns[sheet.key[0]]))
    return rows


def _named(state: ImportState, rows: FileLines) -> set[Any]:
    """Give the lines of a noun's own file the names of the rows that they are about; return the names."""
    sheet = rows.read.sheet
    if not sheet.noun:
        return set()
    typed = rows.columns[sheet.key[0]]
    if sheet is CODERS:
        rows.columns["name_note"] = [names.clean(note) for note in rows.columns["name_note"]]
        typed = list(map(with_note, typed, rows.columns["name_note"]))
    if sheet.noun not in LITERAL:
        name_lines(state, rows, typed)
    return set(rows.columns[sheet.key[0]])


def _check_dates(state: ImportState, rows: FileLines) -> None:
    if rows.read.sheet.dates is None:
        return
    early, late = rows.read.sheet.dates
    pairs = zip(rows.columns[early], rows.columns[late], strict=True)
    bad = {at for at, (first, last) in enumerate(pairs) if first and last and last < first}
    for at in sorted(bad):
        state.problem(rows, at, late, rows.columns[late][at], f"{late} ({rows.columns[late][at]}) is before {early}")
    rows.drop(bad)


def drop_duplicates(state: ImportState, rows: FileLines) -> None:
    """Note lines whose key was there before in the same file, and drop them."""
    key = rows.read.sheet.key
    if not key or not rows.size:
        return
    keys: Sequence[Hashable] = list(zip(*(rows.columns[name] for name in key), strict=True))
    found = duplicates(keys)
    words = " and ".join([", ".join(name.replace("_", " ") for name in key[:-1]), key[-1].replace("_", " ")])
    alike: dict[int, list[int]] = {first: [first] for first in found.values()}
    for at, first in found.items():
        alike[first].append(at)
    in_one = {first: _in_one(rows, places) for first, places in alike.items()}
    for at, first in found.items():
        where, more = f"as in line {rows.lines[first]}", _told_apart(rows, at, first) or in_one[first]
        state.problem(rows, at, key[-1], "", f"the same {words.removeprefix(' and ')} {where}{more}")
    rows.drop(set(found))


def _in_one(rows: FileLines, places: Sequence[int]) -> str:
    """Say what lines of one day come to, which may be two shifts: "; if both are right, make it one line of …"."""
    if rows.read.sheet not in (LOG, TIME):
        return ""
    counted = {
        name: sum(rows.columns[name][at] or 0 for at in places) for name in ("charts", "hours") if name in rows.columns
    }
    told = " and ".join(f"{value:g} {name}" for name, value in counted.items() if value)
    return f"; if they are shifts of one day, make one line of them with {told}; else take one out" if told else ""


def _told_apart(rows: FileLines, at: int, first: int) -> str:
    """Say in what two names of one noun's file differ that mean the same, and how two coders of one name are given."""
    one, other = (rows.spelled.get(rows.lines[place], "") for place in (at, first))
    if one != other:
        shown_one, shown_other = names.told_apart(one, other)
        return f": “{shown_one}” is “{shown_other}”"
    tell = "; if they are two, or one who came back, tell them apart in name_note"
    return tell if rows.read.sheet is CODERS else ""


def attributes_of(rows: FileLines) -> Attributes:
    """Return the lines as columns of their table."""
    return {column.stored_as: rows.columns[column.name] for column in rows.read.sheet.columns}


def plan_sheet(state: ImportState, sheet: CsvSheet) -> None:
    """Plan a file whose lines are rows of one table."""
    rows = opened(state, sheet)
    if rows is None:
        return
    if sheet is STANDARDS:
        hours = rows.columns["hours_per_day"]
        rows.columns["hours_per_day"] = [state.usual_hours if value is None else value for value in hours]
    if sheet is FINDING_CATEGORIES and "role" not in rows.read.given:
        rows.columns["role"] = [role_of(name) for name in rows.columns["category"]]
    refuse_lines(state, rows)
    if sheet is FINDING_CATEGORIES:
        _refuse_taken_keys(state, rows)
    if sheet is SCHEDULES:
        _refuse_after_leaving(state, rows)
    if sheet.key:
        plan_keyed(state, rows)
    else:
        plan_unkeyed(state, rows, attributes_of(rows))


def refuse_lines(state: ImportState, rows: FileLines, **instead: Sequence[Any]) -> None:
    """Note the lines that the fields of their noun refuse, in the words of every form, and drop them.

    instead: values of a field where they are not those of its column.
    """
    sheet = rows.read.sheet
    if not issubclass(sheet.model, Fields):
        return
    columns, bad = {each.stored_as: each.name for each in sheet.columns}, set[int]()
    attributes = attributes_of(rows) | instead
    noun, names = sheet.model.noun(), tuple(attributes)
    for at, values in enumerate(zip(*attributes.values(), strict=True)):
        line = noun.model_construct(**dict(zip(names, values, strict=True)))
        for refused in (*line.refusals(), *_mixed_names(state, rows, at, line)):
            value = attributes.get(refused.field, {at: ""})[at]
            state.problem(rows, at, columns.get(refused.field, ""), value, refused.reason)
            bad.add(at)
        for asked in line.questions():
            if columns.get(asked.field) in rows.read.given:
                state.remark(rows, at, asked.reason)
    rows.drop(bad)


def _mixed_names(state: ImportState, rows: FileLines, at: int, line: Fields) -> Iterator[Refused]:
    """Yield the names of new rows that have a word of two alphabets; those that are known stay as they are."""
    sheet, called = rows.read.sheet, line.names()
    if called and not (sheet.noun and state.directories[sheet.noun].own(rows.columns[sheet.key[0]][at])):
        mixed = ((name, of_two_alphabets(words or "")) for name, words in called.items())
        yield from (Refused(reason, name) for name, reason in mixed if reason)


def _refuse_taken_keys(state: ImportState, rows: FileLines) -> None:
    """Note the categories whose short key types another one, of the file or stored; then drop them."""
    stored = dict(zip(rows.columns["category"], rows.columns["short_key"], strict=True))
    if not state.fresh:
        kept = {name: key for _, name, key in state.stored(models.FindingCategory, ["name", "short_key"])}
        stored = kept | {name: key for name, key in stored.items() if state.draft.update or name not in kept}
    bad = set()
    for at, (name, key) in enumerate(zip(rows.columns["category"], rows.columns["short_key"], strict=True)):
        others = {other: taken for other, taken in stored.items() if other != name}
        if reason := taken_key(key, others):
            state.problem(rows, at, "short_key", key, reason)
            bad.add(at)
    rows.drop(bad)


def _refuse_after_leaving(state: ImportState, rows: FileLines) -> None:
    """Note new schedules that begin after their coder's last day; then drop them. What is stored already stays."""
    directory, bad = state.directories["coder"], set[int]()
    known = {(coder, day) for _, coder, day in state.stored(models.Schedule, ["coder_id", "from_day"])}
    for at, (coder, day) in enumerate(zip(rows.columns["coder"], rows.columns["from"], strict=True)):
        reason = after_leaving(directory.called(coder), directory.spans[coder][1], day)
        if reason and (coder, day) not in known:
            state.problem(rows, at, "from", day, reason)
            bad.add(at)
    rows.drop(bad)


def plan_keyed(state: ImportState, rows: FileLines) -> None:
    """Compare lines that have a key with what is stored, and plan new rows and changes."""
    sheet = rows.read.sheet
    attributes = attributes_of(rows)
    key = [sheet.column(name).stored_as for name in sheet.key]
    stored = stored_by(state, sheet.model, key, list(attributes))
    new = plan_changes(state, rows, attributes, key, stored)
    if sheet.ordered:
        group = [sheet.column(name).stored_as for name in sheet.group]
        attributes["position"] = positions(state, sheet.model, attributes, group, new)
    numbers = insert_lines(state, sheet.model, attributes, new)
    if sheet.noun:
        for at, number in zip(new, numbers, strict=True):
            state.know(sheet.noun, attributes[key[0]][at], number)


def stored_by(
    state: ImportState, model: type[Row], key: Sequence[str], attributes: Sequence[str], *where: Any
) -> dict[Hashable, tuple[int, Mapping[str, Any]]]:
    """Return the live rows of a table by their key."""
    found: dict[Hashable, tuple[int, Mapping[str, Any]]] = {}
    for number, *values in state.stored(model, attributes, *where):
        row = dict(zip(attributes, values, strict=True))
        found[tuple(row[name] for name in key)] = number, row
    return found


def plan_changes(
    state: ImportState,
    rows: FileLines,
    attributes: Attributes,
    key: Sequence[str],
    stored: Stored,
    *,
    fill: bool = False,
) -> list[int]:
    """Compare lines with what is stored; plan changes; return the places of new lines.

    fill: a value that was not entered before (None) is filled without being called a change.
    """
    tally = state.tally(rows)
    if not stored:
        tally.new += rows.size
        return list(range(rows.size))
    columns = [column for column in rows.read.sheet.columns if column.name in rows.read.given]
    given = [each.stored_as for each in columns if each.stored_as in attributes and each.stored_as not in key]
    new = []
    for at, line_key in enumerate(zip(*(attributes[name] for name in key), strict=True)):
        if line_key not in stored:
            new.append(at)
            continue
        number, row = stored[line_key]
        changes = {
            name: attributes[name][at]
            for name in given
            if row.get(name, ...) != attributes[name][at] and name not in key
        }
        if not changes:
            tally.note_same(rows.lines[at])
        elif fill and all(row[name] is None for name in changes):
            tally.new += 1
            state.update(rows.read.sheet.model, number, changes)
        elif reason := _why_not_changed(state, rows.read.sheet, number, line_key, row, changes):
            state.problem(rows, at, "kind", changes["kind"], reason)
        elif may_change(state, rows, at, changes, row):
            state.update(rows.read.sheet.model, number, changes)
    tally.new += len(new)
    return new


def _why_not_changed(
    state: ImportState,
    sheet: CsvSheet,
    number: int,
    key: tuple[Any, ...],
    row: Mapping[str, Any],
    changes: Mapping[str, Any],
) -> str:
    """Say why a stored line never takes a value, whatever is asked for: a kind of other time that has hours."""
    if sheet is not TIME_CATEGORIES or "kind" not in changes or not state.draft.update:
        return ""
    return why_kind_stays(state.session, number, str(key[0]), OtherTimeKind(row["kind"]))


def may_change(
    state: ImportState, rows: FileLines, at: int, changes: Mapping[str, Any], row: Mapping[str, Any]
) -> bool:
    """Count a changed line; say what differs where the file is not to win."""
    state.tally(rows).note_changed(rows.lines[at])
    listed = state.fresh and rows.read.sheet.noun in ("time_category", "category", "root_cause")
    if state.draft.update or listed:
        return True
    first = next(iter(changes))
    columns: Mapping[str, CsvColumn] = {each.stored_as: each for each in rows.read.sheet.columns}
    column = columns[first].name
    if columns[first].refers:
        reason = f"this line is already there with another {column}; import with --update to take the file's"
    else:
        was, now = _words(row.get(first)), _words(changes[first])
        reason = (
            f"this line is already there with {column} {was} instead of {now}; import with --update to take the file's"
        )
    state.problem(rows, at, column, changes[first], reason)
    return False


def _words(value: Any) -> str:
    if value is None or value == "":
        return "empty"
    return f"“{value[:40]}”" if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else str(value)


def insert_lines(state: ImportState, model: type[Row], attributes: Attributes, new: Sequence[int]) -> range:
    """Plan the new lines as rows of a table."""
    first = next(iter(attributes.values()))
    if len(new) == len(first):
        return state.insert(model, attributes)
    return state.insert(model, {name: [values[at] for at in new] for name, values in attributes.items()})


def positions(
    state: ImportState, model: type[Row], attributes: Attributes, group: Sequence[str], new: Sequence[int]
) -> list[int]:
    """Return a place for every line: new ones go behind what is there, in the order of the file."""
    if state.fresh and not group:
        return list(range(len(next(iter(attributes.values())))))
    last: Counter[Hashable] = Counter()
    for _, position, *key in state.stored(model, ["position", *group]):
        last[tuple(key)] = max(last[tuple(key)], position + 1)
    if not group:
        last[()] = state.next_position(model)
    places = [0] * len(next(iter(attributes.values())))
    for at in new:
        key_of_line = tuple(attributes[name][at] for name in group)
        places[at] = last[key_of_line]
        last[key_of_line] += 1
    return places


def plan_unkeyed(state: ImportState, rows: FileLines, attributes: Attributes) -> None:
    """Plan a file whose lines have no key: a line that is there word for word is the same, any other is new."""
    sheet, tally = rows.read.sheet, state.tally(rows)
    stored = Counter(tuple(values) for _, *values in state.stored(sheet.model, list(attributes)))
    new = []
    for at, line in enumerate(zip(*attributes.values(), strict=True)):
        if stored[line] > 0:
            stored[line] -= 1
            tally.note_same(rows.lines[at])
        else:
            new.append(at)
    tally.new += len(new)
    insert_lines(state, sheet.model, attributes, new)


def plan_list(state: ImportState, sheet: CsvSheet) -> None:
    """Plan a list of the department. Where nothing is stored yet, the file's list takes the starters' place."""
    read = state.sheet(sheet)
    plan_sheet(state, sheet)
    if read is None or not state.fresh:
        return
    directory = state.directories[sheet.noun]
    places: dict[int, tuple[int, str]] = {}
    for place, name in enumerate(map(str, read.columns[sheet.key[0]])):
        places.setdefault(directory.own(name) or 0, (place, names.clean(name)))
    for number, name in state.stored(sheet.model, ["name"]):
        if number in places:
            place, spelled = places[number]
            same = names.key(name) == names.key(spelled)
            state.update(sheet.model, number, {"position": place, "name": spelled if same else name})
        else:
            state.update(sheet.model, number, {"voided": True, "void_reason": "not in the list that was imported"})
            state.forget(sheet.noun, name)


def plan_settings(state: ImportState, read: ReadSheet | None) -> None:
    """Plan the department's choices; the rules of each setting are its own."""
    if read is None:
        return
    rows = FileLines(read, list(read.lines), {name: list(values) for name, values in read.columns.items()})
    drop_duplicates(state, rows)
    department = state.session.get(models.Department, 1)
    assert department is not None
    tally = state.tally(rows)
    for at, name in enumerate(rows.columns["setting"]):
        value = rows.columns["value"][at]
        if getattr(department, name) == value:
            tally.note_same(rows.lines[at])
            continue
        tally.note_changed(rows.lines[at])
        if state.fresh or state.draft.update:
            state.update(models.Department, 1, {name: value})
            state.usual_hours = value if name == "usual_hours_per_day" else state.usual_hours
        else:
            state.problem(rows, at, "value", value, f"{name} is set otherwise; import with --update to take the file's")
