"""Errors by category as bars, longest first, last period's beside them in grey. Nothing is drawn or counted here."""

from collections.abc import Iterable

from codedesk import formats
from codedesk.charts import axes
from codedesk.charts.picture import AltTable, BarChart, CountBar
from codedesk.services.reviews.rows import ErrorRow

_MOST = 9
_NAMED = 3
_PLURALS = {"category": "categories", "root cause": "causes", "severity": "severities"}


def error_pareto(
    errors: Iterable[ErrorRow], label: str, before_label: str = "", charts: int | None = None, by: str = "category"
) -> BarChart:
    """Draw findings by category for one period, and for the one before if it has a label; charts are those audited.

    by: what the rows name, where it is not the category (root cause, severity). More than nine are gathered under
    "Others", which stands last.
    """
    ordered = sorted(errors, key=lambda row: (-row.count, -row.previous, row.category))
    bars = tuple(_bar(row, label, before_label) for row in _gathered(ordered, by))
    total = sum(row.count for row in ordered)
    high, ticks = axes.count_ticks(max((max(bar.value, bar.before or 0) for bar in bars), default=1))
    words = _title(ordered, total, by)
    audited = "" if charts is None else f" in {formats.plural(charts, 'chart')} audited"
    grey = f" · grey: {before_label}" if before_label else ""
    if before_label and not any(row.previous for row in ordered):
        grey = f" · {before_label}: no findings entered"
    return BarChart(
        title=words,
        subtitle=f"Findings by {by} · {formats.plural(total, 'finding')}{audited} · {label}{grey}",
        bars=bars,
        high=high,
        ticks=ticks,
        before_label=before_label,
        summary=f"{words}.",
        table=_table(ordered, label, before_label, by),
        empty="" if total or any(row.previous for row in ordered) else "No findings were entered for this period.",
    )


def _bar(row: ErrorRow, label: str, before_label: str) -> CountBar:
    before = row.previous if before_label else None
    words = f"{row.category}: {formats.plural(row.count, 'finding')} in {label}"
    if before is not None:
        words += f", {before} in {before_label}"
    if row.over or row.under:
        words += f"; {row.over} over-coded, {row.under} under-coded"
    return CountBar(row.category, row.count, before, words)


def _gathered(rows: list[ErrorRow], by: str) -> list[ErrorRow]:
    if len(rows) <= _MOST:
        return rows
    kept, rest = rows[: _MOST - 1], rows[_MOST - 1 :]
    others = ErrorRow(
        category=f"Others ({len(rest)} {_PLURALS[by]})",
        count=sum(row.count for row in rest),
        previous=sum(row.previous for row in rest),
        over=sum(row.over for row in rest),
        under=sum(row.under for row in rest),
    )
    return [*kept, others]


def _title(rows: list[ErrorRow], total: int, by: str) -> str:
    """Name what was found most often; all that were, or how many."""
    if not total:
        return "No findings in this period"
    first, *others = [row.category for row in rows if row.count == rows[0].count]
    share = f"{rows[0].count} of {formats.plural(total, 'finding')}"
    if not others:
        return f"{_capital(first)} was found most often ({share})"
    if len(others) >= _NAMED:
        return f"{1 + len(others)} {_PLURALS[by]} were found most often ({share} each)"
    named = ", ".join((_capital(first), *map(_lower, others[:-1])))
    return f"{named} and {_lower(others[-1])} were found most often"


def _table(rows: list[ErrorRow], label: str, before_label: str, by: str) -> AltTable:
    header = (_capital(by), label, *((before_label,) if before_label else ()), "Over-coded", "Under-coded")
    lines = (
        (
            row.category,
            str(row.count),
            *((str(row.previous),) if before_label else ()),
            str(row.over),
            str(row.under),
        )
        for row in rows
    )
    return AltTable(header, tuple(lines))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
