"""Which period the plan, the draw and the policy of the Audits page take, said where the top bar shows another."""

from codedesk import periods
from codedesk.ui.context import Context


def of_plan(context: Context) -> str:
    """Say that a plan is kept for one exact period; "" for a whole quarter, which plans are usually made for."""
    return "" if _whole_quarter(context) else "a plan of these days only: the plan of the quarter is another"


def of_draw(context: Context) -> str:
    """Say that draws are listed of any period, and whose charts can be drawn."""
    return f"draws of any period, coders of {context.period_label}"


def of_policy(context: Context) -> str:
    """Say that the number of charts in a policy is for a quarter; "" for a whole quarter."""
    return "" if _whole_quarter(context) else "charts are asked for by the quarter: here for none"


def _whole_quarter(context: Context) -> bool:
    return context.period == periods.quarter_of(context.period.start, context.fiscal_year)
