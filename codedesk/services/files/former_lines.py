"""Lines of former_names.csv: names that lead to what is called otherwise now.

Only their plan; what a name means is name_directory.py's.
"""

from datetime import date
from typing import Any

from codedesk import models, names
from codedesk.services.files.former_sheets import FORMER_NAMES, KINDS
from codedesk.services.files.import_state import WORDS, FileLines, ImportState
from codedesk.services.files.plans import shown
from codedesk.services.files.rows import drop_duplicates, may_change

_NOUNS = {kind: (noun, owner) for kind, noun, owner in KINDS}
_OWNERS = tuple(owner for _, _, owner in KINDS)
Stored = dict[tuple[str, str], tuple[int, dict[str, Any]]]


def plan_former_names(state: ImportState) -> None:
    """Plan the former names, once everything that they lead to is known, and before anything is looked up by them."""
    read = state.sheet(FORMER_NAMES)
    if read is None:
        return
    rows = FileLines(read, list(read.lines), {name: list(values) for name, values in read.columns.items()})
    rows.spelled = dict(zip(rows.lines, rows.columns["former_name"], strict=True))
    spelled = [names.clean(name) for name in rows.columns["former_name"]]
    rows.columns["former_name"] = [names.key(name) for name in spelled]
    rows.columns["spelled"] = spelled
    drop_duplicates(state, rows)
    stored = _stored(state)
    for at in range(rows.size):
        _plan(state, rows, at, stored)


def _stored(state: ImportState) -> Stored:
    found: Stored = {}
    for number, name, until, *owners in state.stored(models.FormerName, ["name", "until", *_OWNERS]):
        kind, owner = next((KINDS[place][0], row) for place, row in enumerate(owners) if row is not None)
        found[kind, names.key(name)] = number, {"name": owner, "until": until}
    return found


def _plan(state: ImportState, rows: FileLines, at: int, stored: Stored) -> None:
    line = {name: column[at] for name, column in rows.columns.items()}
    noun, column = _NOUNS[line["kind"]]
    directory = state.directories[noun]
    owner = directory.meant(line["name"])
    if owner is None:
        if not state.is_doubtful(noun, line["name"]):
            words = WORDS.get(noun, noun)
            state.problem(rows, at, "name", line["name"], f"there is no {words} “{shown(line['name'])}”")
        return
    if reason := _why_not_former(state, noun, line["spelled"], owner):
        state.problem(rows, at, "former_name", line["spelled"], reason)
        return
    known = stored.get((line["kind"], line["former_name"]))
    until = line["until"] or (known[1]["until"] if known else date.today())
    values = {each: owner if each == column else None for each in _OWNERS}
    if known is None:
        state.tally(rows).new += 1
        state.insert(models.FormerName, {"name": [line["spelled"]], "until": [until]} | _listed(values))
    elif (known[1]["name"], known[1]["until"]) == (owner, until):
        state.tally(rows).note_same(rows.lines[at])
    elif may_change(state, rows, at, {"until": until}, known[1]):
        state.update(models.FormerName, known[0], {"until": until, **values})
    directory.remember(line["spelled"], owner)


def _why_not_former(state: ImportState, noun: str, former: str, owner: int) -> str:
    """Say why a name cannot be a former one: nothing can be seen of it, or it is a name in use."""
    if not former:
        return "there is nothing to be seen in former_name: write a name"
    directory = state.directories[noun]
    using = next((number for name, number in directory.numbers.items() if names.key(name) == names.key(former)), None)
    if using is None:
        return ""
    who = "the very one that it shall lead to" if using == owner else "another one"
    return f"“{shown(former)}” is the name of a {WORDS.get(noun, noun)} now, {who}: take the line out"


def _listed(values: dict[str, int | None]) -> dict[str, list[int | None]]:
    return {name: [value] for name, value in values.items()}
