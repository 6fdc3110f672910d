"""The audit form: head, depth, counts, records and findings, with the result beside while it is typed.

Here lives how a draft is typed and shown. Its head is in head.py, the places of all parts in parts.py; reading, saving
and the list belong to the page.
"""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from codedesk.entry import DateReader
from codedesk.errors import Refused
from codedesk.models.audit_words import AuditDepth, AuditState
from codedesk.models.audits import CODE_COUNTS, AuditDraft
from codedesk.services.audits.lists import AuditLists
from codedesk.settings import Settings
from codedesk.ui.pages.audits import fields as audits_fields
from codedesk.ui.pages.audits.parts import AuditParts
from codedesk.ui.pages.audits.words import USUAL_STATES
from codedesk.ui.widgets.fields import Form

_PREVIEW_AFTER_MS = 60
_WIDE_FORM = 900
_OF_STEPS = ("state", "shared_on", "answer_due")


class AuditForm(AuditParts):
    """One audit as it is typed.

    Signals: changed() whenever what is typed changes · preview_wanted() a moment later, once for many changes.
    """

    changed = Signal()
    preview_wanted = Signal()

    def __init__(
        self,
        within: QWidget,
        lists: AuditLists,
        draft: AuditDraft,
        dates: DateReader,
        settings: Settings,
        states: Mapping[AuditDepth, AuditState] = USUAL_STATES,
    ) -> None:
        """Show a draft; lists are what the fields offer, states what a new audit of a depth begins as.

        settings keep what stands unfolded.
        """
        super().__init__(within, lists, dates, settings)
        self._usual_states = states
        self.dirty = False
        self.draw_id: int | None = None
        self._kept = draft
        self._depth = draft.depth
        self._before_step: dict[str, str] = {}
        self._loading = True
        self._preview_timer = QTimer(self, singleShot=True, interval=_PREVIEW_AFTER_MS)
        self._preview_timer.timeout.connect(self.preview_wanted)
        self._connect()
        self.show_draft(draft)

    @property
    def audit_depth(self) -> AuditDepth:
        """What the result is made of: result, counts or records."""
        return self._depth

    @property
    def state(self) -> AuditState:
        """The state that is typed, else the one before."""
        return self.head.state or AuditState(self._kept.state)

    @property
    def kept(self) -> AuditDraft:
        """The draft as it is stored, or as a new one began."""
        return self._kept

    @property
    def audit_id(self) -> int | None:
        """The number of the stored audit, None for a new one."""
        return self._kept.id

    def show_draft(self, draft: AuditDraft) -> None:
        """Show a draft as stored; nothing is unsaved then."""
        self._loading = True
        self._kept = draft
        values = dict(draft)
        self.head.begin(draft, draft.depth)
        self.slip.set_values(values)
        self.sums.set_values(values)
        self.records.set_work_type(draft.work_type_id)
        self.records.show_lines(draft.record_lines)
        self.findings.show_findings(draft.findings)
        self.actions_grid.show_actions(draft.actions)
        self.records.show_findings(self.findings.counts())
        self.set_depth(draft.depth)
        self._loading = False
        self._mark(dirty=False)
        self.preview_wanted.emit()

    def draft(self) -> AuditDraft:
        """Return what is typed; Refused names the field that is wrong."""
        typed = (self.records, self.findings, self.actions_grid)
        for grid in typed if self._depth == AuditDepth.RECORDS else typed[1:]:
            if grid.refusal:
                raise Refused(grid.refusal, "below")
        values = {name: self.head.value(name) for name in audits_fields.HEAD_NAMES}
        values |= self._counted()
        if self._depth == AuditDepth.COUNTS:
            values["reported_accuracy"] = _lenient(self.slip, "reported_accuracy")
        return self._made(values)

    def draft_so_far(self) -> AuditDraft:
        """Return what is typed for the preview, without what is wrong in the head; Refused for wrong counts."""
        values = {name: self.head.lenient(name) for name in audits_fields.HEAD_NAMES}
        kept = {name: getattr(self._kept, name) for name in ("day", "selection", "phase", "method", "state")}
        values |= {name: value for name, value in kept.items() if values[name] is None}
        values["coder_id"] = values["coder_id"] or 0
        values["name"] = values["name"] or "audit"
        values |= self._counted()
        draft = self._made(values)
        if draft.period_from and draft.period_to and draft.period_to < draft.period_from:
            draft = draft.but(period_to=None)
        return draft.but(state=AuditState.DRAFT)

    @property
    @override
    def forms(self) -> tuple[Form, ...]:
        return self.head.first, self.slip if self._depth == AuditDepth.RESULT else self.sums, self.head.more

    @override
    def show_failure(self, error: BaseException) -> bool:
        """Show the reason beside its field; where it belongs to none, the keyboard goes to a cell that is refused."""
        if isinstance(error, Refused):
            self.take_step_back()
        told = self.head.show_failure(error) or super().show_failure(error)
        if not told and isinstance(error, Refused):
            self.show_refused_cell()
        return told

    @property
    def steps(self) -> bool:
        """Tell whether it is being stored in another state."""
        return bool(self._before_step)

    def take_step(self, state: AuditState) -> None:
        """Choose the state in which it is about to be stored."""
        self._before_step = {name: self.head.texts[name] for name in _OF_STEPS}
        self.head.set_state(state)

    def take_step_back(self) -> None:
        """Choose again the state before a step that was refused: the next press is to take the same step."""
        if self._before_step:
            self.head.show_texts(self._before_step)
            self._before_step = {}
            self.edited()

    def set_depth(self, depth: AuditDepth, *, focus: bool = False) -> None:
        """Show another depth; all that was typed before stays. To look is no change, until something is typed."""
        if depth != self._depth:
            self._carry_over(self._depth, depth)
        before, self._depth = self._depth, depth
        if before != depth:
            self.head.show_depth(depth)
        for name, panel in self._panels.items():
            panel.setVisible(name == depth)
        self.depths.choose(depth)
        self._show_below()
        self.findings.show_records(depth == AuditDepth.RECORDS)
        if focus:
            self.start_depth()
        if "state" not in self.head.own:
            self.head.set_values({"state": self._usual_states.get(depth, AuditState.FINAL)})
        if before != depth and not self._loading:
            self._look_anew()

    def start(self, first: str = "day") -> None:
        """Put the keyboard on a field of the head."""
        self.head.start(first)

    def turn_more(self) -> None:
        """Open what is folded away with the keyboard in it; from there, close it and go to the counts."""
        if self.head.turn():
            self.bring_into_sight(self.head.fold)
        else:
            self.start_depth()

    def start_depth(self) -> None:
        """Put the keyboard on the first thing of the depth."""
        if self._depth == AuditDepth.RECORDS:
            self.records.start()
            if not self.depths.underMouse():  # what a hand that chose the depth goes to next stays where it is
                self.bring_into_sight(self.records)
        else:
            slip = self._depth == AuditDepth.RESULT
            first = self.slip.editor("reported_accuracy") if slip else self.sums.editor("matched")
            audits_fields.take_keyboard(first)

    def finish_typing(self) -> None:
        """Commit the cell or field that is being typed into; the keyboard stays there."""
        focused = self.focusWidget()
        if focused is None or not focused.hasFocus() or not self.isAncestorOf(focused):
            return
        for grid in self.grids:
            if grid.view.isAncestorOf(focused) or focused is grid.view:
                grid.view.setFocus()
                return
        focused.clearFocus()
        focused.setFocus()

    @property
    def is_typing(self) -> bool:
        """Tell whether a cell is open for typing: what is in it would be lost if the grid were filled anew."""
        focused, views = self.focusWidget(), [grid.view for grid in self.grids]
        # For Qt a widget is an ancestor of itself: a grid that only has the keyboard is not being typed into.
        return focused is not None and focused not in views and any(view.isAncestorOf(focused) for view in views)

    def take_numbers(self, draft: AuditDraft) -> None:
        """Take the numbers under which a draft was stored, and leave all that is shown as it is."""
        self._kept = draft
        self.findings.take_numbers(draft.findings)

    def show_refused_cell(self) -> bool:
        """Put the keyboard on the first cell that is refused; False where none is."""
        for part, grid in zip(("", "findings", "answers", "actions"), self.grids, strict=True):
            if grid.refusals and (part or self._depth == AuditDepth.RECORDS):
                if part:
                    self.show_part(part)
                row, column, _ = grid.refusals[0]
                grid.view.setFocus()
                grid.set_current(row, column)
                return True
        return False

    def mark_saved(self, audit_id: int) -> None:
        """Take what is typed as stored under a number."""
        self._before_step = {}
        self._kept = self._kept.but(id=audit_id, depth=self._depth)
        self.head.keep_all()
        self._mark(dirty=False)

    def set_read_only(self, read_only: bool) -> None:
        """Close or open everything for typing."""
        for form in (self.head, self.slip, self.sums):
            form.set_enabled(enabled=not read_only)
        self.records.set_read_only(read_only)
        self.findings.set_read_only(read_only)
        self.actions_grid.set_read_only(read_only)
        self.foot.setVisible(not read_only)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Score nothing while nobody looks."""
        self._preview_timer.stop()
        super().hideEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Score what was typed before the form was hidden."""
        super().showEvent(event)
        if self.dirty:
            self._preview_timer.start()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use a wide form for a third column of what is folded away."""
        super().resizeEvent(event)
        self._more_columns.lay(3 if event.size().width() >= _WIDE_FORM else 2)

    def _made(self, values: dict[str, Any]) -> AuditDraft:
        values["feeds_accuracy"] = bool(values["feeds_accuracy"])
        values["name"] = values["name"] or ""
        values["auditor"] = values["auditor"] or ""
        version = self._kept.method_version
        if "method" not in self.head.own or values["method"] != self._kept.method:
            method, named = self.lists.method_on(values["day"], values["work_type_id"])
            version = named if method == values["method"] else ""
        return self._kept.but(
            **values,
            method_version=version,
            depth=self._depth,
            record_lines=self.records.lines if self._depth == AuditDepth.RECORDS else (),
            findings=self.findings.findings,
            actions=self.actions_grid.lines,
        )

    def _counted(self) -> dict[str, Any]:
        """Return what is typed as result or counts; Refused names the field that is wrong."""
        if self._depth == AuditDepth.RECORDS:
            return {}
        slip = self._depth == AuditDepth.RESULT
        form, names = (self.slip, audits_fields.SLIP_NAMES) if slip else (self.sums, audits_fields.SUM_NAMES)
        return {name: form.value(name) for name in names}

    def _carry_over(self, before: AuditDepth, after: AuditDepth) -> None:
        """Offer at the new depth what is known from the old one, only where nothing was typed."""
        charts = {AuditDepth.RESULT: self.slip, AuditDepth.COUNTS: self.sums}
        if before == AuditDepth.RECORDS and self.records.lines and after in charts:
            lines = self.records.lines
            known: dict[str, Any] = {"records": len(lines)}
            if after == AuditDepth.COUNTS:
                known |= {name: sum(getattr(line, name) for line in lines) for name in CODE_COUNTS}
            _offer(charts[after], known)
        elif before in charts and after in charts:
            _offer(charts[after], {"records": _lenient(charts[before], "records")})

    def _committed(self, name: str) -> None:
        if name == "work_type_id":
            self.records.set_work_type(self.head.lenient("work_type_id"))
        self.edited()

    def edited(self) -> None:
        """Tell that something was typed."""
        if self._loading:
            return
        self.dirty = True
        self._look_anew()

    def _look_anew(self) -> None:
        self.records.show_findings(self.findings.counts())
        self._mark(dirty=self.dirty)
        self._preview_timer.start()
        self.changed.emit()

    def _mark(self, *, dirty: bool) -> None:
        self.dirty = dirty
        elsewise = self.audit_id is not None and self._depth != self._kept.depth
        self.foot.allow_as_it_is(elsewise, discarding=elsewise)
        self.show_state(self.state, new=self.audit_id is None)
        self.heading.setText(self.head.title)
        self.findings.offer_records(tuple(line.reference for line in self.records.lines))
        self.parts.allow("answers", bool(self.findings.findings) or self.parts.key == "answers")

    def _show_below(self) -> None:
        """Show what stands below the counts; a slip has it only where something is there."""
        something = bool(self.findings.findings or self.actions_grid.lines)
        self._findings_part.setVisible(self._depth != AuditDepth.RESULT or something)

    def _to_findings(self, record: str = "") -> None:
        self.start_part("findings")
        self.findings.start(record)

    def _connect(self) -> None:
        for form in (self.head, self.slip, self.sums):
            form.changed.connect(self.edited)
        self.head.committed.connect(self._committed)
        self.head.submitted.connect(self.start_depth)
        self.sums.submitted.connect(self._to_findings)
        self.records.changed.connect(self.edited)
        self.records.findings_wanted.connect(self._to_findings)
        self.findings.changed.connect(self.edited)
        self.actions_grid.changed.connect(self.edited)
        self.depths.chosen.connect(self._depth_chosen)
        self.parts.chosen.connect(self.start_part)

    def _depth_chosen(self, depth: str) -> None:
        self.set_depth(AuditDepth(depth), focus=True)


def _lenient(form: Form, name: str) -> Any:
    try:
        return form.value(name)
    except Refused:
        return None


def _offer(form: Form, values: dict[str, Any]) -> None:
    """Show values where nothing was typed."""
    form.set_values({name: value for name, value in values.items() if _lenient(form, name) is None})
