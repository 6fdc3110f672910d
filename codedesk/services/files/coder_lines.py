"""Lines of coders.csv to coders: two of one name told apart by their note, and who mentors whom.

Names and comparisons are naming.py's and rows.py's.
"""

from collections.abc import Sequence

from codedesk import models
from codedesk.services.files.import_state import FileLines, ImportState
from codedesk.services.files.naming import without_note
from codedesk.services.files.plans import shown as shown_short
from codedesk.services.files.rows import (
    Attributes,
    Stored,
    insert_lines,
    may_change,
    opened,
    plan_changes,
    refuse_lines,
)
from codedesk.services.files.sheets import CODERS
from codedesk.services.name_directory import Directory
from codedesk.services.people.coders import OWN_MENTOR


def plan_coders(state: ImportState) -> None:
    """Plan the coders. `name_note` tells two of one name apart; the file may name them as they are shown."""
    rows = opened(state, CODERS)
    if rows is None:
        return
    refuse_lines(state, rows, name=list(map(without_note, rows.columns["coder"], rows.columns["name_note"])))
    shown, notes = rows.columns["coder"], rows.columns["name_note"]
    plain = list(map(without_note, shown, notes))
    compared = ["started_on", "left_on", "scheduled_hours_per_week", "credentials", "fte"]
    found = {
        number: dict(zip(compared, values, strict=True)) for number, *values in state.stored(models.Coder, compared)
    }
    directory = state.directories["coder"]
    stored: Stored = {(name,): (number, found[number]) for name, number in directory.numbers.items() if number in found}
    attributes: Attributes = {"name": plain, "name_note": notes, **{name: rows.columns[name] for name in compared}}
    new = plan_changes(
        state, rows, {"shown_name": shown, **{name: attributes[name] for name in compared}}, ["shown_name"], stored
    )
    numbers = insert_lines(state, models.Coder, attributes, new)
    for at, number in zip(new, numbers, strict=True):
        state.know("coder", shown[at], number, plain[at])
    for at, name in enumerate(shown):
        directory.spans[directory.numbers[name]] = (rows.columns["started_on"][at], rows.columns["left_on"][at])
    _plan_mentors(state, rows, shown)


def _plan_mentors(state: ImportState, rows: FileLines, shown: Sequence[str]) -> None:
    """Plan who mentors whom, once every coder of the file is known."""
    directory, stored = state.directories["coder"], dict(state.stored(models.Coder, ["mentor_id"]))
    texts = rows.columns["mentor"] if "mentor" in rows.read.given else []
    for at, text in enumerate(texts):
        number, mentor = directory.numbers[shown[at]], directory.meant(text) if text else None
        if text and mentor in (None, number):
            state.problem(rows, at, "mentor", text, _why_no_mentor(directory, text, mentor))
        elif number not in stored:
            state.update(models.Coder, number, {"mentor_id": mentor})
        elif stored[number] != mentor:
            was, now = {"mentor_id": directory.called(stored[number] or 0)}, {"mentor_id": text}
            counted = state.changed(models.Coder, number)
            if counted or may_change(state, rows, at, now, was):
                state.update(models.Coder, number, {"mentor_id": mentor})


def _why_no_mentor(directory: Directory, text: str, mentor: int | None) -> str:
    if mentor:
        return OWN_MENTOR
    several = directory.candidates(text)
    return directory.can_be(text, several) if several else f"there is no coder “{shown_short(text)}”"
