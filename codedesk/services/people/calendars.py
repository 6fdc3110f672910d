"""The department's calendar: holidays (a year of them at a time) and planned absence, listed, added, changed, voided.

Here also stands the one place that asks the holidays library. What a day off means for a coder's day is schedules.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.formats import day as day_words
from codedesk.models import Coder, Holiday, OtherTimeCategory, PlannedAbsence
from codedesk.models.calendars import AbsenceDraft, HolidayDraft
from codedesk.services.department.departments import stored_department, this_department
from codedesk.services.live import live
from codedesk.services.nouns import Noun, assign

FIRST_YEAR, LAST_YEAR = 1990, 2100
NO_ABSENCE = "choose a category of absence"
Span = tuple[date, date]


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
    return tuple(HolidayRow(row.key, HOLIDAYS.draft_of(row)) for row in found)


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
    department = this_department(session)
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
    assign(stored_department(session), {"holiday_country": draft.country, "holiday_region": draft.region})
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
    longest = HolidayDraft.described()["name"].text.longest
    return tuple(sorted((day, name[:longest]) for day, name in found.items() if day.year == draft.year))


def absences(session: Session, today: date) -> tuple[AbsenceRow, ...]:
    """List the planned absences: those to come and running by date, then those that are over, the latest first."""
    coders = {row.key: row.shown_name for row in session.exec(select(Coder).where(live(Coder)))}
    names = {row.key: row.name for row in session.exec(select(OtherTimeCategory))}
    rows = [
        AbsenceRow(
            row.key,
            coders[row.coder_id],
            names.get(row.category_id or 0, ""),
            ABSENCES.draft_of(row),
            row.to_day < today,
        )
        for row in session.exec(select(PlannedAbsence).where(live(PlannedAbsence)))
        if row.coder_id in coders
    ]

    def place(row: AbsenceRow) -> tuple[bool, int, str]:
        number = row.draft.from_day.toordinal()
        return row.over, -number if row.over else number, row.coder.casefold()

    return tuple(sorted(rows, key=place))


def overlapping(spans: Iterable[Span], span: Span) -> Span | None:
    """Return the first of several spans of days that has a day of another one in it."""
    return next((each for each in spans if each[0] <= span[1] and span[0] <= each[1]), None)


def away_already(coder: str, span: Span) -> str:
    """Say that a coder is away in a span of days, which another absence would enter twice."""
    return f"{coder} is away from {day_words(span[0])} to {day_words(span[1])} already"


def _free_day(session: Session, draft: HolidayDraft, holiday: Holiday | None) -> None:
    """Refuse a date that is a holiday already."""
    for row in session.exec(select(Holiday).where(live(Holiday), col(Holiday.day) == draft.day)):
        if row is not holiday:
            raise Refused(f"{day_words(draft.day)} is {row.name or 'a holiday'} already", "day")


def _expected(session: Session, draft: AbsenceDraft, absence: PlannedAbsence | None) -> None:
    """Refuse a category that is none of absence, and days on which the coder is away already."""
    category = None if draft.category_id is None else session.get_one(OtherTimeCategory, draft.category_id)
    if category is not None and category.kind.paid:
        raise Refused(NO_ABSENCE, "category_id")
    asked = select(PlannedAbsence).where(live(PlannedAbsence), col(PlannedAbsence.coder_id) == draft.coder_id)
    spans = [(row.from_day, row.to_day) for row in session.exec(asked) if row is not absence]
    there = overlapping(spans, (draft.from_day, draft.to_day))
    if there is not None:
        raise Refused(away_already(session.get_one(Coder, draft.coder_id).shown_name, there), "from_day")


HOLIDAYS = Noun(Holiday, HolidayDraft, _free_day)
ABSENCES = Noun(PlannedAbsence, AbsenceDraft, _expected)
