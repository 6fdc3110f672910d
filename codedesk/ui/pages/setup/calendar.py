"""The calendar in Setup: holidays with a year of them at a time, and planned absence."""

from typing import Any

from typing_extensions import override

from codedesk import formats
from codedesk.models.calendars import AbsenceDraft, HolidayDraft
from codedesk.services.department import other_time
from codedesk.services.department.other_time import CategoryRow
from codedesk.services.people import calendars, coders
from codedesk.services.people.calendars import AbsenceRow, HolidayRow
from codedesk.services.people.coders import CoderRow
from codedesk.ui.context import Context
from codedesk.ui.listing import Listing
from codedesk.ui.pages.setup.holiday_year import YearPart
from codedesk.ui.pages.setup.listed import CARD_CHOICE_WIDTH, ListedSection
from codedesk.ui.widgets.described import field_of
from codedesk.ui.widgets.table import TableColumn

_CATEGORY_HINT = "“Whole day off” in Today takes it"


def _holiday_name(row: HolidayRow) -> str:
    return f"{row.draft.name}, {formats.day(row.draft.day)}"


HOLIDAYS: Listing[HolidayRow] = Listing(
    noun="holiday",
    of=calendars.HOLIDAYS,
    title="Calendar",
    columns=(
        TableColumn("day", "Date", 100, text=lambda row: formats.day(row.draft.day), strong=True),
        TableColumn("weekday", "", 48, text=lambda row: formats.weekday(row.draft.day)[:3], tone=lambda _row: "second"),
        TableColumn("name", "Holiday", 160, text=lambda row: row.draft.name, stretch=True),
    ),
    fields=(field_of(HolidayDraft, "day", "Date", what="holiday"), field_of(HolidayDraft, "name", "Name")),
    read=calendars.holidays,
    called=_holiday_name,
    empty="No holidays yet. Nobody is due on a holiday: add the holidays of a year, or single days.",
)


def _span(row: AbsenceRow) -> str:
    first, last = row.draft.from_day, row.draft.to_day
    return formats.day(first) if first == last else f"{formats.day(first)} to {formats.day(last)}"


def _category(row: AbsenceRow) -> str:
    return " · ".join(part for part in (row.category, "over" if row.over else "") if part)


ABSENCES: Listing[AbsenceRow] = Listing(
    noun="absence",
    of=calendars.ABSENCES,
    title="Absence",
    columns=(
        TableColumn("coder", "Coder", 150, text=lambda row: row.coder, strong=True, stretch=True),
        TableColumn("span", "Days", 172, text=_span, tone=lambda row: "third" if row.over else ""),
        TableColumn("category", "Category", 96, text=_category, tone=lambda _row: "second"),
    ),
    fields=(
        field_of(AbsenceDraft, "coder_id", "Coder", width=CARD_CHOICE_WIDTH),
        field_of(AbsenceDraft, "from_day", "First day"),
        field_of(AbsenceDraft, "to_day", "Last day"),
        field_of(AbsenceDraft, "category_id", "Category", hint=_CATEGORY_HINT, width=CARD_CHOICE_WIDTH),
        field_of(AbsenceDraft, "note", "Note", hint="No reasons of health: the category is enough"),
    ),
    read=calendars.absences,
    said=lambda draft: formats.day(draft.from_day),
    called=lambda row: f"{row.coder}, {formats.day(row.draft.from_day)}",
    empty="No planned absence. A coder is not due on these days, and Today says why.",
)


class CalendarSection(ListedSection[HolidayRow]):
    """Holidays: days on which nobody is due."""

    def __init__(self, context: Context) -> None:
        """Make the list, and what offers a year of holidays above it."""
        super().__init__(context, HOLIDAYS)
        self.year = YearPart(context)
        self.left.insertWidget(0, self.year)

    @override
    def refresh(self) -> None:
        super().refresh()
        self.year.refresh()


class AbsencesSection(ListedSection[AbsenceRow]):
    """Planned absence: days on which one coder is not due."""

    def __init__(self, context: Context) -> None:
        """Make the list."""
        super().__init__(context, ABSENCES)

    @override
    def arguments(self) -> tuple[Any, ...]:
        return (self.context.today(),)

    @override
    def refresh(self) -> None:
        self.wait_for_rows()
        self.context.read(self, coders.coders, self.context.today(), then=self._keep_coders)

    def _keep_coders(self, rows: tuple[CoderRow, ...]) -> None:
        self.form.set_choices("coder_id", tuple((row.shown_name, row.id) for row in rows))
        self.context.read(self, other_time.categories, then=self._keep_categories)

    def _keep_categories(self, rows: tuple[CategoryRow, ...]) -> None:
        kept = tuple((row.draft.name, row.id) for row in rows if not row.draft.kind.paid)
        self.form.set_choices("category_id", kept)
        super().refresh()
