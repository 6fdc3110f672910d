"""The department's own choices, and how CodeDesk looks on this machine."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from codedesk.methods import Method
from codedesk.models.departments import DateHabit, DepartmentDraft
from codedesk.services.department.departments import DepartmentRow, change_department, department
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.editing import Editing
from codedesk.ui.pages.setup.section import Section
from codedesk.ui.typed import TypedPlace
from codedesk.ui.widgets.date_habit import habit_field
from codedesk.ui.widgets.fields import Field, Form
from codedesk.ui.widgets.form_foot import FormFoot
from codedesk.ui.widgets.year_fields import show_year, usual_here, year_fields

_LOOKS = (("As the system", "system"), ("Light", "light"), ("Dark", "dark"))
_CARD_WIDTH = 640
_YEAR = "Opens the first quarter. Other than January: a fiscal year"
_DEPARTMENT = (
    Field("name", "Department", hint="Stands on every page that is printed"),
    Field("manager", "Manager"),
    *year_fields("The year starts in", _YEAR),
    Field("usual_hours_per_day", "Usual hours of a day", "hours", required=True, unit="h"),
    Field("default_method", "Audit method", "choice", True, Method.choices()),
    Field("accuracy_standard", "Accuracy standard", "percent", unit="%", hint="For audits that name no work type"),
    Field("paper", "Paper", "choice", True, (("Letter", "letter"), ("A4", "a4"))),
    habit_field(),
    Field("records_begin", "Records begin on", "date", hint="Before it no day is missing. Empty: each coder’s start"),
)
_APPEARANCE = (
    Field("appearance", "Colours", "choice", True, _LOOKS),
    Field("compact_rows", "Compact rows in the day grid", "flag"),
    Field("log_waiting", "What waits in the day grid", "flag", hint="Once it is logged, it is there anyway"),
)
_KEPT = "Choices of this department. They are stored when you leave a field."
_READ_ONLY = "Choices of this department, open for reading only."


class DepartmentSection(Section):
    """The choices of the department; each is stored when its field is left."""

    def __init__(self, context: Context) -> None:
        """Make the form."""
        super().__init__(context, "Department")
        self.editing = Editing(context, self)
        self._kept: dict[str, Any] = {}
        self.foot = FormFoot(self._save)
        words = _KEPT if self.can_write else _READ_ONLY
        self.form = _card(self, "Department", words, _DEPARTMENT, self.foot)
        self.form.committed.connect(self._committed)
        self.form.changed.connect(self._show_year)
        self._country = ""
        self._keep_years: int | None = None  # asked in Safety
        self._show_year()

    @override
    def refresh(self) -> None:
        self.context.read(self, department, then=self._show)

    @override
    def start(self) -> None:
        self.form.focus_first()

    def _show(self, row: DepartmentRow) -> None:
        draft = row.draft.but(date_order=row.draft.date_order or DateHabit(self.context.date_order))
        now = {field.name: getattr(draft, field.name) for field in _DEPARTMENT}
        changed = {
            name: value
            for name, value in now.items()
            if name not in self._kept or (value != self._kept[name] and not self._half_typed(name))
        }
        first, self._kept, self._country = not self._kept, now, row.country
        self._keep_years = row.draft.keep_years
        self.form.set_values(changed)
        typed, wrong = self.context.typed, self.form.errors
        if first:
            place = TypedPlace(
                "setup department", "all", "Choices of the department", {"section": "department"}, page="setup"
            )
            typed.follow(self.form, place, self.foot)
        else:
            stored = {name for name in now if name not in wrong and self.form.value(name) == now[name]}
            self._let_go({name: text for name, text in self.form.texts.items() if name in stored | changed.keys()})
        self._show_year()
        self.form.set_enabled(self.can_write)

    def _half_typed(self, name: str) -> bool:
        """Tell whether the keyboard is in a field with something that is not stored yet."""
        if self.form.focusWidget() is not self.form.editor(name):
            return False
        return name in self.form.errors or self.form.value(name) not in (self._kept[name], None)

    def _committed(self, name: str) -> None:
        if self.form.errors or not self.can_write:
            return
        if name == "quarter_start_month" and self._kept[name] == 1:  # it had no name of its own until now
            self.form.set_values({"fiscal_year_named_by": usual_here(self._country)})
        values = {field.name: self.form.value(field.name) for field in _DEPARTMENT}
        words = next(field.label.lower() for field in _DEPARTMENT if field.name == name)
        draft = DepartmentDraft(**values, keep_years=self._keep_years)
        then = partial(self._let_go, self.form.texts)
        self.editing.write(f"Change the department, {words}", change_department, draft, form=self.form, then=then)

    def _let_go(self, stored: Mapping[str, str], _result: Any = None) -> None:
        """Keep no more of what was typed what is stored now, also where another page is shown."""
        self.form.begin(stored)
        self.context.typed.look(self.form)

    def _save(self) -> None:
        if self.form.values() is not None:
            self._committed(_DEPARTMENT[0].name)

    def _show_year(self) -> None:
        show_year(self.form, self.context.today().year, self._country)


class AppearanceSection(Section):
    """How CodeDesk looks on this machine. Nothing of it is kept in the department."""

    def __init__(self, context: Context) -> None:
        """Make the form."""
        super().__init__(context, "Appearance")
        self.form = _card(self, "Appearance", "Choices of this machine, for every department on it.", _APPEARANCE)
        self.form.changed.connect(self._changed)

    @override
    def refresh(self) -> None:
        settings = self.context.settings
        self.form.set_values({field.name: getattr(settings, field.name) for field in _APPEARANCE})

    @override
    def start(self) -> None:
        self.form.focus_first()

    def _changed(self) -> None:
        settings = self.context.settings
        for field in _APPEARANCE:
            setattr(settings, field.name, self.form.value(field.name))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.theme().apply(app, settings.appearance)
        if not settings.save():
            self.context.say("caution", "These choices hold until CodeDesk is closed: they could not be written.")


def _card(section: Section, title: str, line: str, fields: Sequence[Field], foot: FormFoot | None = None) -> Form:
    context = section.context
    form = Form(fields, dates=context.dates, label_width=176)
    card = QFrame()
    card.setProperty("kind", "card")
    card.setFixedWidth(_CARD_WIDTH)
    column = theme.column(card, 8, margins=(theme.CARD_MARGIN, 12, theme.CARD_MARGIN, 12))
    head = QHBoxLayout()
    head.setSpacing(12)
    head.addWidget(theme.label(title, "section"))
    head.addWidget(theme.label(line, "caption", "third", wrap=True), 1)
    column.addLayout(head)
    if foot is not None:
        foot.add_first(form.legend)  # at 1180 × 680 nothing is to be scrolled
        inside = QWidget()
        within = theme.column(inside)
        within.addWidget(form)
        within.addStretch(1)
        area = theme.scrolled(inside)
        for part in (area.viewport(), inside):
            part.setAutoFillBackground(False)
        column.addWidget(area, 1)
    column.addWidget(foot or form)
    around = theme.column(section)
    around.addWidget(card, int(foot is not None))
    around.addStretch(int(foot is None))
    return form
