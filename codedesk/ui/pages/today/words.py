"""What Today says of its rows in words. No widget, no query."""

from datetime import date

from codedesk import formats, periods
from codedesk.periods import Period
from codedesk.services.days.days import CoderDayRow
from codedesk.services.days.weeks import DayStateRow


def subline(
    blocks: tuple[CoderDayRow, ...], day: date, span: Period | None, state: DayStateRow | None, *, one: bool = False
) -> str:
    """Say what is shown: the date, how many coders' days are whole, the sums. span is given for one coder's days.

    one: of the date one coder is shown; the sums are that coder's, while a day is whole or finished for the whole team.
    """
    parts = [formats.full_day(day) if span is None else f"{blocks[0].coder}, {periods.label(span)}"]
    if state is not None and span is None:
        parts.append(f"{'whole team: ' if one else ''}{whole_words(state)}")
        parts += ["finished"] if state.finished else []
    sums = " · ".join(_sums(blocks))
    return " · ".join([*parts, f"{blocks[0].coder}: {sums}" if one and blocks and span is None else sums])


def whole_words(state: DayStateRow) -> str:
    """Say of how many coders a day is whole, or that nobody is due on it."""
    return f"{state.done} of {formats.plural(state.asked, 'coder')} whole" if state.asked else "nobody due"


def _sums(blocks: tuple[CoderDayRow, ...]) -> list[str]:
    charts = [block.charts for block in blocks if block.charts is not None]
    paid = [block.paid_hours for block in blocks if block.paid_hours is not None]
    productive = [block.productive_hours for block in blocks if block.productive_hours is not None]
    if not charts and not paid:
        return ["nothing entered yet"]
    return [
        formats.plural(sum(charts), "chart"),
        f"{formats.hours(sum(paid))} h paid",
        f"{formats.hours(sum(productive))} h productive",
    ]
