"""Names in the lines of an import: which row each means, which are unknown, and how a noun's own file names its rows.

A name fits whatever its letters are made of; one that was given up leads to what is called otherwise now. What a text
can mean is name_directory.py's.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import repeat
from typing import Any

from codedesk import names
from codedesk.models.finding_lists import Origin
from codedesk.models.work_days import OtherTimeKind
from codedesk.services.department.starters import SHORT_NAMES, role_of
from codedesk.services.files.import_state import NOUNS, WORDS, FileLines, ImportState, folded
from codedesk.services.files.plans import Created, reads_as_total, shown, suggestion
from codedesk.services.name_directory import Directory
from codedesk.services.named import same_as, same_name

NEW_NAMES: Mapping[str, Mapping[str, object]] = {
    "coder": {"name_note": ""},
    "work_type": {},
    "time_category": {"kind": OtherTimeKind.COUNTED},
    "category": {"points": 0.0},
    "root_cause": {"origin": Origin.CODER},
    "severity": {},
}
LISTED = ("time_category", "category", "root_cause")
MOST_SUGGESTIONS = 200
# The names of audits are references, taken letter by letter; every other noun is found however it is written.
LITERAL = ("audit",)


def resolve(state: ImportState, rows: FileLines, column: str, noun: str) -> None:
    """Put numbers in the place of names in one column; lines with an unknown name are noted and dropped."""
    texts, days = rows.columns[column], rows.columns.get("date", ())
    meaning: dict[Any, int | None] = {None: None}
    for text in dict.fromkeys(texts):
        if text is not None:
            meaning[text] = _meant(state, noun, text)
    open_texts = {text for text, number in meaning.items() if text is not None and number is None}
    numbers = [meaning[text] for text in texts]
    if open_texts:
        reasons = _settle(state, rows, column, noun, open_texts)
        meaning |= {text: _on(state, noun, text, None) for text in open_texts}
        numbers = [meaning[text] for text in texts]
        if days and any(meaning[text] is None for text in open_texts):
            written = list(zip(texts, days, strict=True))
            by_day = {pair: _on(state, noun, *pair) for pair in set(written) if meaning[pair[0]] is None}
            numbers = [by_day.get(pair, number) for pair, number in zip(written, numbers, strict=True)]
        bad = {at for at, text in enumerate(texts) if text is not None and numbers[at] is None}
        for at in sorted(bad):
            if not state.is_doubtful(noun, texts[at]):
                state.problem(rows, at, column, texts[at], reasons[texts[at]])
        _remark(state, rows, column, noun, numbers)
        rows.columns[column] = numbers
        rows.drop(bad)
        return
    _remark(state, rows, column, noun, numbers)
    rows.columns[column] = numbers


def name_lines(state: ImportState, rows: FileLines, typed: Sequence[str]) -> None:
    """Give the lines of a noun's own file the names of the rows that they are about; new ones are kept clean.

    typed are the names as the file gives them. Of two new names that read the same the first one counts.
    """
    noun, column = rows.read.sheet.noun, rows.read.sheet.key[0]
    directory, seen = state.directories[noun], dict[str, str]()
    rows.spelled = dict(zip(rows.lines, typed, strict=True))
    kept = [names.clean(name) for name in typed]
    for at, name in enumerate(typed):
        number = directory.own(name)
        if not kept[at]:
            needed = rows.read.sheet.column(column).needed or f"there is nothing to be seen in {column}: write a name"
            state.problem(rows, at, column, name, needed)
        elif number is None:
            kept[at] = seen.setdefault(names.key(name), kept[at])
        else:
            kept[at] = directory.called(number)
            if words := meant_words(directory, name, number):
                state.remark(rows, at, words)
    rows.columns[column] = kept
    rows.drop({at for at, name in enumerate(kept) if not name})


def with_note(name: str, note: str) -> str:
    """Return how a coder is shown whose line gives the name with its note behind it or without."""
    plain = name.removesuffix(" ()")
    return f"{without_note(plain, note)} ({note})" if note else plain


def without_note(name: str, note: str) -> str:
    """Return a name without the note behind it."""
    head, mark, end = name.rpartition(" (")
    return head if note and mark and names.key(f" ({end}") == names.key(f" ({note})") else name


def _meant(state: ImportState, noun: str, text: str) -> int | None:
    directory = state.directories[noun]
    if noun in LITERAL:
        return directory.numbers.get(text)
    found = directory.meant(text)
    return found if found is not None or directory.candidates(text) else _nearly(state, noun, text)


def _nearly(state: ImportState, noun: str, text: str) -> int | None:
    """Return the row of a list whose name differs in spaces and hyphens only, or is known by a short word."""
    if noun not in LISTED:
        return None
    name = state.nearly[noun].get(folded(text))
    if name is None and noun == "time_category":
        name = SHORT_NAMES.get(folded(text))
    return state.directories[noun].numbers.get(name) if name else None


def _on(state: ImportState, noun: str, text: str | None, day: date | None) -> int | None:
    return None if text is None else state.directories[noun].meant(text, day)


def _settle(state: ImportState, rows: FileLines, column: str, noun: str, texts: set[Any]) -> dict[str, str]:
    """Make unknown names known where that is wanted; say of the others what stands in the way."""
    directory = state.directories[noun]
    met = _first_met(rows, column, texts)
    reasons: dict[str, str] = {}
    for text in sorted(texts):
        several = directory.candidates(text)
        if several and noun not in LITERAL:
            reasons[text] = directory.can_be(text, several)
        elif not state.draft.create_missing or noun not in NEW_NAMES:
            reasons[text] = _why_unknown(state, noun, text)
        elif reason := _why_not_made(state, noun, text):
            reasons[text] = reason
        else:
            _create(state, noun, *met[names.key(text)])
    return reasons


def _first_met(rows: FileLines, column: str, texts: set[Any]) -> dict[str, tuple[str, date | None]]:
    """Return how each name is written first, and the first date: when a coder made known by the import started."""
    forms = {text: names.key(text) for text in texts}
    written = zip(rows.columns[column], rows.columns.get("date") or repeat(None), strict=False)
    met: dict[str, tuple[str, date | None]] = {}
    for text, day in dict.fromkeys(written):
        if text not in forms:
            continue
        spelled, first = met.get(forms[text]) or (names.clean(text), day)
        met[forms[text]] = spelled, min(first, day) if first and day else day
    return met


def _why_not_made(state: ImportState, noun: str, text: str) -> str:
    """Say why a name is not made known: it is nearly that of another, or looks like nobody's in particular."""
    directory = state.directories[noun]
    if folded(text) in state.nearly[noun] or same_name(text, directory.numbers) or reads_as_total(text):
        return _why_unknown(state, noun, text)
    return names.of_two_alphabets(text)


def _why_unknown(state: ImportState, noun: str, text: str) -> str:
    known = state.directories[noun].numbers
    state.suggested += 1
    alike = same_name(text, known) if state.suggested <= MOST_SUGGESTIONS else None
    words = f"there is no {WORDS.get(noun, noun)} “{shown(text)}”"
    if alike is None and reads_as_total(text):
        return (
            f"{words}, which reads as a total row: take the line out, or add it to {NOUNS[noun].file} if it is a name"
        )
    if alike is not None:
        return f"{words}, only {alike}{same_as(text, alike)}: type the name anew"
    near = suggestion(text, known) if state.suggested <= MOST_SUGGESTIONS else ""
    return f"{words}{near}; add it to {NOUNS[noun].file}"


def _create(state: ImportState, noun: str, name: str, first_day: date | None) -> None:
    model = NOUNS[noun].model
    values: dict[str, Any] = {"name": name, **NEW_NAMES[noun]}
    if noun == "coder":
        values["started_on"] = first_day or date.today()
    else:
        values["position"] = state.next_position(model)
    if noun == "category":
        values["role"] = role_of(name)
    number = state.insert(model, {key: [value] for key, value in values.items()})[0]
    state.know(noun, name, number, span=(values["started_on"], None) if noun == "coder" else None)
    state.created.append(Created(noun, name))


def _remark(state: ImportState, rows: FileLines, column: str, noun: str, numbers: Sequence[int | None]) -> None:
    """Say of names that were given up, and of names that several share, who is meant."""
    directory = state.directories[noun]
    if noun in LITERAL or not directory.has_more:
        return
    said: set[tuple[str, int]] = set()
    for at, (text, number) in enumerate(zip(rows.columns[column], numbers, strict=True)):
        if text is None or number is None or (text, number) in said:
            continue
        said.add((text, number))
        if words := meant_words(directory, text, number):
            state.remark(rows, at, words)


def meant_words(directory: Directory, text: str, number: int) -> str:
    """Say whom a text means where it is not the name; "" where it is."""
    called = directory.called(number)
    if names.key(text) in (names.key(called), names.key(directory.written(number))):
        return ""
    if directory.is_former(text, number):
        return f"{names.clean(text)} is now {called}"
    return f"{names.clean(text)} is {called}, by the dates" if directory.is_noted(text, number) else ""
