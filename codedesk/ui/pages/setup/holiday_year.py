"""A year of public holidays in Setup: country, region and year, what they bring, added as one step."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from codedesk import formats
from codedesk.services.people import calendars
from codedesk.services.people.calendars import CalendarChoiceRow, CountryRow, OfferedRow, YearDraft
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.fields import Field, Form
from codedesk.ui.widgets.table import Table, TableColumn

_ROWS_SHOWN = 7
_FIELDS = (
    Field("country", "Country", "choice", required=True),
    Field("region", "Region", "choice", hint="Empty: the whole country"),
    Field("year", "Year", "count", required=True, low=calendars.FIRST_YEAR, high=calendars.LAST_YEAR),
)


def _name(row: OfferedRow) -> str:
    return row.draft.name


_COLUMNS: tuple[TableColumn[OfferedRow], ...] = (
    TableColumn("day", "Date", 100, text=lambda row: formats.day(row.draft.day), strong=True),
    TableColumn("weekday", "", 48, text=lambda row: formats.weekday(row.draft.day)[:3], tone=lambda _row: "second"),
    TableColumn("name", "Holiday", 140, text=_name, tooltip=_name, stretch=True, lines=2),
    TableColumn("there", "", 56, text=lambda row: "there" if row.there else "new", tone=lambda _row: "third"),
)


class YearPart(QWidget):
    """The offer of a year: closed until asked for; nothing is stored before the preview was seen."""

    def __init__(self, context: Context) -> None:
        """Start closed."""
        super().__init__()
        self.context = context
        self.countries: tuple[CountryRow, ...] = ()
        self.choice = CalendarChoiceRow("", "")
        self._shown_country: object = None
        self.open_button = button("Add the holidays of a year …", self.open)
        self.panel = QWidget()
        self.form = Form(_FIELDS, dates=context.dates, label_width=72)
        self.preview: Table[OfferedRow] = Table(_COLUMNS, "Holidays of the year", row_height=theme.COMPACT_ROW_HEIGHT)
        self.preview.setFixedHeight(theme.ROW_HEIGHT + _ROWS_SHOWN * theme.COMPACT_ROW_HEIGHT)
        self.words = theme.label("", "caption", "third", wrap=True)
        self.add_button = button("Add them", self.add, kind="primary")
        self.close_button = button("Close", self.close_panel, kind="quiet")
        self._lay_out()
        self._clear()

    def refresh(self) -> None:
        """Follow what changed; a preview that is open is made again."""
        self.open_button.setEnabled(not self.context.read_only)
        if self.panel.isVisibleTo(self):
            self._preview()

    def open(self) -> None:
        """Show the choices, filled with what the department took last."""
        if not self.context.read_only:
            self.context.read(self, calendars.calendar_choice, then=self._begin)

    def close_panel(self) -> None:
        """Put the offer away."""
        self.panel.setVisible(False)
        self.open_button.setVisible(True)
        self.open_button.setFocus()

    def add(self) -> None:
        """Store the new holidays of the year as one step."""
        self.form.values()  # marks what is missing
        draft = self._draft()
        if draft is None or not self.add_button.isEnabled():
            return
        where = " ".join(part for part in (draft.country, draft.region) if part)
        step = f"Add the holidays of {draft.year}, {where}"
        self.context.write(self, step, calendars.add_year, draft, failed=self._failed)

    def _begin(self, choice: CalendarChoiceRow) -> None:
        self.choice = choice
        self.context.read(self, calendars.countries, then=self._show_countries)

    def _show_countries(self, rows: tuple[CountryRow, ...]) -> None:
        self.countries = rows
        self.form.set_choices("country", tuple((f"{row.name} ({row.code})", row.code) for row in rows))
        self.form.set_values({"country": self.choice.country or None, "year": self.context.today().year})
        self._shown_country = self.choice.country or None
        self._show_regions()
        self.form.set_values({"region": self.choice.region or None})
        self.panel.setVisible(True)
        self.open_button.setVisible(False)
        self.form.focus_first()
        self._preview()

    def _show_regions(self) -> None:
        country = self._country()
        regions = next((row.regions for row in self.countries if row.code == country), ())
        self.form.set_choices("region", tuple((region, region) for region in regions))

    def _changed(self) -> None:
        if self._country() != self._shown_country:
            self._shown_country = self._country()
            self._show_regions()
        self._preview()

    def _country(self) -> object:
        return None if "country" in self.form.errors else self.form.value("country")

    def _draft(self) -> YearDraft | None:
        if self.form.errors:
            return None
        country, region, year = (self.form.value(field.name) for field in _FIELDS)
        return YearDraft(country, region or "", year)

    def _preview(self) -> None:
        draft = self._draft()
        if draft is None:
            self._clear()
        else:
            self.context.read(self, calendars.offered_year, draft, then=self._show, failed=self._failed)

    def _show(self, rows: tuple[OfferedRow, ...]) -> None:
        new = sum(not row.there for row in rows)
        self.preview.show_rows(rows)
        self.preview.setVisible(bool(rows))
        self.add_button.setText(f"Add {formats.plural(new, 'holiday')}" if new else "Nothing to add")
        self.add_button.setEnabled(new > 0 and not self.context.read_only)
        self.words.setText("New days are added as one step. Void those on which your department works.")

    def _clear(self) -> None:
        self.preview.show_rows(())
        self.preview.setVisible(False)
        self.add_button.setEnabled(False)
        self.add_button.setText("Add them")
        self.words.setText("Choose a country and a year: the public holidays are shown before anything is stored.")

    def _failed(self, error: BaseException) -> None:
        self._clear()
        if not self.form.show_failure(error):
            self.context.tell_failure(error)

    def _lay_out(self) -> None:
        inside = theme.column(self.panel, 8)
        for part in (self.form, self.words, self.preview):
            inside.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addWidget(self.close_button)
        row.addStretch(1)
        inside.addLayout(row)
        self.panel.setVisible(False)
        column = theme.column(self)
        top = QHBoxLayout()
        top.addWidget(self.open_button)
        top.addStretch(1)
        column.addLayout(top)
        column.addWidget(self.panel)
        self.form.changed.connect(self._changed)
        self.form.submitted.connect(self.add)
