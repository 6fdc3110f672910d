"""The quarter that the reviews are of: a packet belongs to a quarter, whatever period the top bar shows."""

from codedesk import periods
from codedesk.periods import Period
from codedesk.ui.context import Context


def quarter_of(context: Context) -> Period:
    """Return the quarter of the top bar; of another period the last quarter that it touches, up to today's."""
    return periods.last_quarter(context.period, context.today(), context.fiscal_year)


def quarter_words(context: Context) -> str:
    """Name the quarter."""
    return periods.label(quarter_of(context), context.fiscal_year)


def why_another(context: Context) -> str:
    """Say why the quarter is not the period of the top bar; "" where it is."""
    return "" if quarter_of(context) == context.period else "a packet belongs to a quarter: the last one of the period"
