"""The department's calendar: holidays (a year of them at a time) and planned absence, listed, added, changed, voided.

Here also stands the one place that asks the holidays library. What a day off means for a coder's day is schedules.py.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.formats import day as day_words
from codedesk.models import Coder, Department, Holiday, OtherTimeCategory, PlannedAbsence
from codedesk.services.live import live
from codedesk.services.voiding import void

FIRST_YEAR, LAST_YEAR = 1990, 2100
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class HolidayDraft:
    """A day on which nobody of the department is due."""

    day: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A holiday as lists show it."""

    id: int
    draft: HolidayDraft


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A country whose holidays are known, with its regions (codes as the country itself writes them)."""

    code: str
    name: str
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CalendarChoiceRow:
    """Where the department took its holidays from last; empty while it took none."""

    country: str
    region: str


@dataclass(frozen=True, slots=True)
class YearDraft:
    """The public holidays of a country (and a region, or none) in a year."""

    country: str
    region: str
    year: int


@dataclass(frozen=True, slots=True)
class OfferedRow:
    """A public holiday that could be added; there tells that the date is a holiday of the department already."""

    draft: HolidayDraft
    there: bool


@dataclass(frozen=True, slots=True)
class AbsenceDraft:
    """Days on which a coder is known to be away, both included; no reason beyond the category."""

    coder_id: int
    from_day: date
    to_day: date
    category_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """A planned absence as lists show it; over tells that it lies before today."""

    id: int
    coder: str
    category: str
    draft: AbsenceDraft
    over: bool


def holidays(session: Session) -> tuple[HolidayRow, ...]:
    """List the holidays, the latest first."""
    found = session.exec(select(Holiday).where(live(Holiday)).order_by(col(Holiday.day).desc()))
    return tuple(HolidayRow(row.key, HolidayDraft(day=row.day, name=row.name)) for row in found)


def add_holiday(session: Session, draft: HolidayDraft) -> int:
    """Store a holiday; return its number. Refused where the date is one already."""
    clean = _checked(session, draft, besides=None)
    row = Holiday(day=clean.day, name=clean.name)
    session.add(row)
    session.flush()
    return row.key


def change_holiday(session: Session, holiday_id: int, draft: HolidayDraft) -> None:
    """Change a holiday's date or name. Refused where the date is one already."""
    row = _holiday(session, holiday_id)
    clean = _checked(session, draft, besides=holiday_id)
    if row.day != clean.day:
        row.day = clean.day
    if row.name != clean.name:
        row.name = clean.name
    session.flush()


def void_holiday(session: Session, holiday_id: int, reason: str) -> None:
    """Void a holiday: the day is due again. Refused without a reason."""
    row = _holiday(session, holiday_id)
    void(row, reason)


def countries(_session: Session) -> tuple[CountryRow, ...]:
    """List the countries whose public holidays are known, by name."""
    from holidays import list_supported_countries  # noqa: PLC0415
    from holidays.registry import COUNTRIES  # noqa: PLC0415

    names = {classes[1]: module.replace("_", " ").title() for module, classes in COUNTRIES.items()}
    known = list_supported_countries(include_aliases=False)
    rows = (CountryRow(code, names[code], tuple(regions)) for code, regions in known.items() if code in names)
    return tuple(sorted(rows, key=lambda row: row.name))


def calendar_choice(session: Session) -> CalendarChoiceRow:
    """Return the country and region that the department took holidays from last."""
    department = session.get(Department, 1)
    if department is None:
        return CalendarChoiceRow("", "")
    return CalendarChoiceRow(department.holiday_country, department.holiday_region)


def offered_year(session: Session, draft: YearDraft) -> tuple[OfferedRow, ...]:
    """Return the public holidays of a year by date, as they would be added. Nothing is stored."""
    there = {row.draft.day for row in holidays(session)}
    return tuple(OfferedRow(HolidayDraft(day=day, name=name), day in there) for day, name in public_holidays(draft))


def add_year(session: Session, draft: YearDraft) -> int:
    """Store those public holidays of a year whose dates are none yet; keep the choice; return how many were added.

    Refused where none is left to add.
    """
    new = [row.draft for row in offered_year(session, draft) if not row.there]
    if not new:
        raise Refused(f"all public holidays of {draft.year} are there already", "year")
    for each in new:
        session.add(Holiday(day=each.day, name=each.name))
    department = session.get(Department, 1)
    if department is not None and (department.holiday_country, department.holiday_region) != (
        draft.country, draft.region,
    ):  # fmt: skip
        department.holiday_country, department.holiday_region = draft.country, draft.region
    session.flush()
    return len(new)


def public_holidays(draft: YearDraft) -> tuple[tuple[date, str], ...]:
    """Return the public holidays of a year by date, with their names in English where the library knows them.

    Refused for a country, region or year that it does not know.
    """
    from holidays import country_holidays  # noqa: PLC0415

    if not FIRST_YEAR <= draft.year <= LAST_YEAR:
        raise Refused(f"the year lies between {FIRST_YEAR} and {LAST_YEAR}", "year")
    try:
        found = country_holidays(draft.country, subdiv=draft.region or None, years=draft.year, language="en_US")
    except NotImplementedError as error:
        field = "region" if draft.region else "country"
        raise Refused(f"the holidays of {draft.country} {draft.region}".strip() + " are not known", field) from error
    return tuple(sorted((day, name[:LONGEST_NAME]) for day, name in found.items() if day.year == draft.year))


def absences(session: Session, today: date) -> tuple[AbsenceRow, ...]:
    """List the planned absences: those to come and running by date, then those that are over, the latest first."""
    coders = {row.key: row.shown_name for row in session.exec(select(Coder).where(live(Coder)))}
    names = {row.key: row.name for row in session.exec(select(OtherTimeCategory))}
    rows = [
        AbsenceRow(row.key, coders[row.coder_id], names.get(row.category_id or 0, ""), _draft(row), row.to_day < today)
        for row in session.exec(select(PlannedAbsence).where(live(PlannedAbsence)))
        if row.coder_id in coders
    ]

    def place(row: AbsenceRow) -> tuple[bool, int, str]:
        number = row.draft.from_day.toordinal()
        return row.over, -number if row.over else number, row.coder.casefold()

    return tuple(sorted(rows, key=place))


def add_absence(session: Session, draft: AbsenceDraft) -> int:
    """Store a planned absence; return its number. Refused for what cannot be right."""
    _check_absence(session, draft, besides=None)
    row = PlannedAbsence(**_values(draft))
    session.add(row)
    session.flush()
    return row.key


def change_absence(session: Session, absence_id: int, draft: AbsenceDraft) -> None:
    """Change a planned absence. Refused for what cannot be right."""
    row = _absence(session, absence_id)
    _check_absence(session, draft, besides=absence_id)
    for name, value in _values(draft).items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    session.flush()


def void_absence(session: Session, absence_id: int, reason: str) -> None:
    """Void a planned absence: its days are due again. Refused without a reason."""
    row = _absence(session, absence_id)
    void(row, reason)


def _checked(session: Session, draft: HolidayDraft, besides: int | None) -> HolidayDraft:
    name = " ".join(draft.name.split())
    if not name:
        raise Refused("a holiday needs a name", "name")
    if len(name) > LONGEST_NAME:
        raise Refused(f"a name has at most {LONGEST_NAME} characters", "name")
    for row in session.exec(select(Holiday).where(live(Holiday), col(Holiday.day) == draft.day)):
        if row.key != besides:
            raise Refused(f"{day_words(draft.day)} is {row.name or 'a holiday'} already", "day")
    return HolidayDraft(day=draft.day, name=name)


def _check_absence(session: Session, draft: AbsenceDraft, besides: int | None) -> None:
    coder = session.get(Coder, draft.coder_id)
    if coder is None or coder.voided:
        raise Refused("this coder is no longer there", "coder_id")
    if draft.to_day < draft.from_day:
        raise Refused("the last day is before the first", "to_day")
    category = None if draft.category_id is None else session.get(OtherTimeCategory, draft.category_id)
    if draft.category_id is not None and (category is None or category.kind.paid):
        raise Refused("choose a category of absence", "category_id")
    asked = select(PlannedAbsence).where(live(PlannedAbsence), col(PlannedAbsence.coder_id) == draft.coder_id)
    for row in session.exec(asked):
        if row.key != besides and row.from_day <= draft.to_day and draft.from_day <= row.to_day:
            span = f"{day_words(row.from_day)} to {day_words(row.to_day)}"
            raise Refused(f"{coder.shown_name} is away from {span} already", "from_day")


def _values(draft: AbsenceDraft) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(draft, name) for name in AbsenceDraft.__dataclass_fields__}
    return values | {"note": draft.note.strip()}


def _draft(row: PlannedAbsence) -> AbsenceDraft:
    return AbsenceDraft(
        coder_id=row.coder_id, from_day=row.from_day, to_day=row.to_day, category_id=row.category_id, note=row.note
    )


def _holiday(session: Session, holiday_id: int) -> Holiday:
    row = session.get(Holiday, holiday_id)
    if row is None or row.voided:
        raise Refused("this holiday is no longer there")
    return row


def _absence(session: Session, absence_id: int) -> PlannedAbsence:
    row = session.get(PlannedAbsence, absence_id)
    if row is None or row.voided:
        raise Refused("this absence is no longer there")
    return row
