"""Lines of audits.csv, records.csv and findings.csv: how deep an audit goes and whether its parts agree.

Only audits; names and comparisons are rows.py's. Scores are made by metrics, never here.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from codedesk import models
from codedesk.methods import Method
from codedesk.models.audit_words import AuditDepth, AuditState, Direction, FindingAnswer, FindingChange, Selection
from codedesk.models.audits import CODE_COUNTS, NO_RECORD, still_open
from codedesk.models.finding_lists import FindingRole
from codedesk.services.audits.lists import usual_severity
from codedesk.services.files.import_state import FileLines, ImportState
from codedesk.services.files.naming import resolve
from codedesk.services.files.plans import shown
from codedesk.services.files.rows import (
    Attributes,
    Stored,
    attributes_of,
    insert_lines,
    may_change,
    opened,
    plan_changes,
    positions,
    refuse_lines,
    stored_by,
)
from codedesk.services.files.sheets import AUDITS, FINDINGS, RECORDS

NEEDED: Mapping[str, tuple[str, ...]] = {
    Method.CODE_OVER_CODE: ("matched", "revised", "added"),
    Method.CODE_OVER_CODE_NET: CODE_COUNTS,
    Method.UNION: CODE_COUNTS,
    Method.ERROR_RATE: (*CODE_COUNTS, "principal_changed"),
    Method.RECORD: ("records", "records_right"),
    Method.DRG: ("drg_reviewed", "drg_right"),
    Method.WEIGHTED: (),
}
# What follows from the rest of a file that does not say it, also where the audit is stored already.
DERIVED = ("depth", "feeds_accuracy")


def plan_audits(state: ImportState) -> None:
    """Plan audits, then their records, then their findings, and see that a final audit has no open rebuttal."""
    rows = opened(state, AUDITS)
    if rows is not None:
        _plan_audits(state, rows)
    records = opened(state, RECORDS)
    if records is not None:
        refuse_lines(state, records)
        if rows is not None:
            _check_sums(state, rows, records)
        _plan_records(state, records)
    findings = opened(state, FINDINGS)
    if findings is not None:
        _plan_findings(state, findings)
    _check_final(state, rows, findings)


def _plan_audits(state: ImportState, rows: FileLines) -> None:
    attributes = attributes_of(rows)
    stored = stored_by(state, models.Audit, ["name"], list(attributes))
    _fill(rows, stored)
    before = set(rows.columns["audit"])
    _derive(state, rows, stored)
    refuse_lines(state, rows)
    state.doubt("audit", before - set(rows.columns["audit"]))
    attributes = attributes_of(rows)
    new = plan_changes(state, rows, attributes, ["name"], stored)
    for at, name in enumerate(attributes["name"]):
        if (name,) in stored and state.changed(models.Audit, stored[name,][0]):
            derived = {key: attributes[key][at] for key in DERIVED}
            state.update(models.Audit, stored[name,][0], derived)
    for at, number in zip(new, insert_lines(state, models.Audit, attributes, new), strict=True):
        state.know("audit", attributes["name"][at], number)


def _fill(rows: FileLines, stored: Stored) -> None:
    """Give the lines of stored audits what is stored of the columns that the file does not have."""
    left_out = [each for each in AUDITS.columns if each.name not in {*rows.read.given, *DERIVED}]
    for at, name in enumerate(rows.columns["audit"]):
        if (name,) in stored:
            for column in left_out:
                rows.columns[column.name][at] = stored[name,][1][column.stored_as]


def _derive(state: ImportState, rows: FileLines, stored: Stored) -> None:
    recorded = _audits_with_records(state)
    rows.drop({at for at in range(rows.size) if not _goes_deep(state, rows, at, recorded)})
    feeds, selection = rows.columns["feeds_accuracy"], rows.columns["selection"]
    rows.columns["feeds_accuracy"] = [
        chosen == Selection.RANDOM if given is None else given for given, chosen in zip(feeds, selection, strict=True)
    ]
    if "state" not in rows.read.given:
        waiting = _rebutted(state)
        rows.columns["state"] = [
            state if (name,) in stored else AuditState.ANSWERED if name in waiting else AuditState.FINAL
            for name, state in zip(rows.columns["audit"], rows.columns["state"], strict=True)
        ]


def _rebutted(state: ImportState) -> set[str]:
    """Return the audits of which a finding in the file is rebutted and has no outcome yet: these are not final."""
    read = state.sheet(FINDINGS)
    if read is None:
        return set()
    lines = zip(*(read.columns[name] for name in ("audit", "answer", "outcome")), strict=True)
    return {str(audit) for audit, answer, outcome in lines if answer == FindingAnswer.REBUT and not outcome}


def _check_final(state: ImportState, audits: FileLines | None, findings: FileLines | None) -> None:
    """Note the audits that would be final with a rebuttal that has no outcome yet: where they say so, else there."""
    open_ones = state.to_be(models.Finding, ["audit_id"], {"answer": FindingAnswer.REBUT, "outcome": ""})
    waiting = Counter(audit for (audit,) in open_ones.values())
    wrong = waiting.keys() & state.to_be(models.Audit, [], {"state": AuditState.FINAL}).keys() if waiting else set()
    if not wrong:
        return
    numbers = state.directories["audit"].numbers
    named = [numbers[name] for name in audits.columns["audit"]] if audits and "state" in audits.read.given else []
    for at, audit in enumerate(named):
        if audits is not None and audit in wrong:
            state.problem(audits, at, "state", AuditState.FINAL, still_open(waiting[audit]))
    for at, audit in enumerate(findings.columns["audit"] if findings else ()):
        if findings is not None and audit in wrong - set(named):
            state.problem(findings, at, "outcome", "", still_open(waiting[audit]))
            wrong.remove(audit)


def _audits_with_records(state: ImportState) -> set[str]:
    read = state.sheet(RECORDS)
    named = {str(name) for name in read.columns["audit"]} | set(_bad_record_audits(state)) if read else set()
    with_records = {audit for _, audit in state.stored(models.AuditRecord, ["audit_id"])}
    return named | {name for name, number in state.directories["audit"].numbers.items() if number in with_records}


def _bad_record_audits(state: ImportState) -> list[str]:
    """Return no audit by name, or all where records.csv has unsound lines: their audits are not complained of again."""
    read = state.sheet(RECORDS)
    audits = state.sheet(AUDITS)
    return [str(name) for name in audits.columns["audit"]] if read and audits and read.problems else []


def _goes_deep(state: ImportState, rows: FileLines, at: int, recorded: set[str]) -> bool:
    """Tell how deep an audit goes where the file does not say; False where that cannot be told, or has no records."""
    values = {name: column[at] for name, column in rows.columns.items()}
    column, reason = "", ""
    if values["depth"] is None:
        rows.columns["depth"][at], column, reason = _depth(values, values["audit"] in recorded)
    elif values["depth"] == AuditDepth.RECORDS and values["audit"] not in recorded:
        column, reason = "depth", NO_RECORD
    if reason:
        state.problem(rows, at, column, "", reason)
    return not reason


def _depth(values: Mapping[str, Any], recorded: bool) -> tuple[str, str, str]:
    """Return how deep an audit goes, or the column and the reason why that cannot be told."""
    if recorded:
        return AuditDepth.RECORDS, "", ""
    needed = NEEDED[values["method"]]
    missing = [name for name in needed if values[name] is None]
    if needed and not missing:
        return AuditDepth.COUNTS, "", ""
    if values["reported_accuracy"] is not None:
        return AuditDepth.RESULT, "", ""
    if not needed:
        return (
            "",
            "reported_accuracy",
            f"the method {values['method']} needs the lines of records.csv, or reported_accuracy",
        )
    given = any(values[name] is not None for name in (*CODE_COUNTS, "records_right", "drg_reviewed", "drg_right"))
    if given:
        return "", missing[0], f"{missing[0]} is empty, and the method {values['method']} needs it"
    return (
        "",
        "reported_accuracy",
        "the audit has no result: give its counts, reported_accuracy, or lines in records.csv",
    )


def _check_sums(state: ImportState, rows: FileLines, records: FileLines) -> None:
    """Compare the counts given for an audit with the sums of its records."""
    if records.read.problems or state.tally(records).problems:
        return
    sums = _record_sums(state, records)
    for at, name in enumerate(rows.columns["audit"]):
        found = sums.get(state.directories["audit"].numbers[name])
        for count in ("records", *CODE_COUNTS, "principal_changed", "drg_reviewed", "drg_right"):
            given = rows.columns[count][at]
            if found is not None and given is not None and found[count] is not None and found[count] != given:
                state.problem(
                    rows, at, count, given, f"{count} is {given}, but the lines of records.csv come to {found[count]}"
                )


def _record_sums(state: ImportState, records: FileLines) -> dict[int, dict[str, int | None]]:
    names = ["audit_id", "reference", *CODE_COUNTS, "principal_right", "drg_right"]
    lines = {key: row for key, (_, row) in stored_by(state, models.AuditRecord, names[:2], names).items()}
    in_file = attributes_of(records)
    for values in zip(*(in_file[name] for name in names), strict=True):
        lines[values[:2]] = dict(zip(names, values, strict=True))
    audits: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for row in lines.values():
        audits[row["audit_id"]].append(row)
    return {audit: _sums(rows) for audit, rows in audits.items() if audit in set(in_file["audit_id"])}


def _sums(rows: Sequence[Mapping[str, Any]]) -> dict[str, int | None]:
    principal = [row["principal_right"] for row in rows]
    drg = [row["drg_right"] for row in rows if row["drg_right"] is not None]
    return {
        "records": len(rows),
        **{name: sum(row[name] for row in rows) for name in CODE_COUNTS},
        "principal_changed": None if None in principal else principal.count(False),
        "drg_reviewed": len(drg) or None,
        "drg_right": drg.count(True) if drg else None,
    }


def _plan_records(state: ImportState, rows: FileLines) -> None:
    attributes = attributes_of(rows)
    key = ["audit_id", "reference"]
    stored = stored_by(state, models.AuditRecord, key, list(attributes))
    new = plan_changes(state, rows, attributes, key, stored)
    attributes["position"] = positions(state, models.AuditRecord, attributes, ["audit_id"], new)
    insert_lines(state, models.AuditRecord, attributes, new)
    known = {number for number, _ in state.stored(models.Audit, ["name"])}
    for number in known & {attributes["audit_id"][at] for at in new}:
        state.update(models.Audit, number, {"depth": AuditDepth.RECORDS})


def _plan_findings(state: ImportState, rows: FileLines) -> None:
    _resolve_records(state, rows)
    _resolve_severities(state, rows)
    scored = _scored_categories(state)
    rows.columns["scored"] = [
        scored[category] if given is None else given
        for given, category in zip(rows.columns["scored"], rows.columns["category"], strict=True)
    ]
    rows.columns["change"] = _changes_of(state, rows)
    refuse_lines(state, rows)
    _plan_finding_lines(state, rows, attributes_of(rows))


def _resolve_severities(state: ImportState, rows: FileLines) -> None:
    """Find the severities in the department's list, if it has one; where none is said, the usual one is meant."""
    directory = state.directories["severity"]
    known = list(directory.numbers)
    usual = usual_severity([name for name in known if name == "medium"] or known)
    rows.columns["severity"] = [usual if word is None else word for word in rows.columns["severity"]]
    if known:
        resolve(state, rows, "severity", "severity")
        rows.columns["severity"] = [directory.called(number) for number in rows.columns["severity"]]


def _resolve_records(state: ImportState, rows: FileLines) -> None:
    known = state.planned(models.AuditRecord, ["audit_id", "reference"])
    pairs = list(zip(rows.columns["audit"], rows.columns["record"], strict=True))
    numbers = [None if record is None else known.get((audit, record)) for audit, record in pairs]
    bad = {at for at, (_, record) in enumerate(pairs) if record is not None and numbers[at] is None}
    records = next((read for read in state.draft.sheets if read.sheet is RECORDS), None)
    if records is None or not state.tallies[records.file].problems:
        for at in sorted(bad):
            reason = f"the audit has no record “{shown(pairs[at][1])}”; add it to records.csv, or leave the cell empty"
            state.problem(rows, at, "record", pairs[at][1], reason)
    rows.columns["record"] = numbers
    rows.drop(bad)


def _scored_categories(state: ImportState) -> dict[int, bool]:
    scored = {number: bool(value) for number, value in state.stored(models.FindingCategory, ["scored"])}
    planned = state.planned_values(models.FindingCategory, "scored", default=True)
    return scored | planned


def _changes_of(state: ImportState, rows: FileLines) -> list[str]:
    """Return which count each finding stands for. Where the file does not say: told by its codes, else by what is left.

    A finding about a DRG or APC stands for no code. One without codes stands for a code that was counted in its record
    (or its audit) and that no other finding of the file stands for: the one that its direction speaks of, else any.
    """
    groupers = state.numbers_with(models.FindingCategory, "role", FindingRole.GROUPER)
    changes = [_change(rows, at, groupers) for at in range(rows.size)]
    if None not in changes:
        return [change or FindingChange.NONE for change in changes]
    left = _counted_codes(state)
    places = list(zip(rows.columns["audit"], rows.columns["record"], strict=True))
    for place, change in zip(places, changes, strict=True):
        if change is not None and change != FindingChange.NONE and place in left:
            left[place][change] -= 1
    for at, place in enumerate(places):
        if changes[at] is None:
            changes[at] = _left_over(left.get(place), rows.columns["direction"][at])
    return [change or FindingChange.NONE for change in changes]


def _change(rows: FileLines, at: int, groupers: set[int]) -> str | None:
    given: str | None = rows.columns["change"][at]
    if given is not None:
        return given
    if not rows.columns["scored"][at] or rows.columns["category"][at] in groupers:
        return FindingChange.NONE
    original, corrected = rows.columns["original_code"][at], rows.columns["corrected_code"][at]
    if not original and not corrected:
        return None
    if original and corrected:
        return FindingChange.REVISED
    return FindingChange.ADDED if corrected else FindingChange.DELETED


_LIKELY: Mapping[str, str] = {
    Direction.NEITHER: FindingChange.REVISED,
    Direction.UNDER: FindingChange.ADDED,
    Direction.OVER: FindingChange.DELETED,
}


def _left_over(left: dict[str, int] | None, direction: str) -> str:
    """Take one of the codes that are left, and say which; "revised" where the codes are not known."""
    if left is None:
        return FindingChange.REVISED
    likely = _LIKELY[direction]
    found = next((change for change in (likely, *_LIKELY.values()) if left[change] > 0), FindingChange.NONE)
    if found != FindingChange.NONE:
        left[found] -= 1
    return found


def _counted_codes(state: ImportState) -> dict[tuple[int, int | None], dict[str, int]]:
    """Return the codes revised, added and deleted of every record, by audit and record, and of audits with counts."""
    found: dict[tuple[int, int | None], dict[str, int]] = {}
    for model, at_record in ((models.AuditRecord, True), (models.Audit, False)):
        names = {change: _values(state, model, change) for change in _LIKELY.values()}
        owner = _values(state, model, "audit_id") if at_record else {}
        for number, revised in names["revised"].items():
            if revised is not None:
                place: tuple[int, int | None] = (owner[number], number) if at_record else (number, None)
                found[place] = {change: names[change].get(number) or 0 for change in names}
    return found


def _values(state: ImportState, model: type[models.AuditRecord] | type[models.Audit], name: str) -> dict[int, Any]:
    return dict(state.stored(model, [name])) | state.planned_values(model, name, None)


def _plan_finding_lines(state: ImportState, rows: FileLines, attributes: Attributes) -> None:
    """Compare findings audit by audit: they have no name, so a changed one is found by what it is about."""
    names = list(attributes)
    about = ("audit_id", "record_id", "category_id", "original_code", "corrected_code")
    audits = set(attributes["audit_id"])
    stored = {number: tuple(values) for number, *values in state.stored(models.Finding, names) if values[0] in audits}
    left = _unmatched(state, rows, attributes, stored)
    by_subject: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for number, values in stored.items():
        by_subject[tuple(values[names.index(name)] for name in about)].append(number)
    new = []
    for at in left:
        alike = by_subject[tuple(attributes[name][at] for name in about)]
        if not alike:
            new.append(at)
            continue
        number = alike.pop(0)
        row = dict(zip(names, stored.pop(number), strict=True))
        changes = {name: attributes[name][at] for name in names if attributes[name][at] != row[name]}
        if may_change(state, rows, at, changes, row):
            state.update(models.Finding, number, changes)
    state.tally(rows).new += len(new)
    insert_lines(state, models.Finding, attributes, new)
    if state.draft.update:
        state.tally(rows).changed += len(stored)
        void = {"voided": True, "void_reason": "not in the findings that were imported"}
        for number in stored:
            state.update(models.Finding, number, void)


def _unmatched(
    state: ImportState, rows: FileLines, attributes: Attributes, stored: dict[int, tuple[Any, ...]]
) -> list[int]:
    """Take lines that are there word for word out of `stored` and count them; return the places of the others."""
    numbers: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for number, values in stored.items():
        numbers[values].append(number)
    left = []
    for at, line in enumerate(zip(*attributes.values(), strict=True)):
        if numbers[line]:
            stored.pop(numbers[line].pop())
            state.tally(rows).note_same(rows.lines[at])
        else:
            left.append(at)
    return left
