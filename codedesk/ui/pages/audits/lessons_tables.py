"""The tables of what audits teach, as columns: errors with rates, education, actions, auditors. No figure is made.

Rates stand beside counts: more auditing is not more error.
"""

from datetime import date

from codedesk import formats
from codedesk.methods import method_words
from codedesk.metrics.lessons import LessonRow
from codedesk.models.finding_lists import Origin
from codedesk.models.rework import ReworkCause
from codedesk.services.audits.answers import ActionRow
from codedesk.services.audits.consistency import AuditorRow, ConsistencyRow
from codedesk.services.audits.lessons import ApartRow, LessonsRow, ProposalRow
from codedesk.services.flow.reworks import CameBackRow
from codedesk.services.people.education import EducationRow
from codedesk.ui import theme
from codedesk.ui.widgets.table import TableColumn

_NONE = "–"


def lesson_columns(by: str) -> tuple[TableColumn[LessonRow], ...]:
    """Return the columns of findings by name; by is what they are named by."""
    return (
        TableColumn("name", by, 180, text=lambda row: row.name, tooltip=lambda row: row.name, stretch=True),
        TableColumn("count", "Findings (before)", 120, "right", text=_counts),
        TableColumn("records", "Per 100 charts (before)", 152, "right", text=_per_records),
        TableColumn("codes", "Per 100 codes (before)", 152, "right", text=_per_codes),
        TableColumn("direction", "Over · under", 92, "right", text=lambda row: f"{row.over} · {row.under}"),
        TableColumn("coders", "Coders who have it", 150, text=_spread, tooltip=_spread_words),
    )


def apart_columns() -> tuple[TableColumn[ApartRow], ...]:
    """Return the columns of causes that are not the coder's."""
    return (
        TableColumn("cause", "Not the coder’s: cause", 180, text=lambda row: row.row.name, stretch=True),
        TableColumn("origin", "Lies in", 120, text=lambda row: Origin(row.origin).words),
        TableColumn("count", "Findings (before)", 120, "right", text=lambda row: _counts(row.row)),
        TableColumn("records", "Per 100 charts (before)", 152, "right", text=lambda row: _per_records(row.row)),
        TableColumn("coders", "Coders who met it", 150, text=lambda row: _spread(row.row)),
    )


def came_back_columns() -> tuple[TableColumn[CameBackRow], ...]:
    """Return the columns of what came back outside audits."""
    return (
        TableColumn("cause", "Came back: cause", 180, text=lambda row: row.name, stretch=True),
        TableColumn("charts", "Charts (before)", 120, "right", text=lambda row: f"{row.charts} ({row.before})"),
        TableColumn("denials", "Of them denials", 120, "right", text=lambda row: formats.count(row.denials)),
    )


def came_back_words(rows: tuple[CameBackRow, ...]) -> str:
    """Say how many charts came back, and how many of them were a coder's error."""
    every = sum(row.charts for row in rows)
    own = sum(row.charts for row in rows if row.cause == ReworkCause.CODER)
    return f"Came back outside audits: {formats.plural(every, 'chart')}, {formats.count(own)} for a coder’s error"


def proposal_columns() -> tuple[TableColumn[ProposalRow], ...]:
    """Return the columns of what is proposed after repeated findings."""
    return (
        TableColumn("coder", "Coder", 180, text=lambda row: row.coder, strong=True),
        TableColumn("category", "Found again", 200, text=lambda row: row.category, stretch=True),
        TableColumn("running", "Audits running", 110, "right", text=lambda row: formats.count(row.running)),
        TableColumn("findings", "Findings", 80, "right", text=lambda row: formats.count(row.findings)),
        TableColumn("audit", "Latest audit", 150, text=lambda row: f"{row.audit}, {formats.day(row.day)}"),
        TableColumn("due", "Proposed due", 106, text=lambda row: formats.day(row.draft.due_on)),
        TableColumn("reaudit", "Re-audit", 106, text=lambda row: formats.day(row.draft.reaudit_on)),
    )


def education_columns() -> tuple[TableColumn[EducationRow], ...]:
    """Return the columns of education items."""
    return (
        TableColumn("state", "State", 84, text=lambda row: row.state, tone=_state_tone, strong=True, least=72),
        TableColumn("coder", "Coder", 160, text=lambda row: row.coder, least=130),
        TableColumn("topic", "What is learned", 190, text=_topic, tooltip=_education_words, stretch=True, least=280),
        TableColumn("due", "Due", 96, text=_due),
        TableColumn("done", "Done", 96, text=lambda row: _day(row.draft.done_on)),
        TableColumn("hours", "Hours", 60, "right", text=_hours),
        TableColumn("reaudit", "Re-audit", 96, text=lambda row: _day(row.draft.reaudit_on)),
        TableColumn("outcome", "Outcome", 180, text=lambda row: row.draft.outcome, tooltip=_education_words, least=160),
    )  # fmt: skip


def action_columns() -> tuple[TableColumn[ActionRow], ...]:
    """Return the columns of corrective actions."""
    return (
        TableColumn("state", "State", 84, text=_action_state, tone=_action_tone, strong=True),
        TableColumn("coder", "Coder", 130, text=lambda row: row.coder),
        TableColumn("gap", "Gap", 190, text=_gap, tooltip=_gap, stretch=True, lines=2),
        TableColumn("kind", "Action", 130, text=lambda row: row.draft.kind.words, lines=2),
        TableColumn("due", "Due", 96, text=lambda row: _day(row.draft.due_on)),
        TableColumn("evidence", "Evidence", 140, text=_evidence, tooltip=_evidence, lines=2),
        TableColumn("reaudit", "Re-audit", 96, text=lambda row: _day(row.draft.reaudit_on)),
        TableColumn("outcome", "Outcome", 140, text=_outcome, tooltip=_outcome, lines=2),
    )


def consistency_columns() -> tuple[TableColumn[ConsistencyRow], ...]:
    """Return the columns of pairs of auditors: each with its interval and sample, the difference with its own."""
    return (
        TableColumn("work", "Work type, method", 170, text=_work, tooltip=_work),
        TableColumn("first", "One auditor", 200, text=_first, tooltip=_first_coders, of_person=True),
        TableColumn("second", "The other", 200, text=_second, tooltip=_second_coders, of_person=True),
        TableColumn("difference", "Difference, 95 % interval", 210, text=_difference, of_person=True),
        TableColumn(
            "question",
            "What it asks",
            220,
            text=lambda row: row.question,
            tooltip=question_words,
            stretch=True,
            lines=3,
        ),
    )


def read_words(rows: LessonsRow) -> str:
    """Say what the rates are made of, in both periods."""
    now, before = rows.reviewed, rows.before
    words = f"{now.listed} of {formats.plural(now.audits, 'audit')} in {rows.label} list their errors"
    if now.records is not None:
        words += f": {formats.plural(now.records, 'chart')}"
        words += f", {formats.plural(now.codes, 'code')}" if now.codes is not None else ""
    return f"{words}. {rows.before_label}: {before.listed} of {before.audits}."


def process_words(rows: LessonsRow) -> str:
    """Name what most of the audited team shares, before anything is asked of a person; "" for nothing."""
    if not rows.shared:
        return ""
    named = ", ".join(f"{row.name} ({row.coders} of {row.of_coders} coders)" for row in rows.shared[:4])
    return f"Shared by most of the audited team: {named}. Is it the guideline, the documentation or the tool?"


def _counts(row: LessonRow) -> str:
    return f"{row.count} ({row.previous})"


def _per_records(row: LessonRow) -> str:
    return _rates(row.per_100_records, row.previous_per_100_records)


def _per_codes(row: LessonRow) -> str:
    return _rates(row.per_100_codes, row.previous_per_100_codes)


def _rates(now: float | None, before: float | None) -> str:
    return f"{formats.fixed(now, 1)} ({formats.fixed(before, 1)})"


def _spread(row: LessonRow) -> str:
    return f"{row.coders} of {row.of_coders}{' · shared' if row.shared else ''}"


def _spread_words(row: LessonRow) -> str:
    words = f"{row.coders} of {formats.plural(row.of_coders, 'coder')} whose audits list their errors"
    return f"{words}: most of them, so the work is asked before a person" if row.shared else words


def _state_tone(row: EducationRow) -> theme.Tone:
    return "caution" if row.state == "overdue" else "third" if row.state == "done" else ""


def _education_words(row: EducationRow) -> str:
    parts = (row.draft.topic, row.category, row.audit and f"after audit {row.audit}", row.draft.outcome)
    return "\n".join(part for part in parts if part)


def _topic(row: EducationRow) -> str:
    return row.draft.topic


def _hours(row: EducationRow) -> str:
    return _NONE if row.draft.hours is None else formats.hours(row.draft.hours)


def _due(row: EducationRow) -> str:
    return _day(row.draft.due_on)


def _action_state(row: ActionRow) -> str:
    return "overdue" if row.overdue else "open" if row.open else "closed"


def _action_tone(row: ActionRow) -> theme.Tone:
    return "caution" if row.overdue else "" if row.open else "third"


def _gap(row: ActionRow) -> str:
    return row.draft.gap


def _evidence(row: ActionRow) -> str:
    return row.draft.evidence or _NONE


def _outcome(row: ActionRow) -> str:
    return row.draft.outcome or _NONE


def _day(value: date | None) -> str:
    return formats.day(value) if value else _NONE


def _work(row: ConsistencyRow) -> str:
    reported = ", as reported" if row.as_reported else ""
    return f"{row.work_type or 'no work type named'}, {method_words(row.method)}{reported}"


def _auditor(row: AuditorRow) -> str:
    accuracy = row.accuracy
    size = "n not entered" if accuracy.records is None else f"n {accuracy.records}"
    return f"{row.auditor}: {formats.percent(accuracy.value)} ({size})"


def _first(row: ConsistencyRow) -> str:
    return _auditor(row.first)


def _second(row: ConsistencyRow) -> str:
    return _auditor(row.second)


def _first_coders(row: ConsistencyRow) -> str:
    return _coders(row.first)


def _second_coders(row: ConsistencyRow) -> str:
    return _coders(row.second)


def _coders(row: AuditorRow) -> str:
    interval = formats.interval(row.accuracy.low, row.accuracy.high)
    return f"{row.auditor} ({interval}) audited {', '.join(row.coders)}."


def _difference(row: ConsistencyRow) -> str:
    found = row.difference
    low, high = (formats.points(value).removesuffix(" points") for value in (found.low, found.high))
    return f"{formats.points(found.value)} ({low} to {high})"


def question_words(row: ConsistencyRow) -> str:
    """Say what a pair of auditors asks in full: the question, and whose work each audited, with its interval."""
    return "\n".join((f"{_work(row)}: {row.question}", _coders(row.first), _coders(row.second)))
