"""What one row of a page is, from what its columns mean; and what its columns mean then."""

import re
from collections.abc import Mapping, Sequence

from codedesk.exchange.foreign.column_values import is_number
from codedesk.exchange.foreign.columns import ColumnFound, is_earlier, is_headless
from codedesk.exchange.foreign.counted_parts import parts_of, settle_parts
from codedesk.exchange.foreign.heads import HeadCell
from codedesk.exchange.foreign.matching import words_of
from codedesk.exchange.foreign.pay_codes import settle_pay
from codedesk.exchange.foreign.stated_paces import is_pace
from codedesk.exchange.foreign.values import SHORT, Written, hours, month, text_of
from codedesk.exchange.foreign.words import RIGHT_WORDS, WRONG_WORDS

_HALF = 0.5
_RATES = {"stated", "per_hour", "per_day", "per_week", "minutes_per_chart"}
_UNNUMBERED = re.compile(r"[\s#]*\d+$")
_COUNTS = {"reviewed", "correct", "errors", "matched", "revised", "added", "deleted"}
_AUDITED = _COUNTS | {"accuracy", "drg_right", "principal_right", "drg_before", "records_right", "right", "errors_of"}
_OF_A_CHART = {"record", "drg_before", "drg_after", "right", "errors_of"}
_PLAIN = Written()
_HALF, _MOST = 0.5, 0.9
MOST_OF_A_DAY = 24.0
"""Hours of a day, h: what is more of them is no work of one day."""


def row_kind(columns: Sequence[ColumnFound], says: Mapping[str, str]) -> tuple[str, str]:
    """Return what a row is and why; "" where it is nothing that is taken, with the reason."""
    if refused := _refused(columns):
        return "", refused
    settle_parts(columns)
    _yes_and_no(columns)
    for column in columns:
        if column.meaning in ("", "-", "charts") and column.share(is_pace) > _HALF:
            column.meaning, column.why = "stated", "its values are paces with their unit"
    meant = {column.meaning for column in columns}
    meant |= {noun for column in columns if column.meaning == "levels" for noun in column.says}
    heads = {noun for column in columns for noun in column.says}
    patient = any(column.found.meaning == "patient" for column in columns)
    dated_work = "date" in meant and bool(meant & {"charts", "charts_hours", "hours", *SHORT})
    if meant & _RATES and "coder" not in meant and not dated_work:
        return (
            ("standards", "it has a work type and what is expected") if "work_type" in meant else ("", "no work type")
        )
    daily = bool({"date", "weekday"} & meant or {"date", "weekday"} & heads or "date" in says)
    monthly = not daily and bool({"month", "quarter"} & (meant | heads) or says.get("month") or says.get("quarter"))
    work = bool(meant & {"charts", "charts_hours", "hours", *SHORT, "start", "paid", "time"})
    audited = meant & _AUDITED
    if audited and not (work and "charts" in meant) and (daily or monthly):
        return _audited(meant, columns, monthly=monthly, patient=patient)
    if monthly and (work or audited):
        return "months", "it has a month and its sums"
    if not daily and work and ("week" in meant | heads or {"week", "week_end"} & says.keys()):
        return "months", "it has weeks with their sums"
    kind = _of_days(columns, daily=daily, work=work, task="task" in meant, coder="coder" in meant)
    return kind if kind[0] else ("", _why_not(columns, timed=daily or monthly, work=work))


def _of_denials(columns: Sequence[ColumnFound]) -> bool:
    """Tell whether rows are denials or appeals: several heads say so, and nothing is counted."""
    about = [column for column in columns if _DENIED & set(words_of(column.head).split())]
    return len(about) > 1 and not {"charts", "hours", *SHORT, "paid"} & {column.meaning for column in columns}


_DENIED = frozenset(["denial", "denials", "denied", "appeal", "appealed", "appeals", "overturned", "upheld"])


def _of_days(columns: Sequence[ColumnFound], *, daily: bool, work: bool, task: bool, coder: bool) -> tuple[str, str]:
    if daily and work and _sums_of_months(columns):
        return "months", "its hours are more than a day has, and each coder has one row a month"
    if daily and (work or task):
        return "days", "it has a day and what was done on it"
    if daily and coder and any(map(_is_one_each, columns)):
        return "days", "it has one account in each row, with its day and coder"
    if work and coder:
        return "months", "it has coders and what was done, but neither a day nor a month"
    return "", ""


def _why_not(columns: Sequence[ColumnFound], *, timed: bool, work: bool) -> str:
    """Return why rows are nothing that is taken."""
    if work and any(map(is_headless, columns)):
        return "its first column has no head and mixes several things: give coder, date and type a column each"
    return _NO_COUNT if timed else "it has neither days nor months with figures"


def _refused(columns: Sequence[ColumnFound]) -> str:
    """Return why a list is nothing that a department keeps, whatever columns it has; "" of any other."""
    if _of_denials(columns):
        return "it is a list of denials: enter them under Rework and denials, they are no work and no audits"
    counted = any(column.meaning in ("charts", "each") for column in columns)
    if not counted and any(column.filled and column.share(_is_punch) > _MOST for column in columns):
        return "each row is a punch, in or out: bring the report that has in and out, or the hours, in one row"
    return ""


def _is_punch(cell: object) -> bool:
    return isinstance(cell, str) and words_of(cell).removeprefix("clock ").removeprefix("punch ") in ("in", "out")


_NO_COUNT = (
    "it has days or months, but no column counts charts or hours: an average or a rate tells neither; "
    "where each row is one chart, add a column Charts with 1 in each"
)


def _sums_of_months(columns: Sequence[ColumnFound]) -> bool:
    """Tell whether dated rows are sums of months; their dates say which month then.

    Their hours, called so, are more than a day has, and no coder has two of them of one work type in a month.
    """
    hours_ = [column for column in columns if column.meaning == "hours" and not column.says and _says_hours(column)]
    dates = [column for column in columns if column.meaning == "date"]
    if len(dates) != 1 or not hours_ or not any(_median(column) > MOST_OF_A_DAY for column in hours_):
        return False
    of = [column.cells for column in columns if column.meaning in ("coder", "work_type")]
    months = [month(cell, _PLAIN) for cell in dates[0].cells]
    rows = [row for row in zip(months, *(map(text_of, cells) for cells in of), strict=True) if row[0] is not None]
    if len(rows) < len(dates[0].filled) or len(set(rows)) < len(rows):
        return False
    dates[0].meaning, dates[0].why = "month", "the month of its day: each row is a month's sum"
    return True


def _audited(meant: set[str], columns: Sequence[ColumnFound], *, monthly: bool, patient: bool) -> tuple[str, str]:
    if meant & _OF_A_CHART or patient:
        return "charts", "it has a chart in each row and what was right of it"
    if "records" in meant:
        return (
            ("months", "it has a month and its results") if monthly else ("audits", "it has audits with their results")
        )
    if monthly:
        return "months", "it has a month and its results"
    if _twice(columns):
        return "charts", "several rows are of the same coder and day"
    return "audits", "it has a day, a coder and a result"


def _twice(columns: Sequence[ColumnFound]) -> bool:
    """Tell whether a coder has several rows on one day."""
    by = [column for column in columns if column.meaning in ("coder", "date")]
    rows = [row for row in zip(*(map(text_of, column.cells) for column in by), strict=True) if all(row)]
    return len(by) == 2 and len(rows) - len(set(rows)) >= 0.2 * len(rows)


def _yes_and_no(columns: Sequence[ColumnFound]) -> None:
    """Take columns of yes and no beside audited charts for what was right of them, each by its head."""
    meant = {column.meaning for column in columns}
    if not (meant & (_AUDITED | {"auditor", "audit"}) or any(column.found.meaning == "patient" for column in columns)):
        return
    if "records" in meant:
        return
    marked = [column for column in columns if column.filled and column.share(_says_right) > _MOST]
    whole = not {column.meaning for column in columns if column not in marked} & _COUNTS
    parts = parts_of(columns)
    for column in (column for column in columns if column not in parts):
        says_so = column.filled and column.share(_says_right) > 0.9
        told = says_so and column.share(lambda cell: words_of(text_of(cell)) in _TOLD) > _HALF
        if says_so and not told and _ERRORS & set(words_of(column.head).split()):
            _take_errors(column)
        elif says_so and column.head and column.found.meaning != "-" and (told or column.meaning in _OF_RIGHT):
            counts = told or column.meaning in ("", "-", "correct") or (whole and column.meaning != "right")
            if counts and words_of(column.head) not in ("billable", "pass fail", "met not met"):
                column.meaning = "right"
                column.found = HeadCell("right", (("category", category_of(column.head)),), 1)
                column.why = "it says yes or no of each chart"
        elif column.meaning == "drg_right":
            column.meaning = ""


_OF_RIGHT = ("", "drg_right", "principal_right", "right", "-", "correct")
# What says of itself whether something was right, whatever stands over it.
_TOLD = frozenset(("agree", "agreed", "disagree", "disagreed", "correct", "incorrect", "right", "wrong", "match"))


def _take_errors(column: ColumnFound) -> None:
    column.meaning, column.why = "errors_of", "it counts errors, or says yes where there is one"
    column.found = HeadCell("errors_of", (("category", category_of(column.head)),), 1)


_ERRORS = frozenset(["error", "errors", "wrong", "incorrect", "deviation", "missed", "change", "changed", "disagree"])


def category_of(head: str) -> str:
    """Return the category of what was right or wrong by the head of its column: "PDX correct?" is PDX."""
    kept = [
        word
        for word in head.replace("?", " ").split()
        if words_of(word) not in ("correct", "right", "ok", "y n", "errors", "error")
    ]
    return " ".join(kept) or head


def _says_right(cell: object) -> bool:
    words = (
        words_of(cell) or cell.strip()
        if isinstance(cell, str)
        else "yes"
        if cell is True
        else "no"
        if cell is False
        else ""
    )
    return words in RIGHT_WORDS | WRONG_WORDS | {"n a", "na"}


def settled(columns: Sequence[ColumnFound], kind: str) -> None:
    """Settle what columns mean once it is known what a row is."""
    for column in columns:
        if kind == "charts" and column.meaning in ("charts", "records", "total"):
            column.meaning = "reviewed" if column.meaning == "charts" and column.head else "-"
    if kind in ("days", "months"):
        settle_pay(columns, "paid" if kind == "days" else "hours")
    if kind == "months":
        _of_months(columns)
    if kind == "audits":
        _take(columns, "charts", "records")
    if kind in ("charts", "audits", "months"):
        _matched_or_correct(columns)
        _errors_by_kind(columns, kind)
    if kind == "days":
        _one_chart_each(columns)
        _begin_and_end(columns)
        _hours_or_minutes(columns)
        _task(columns)
    _month_beside_day(columns, kind)


def _of_months(columns: Sequence[ColumnFound]) -> None:
    _take(columns, "paid", "hours")
    _task(columns)
    if any("month" in column.says for column in columns if column.meaning == "accuracy"):
        for column in columns:
            if column.meaning in ("accuracy", "records") and "month" not in column.says:
                column.meaning, column.why = "-", "it is of no month"


def _begin_and_end(columns: Sequence[ColumnFound]) -> None:
    """Leave clock times out where the hours between them stand beside them; several begins are numbered, or one."""
    for meaning in ("start", "end"):
        times = [column for column in columns if column.meaning == meaning and not column.says]
        for column in times[1:]:
            if _UNNUMBERED.sub("", column.head) != _UNNUMBERED.sub("", times[0].head):
                column.meaning, column.why = "-", f"“{times[0].head}” is taken for it"
    if any(column.meaning in ("paid", "hours") and not column.says and column.filled for column in columns):
        for column in columns:
            if column.meaning in ("start", "end", "break"):
                column.meaning, column.why = "-", "the hours between them stand beside them"


def _one_chart_each(columns: Sequence[ColumnFound]) -> None:
    """Count a chart in each row where rows have the number of an account, all of them different, and no count."""
    if any(column.meaning in ("charts", "task") for column in columns):
        return
    for column in columns:
        if _is_one_each(column):
            column.meaning, column.why = "each", "each row is one chart: its numbers are counted, never kept"
            return


def _is_one_each(column: ColumnFound) -> bool:
    """Tell whether a column numbers accounts, each its own."""
    texts = [text_of(cell) for cell in column.filled]
    return column.found.meaning in ("patient", "record") and bool(texts) and len(set(texts)) > 0.9 * len(texts)


def _take(columns: Sequence[ColumnFound], meaning: str, instead: str) -> None:
    if any(column.meaning == instead for column in columns):
        return
    for column in columns:
        if column.meaning == meaning:
            column.meaning = instead


def _matched_or_correct(columns: Sequence[ColumnFound]) -> None:
    """Take codes agreed upon for the correct ones where nothing says what became of the others but their number."""
    meant = {column.meaning for column in columns}
    if {"reviewed", "errors"} & meant and not {"revised", "added", "deleted", "correct"} & meant:
        for column in columns:
            column.meaning = "correct" if column.meaning == "matched" else column.meaning


def _errors_by_kind(columns: Sequence[ColumnFound], kind: str) -> None:
    """Take columns of small whole numbers with unknown heads beside counted errors for the errors of a kind."""
    meant = {column.meaning for column in columns}
    if kind != "charts" or not ({"reviewed", "errors"} & meant) or {"correct", "matched"} & meant:
        return
    parts = parts_of(columns)
    for column in (column for column in columns if column not in parts):
        small = column.filled and column.share(lambda cell: is_number(cell) and (hours(cell, _PLAIN) or 0) <= 30) > 0.9
        named = bool(_ERRORS & set(words_of(column.head).split()))
        small = small and not is_earlier(column.head)
        if small and column.head and (column.meaning in ("", "drg_right") or (named and column.meaning != "errors")):
            _take_errors(column)
            column.is_open, column.why = not named, "small whole numbers beside the errors"


def _hours_or_minutes(columns: Sequence[ColumnFound]) -> None:
    """Take hours over what a day has for minutes; minutes of other time by what the head says of its unit."""
    for column in columns:
        clock = column.share(lambda cell: ":" in text_of(cell)) > _HALF
        words = set(words_of(column.head).split())
        by_name = bool({"min", "mins", "minutes"} & words)
        large = _median(column) > MOST_OF_A_DAY and not _says_hours(column)
        if column.meaning in ("hours", "minutes") and (_SECONDS & words) and not clock:
            column.meaning, column.why = "seconds", "seconds, as its head says"
        elif column.meaning in ("hours", "time") and (by_name or large) and not clock:
            column.meaning = "minutes" if column.meaning == "hours" else "time_minutes"
            column.why = "minutes, as its head says" if by_name else "its values are over 24, so minutes"
        elif column.meaning in SHORT and clock:
            column.meaning = "hours"
    if any(column.meaning == "hours" and not column.says for column in columns):
        for column in columns:
            if column.meaning in SHORT and not column.says and not _is_rest(column, columns):
                column.meaning, column.why = "-", "the same time stands in hours beside it"


def _is_rest(minutes: ColumnFound, columns: Sequence[ColumnFound]) -> bool:
    """Tell whether minutes are what is over beside whole hours: 6 and 30 are 6:30."""
    whole = next(column for column in columns if column.meaning == "hours" and not column.says)
    rows = [(hours(h, _PLAIN) or 0.0, hours(m, _PLAIN) or 0.0) for h, m in zip(whole.cells, minutes.cells, strict=True)]
    apart = all(h.is_integer() and m < _HOUR for h, m in rows) and any(m for _, m in rows)
    return minutes.meaning == "minutes" and apart and any(m and m != h * _HOUR for h, m in rows)


_HOUR = 60
_SECONDS = frozenset(["sec", "secs", "second", "seconds"])


def _says_hours(column: ColumnFound) -> bool:
    return bool({"hours", "hour", "hrs", "hr", "h"} & set(words_of(column.head).split()))


def _median(column: ColumnFound) -> float:
    """Return the middle one of the hours in a column, in h; 0 where there are none."""
    values = sorted(value for cell in column.filled if (value := hours(cell, _PLAIN)) is not None)
    return values[len(values) // 2] if values else 0.0


def _task(columns: Sequence[ColumnFound]) -> None:
    """Keep what a clock program calls project or task: the one that tells more apart; a work type beside it wins."""
    tasks = [column for column in columns if column.meaning == "task"]
    projects = [column for column in columns if column.found.meaning == "task" and column.filled]
    types = [column for column in columns if column.meaning == "work_type"]
    if any(column.filled for column in types) and not _one_type(types, projects):
        projects = []
    for column in tasks if types and not projects else types if projects else ():
        column.meaning = "-"
    if types and not projects:
        return
    best = max(projects, key=lambda column: (len(set(map(text_of, column.filled))) > 1, -column.place), default=None)
    for column in projects:
        column.meaning = "task" if column is best else "-"
        column.why = "" if column is best else "“Project” or “Task”: the one with more than one value is taken"
    if best is not None and not any(column.meaning in ("hours", *SHORT, "start", "charts") for column in columns):
        best.meaning = "-"


def _one_type(types: Sequence[ColumnFound], projects: Sequence[ColumnFound]) -> bool:
    """Tell whether what is called a type is always the same, while projects tell rows apart: "timesheet"."""
    kinds = {text_of(cell) for column in types for cell in column.filled}
    return len(kinds) == 1 and any(len(set(map(text_of, column.filled))) > 1 for column in projects)


def _month_beside_day(columns: Sequence[ColumnFound], kind: str) -> None:
    meant = {column.meaning for column in columns}
    for column in columns:
        if column.meaning in ("month", "week", "weekday") and "date" in meant and kind in ("days", "charts", "audits"):
            column.meaning, column.why = "-", "the day says it"
