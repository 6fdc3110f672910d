"""The form of a dated standard, with the rate that follows from its statement beside it while it is typed.

Here lives how a standard is typed. Asking about the past and saving belong to the page.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from typing_extensions import override

from codedesk.entry import DateReader
from codedesk.errors import Refused
from codedesk.metrics.rates import DAYS_PER_WEEK
from codedesk.models.standards import IN_UNITS, PaceUnit, StandardDraft
from codedesk.services.standards.standards import StandardRow, WorkTypeStandardRow, derived_rate, statement, week_hours
from codedesk.ui import theme
from codedesk.ui.pages.standards.words import rate_words
from codedesk.ui.typed import TypedForms, TypedPlace
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.described import field_of
from codedesk.ui.widgets.editors import text_of
from codedesk.ui.widgets.fields import Field, Form
from codedesk.ui.widgets.form_card import FormCard

_DAYS = (PaceUnit.PER_DAY, PaceUnit.UNITS_PER_DAY)
_STATEMENT = ("pace", "pace_unit", "hours_per_day", "hours_per_week", "units_per_chart", "basis")
_NEEDED = {
    "hours_per_day": "say how many hours the day has",
    "hours_per_week": "say how many hours the week has",
    "units_per_chart": "say how many workload units one chart counts",
}
_WIDE = 208  # as a date with the longest name of a day beside it
_LEFT = (
    field_of(StandardDraft, "effective_from", "In force from"),
    field_of(StandardDraft, "pace", "Pace", width=88),
    field_of(StandardDraft, "pace_unit", "Stated", width=_WIDE),
    field_of(StandardDraft, "hours_per_day", "Hours of a day", required=False, width=88),
    Field("hours_per_week", "Hours of a week", "hours", high=120, width=88),
    field_of(StandardDraft, "units_per_chart", "Units per chart", width=88),
    field_of(StandardDraft, "basis", "Measured in", width=_WIDE),
)
_RIGHT = (
    field_of(StandardDraft, "accuracy", "Accuracy", unit="%", width=88),
    Field("reason", "Reason", required=True, placeholder="why it is set, for coders to read"),
    Field("source", "Source", placeholder="where it comes from"),
    Field("approved_by", "Approved by"),
    Field("review_due", "Review due", "date"),
)


class StandardForm(FormCard):
    """A standard as it is typed; what is typed stays. tried() asks for what if, evidence_wanted() for a reason."""

    tried = Signal()
    evidence_wanted = Signal()

    def __init__(self, dates: DateReader, typed: TypedForms) -> None:
        """Start empty; typed keeps what is typed of each work type and each standard apart."""
        self.left_side = Form(_LEFT, dates=dates, label_width=92)
        self.right_side = Form(_RIGHT, dates=dates, label_width=80)
        super().__init__("Add a standard", "Add the standard", self.left_side, self.right_side)
        self.row: StandardRow | None = None
        self._today, self._typed = dates.today, typed
        self._work_type_id, self._unit, self.work_type = 0, "chart", ""
        self.rate = theme.label("", "section", "second")
        self.top.addWidget(self.rate)
        what_if = button("What if …", self.tried.emit)
        self.foot.add_first(what_if, button("Use audited work as the reason", self.evidence_wanted.emit, kind="quiet"))
        self.usual_accuracy: float | None = None
        for form in self.forms:
            form.changed.connect(self._show_rate)
        self.left_side.submitted.connect(self._to_the_right)
        self.right_side.submitted.connect(self.foot.save.setFocus)
        self._show_rate()

    def start_new(self, of: WorkTypeStandardRow) -> None:
        """Offer a new standard, stated like the one in force; what was typed before for this work type is shown."""
        if self.row is None and self._work_type_id == of.id:
            return
        self._typed.leave(self)
        self.row, self._work_type_id, self._unit, like = None, of.id, of.unit, of.in_force
        self.work_type = of.name
        self.heading.setText(f"Add a standard, {of.name}")
        self.foot.name_save("Add the standard")
        self.clear()
        usual = (
            like.draft
            if like is not None
            else StandardDraft(work_type_id=of.id, effective_from=date.min, pace=1.0, accuracy=95.0)
        )
        self.put({"pace_unit": usual.pace_unit, "basis": usual.basis, "units_per_chart": usual.units_per_chart})
        self._put_hours(usual)
        if like is None:
            self.put({"accuracy": self.usual_accuracy})
        else:
            self.put({"accuracy": usual.accuracy, "approved_by": usual.approved_by})
        self._follow(f"new {of.id}")

    def start_correction(self, row: StandardRow, unit: str) -> None:
        """Show a stored standard to be corrected, and what was typed of it before."""
        self._typed.leave(self)
        self.row, self._work_type_id, self._unit = row, row.work_type_id, unit
        self.work_type = row.work_type
        self.heading.setText(f"Correct the standard, {row.work_type}")
        self.foot.name_save("Correct the standard")
        self.put(dict(row.draft))
        self._put_hours(row.draft)
        self._follow(str(row.id))

    def draft(self) -> StandardDraft:
        """Return what is typed; Refused marks the first field that is wrong."""
        try:
            return StandardDraft(work_type_id=self._work_type_id, **self._stated(self.values()))
        except Refused as refused:
            self.show_failure(refused)
            raise

    @property
    def work_type_id(self) -> int:
        """The work type that the form is about."""
        return self._work_type_id

    def tried_draft(self) -> StandardDraft:
        """Return what is typed for what if: no reason is needed, and no date (then today). Refused marks it."""
        dated = text_of(self.left_side.editor("effective_from")) != ""
        wanted = ("effective_from", *_STATEMENT) if dated else _STATEMENT
        right = self.left_side.check(*wanted), self.right_side.check("accuracy")
        if not all(right):
            raise Refused("something is missing or wrong: see beside the field")
        values = {name: self.left_side.value(name) for name in wanted}
        since, accuracy = values.pop("effective_from", self._today()), self.right_side.value("accuracy")
        try:
            return StandardDraft(
                work_type_id=self._work_type_id, effective_from=since, accuracy=accuracy, **self._stated(values)
            )
        except Refused as refused:
            self.show_failure(refused)
            raise

    def put_reason(self, reason: str) -> None:
        """Put a text in as the reason."""
        self.put({"reason": reason})
        self.changed.emit()
        self.right_side.editor("reason").setFocus(Qt.FocusReason.TabFocusReason)

    def put_statement(self, draft: StandardDraft, reason: str) -> None:
        """Put a proposed pace in, as it is stated, with its reason; the date is for the manager to type."""
        self.put({"pace": draft.pace, "pace_unit": draft.pace_unit, "basis": draft.basis, "reason": reason})
        self.put({"accuracy": draft.accuracy, "units_per_chart": draft.units_per_chart})
        self._put_hours(draft)
        self.changed.emit()

    def forget(self) -> None:
        """Drop what was typed, after it is stored."""
        self._typed.stored(self)
        self._typed.leave(self)
        self.row, self._work_type_id = None, 0

    def _stated(self, typed: dict[str, Any]) -> dict[str, Any]:
        """Return the statement that is typed; what belongs to another way of stating a pace is left out."""
        values = dict(typed)
        week, unit = values.pop("hours_per_week"), values["pace_unit"]
        wanted = [
            ("hours_per_day", values["hours_per_day"], unit in _DAYS),
            ("hours_per_week", week, unit == PaceUnit.PER_WEEK),
        ]
        wanted.append(("units_per_chart", values["units_per_chart"], unit in IN_UNITS))
        for name, value, needed in wanted:
            if needed and not value:
                raise Refused(_NEEDED[name], name)
        if unit == PaceUnit.PER_WEEK:
            values["hours_per_day"] = self._day_of(week)
        elif unit not in _DAYS:
            values["hours_per_day"] = self.row.draft.hours_per_day if self.row else 8.0
        if unit not in IN_UNITS:
            values["units_per_chart"] = None
        return values

    def _day_of(self, week: float) -> float:
        """Return the hours of a day of such a week; a week that was not changed keeps the day as it is stored."""
        stored = self.row.draft.hours_per_day if self.row is not None else None
        return stored if stored is not None and week_hours(stored) == week else week / DAYS_PER_WEEK

    def _put_hours(self, draft: StandardDraft) -> None:
        self.put({"hours_per_day": draft.hours_per_day, "hours_per_week": week_hours(draft.hours_per_day)})

    @override
    def put(self, values: Mapping[str, Any]) -> None:
        super().put(values)
        self._show_rate()

    def _follow(self, key: str) -> None:
        place = TypedPlace("standard", key, self.heading.text(), {"work_type_id": self._work_type_id}, page="standards")
        self._typed.follow(self, place, self.foot)
        self._show_rate()

    @override
    def revert(self) -> None:
        super().revert()
        self._show_rate()

    def focus_first(self) -> None:
        """Put the keyboard into the date."""
        self.left_side.editor("effective_from").setFocus(Qt.FocusReason.TabFocusReason)

    def _to_the_right(self) -> None:
        self.right_side.editor("accuracy").setFocus(Qt.FocusReason.TabFocusReason)

    def _show_rate(self) -> None:
        unit = self._unit_chosen()
        self.left_side.show_field("hours_per_day", unit in _DAYS)
        self.left_side.show_field("hours_per_week", unit == PaceUnit.PER_WEEK)
        self.left_side.show_field("units_per_chart", unit in IN_UNITS)
        try:
            values = {name: self.left_side.value(name) for name in _STATEMENT}
            draft = StandardDraft(
                work_type_id=self._work_type_id, effective_from=date.min, accuracy=95.0, **self._stated(values)
            )
            self.rate.setText(f"{statement(draft, self._unit)} {rate_words(derived_rate(draft))}")
        except (Refused, TypeError):
            self.rate.setText("The rate per hour follows from the pace.")

    def _unit_chosen(self) -> str:
        try:
            return str(self.left_side.value("pace_unit"))
        except Refused:
            return ""


def same_figures(before: StandardDraft, after: StandardDraft) -> bool:
    """Tell whether only words and the review date differ: then no figure reads differently."""
    words = {name: getattr(before, name) for name in ("reason", "source", "approved_by", "review_due")}
    return after.but(**words) == before
