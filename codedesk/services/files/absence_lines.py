"""Lines of absences.csv to planned absence: by the categories of absence, and no day of a coder twice."""

from collections import defaultdict

from codedesk.models import OtherTimeCategory, PlannedAbsence
from codedesk.models.work_days import OtherTimeKind
from codedesk.services.files.calendar_sheets import ABSENCES
from codedesk.services.files.import_state import FileLines, ImportState
from codedesk.services.files.rows import opened, plan_keyed, refuse_lines
from codedesk.services.people.calendars import NO_ABSENCE, Span, away_already, overlapping


def plan_absences(state: ImportState) -> None:
    """Plan the absences. What other rows forbid is the form's to say: which categories fit, and that days are free."""
    rows = opened(state, ABSENCES)
    if rows is None:
        return
    refuse_lines(state, rows)
    _refuse_categories(state, rows)
    _refuse_overlaps(state, rows)
    plan_keyed(state, rows)


def _refuse_categories(state: ImportState, rows: FileLines) -> None:
    fitting = {None}.union(*(state.numbers_with(OtherTimeCategory, "kind", kind) for kind in OtherTimeKind.unpaid()))
    bad = {at for at, number in enumerate(rows.columns["category"]) if number not in fitting}
    for at in sorted(bad):
        name = state.directories["time_category"].called(rows.columns["category"][at])
        state.problem(rows, at, "category", name, NO_ABSENCE)
    rows.drop(bad)


def _refuse_overlaps(state: ImportState, rows: FileLines) -> None:
    lines = list(zip(*(rows.columns[name] for name in ("coder", "from", "to")), strict=True))
    named, spans, bad = {line[:2] for line in lines}, defaultdict[int, list[Span]](list), set[int]()
    for _, coder, first, last in state.stored(PlannedAbsence, ["coder_id", "from_day", "to_day"]):
        if (coder, first) not in named:
            spans[coder].append((first, last))
    for at, (coder, *span) in enumerate(lines):
        there = overlapping(spans[coder], (span[0], span[1]))
        if there is not None:
            reason = away_already(state.directories["coder"].called(coder), there)
            state.problem(rows, at, "from", span[0], reason)
            bad.add(at)
        spans[coder].append((span[0], span[1]))
    rows.drop(bad)
