"""Reviews: choose a coder, write the words, look at the true pages, save or print the packet.

words.py   what is typed      side.py              list, points      state.py   draft to signed
saving.py  files and prints   widgets/pdf_view.py  the pages
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.models.review_words import ReviewState
from codedesk.models.reviews import AgreementDraft
from codedesk.periods import Period, label
from codedesk.reports import checks
from codedesk.reports.packet import pages_of
from codedesk.reports.sections import SECTION_NAMES, SECTIONS
from codedesk.services.reviews import reviews
from codedesk.services.reviews.concerns import PreflightRow
from codedesk.services.reviews.rows import DATA_GAPS, PacketRow, PrintRow, ReviewListRow, ReviewRow
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.pages.page import Page
from codedesk.ui.pages.reviews.identifier_warning import Values
from codedesk.ui.pages.reviews.quarter import quarter_of, quarter_words, why_another
from codedesk.ui.pages.reviews.saving import Saving
from codedesk.ui.pages.reviews.side import Points, columns
from codedesk.ui.pages.reviews.state import StateBar
from codedesk.ui.pages.reviews.words import PRIVATE, TEXTS, ReviewWords, goals_of
from codedesk.ui.printing import Output
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.pdf_view import PdfView
from codedesk.ui.widgets.table import Table

_STATES = tuple(state.words for state in ReviewState)
_PAGE_WIDE = 860
_OF_A_CODER = ("next", "save", "print", "locked", "private", "given", "reopen")


class ReviewsPage(Page):
    """The list at the left, the words in the middle, the pages at the right."""

    name: ClassVar[str] = "reviews"
    title: ClassVar[str] = "Reviews"
    icon: ClassVar[str] = "reviews"

    @override
    def build(self) -> None:
        self._coder_id: int | None = self.context.coder_id
        self.words = ReviewWords(self.context.dates, self.context.typed)
        self._review: ReviewRow | None = None
        self._packet: PacketRow | None = None
        self._made = 0
        self.output = Output(self.context, self)
        self.output.changed.connect(self.update_actions)
        self.saving = Saving(self, self.output, self._kept_packet, self._kept_ids)
        self.state = StateBar(self.context, self._all_kept, self.output)
        self.context.typed.opens(self.name, "why refused", lambda _key: self.state.refuse())
        self.coders: Table[ReviewListRow] = Table(columns(), "Reviews of the period")
        self.coders.selected.connect(self._picked)
        self.coders.activated.connect(self._open_words)
        self.coders.row_menu.name_open("Go to the words")
        self.coders.row_menu.offer(self.actions, *(f"reviews.{name}" for name in _OF_A_CODER))
        self.points = Points()
        self.context.coder_changed.connect(self._follow)
        self.words.text_committed.connect(self._set_text)
        self.words.agreements_committed.connect(self._set_agreements)
        self.words.outcome_committed.connect(self._set_outcome)
        self.words.private_committed.connect(self._set_private)
        self.words.proposal_wanted.connect(self._propose)
        self.pages = PdfView(self.context.run)
        self.pages.page_changed.connect(self._show_page_number)
        self._lay_out_body()

    @override
    def refresh(self) -> None:
        self.read(reviews.reviews, quarter_of(self.context), self.context.today(), then=self._show_list)

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        here, saving, state = self.name, self.saving, self.state
        one, many, held = self._has_packet, self._has_coders, self._holds
        return (
            Action("reviews.save", "Save the PDF", "Ctrl+S", saving.save_one, here, one, primary=True, icon="save"),
            Action("reviews.print", "Print", "Ctrl+Shift+P", saving.print_one, here, one, icon="print"),
            Action("reviews.save_all", "Save all", "Ctrl+Shift+S", saving.save_all, here, many),
            Action("reviews.print_all", "Print all packets", "", saving.print_all, here, many, shown=False),
            Action("reviews.merged", "Save all packets in one file", "", saving.save_merged, here, many, shown=False),
            Action("reviews.locked", "Save with a password", "", saving.save_locked, here, one, shown=False),
            Action("reviews.team", "Save the team’s quarter", "", saving.save_team, here, many, shown=False),
            Action("reviews.year", "Save the coder’s year", "", saving.save_year, here, one, shown=False),
            Action("reviews.private", "Save the private sheet", "", saving.save_private, here, one, shown=False),
            Action("reviews.propose", "Propose a sentence", "Alt+J", self.words.propose, here, one, shown=False),
            Action("reviews.keep", "Keep the text as it is", "Alt+K", self.words.keep_held, here, held, shown=False),
            *state.steps(here),
            Action("reviews.later", "Next coder", "Ctrl+PgDown", self._next_coder, here, many, shown=False),
            Action("reviews.earlier", "Previous coder", "Ctrl+PgUp", self._coder_before, here, many, shown=False),
            Action("reviews.pages", "Go to the pages", "F6", self._focus_pages, here, shown=False),
            Action("reviews.zoom_in", "Show the pages larger", "Ctrl++", self.pages.zoom_in, here, shown=False),
            Action("reviews.zoom_out", "Show the pages smaller", "Ctrl+-", self.pages.zoom_out, here, shown=False),
            Action("reviews.fit", "Show the pages at page width", "Ctrl+0", self.pages.fit, here, shown=False),
        )  # fmt: skip

    @override
    def navigate(self, **what: Any) -> None:
        if "period" in what:
            self.context.period = Period(*(date.fromisoformat(day) for day in what["period"]))
        if "coder_id" in what:
            self._coder_id = what["coder_id"]
            self.stale = True

    @override
    def first_focus(self) -> QWidget:
        return self.coders

    @override
    def leave(self) -> bool:
        self.words.keep_typed()
        return not self._tells_held()

    def _lay_out_body(self) -> None:
        left = _column(self.coders, theme.label("Before printing", "section"), self.points, stretch=(5, 0, 2))
        middle = QWidget()
        self._beside = self.reader(middle)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setHandleWidth(16)
        parts.setChildrenCollapsible(False)
        self.body.addWidget(parts, 1)
        for part, stretch, least in ((left, 0, 224), (middle, 1, 364), (self._pages_side(), 3, 330)):
            part.setMinimumWidth(least)
            parts.addWidget(part)
            parts.setStretchFactor(parts.count() - 1, stretch)
        parts.setSizes([236, 364, _PAGE_WIDE])  # the true width of a page, as far as the window has it
        column = theme.column(middle)
        column.addWidget(self.state)
        column.addWidget(self.words.held_bar)
        column.addWidget(self.words, 1)
        column.addWidget(self.words.foot)

    def _pages_side(self) -> QWidget:
        self._page_number = theme.label("", "body", "second")
        self._choose = button("Sections", kind="quiet")
        self._choose.setMenu(self._section_menu())
        self._choose.setProperty("menu", "yes")  # room for the arrow
        bar = QHBoxLayout()
        bar.setSpacing(4)
        bar.addWidget(self._page_number, 1)
        bar.addWidget(self._choose)
        for text, run in (("−", self.pages.zoom_out), ("Page width", self.pages.fit), ("+", self.pages.zoom_in)):
            made = button(text, run, kind="quiet")
            made.setAccessibleName({"−": "Smaller", "+": "Larger"}.get(text, "Page width"))
            bar.addWidget(made)
        side = QWidget()
        column = theme.column(side)
        column.addLayout(bar)
        column.addWidget(self.pages, 1)
        return side

    def _section_menu(self) -> QMenu:
        menu = QMenu(self)
        for section in SECTIONS:
            entry = QAction(SECTION_NAMES[section], menu, checkable=True, checked=True)
            entry.setData(section)
            entry.toggled.connect(self._sections_chosen)
            menu.addAction(entry)
        self._section_actions = menu.actions()
        return menu

    def _sections_chosen(self, _on: bool) -> None:
        off = tuple(entry.data() for entry in self._section_actions if not entry.isChecked())
        self._write("Set the parts of the packet", {}, reviews.set_sections_off, off)

    def _open_words(self, _row: ReviewListRow) -> None:
        self._beside.waiting.when_done(self.words.focus_first)

    def _show_list(self, rows: tuple[ReviewListRow, ...]) -> None:
        if not rows:
            self._show_nobody()
            return
        states = [row.state.words for row in rows]
        gaps = sum(row.lacks_data for row in rows)
        counted = ", ".join(f"{states.count(word)} {word}" for word in _STATES if word in states)
        counted += f"; {gaps} with {DATA_GAPS}" if gaps else ""
        said = f"{quarter_words(self.context)} · {formats.plural(len(rows), 'coder')}: {counted}"
        self.set_subline(" · ".join(filter(None, (said, why_another(self.context)))))
        wanted = self._coder_id if self._coder_id is not None else self.context.coder_id
        self.coders.blockSignals(True)
        self.coders.show_rows(rows)
        if not self.coders.select_where(lambda row: row.coder_id == wanted):
            self.coders.choose(0)
        self.coders.blockSignals(False)
        self.show_content()
        self._chosen(self.coders.selected_row())

    def _follow(self, coder_id: int | None) -> None:
        if coder_id is not None and coder_id != self._coder_id:
            self.words.keep_typed()
            self._coder_id = coder_id

    def _picked(self, row: ReviewListRow | None) -> None:
        self._chosen(row)
        self.chose_coder(row.coder_id if row is not None else None)

    def _next_coder(self) -> None:
        self._step_coder(1)

    def _coder_before(self) -> None:
        self._step_coder(-1)

    def _step_coder(self, step: int) -> None:
        """Show the review beside this one; the keyboard stays in the words where it was in them."""
        place = self.coders.currentIndex().row() + step
        if 0 <= place < len(self.coders.rows):
            self.coders.choose(place)

    def _show_nobody(self) -> None:
        """Say that the period is empty; nothing of the one before can be saved or printed any more."""
        self.coders.blockSignals(True)
        self.coders.show_rows(())
        self.coders.blockSignals(False)
        self._review, self._packet = None, None
        self._made += 1
        self.state.clear()
        self.set_subline("")
        words = f"Nobody has anything to review in {quarter_words(self.context)}. Log days or enter audits first."
        self.show_empty(words, Action("reviews.today", "Go to Today", "", self._go_to_today, self.name))
        self.update_actions()

    def _go_to_today(self) -> None:
        self.context.navigate("today")

    def _chosen(self, row: ReviewListRow | None) -> None:
        if row is None:
            return
        if self._coder_id is not None and row.coder_id != self._coder_id:
            self.words.keep_typed()
        self._coder_id = row.coder_id
        asked = row.coder_id, quarter_of(self.context)
        same = self._review is not None and asked == (self._review.coder_id, self._review.period)
        self._beside.read(reviews.review, *asked, then=self._show_review, quiet=same)
        self._read_packet()

    def _show_review(self, row: ReviewRow) -> None:
        if row.coder_id != self._coder_id or row.period != quarter_of(self.context):
            return
        self._review = row
        closed = row.text.state.is_out or self.context.read_only
        if closed and self.words.typing_what_closes:
            self.coders.setFocus(Qt.FocusReason.OtherFocusReason)  # the keyboard must not stay in a closed field
        self.words.show_review(row, closed=row.text.state.is_out, read_only=self.context.read_only)
        self.state.show_review(row)
        for entry in self._section_actions:
            entry.blockSignals(True)
            entry.setChecked(entry.data() not in row.text.sections_off)
            entry.setEnabled(not closed)
            entry.blockSignals(False)
        self.update_actions()

    def _read_packet(self) -> None:
        self._made += 1
        number = self._made
        self.context.read(
            self,
            reviews.for_print,
            (self._coder_id,),
            quarter_of(self.context),
            self.context.today(),
            then=partial(self._take_packet, number),
        )

    def _take_packet(self, number: int, rows: tuple[PrintRow, ...]) -> None:
        if number != self._made:
            return
        (row,) = rows
        self._packet = row.packet
        self.state.show_changes(row.packet)
        self._made += 1
        number = self._made
        self.context.run(self, pages_of, row, then=partial(self._show_pdf, number))
        self.context.run(self, checks.points, row.packet, then=partial(self._show_points, number))
        self.update_actions()

    def _show_pdf(self, number: int, pdf: bytes) -> None:
        if number == self._made:
            self.pages.show_pdf(pdf)

    def _show_points(self, number: int, found: tuple[PreflightRow, ...]) -> None:
        if number == self._made:
            self.points.show_points(found)

    def _show_page_number(self, page: int, pages: int) -> None:
        self._page_number.setText(f"Page {page} of {pages}" if pages else "Making the pages …")

    def _set_text(self, name: str, words: str) -> None:
        if self._review is not None:
            self._write(f"Set {TEXTS[name].lower()}", {name: {name: words}}, reviews.set_text, name, words)

    def _set_agreements(self, drafts: tuple[AgreementDraft, ...]) -> None:
        self._write("Set the agreements", goals_of(drafts), reviews.set_agreements, drafts)

    def _set_private(self, words: str) -> None:
        self._write("Set the private note", {PRIVATE: {PRIVATE: words}}, reviews.set_private_note, words)

    def _propose(self, name: str) -> None:
        if self._packet is not None and self._review is not None and self.words.can_propose:
            found = reviews.proposals(self._packet, name)
            if found:
                self.words.show_proposals(name, found)
            else:  # no menu: it would take the keys of who goes on typing
                self.context.say("info", f"The figures say nothing for “{TEXTS[name]}”.")

    def _set_outcome(self, agreement_id: int, words: str) -> None:
        if self._review is not None:
            step, place = f"Set what became of an agreement, {self._review.coder}", str(agreement_id)
            then = self._let_go({place: {place: words}})
            self.context.write(self, step, reviews.set_outcome, agreement_id, words, then=then)

    def _write(self, step: str, typed: Mapping[str, Values], service: Any, *args: Any) -> None:
        review = self._review
        if review is not None:
            words, then = f"{step}, {review.coder}, {quarter_words(self.context)}", self._let_go(typed)
            self.context.write(self, words, service, review.coder_id, review.period, *args, then=then)

    def _let_go(self, typed: Mapping[str, Values]) -> Callable[[Any], None]:
        """Return what follows storing: what was typed of the review that is shown now is kept no more."""
        assert self._review is not None
        review = self._review.coder_id, self._review.period
        return lambda _result: self.words.take_stored(review, typed)

    def _has_packet(self) -> bool:
        return self._packet is not None and not self.output.running

    def _holds(self) -> bool:
        return bool(self.words.held)

    def _has_coders(self) -> bool:
        return bool(self.coders.rows) and not self.output.running

    def _focus_pages(self) -> None:
        self.pages.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _kept_packet(self) -> PacketRow | None:
        return self._packet if self._all_kept() else None

    def _kept_ids(self) -> tuple[int, ...]:
        return tuple(row.coder_id for row in self.coders.rows) if self._all_kept() else ()

    def _all_kept(self) -> bool:
        """Commit what is being typed; say what is held back, so that no page leaves without it unseen."""
        self.words.keep_typed()
        return not self._tells_held()

    def _tells_held(self) -> bool:
        """Say whose text is not saved yet, and go to it; False where nothing is held."""
        for coder_id, period in self.words.held.reviews():
            if period == quarter_of(self.context):
                self.coders.choose([row.coder_id for row in self.coders.rows].index(coder_id))
            named = {row.coder_id: row.coder for row in self.coders.rows}.get(coder_id, "another coder")
            when = label(period, self.context.fiscal_year)
            self.context.say("caution", f"A text of {named}, {when}, is not saved yet: change it, or keep it as it is.")
            return True
        return False


def _column(*widgets: QWidget, stretch: tuple[int, ...]) -> QWidget:
    made = QWidget()
    column = theme.column(made, 8)
    for widget, share in zip(widgets, stretch, strict=True):
        column.addWidget(widget, share)
    return made
