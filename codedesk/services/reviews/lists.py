"""The list of reviews of a period with their states, and what to look at before a packet is printed."""

from datetime import date

from sqlmodel import Session, col, select

from codedesk.formats import plural
from codedesk.metrics.figures import Block, DueGaps, NotAudited
from codedesk.models import Coder
from codedesk.periods import Period, day_label
from codedesk.services.figures.due_words import IMPOSSIBLE, beside_words, missing_words
from codedesk.services.figures.figures import plain_figures
from codedesk.services.live import live
from codedesk.services.reviews.concerns import PreflightRow
from codedesk.services.reviews.rows import PacketRow, ReviewListRow
from codedesk.services.reviews.texts import NO_TEXT, states

_CHANGES, _LONGEST = 8, 220


def reviews(session: Session, period: Period, today: date | None = None) -> tuple[ReviewListRow, ...]:
    """List the coders of a period by name, each with the review's state and what the data still lacks."""
    figures = {block.coder_id: block for block in plain_figures(session, period, None, today).coders}
    stored = states(session, period)
    order = (col(Coder.name), col(Coder.name_note))
    found = session.exec(select(Coder).where(live(Coder)).order_by(*order)).all()
    rows = []
    for coder in found:
        block = figures.get(coder.key)
        if block is None and coder.key not in stored:
            continue
        text = stored.get(coder.key, NO_TEXT)
        gaps = gaps_of(block)
        rows.append(ReviewListRow(coder.key, coder.shown_name, text.state, gaps))
    return tuple(rows)


def gaps_of(block: Block | None) -> tuple[str, ...]:
    """Say in words what the data of a block lacks: days, hours, standards, audits."""
    if block is None:
        return ("nothing logged",)
    pace = block.paired.pace
    found = []
    if not pace.days_entered and not pace.days_beside:
        found.append("nothing logged")
    elif pace.days_entered < pace.days_due:
        found.append(f"{plural(pace.days_due - pace.days_entered, 'due day')} not entered")
    if pace.days_hours_missing:
        found.append(f"{plural(pace.days_hours_missing, 'day')} without hours")
    if pace.charts_without_standard:
        found.append(f"{plural(pace.charts_without_standard, 'chart')} without a standard")
    if isinstance(block.paired.accuracy, NotAudited):
        found.append("not audited")
    return tuple(found)


def preflight(row: PacketRow) -> tuple[PreflightRow, ...]:
    """List what to look at before a packet is printed, the gravest first. Characters are looked at in reports."""
    found: list[PreflightRow] = []
    data, pace = row.completeness, row.paired.pace
    if pace.value is None and not row.audited:
        found.append(PreflightRow("missing_pair", "There is neither a pace nor an accuracy: log days or enter audits."))
    elif not row.audited:
        words = "No audit feeds the accuracy: the packet says “Quality: not audited (0 charts)” beside the pace."
        found.append(PreflightRow("unaudited", words))
    for other in row.namesakes:
        words = f"Another coder reads the same: {other}. If they are one person, this packet holds a part of the work."
        found.append(PreflightRow("namesake", words))
    if data.days_entered < data.days_due:
        missing = plural(data.days_due - data.days_entered, "due day")
        which = missing_words(data.gaps)
        named = f" ({which})" if which else ""
        found.append(PreflightRow("gaps", f"{missing} not entered{named}: the packet says so."))
    if impossible := tuple(each for each in data.gaps.beside if each[1] in IMPOSSIBLE):
        words = f"Are the dates right? Worked on {beside_words(DueGaps(beside=impossible))}."
        found.append(PreflightRow("dates_unlikely", words))
    if data.days_hours_missing:
        days = plural(data.days_hours_missing, "day")
        found.append(PreflightRow("hours_missing", f"{days} with charts but no hours: their work has no pace."))
    if data.charts_without_standard:
        charts = plural(data.charts_without_standard, "chart")
        words = f"{charts} without a standard on their day: they are in no pace. The page Standards sets it."
        found.append(PreflightRow("no_standard", words))
    if data.unlikely:
        days = ", ".join(day_label(day.day) for day in data.unlikely[:5])
        more = f" and {len(data.unlikely) - 5} more" if len(data.unlikely) > 5 else ""
        found.append(PreflightRow("hours_unlikely", f"Are the hours right on {days}{more}?"))
    found += _audit_points(row)
    found += _changes(row)
    if not row.text.went_well.strip() and not row.text.work_on.strip():
        found.append(PreflightRow("no_text", "Nothing is written yet: what went well, what to work on."))
    return tuple(found)


def _changes(row: PacketRow) -> list[PreflightRow]:
    if row.revision or not row.since:
        return []
    lead = f"Changed since revision {row.since}"
    found = [PreflightRow("changed", f"{lead}: {_short(change.words)}") for change in row.changes[:_CHANGES]]
    more = len(row.changes) - _CHANGES
    if more > 0:
        found.append(PreflightRow("changed", f"{lead}: {plural(more, 'more place')}, listed on the last page."))
    return found


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def _audit_points(row: PacketRow) -> list[PreflightRow]:
    found: list[PreflightRow] = []
    waiting = sum(audit.open_rebuttals for audit in (*row.audits, *row.focused))
    if waiting:
        words = f"{plural(waiting, 'rebuttal')} without an outcome: the final result may still change."
        found.append(PreflightRow("open_rebuttals", words))
    if row.draft_audits:
        words = f"{plural(row.draft_audits, 'audit')} of this period not shared yet: in no figure of the packet."
        found.append(PreflightRow("draft_audits", words))
    return found
