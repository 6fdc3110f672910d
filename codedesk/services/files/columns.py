"""The columns that many open files have, and short ways to declare the others. Files: sheets.py."""

from collections.abc import Mapping
from dataclasses import replace
from math import inf

from codedesk.models import Department
from codedesk.models.fields import Described, Fields
from codedesk.services.files.shapes import CsvColumn


def text(name: str, attribute: str = "") -> CsvColumn:
    """Return a column of free text; empty where it is left out."""
    return CsvColumn(name, "text", attribute, optional=True, default="")


def word(name: str, words: tuple[str, ...], default: str | None = None) -> CsvColumn:
    """Return a column of one of the given words, optional if it has a default."""
    return CsvColumn(name, "word", words=words, optional=default is not None, default=default)


def day(name: str, attribute: str = "", *, optional: bool = False) -> CsvColumn:
    """Return a column of a date."""
    return CsvColumn(name, "day", attribute, optional=optional)


def ref(name: str, noun: str = "", *, optional: bool = False) -> CsvColumn:
    """Return a column that names a row of another file."""
    return CsvColumn(name, "name", refers=noun or name, optional=optional)


NOUNS_OF_FILES = {
    "other_time_category": "time_category",
    "finding_category": "category",
}


def columns_of(noun: type[Fields], *first: str, without: tuple[str, ...] = ()) -> tuple[CsvColumn, ...]:
    """Return the columns of a noun's own file: the named fields first, then all others in the order of the table."""
    described = noun.described()
    order = [*first, *(name for name in described if name not in first)]
    return tuple(column_of(described[name]) for name in order if name not in without)


def column_of(field: Described) -> CsvColumn:
    """Return the column of the open files that follows from a field."""
    files, bounds = field.files, field.number.bounds if field.number is not None else None
    refers = NOUNS_OF_FILES.get(field.target, field.target)
    name = files.column or refers or field.name
    optional = not (field.required or files.needed)
    unsaid = field.default if files.unsaid is ... else files.unsaid
    return CsvColumn(
        name,
        "name" if field.kind == "link" else field.kind,
        field.name,
        optional=optional,
        blank=files.blank,
        default=unsaid if optional or files.blank else None,
        low=None if bounds is None or bounds.low == -inf else bounds.low,
        high=None if bounds is None or bounds.high == inf else bounds.high,
        above=bounds is not None and bounds.above,
        unit="" if bounds is None else bounds.unit,
        said=field.number.said if field.number is not None else "",
        needed=field.text.needed,
        words=field.words.values() if field.words is not None else (),
        refers=refers,
    )


DATE = day("date", "day")
CODER = ref("coder")
_SETTINGS = (
    *("name", "manager", "quarter_start_month", "fiscal_year_named_by", "usual_hours_per_day", "default_method"),
    *("accuracy_standard", "minutes_per_audited_chart", "paper", "holiday_country", "holiday_region", "sample"),
    *("records_begin", "date_order", "keep_years"),
)


def _setting(field: Described) -> CsvColumn:
    """Return what a line of settings.csv may say of a field: a value, or nothing where nothing is one."""
    column = column_of(field)
    return column if field.kind == "text" else replace(column, optional=False, blank=field.optional, default=None)


SETTING_KINDS: Mapping[str, CsvColumn] = {name: _setting(Department.described()[name]) for name in _SETTINGS}
