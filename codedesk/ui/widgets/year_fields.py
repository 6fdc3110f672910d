"""The two fields of a department's year: the month it starts in, and the calendar year that names it.

The second is asked only where the year starts in another month than January; its choices show what they come to.
"""

from datetime import date

from PySide6.QtCore import QLocale

from codedesk import periods
from codedesk.periods import FiscalYear, NamedBy
from codedesk.ui.widgets.editors import Choice, Field
from codedesk.ui.widgets.fields import Form

_MONTHS: tuple[Choice, ...] = tuple(
    (periods.label(periods.month(2001, number)).split()[0], number) for number in range(1, 13)
)
_NAMES: tuple[tuple[NamedBy, str], ...] = (("end", "The year it ends in"), ("start", "The year it starts in"))


def year_fields(month_label: str, hint: str, width: int = 0) -> tuple[Field, Field]:
    """Return the two fields for a form; the form then shows them with show_year."""
    return (
        Field("quarter_start_month", month_label, "choice", True, _MONTHS, hint, width=width),
        Field("fiscal_year_named_by", "A year is named by", "choice", True, _choices(FiscalYear(10), ""), width=400),
    )


def show_year(form: Form, year: int, country: str = "") -> None:
    """Ask for the name where the month asks for it, with what it comes to in a year and what is usual in a country.

    country is two letters; without it the region of this machine says what is usual.
    """
    month = form.value("quarter_start_month") if "quarter_start_month" not in form.errors else 1
    form.set_choices("fiscal_year_named_by", _choices(FiscalYear(month), country, year))
    form.show_field("fiscal_year_named_by", FiscalYear(month).differs)


def usual_here(country: str = "") -> NamedBy:
    """Return by which year a fiscal year is mostly named in a country, or in the region of this machine."""
    return periods.usual_name(country or QLocale.territoryToCode(QLocale.system().territory()))


def _choices(fiscal_year: FiscalYear, country: str, year: int = 2026) -> tuple[Choice, ...]:
    start, usual = date(year, fiscal_year.first_month, 1), usual_here(country)
    month = periods.day_label(start).removeprefix("1 ")
    choices = []
    for name, words in _NAMES:
        called, _ = periods.quarter_number(start, FiscalYear(fiscal_year.first_month, name))
        choices.append((f"{words}: {month} is FY{called}{' · usual here' if name == usual else ''}", name))
    return tuple(choices)
