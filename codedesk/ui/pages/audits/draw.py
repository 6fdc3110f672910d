"""The draw view of the Audits page: how many charts an aimed precision takes, which ones, and the draws that were made.

Here lives what is typed and asked; sizes and draws themselves are metrics/sampling.py and
services/audits/draws.py.
"""

import secrets
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.errors import Refused
from codedesk.metrics.sampling import sample_size, wilson_margin, wilson_size
from codedesk.models.audit_plans import AuditDrawDraft
from codedesk.services.audits import draws as audit_draws
from codedesk.services.audits.draws import DrawFrame, DrawRow, DrawsRow
from codedesk.ui import ask, theme
from codedesk.ui.actions import Action
from codedesk.ui.editing import Editing
from codedesk.ui.pages.audits import explanations, period_words
from codedesk.ui.pages.audits.typed_draw import TypedDraw
from codedesk.ui.pages.audits.views import AuditsView
from codedesk.ui.typed import WHY, TypedPlace
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.editors import LongText
from codedesk.ui.widgets.explain import explain
from codedesk.ui.widgets.fields import Field, Form
from codedesk.ui.widgets.fold import Fold
from codedesk.ui.widgets.form_foot import FormFoot
from codedesk.ui.widgets.table import Table, TableColumn

_SIZE = (
    Field("share", "Accuracy expected", "percent", True, unit="%", width=88),
    Field("margin", "Precision aimed at, ±", "percent", True, unit="points", width=88),
    Field("population", "Charts to choose from", "count", width=88, placeholder="any"),
)
_DRAW = (
    Field("size", "How many", "count", True, unit="charts", width=88),
    Field("coder_id", "Of whom", "choice", width=200),
    Field("source", "From", placeholder="which list: June, inpatient", width=240),
)
_HOW = (Field("seed", "Seed", "count", True, width=112, high=AuditDrawDraft.bounds_of("seed").high),)
_REPEATED = (
    "A draw can be repeated by any program: SHA-256 of “seed:reference”, the references in rising order of it, the "
    "first ones taken."
)
_SEEDS = 1_000_000
_LONGEST_FILE = 10_000_000


class DrawView(AuditsView):
    """Sample size, draw and the draws that are kept."""

    name = "draw"

    @override
    def build(self) -> None:
        """Lay out the size, the list to draw from, and the draws."""
        self._followed = False
        self.context.typed.opens("audits", f"{WHY}draw", self._void_again)
        self._frame = DrawFrame(())
        self._population: int | None = None
        self.aim = Form(_SIZE, dates=self.context.dates, label_width=152)
        self.aim.set_values({"share": 95.0, "margin": 5.0})
        self.aim.changed.connect(self._show_size)
        self.answer = theme.label("", "body", wrap=True)
        self.frame = LongText("Paste the references to draw from, one per line. Never a patient’s name or number.")
        self.frame.setAccessibleName("References to draw from, one per line")
        self.frame.textChanged.connect(self._read_frame)
        self.said = theme.label("", "caption", "second", wrap=True)
        self.form = Form(_DRAW, dates=self.context.dates, label_width=72)
        self.seed = Form(_HOW, dates=self.context.dates, label_width=72)
        self.seed.set_values({"seed": secrets.randbelow(_SEEDS)})
        for form in (self.form, self.seed):
            form.submitted.connect(self.draw)
        self.draws: Table[DrawRow] = Table(
            _columns(), "Draws", key=lambda row: row.id, empty="No charts were drawn yet."
        )
        self.draws.selected.connect(self._show_drawn)
        self.draws.activated.connect(self._audit_row)
        self.draws.row_menu.name_open("Audit these charts, or show their audit")
        self.draws.row_menu.offer(self.actions, "audits.draw_again", "audits.draw_void")
        self.drawn, self.how = (theme.label("", "body", "second", wrap=True) for _ in range(2))
        for words in (self.drawn, self.how):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.foot = FormFoot(self.draw, "Draw", "Ctrl+Return")
        self.typed = TypedDraw(self)
        self._lay_out()
        self._show_size()

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        """Return what can be done with draws."""
        return (
            Action("audits.draw_now", "Draw the charts to audit", "", self.draw, enabled=self._can_write),
            Action(
                "audits.draw_import",
                "Take the list to draw from out of a file",
                "",
                self.import_frame,
                enabled=self._can_write,
            ),
            Action("audits.draw_again", "Draw again and compare", "Alt+G", self.again, enabled=self._has_draw),
            Action("audits.draw_audit", "Audit the charts drawn", "Ctrl+Shift+R", self.audit, enabled=self._can_audit),
            Action("audits.draw_void", "Void the draw", "", self.void, enabled=self._can_audit),
        )

    @override
    def first_focus(self) -> QWidget:
        return self.draws if self.draws.rows or not self._can_write() else self.frame

    @override
    def refresh(self) -> None:
        """Read the draws and the coders."""
        self.read(audit_draws.draws_and_coders, self.context.period, then=self._show)

    def draw(self) -> None:
        """Draw from the list that is pasted, and keep the draw."""
        values, seed = self.form.values(), self.seed.values()
        if seed is None:
            self.how_next.open()
        if values is None or seed is None or not self._can_write():
            return
        draft = AuditDrawDraft(frame="\n".join(self._frame.references), drawn_on=self.context.today(),
                               drawn_by=self.context.desk.who, **values, **seed)  # fmt: skip
        step = f"Draw {formats.plural(draft.size, 'chart')} to audit"
        self.context.write(self, step, audit_draws.add_draw, draft, then=self._drawn, failed=self._not_drawn)

    @override
    def can_submit(self) -> bool:
        return bool(self._frame.references)

    @override
    def submit(self) -> None:
        self.draw()

    @override
    def explain(self) -> None:
        """Open "How is this made?" for the size of the sample."""
        aim = self._aim()
        if aim is not None:
            sizes = sample_size(*aim), wilson_size(aim[0], aim[1])
            explain(self, "How many", (explanations.of_size(*aim, *sizes),))

    def import_frame(self) -> None:
        """Take the references out of the first column of a file."""
        path = ask.asker().open_file(self, "A list of references", Path.home(), "Lists (*.csv *.txt)")
        if path is None:
            return
        try:
            if path.stat().st_size > _LONGEST_FILE:
                raise Refused(f"{path.name} is too large for a list of references")
            self.frame.setPlainText(path.read_text(encoding="utf-8-sig"))
            self.form.set_values({"source": path.name})
        except (OSError, UnicodeDecodeError):
            self.context.say("error", f"{path.name} could not be read as text. Save it as CSV (UTF-8) and try again.")
        except Refused as refused:
            self.context.say("error", f"{refused.reason}.")

    def again(self) -> None:
        """Draw the chosen draw again and say whether it comes out the same."""
        row = self.draws.selected_row()
        if row is not None:
            self.context.read(self, audit_draws.draw_again, row.id, then=self._compared)

    def audit(self) -> None:
        """Start the audit of the charts that were drawn, or show it where there is one."""
        row = self.draws.selected_row()
        if row is not None:
            self._audit_row(row)

    def void(self) -> None:
        """Void the chosen draw, for a reason."""
        row = self.draws.selected_row()
        if row is not None:
            name = f"{formats.plural(len(row.drawn), 'chart')}, {formats.day(row.day)}"
            editing = Editing(self.context, self)
            editing.where = {"view": self.name}
            editing.void("draw", name, "Void draw", audit_draws.DRAWS.void, row.id)

    def _void_again(self, key: str) -> None:
        """Ask again why a draw is voided, where a reason was typed and not given."""
        if self.draws.select_where(lambda row: str(row.id) == key):
            self.void()

    def _audit_row(self, row: DrawRow) -> None:
        if row.audit_id is not None:
            self.context.navigate("audits", audit_id=row.audit_id)
        elif self._can_write():
            self.context.navigate("audits", drawn=row)

    def _show(self, found: DrawsRow) -> None:
        self.page.show_content()
        self.page.set_subline(f"How many charts, and which · {period_words.of_draw(self.context)}")
        self.form.set_choices("coder_id", found.coders)
        self.draws.show_rows(found.draws)
        if not self._followed:
            self._followed = True
            place = TypedPlace("draw", "new", "A draw of charts to audit", {"view": self.name}, page="audits")
            self.context.typed.follow(self.typed, place, self.foot)
        for part in (self.form, self.seed, self.frame, self.foot):
            part.setEnabled(self._can_write())
        self._show_drawn(self.draws.selected_row())

    def _drawn(self, row: DrawRow) -> None:
        self.context.say("done", f"Drawn: {', '.join(row.drawn[:8])}{' …' if len(row.drawn) > 8 else ''}")
        self.frame.clear()
        self.seed.set_values({"seed": secrets.randbelow(_SEEDS)})
        self.context.typed.stored(self.typed)
        self.draws.select_where(lambda each: each.id == row.id)
        self.draws.setFocus()

    def _not_drawn(self, error: BaseException) -> None:
        if isinstance(error, Refused) and error.field == "frame":
            self.said.setText(f"{error.reason[:1].upper()}{error.reason[1:]}.")
            self.frame.setFocus()
        elif not self.form.show_failure(error) and not self.seed.show_failure(error):
            self.context.tell_failure(error)

    def _compared(self, sentence: str) -> None:
        self.context.say("error" if "NOT" in sentence else "done", sentence)

    def _read_frame(self) -> None:
        try:
            self._frame = audit_draws.read_frame(self.frame.toPlainText())
        except Refused as refused:
            self._frame = DrawFrame(())
            self.said.setText(f"{refused.reason[:1].upper()}{refused.reason[1:]}.")
            return
        found = self._frame
        self._offer_population(len(found.references))
        parts = [formats.plural(len(found.references), "reference"), *found.remarks]
        self.said.setText(". ".join([*parts, *([found.warning] if found.warning else [])]) + ".")
        theme.restyle(self.said, tone="caution" if found.warning else "second")

    def _aim(self) -> tuple[float, float, int | None] | None:
        """Return share and margin as fractions and the charts to choose from; None while something is wrong."""
        try:
            share, margin, population = (self.aim.value(name) for name in ("share", "margin", "population"))
        except Refused:
            return None
        ready = share is not None and bool(margin) and population != 0
        return (share / 100, margin / 100, population) if ready else None

    def _show_size(self) -> None:
        aim = self._aim()
        self.answer.setText(_size_words(*aim) if aim is not None else "")

    def _offer_population(self, found: int) -> None:
        """Choose from as many charts as the list that is pasted has, until a person says otherwise."""
        if "population" not in self.aim.errors and self.aim.value("population") == self._population:
            self._population = found or None
            self.aim.set_values({"population": self._population})
            self._show_size()

    def _show_drawn(self, row: DrawRow | None) -> None:
        self.drawn.setText("" if row is None else f"In the order drawn: {', '.join(row.drawn)}")
        self.how_drawn.setVisible(row is not None)
        if row is not None:
            by = f" by {row.who}" if row.who else ""
            self.how.setText(f"With the seed {row.seed}, {len(row.drawn):,} of {row.of:,} references{by}. {_REPEATED}")
        for made, can in ((self.again_button, self._has_draw()), (self.audit_button, self._can_audit())):
            made.setEnabled(can)
        self.audit_button.setText("Show its audit" if row is not None and row.audit_id else "Audit these charts")

    def _can_write(self) -> bool:
        return not self.context.read_only

    def _has_draw(self) -> bool:
        return self.draws.selected_row() is not None

    def _can_audit(self) -> bool:
        return self._can_write() and self._has_draw()

    def _lay_out(self) -> None:
        self.again_button = button("Draw again and compare", self.again)
        self.audit_button = button("Audit these charts", self.audit)
        left = QVBoxLayout()
        left.setSpacing(12)
        self.foot.add_first(button("From a file", self.import_frame, kind="quiet"))
        settings = self.context.settings
        self.how_next = Fold(settings, "draw.seed", "How will this be drawn?", self.seed, "the seed")
        self.how_drawn = Fold(settings, "draw.how", "How was this drawn?", self.how)
        left.addWidget(_card("How many, and of whom", self.form, self.frame, self.said, self.how_next, self.foot), 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(_card("How many are enough", self.aim, self.answer))
        right.addWidget(theme.label("Draws", "section"))
        right.addWidget(self.draws, 1)
        right.addWidget(self.drawn)
        right.addWidget(self.how_drawn)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.again_button)
        buttons.addWidget(self.audit_button)
        right.addLayout(buttons)
        sides = QHBoxLayout()
        sides.setSpacing(16)
        sides.addLayout(left, 2)
        sides.addLayout(right, 3)
        self.body.addLayout(sides, 1)


def _card(title: str, *parts: QWidget) -> QFrame:
    card = QFrame()
    column = theme.card(card, 8)
    column.addWidget(theme.label(title, "section"))
    for part in parts:
        column.addWidget(part)
    return card


def _size_words(share: float, margin: float, population: int | None) -> str:
    size, wilson = sample_size(share, margin, population), wilson_size(share, margin)
    of = f" of {population:,}" if population else ""
    aim, reach = formats.number(margin * 100, 2), formats.number(wilson_margin(share, size) * 100, 1)
    return (
        f"Audit {formats.plural(size, 'chart')}{of}. If about {formats.percent(share)} are right, 95 of 100 such "
        f"samples come within {aim} points of the accuracy of all. The interval that CodeDesk shows is then about "
        f"± {reach} points; for ± {aim} there, audit {wilson:,}."
    )


def _columns() -> tuple[TableColumn[DrawRow], ...]:
    return (
        TableColumn("day", "Drawn on", 104, text=lambda row: formats.day(row.day)),
        TableColumn("coder", "Of", 140, text=lambda row: row.coder or "–", stretch=True, strong=True),
        TableColumn("size", "Charts", 96, "right", text=lambda row: f"{len(row.drawn):,} of {row.of:,}"),
        TableColumn(
            "source", "From", 120, text=lambda row: row.source, tooltip=lambda row: f"{row.source}\nby {row.who}"
        ),
        TableColumn("audit", "Audit", 84, text=lambda row: "audited" if row.audit_id else "not yet"),
    )
