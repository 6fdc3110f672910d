"""The history as people read it: steps, newest first, page by page, narrowed by what is wanted.

What one step changed, in words, is change_entries.py's. Nothing is changed here: writing history is the store's, taking
a step back is the desk's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from codedesk import models
from codedesk.models import Change, ChangeEntry
from codedesk.models.history import SEAL
from codedesk.services.department.step_sentences import MOST_ROWS, sentences

LISTED = 500
KINDS = (
    ("days", "Days", ("work_day", "work_line", "other_time", "month_sum", "finished_day", "confirmed_mark")),
    (
        "audits",
        "Audits",
        ("audit", "audit_record", "finding", "corrective_action", "education_item", "audit_plan", "audit_draw"),
    ),
    ("standards", "Standards", ("standard", "ramp_step", "benchmark", "acknowledgement")),
    ("people", "Coders", ("coder", "coder_work_type", "schedule", "planned_absence")),
    ("reviews", "Reviews and talks", ("review", "agreement", "given_packet", "note", "check_in")),
    ("events", "Events, answers, rework", ("event", "signal_answer", "rework")),
    (
        "flow",
        "Work that waits",
        ("backlog", "hold", "revenue", "chart_wait", "scenario_part", "staffing_request"),
    ),
    (
        "setup",
        "Setup",
        (
            "department", "work_type", "other_time_category", "holiday", "method_policy",
            "finding_category", "root_cause", "severity", "former_name",
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which steps are wanted: words in the name or the person, who, a kind of thing, a coder, local dates."""

    words: str = ""
    who: str = ""
    kind: str = ""
    coder_id: int | None = None
    start: date | None = None
    end: date | None = None

    @property
    def all(self) -> bool:
        """Tell whether every step is wanted."""
        return self == Wanted()


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A step: when (UTC), who, what, how many rows, and whether a later step took it back.

    told: what it did in a plain sentence, with the values; "" where its own name says as much. founding: it made the
    department.
    """

    id: int
    at: datetime
    who: str
    step: str
    kind: str
    rows: int
    taken_back: bool
    told: str = ""
    founding: bool = False

    @property
    def words(self) -> str:
        """What it did, as people read it."""
        return self.told or self.step

    @property
    def why_not(self) -> str:
        """Say why the step cannot be put back; "" where nothing is known to stand in the way."""
        if self.taken_back:
            return "It was taken back already."
        if self.kind in ("undo", "redo"):
            return "It is an undo or a redo itself: put back the step that it names, or press Ctrl+Z."
        if self.kind == "upgrade":
            return "It changed the file as a whole: its form, or by an erasure that cannot be taken back."
        if self.founding:
            return "It made the department: without it there is none."
        return "" if self.rows else "It changed no row."


def changes(
    session: Session,
    wanted: Wanted = Wanted(),
    before_id: int | None = None,
    limit: int = LISTED,
) -> tuple[ChangeRow, ...]:
    """List the newest wanted steps, or those older than a step, a page at a time."""
    query = select(Change)
    for condition in _conditions(wanted):
        query = query.where(condition)
    if before_id is not None:
        query = query.where(col(Change.id) < before_id)
    found = session.exec(query.order_by(col(Change.id).desc()).limit(limit)).all()
    counts, reverted = _counts(session, [row.id or 0 for row in found]), taken_back(session)
    few = [row.id for row in found if row.id is not None and row.kind == "do" and counts.get(row.id, 0) <= MOST_ROWS]
    told = sentences(session, few)
    first = session.scalar(select(sa.func.min(col(Change.id))))
    rows = (_row(change, counts.get(change.id or 0, 0), reverted, told) for change in found)
    return tuple(replace(row, founding=True) if row.id == first else row for row in rows)


def people(session: Session) -> tuple[str, ...]:
    """Name everybody who changed something."""
    found = session.exec(select(Change.who).distinct())
    return tuple(sorted((who for who in found if who), key=str.casefold))


def _conditions(wanted: Wanted) -> list[Any]:
    found: list[Any] = []
    for word in wanted.words.split():
        pattern = f"%{_escaped(word)}%"
        found.append(col(Change.step).ilike(pattern, escape="\\") | col(Change.who).ilike(pattern, escape="\\"))
    if wanted.who:
        found.append(col(Change.who) == wanted.who)
    if wanted.kind:
        tables = next(tables for key, _, tables in KINDS if key == wanted.kind)
        numbers = select(ChangeEntry.change_id).where(col(ChangeEntry.table_name).in_(tables))
        found.append(col(Change.id).in_(numbers))
    if wanted.coder_id is not None:
        found.append(col(Change.id).in_(_of_coder(wanted.coder_id)))
    if wanted.start is not None:
        found.append(col(Change.at) >= _instant(wanted.start))
    if wanted.end is not None:
        found.append(col(Change.at) < _instant(wanted.end + timedelta(1)))
    return found


def _of_coder(coder_id: int) -> Any:
    """Select the steps that touch a coder: the coder's own row, rows that name it, and rows below those."""
    entry = sa.inspect(ChangeEntry).local_table.c
    tables = models.metadata().tables
    owned = {name: table for name, table in tables.items() if "coder_id" in table.c}
    parts = [sa.select(entry.change_id).where(entry.table_name == "coder", _within(sa.literal(coder_id)))]
    for name, table in owned.items():
        parts.append(
            sa.select(entry.change_id)
            .join(table, _within(table.c.id))
            .where(entry.table_name == name, table.c.coder_id == coder_id)
        )
    for name, table in tables.items():
        above = [
            (column, owned[key.column.table.name]) for column, key in _keys(table) if key.column.table.name in owned
        ]
        if name in owned:
            continue
        for column, parent in above:
            joined = sa.select(entry.change_id).join(table, _within(table.c.id)).join(parent, parent.c.id == column)
            parts.append(joined.where(entry.table_name == name, parent.c.coder_id == coder_id))
    return sa.union(*parts)


def _keys(table: sa.Table) -> list[tuple[Any, Any]]:
    return [(column, key) for column in table.c for key in column.foreign_keys]


def _within(number: Any) -> Any:
    entry = sa.inspect(ChangeEntry).local_table.c
    return number.between(entry.row_id, sa.func.coalesce(entry.last_row_id, entry.row_id))


def _instant(day: date) -> datetime:
    """Return the start of a local day as UTC."""
    return datetime.combine(day, time.min).astimezone().astimezone(UTC)


def _counts(session: Session, numbers: Sequence[int]) -> dict[int, int]:
    last = sa.func.coalesce(col(ChangeEntry.last_row_id), col(ChangeEntry.row_id))
    rows = sa.func.sum(last - col(ChangeEntry.row_id) + 1)
    own = col(ChangeEntry.change_id).in_(numbers) & ~col(ChangeEntry.table_name).startswith(SEAL)
    query = select(ChangeEntry.change_id, rows).where(own)
    return {number: int(count) for number, count in session.exec(query.group_by(col(ChangeEntry.change_id)))}


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def taken_back(session: Session) -> set[int]:
    """Return the steps that stand taken back: undone and not done again, or put back by a step that stands."""
    query = select(Change.id, Change.reverts_id, Change.kind).where(col(Change.reverts_id).is_not(None))
    put_back: dict[int, int] = {}
    found: set[int] = set()
    for number, reverts, kind in session.exec(query.order_by(col(Change.id))):
        assert number is not None and reverts is not None
        if kind == "put_back":
            put_back[number] = reverts
        (found.discard if kind == "redo" else found.add)(reverts)
        if reverts in put_back:
            (found.add if kind == "redo" else found.discard)(put_back[reverts])
    return found


def _row(change: Change, count: int, reverted: set[int], told: Mapping[int, str]) -> ChangeRow:
    number = change.id or 0
    at = change.at if change.at.tzinfo else change.at.replace(tzinfo=UTC)
    return ChangeRow(number, at, change.who, change.step, change.kind, count, number in reverted, told.get(number, ""))
