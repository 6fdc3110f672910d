"""What if: the same figures with leave, a learner, overtime, a standard, inflow or a hire, beside those of today.

Nothing is stored by looking. A scenario is kept under a name where it is wanted, and comes back by it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from codedesk.errors import CodeDeskError
from codedesk.metrics.quantities import Quantity, aligned
from codedesk.models.flow import ScenarioPartDraft
from codedesk.services.department.events_and_notes import ScopesRow
from codedesk.services.flow.figures import flow_figures
from codedesk.services.flow.listed import ScenarioRow, save_scenario, scenarios, void_scenario
from codedesk.services.flow.rows import FlowRow, ForecastRow
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.editing import WHY
from codedesk.ui.pages.capacity.cards import said_in_column
from codedesk.ui.pages.capacity.parts import part_fields, part_words
from codedesk.ui.typed import NEW, TypedPlace, drafts_of
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.dialog import Dialog
from codedesk.ui.widgets.editors import ChoiceBox
from codedesk.ui.widgets.explain import explain, explained
from codedesk.ui.widgets.fields import Form
from codedesk.ui.widgets.fields_area import FieldsArea
from codedesk.ui.widgets.form_foot import FormFoot
from codedesk.ui.widgets.table import Table, TableColumn

_WIDTH, _HEIGHT, _FEW = 1100, 600, 160
_UNSAVED = "What if"
PLACE = TypedPlace("what if", NEW, "What if", {"view": "staffing"}, page="capacity")
_NOTHING = "Nothing is stored by looking. Enter on a line: how is this made?"


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A figure of today beside the same under the scenario."""

    name: str
    now: Quantity
    then: Quantity


class ScenarioDialog(Dialog):
    """The parts at the left, what comes of them at the right. Esc closes it; what was put together is kept.

    Signal: changed() with every letter and part.
    """

    changed = Signal()

    def __init__(self, parent: QWidget, context: Context, flow: FlowRow, scopes: ScopesRow) -> None:
        """Begin with what was put together last and is under no name yet; flow is today's."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("What if")
        self.resize(_WIDTH, _HEIGHT)
        self.context, self.flow, self.then = context, flow, flow
        self.parts: tuple[ScenarioPartDraft, ...] = ()
        self._begun: tuple[ScenarioPartDraft, ...] = ()
        self._coders = {number: name for name, number in scopes.coders}
        self._types = {number: name for name, number in scopes.work_types}
        self._named: tuple[ScenarioRow, ...] = ()
        self.form = Form(part_fields(scopes.coders, scopes.work_types), dates=context.dates, label_width=104)
        self.form.submitted.connect(self.add)
        self.list: Table[ScenarioPartDraft] = Table(
            (TableColumn("part", "Parts of the scenario", 300, text=self._words, tooltip=self._words, stretch=True),),
            "Parts of the scenario", row_height=theme.COMPACT_ROW_HEIGHT, order="as they were added.",
            empty="No part yet: “Add this part” takes what is typed above.",
        )  # fmt: skip
        self.list.row_menu.offer(self._of_part)
        self.list.show_rows(())
        self.results: Table[ResultLine] = Table(_columns(), "Today and with the scenario", row_height=theme.ROW_HEIGHT,
                                               order="people first, then what waits.")  # fmt: skip
        self.results.activated.connect(self._explain)
        self.results.row_menu.name_open("How is this made?")
        self.named = ChoiceBox()
        self.named.setAccessibleName("Saved scenarios")
        self.named.setPlaceholderText("Saved scenarios")
        self.named.setMinimumWidth(180)
        self.named.activated.connect(self._load)
        self.said = theme.label("", "body", "second", wrap=True)
        self._lay_out()
        self.form.set_values({"from_day": context.today()})
        self.form.focus_first()
        self._show()
        self._read_named()
        self.form.changed.connect(self.changed)
        context.typed.follow(self, PLACE, self.foot)

    @property
    def texts(self) -> dict[str, Any]:
        """The part that is being typed, and those that were added."""
        return {"part": self.form.texts, "parts": [part.model_dump(mode="json") for part in self.parts]}

    @property
    def unsaved(self) -> bool:
        """Tell whether a part is half typed, or parts are under no name."""
        return self.form.unsaved or (bool(self.parts) and self.parts != self._begun)

    def begin(self) -> None:
        """Take what stands here as known."""
        self.form.begin()
        self._begun = self.parts

    def show_texts(self, texts: Mapping[str, Any]) -> None:
        """Show what was put together, maybe long ago."""
        self.form.show_texts(texts.get("part", {}))
        self._take(drafts_of(ScenarioPartDraft, texts.get("parts", ())))

    def revert(self) -> None:
        """Show again what was known."""
        self.form.revert()
        self._take(self._begun)

    def add(self) -> None:
        """Add what is typed as a part, and reckon anew."""
        values = self.form.values()
        if values is None:
            return
        try:
            part = ScenarioPartDraft(scenario=_UNSAVED, **values)
            part.check()
        except CodeDeskError as error:
            if not self.form.show_failure(error):
                self.said.setText(str(error))
            return
        self._take((*self.parts, part))
        self.form.set_values({"value": None})
        self.form.focus_first()

    def _of_part(self) -> tuple[Action, ...]:
        return (Action("scenario.void_part", "Take it out", "Delete", self.remove, enabled=self._has_part),)

    def _has_part(self) -> bool:
        return self.list.selected_row() is not None

    def remove(self) -> None:
        """Take the chosen part out."""
        chosen = self.list.selected_row()
        if chosen is not None:
            self._take(tuple(part for part in self.parts if part is not chosen))

    def save(self) -> None:
        """Ask for a name and keep the parts under it."""
        name = self.context.typed.line(self, self._name_place(), "Save as scenario", "Name of the scenario")
        if name is not None and name.strip():
            stored = partial(self._stored, name.strip())
            self.context.write(self, f"Save scenario, {name.strip()}", save_scenario, name, self.parts, then=stored)

    def void(self) -> None:
        """Ask why and void the chosen scenario."""
        name = self.named.currentText()
        reason = self.context.typed.line(self, self._why_place(), "Void the scenario", f"Why is “{name}” voided? {WHY}")
        if reason is not None:
            self.context.write(
                self, f"Void scenario, {name}", void_scenario, name, reason, then=partial(self._stored, "")
            )

    def _name_place(self) -> TypedPlace:
        return TypedPlace("scenario", "name", "Save as scenario")

    def _why_place(self) -> TypedPlace:
        return TypedPlace("why scenario", self.named.currentText(), "Void the scenario: why")

    def _stored(self, name: str, _none: object) -> None:
        for place in (self._name_place(), self._why_place()):
            self.context.typed.drop(place.path)
        self.context.typed.stored(self)
        self._read_named(name)

    def _read_named(self, name: str = "") -> None:
        self.context.read(self, scenarios, then=partial(self._offer, name))

    def _offer(self, name: str, rows: tuple[ScenarioRow, ...]) -> None:
        self._named = rows
        self.named.clear()
        self.named.addItems([row.name for row in rows])
        self.named.setCurrentIndex(next((n for n, row in enumerate(rows) if row.name == name), -1))
        self._allow()

    def _load(self, place: int) -> None:
        self._begun = self._named[place].parts
        self._take(self._begun)

    def _take(self, parts: tuple[ScenarioPartDraft, ...]) -> None:
        self.parts = parts
        self.list.show_rows(parts)
        self.said.setText("Reckoning …" if parts else _NOTHING)
        self._allow()
        self.changed.emit()
        context = self.context
        context.read(self, flow_figures, self.flow.period, context.today(), parts, then=partial(self._reckoned, parts))

    def _reckoned(self, parts: tuple[ScenarioPartDraft, ...], flow: FlowRow) -> None:
        if parts is self.parts:
            self.then = flow
            self._show()

    def _show(self) -> None:
        self.results.show_rows(result_lines(self.flow, self.then))
        self.said.setText(_NOTHING)
        self._allow()

    def _allow(self) -> None:
        writes = not self.context.read_only
        self.save_button.setEnabled(bool(self.parts) and writes)
        self.void_button.setEnabled(self.named.currentIndex() >= 0 and writes)
        self.remove_button.setEnabled(bool(self.parts))
        self.named.setEnabled(bool(self._named))

    def _words(self, part: ScenarioPartDraft) -> str:
        return part_words(part, self._coders, self._types)

    def _explain(self, line: ResultLine) -> None:
        explain(self, f"{line.name}: with the scenario, then today", (line.then.explanation, line.now.explanation))

    def _lay_out(self) -> None:
        column = theme.column(self, 12, margins=(theme.PAGE_MARGIN, 16, theme.PAGE_MARGIN, 16))
        column.addWidget(theme.label("What if …", "title"))
        sides = QHBoxLayout()
        sides.setSpacing(24)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(FieldsArea(self.form, least=_FEW))
        self.foot = FormFoot(self.add, "Add this part", "Ctrl+Return")
        self.remove_button = button("Take it out", self.remove, kind="quiet")
        self.foot.add_first(self.remove_button)
        self.foot.allow_as_it_is(True)
        left.addWidget(self.foot)
        left.addWidget(self.list, 1)
        sides.addLayout(left, 4)
        sides.addWidget(self.results, 5)
        column.addLayout(sides, 1)
        column.addWidget(self.said)
        self.save_button = button("Save as scenario …", self.save)
        self.void_button = button("Void the scenario …", self.void, kind="quiet")
        foot = _row(self.named, self.void_button, None, self.save_button, button("Close", self.accept))
        column.addLayout(foot)


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Lay widgets side by side; None takes what is left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addStretch(1) if widget is None else row.addWidget(widget)
    return row


def result_lines(now: FlowRow, then: FlowRow) -> tuple[ResultLine, ...]:
    """Return people needed and there, what waits, and what is expected in four and eight weeks, today and then."""
    told: tuple[tuple[str, Callable[[FlowRow], Quantity]], ...] = (
        ("FTE needed", lambda flow: flow.staffing.needed),
        ("FTE there", lambda flow: flow.staffing.there),
        ("FTE there − needed", lambda flow: flow.staffing.difference),
        ("Hours coming in a day", lambda flow: flow.team.inflow),
        ("Hours that can be coded a day", lambda flow: flow.team.capacity),
        ("Days of work waiting", lambda flow: flow.team.days),
        ("Days to clear", lambda flow: flow.team.to_clear),
        ("Hours waiting in four weeks", lambda flow: _in_weeks(flow.forecast, 4)),
        ("Hours waiting in eight weeks", lambda flow: _in_weeks(flow.forecast, 8)),
    )
    return tuple(ResultLine(name, of(now), of(then)) for name, of in told)


def _in_weeks(forecast: ForecastRow, weeks: int) -> Quantity:
    if len(forecast.weeks) < weeks:
        return Quantity(None, forecast.unit, forecast.explanation, forecast.why_not)
    return Quantity(forecast.weeks[weeks - 1].expected, forecast.unit, forecast.explanation)


def _columns() -> Sequence[TableColumn[ResultLine]]:
    def said(of: Callable[[ResultLine], Quantity]) -> dict[str, Any]:
        return {"text": lambda line: said_in_column(of(line)), "tooltip": lambda line: explained(of(line).explanation)}

    return (
        TableColumn("name", "Figure", 190, text=lambda line: line.name, stretch=True, least=180),
        TableColumn("now", "Today", 118, "right", least=92, **said(lambda line: line.now)),
        TableColumn("then", "With it", 118, "right", least=92, strong=True, **said(lambda line: line.then)),
        TableColumn("change", "Change", 96, "right", least=84, text=_change),
    )


def _change(line: ResultLine) -> str:
    now, then = line.now.value, line.then.value
    if now is None or then is None:
        return "" if now is then else "other"
    by = then - now
    return "" if abs(by) < 0.005 else f"{'+' if by > 0 else '−'}{aligned(replace(line.now, value=abs(by)))}"
