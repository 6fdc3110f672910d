"""Reviews: choose a coder, write the words, look at the true pages, save or print the packet.

codedesk.ui.pages.reviews_words   what is typed      reviews_side      list, points
codedesk.ui.printing              saving, printing   widgets.pdf_view   the pages
"""

from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.reports import checks, files
from codedesk.reports.packet import SECTION_NAMES, SECTIONS, Section, build
from codedesk.services import reviews
from codedesk.services.reviews import AgreementDraft
from codedesk.services.reviews_rows import PacketRow, PreflightRow, ReviewListRow, ReviewRow
from codedesk.ui import ask, theme
from codedesk.ui.actions import Action
from codedesk.ui.pages.page import Page
from codedesk.ui.pages.reviews_side import STATE_WORDS, Points, columns
from codedesk.ui.pages.reviews_words import TEXTS, ReviewWords
from codedesk.ui.printing import Job, Output, Progress, ask_folder, ask_pdf
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.pdf_view import PdfView
from codedesk.ui.widgets.table import Table

FROZEN = ("given", "signed", "signature_refused")
_NEXT_WORDS = {"draft": "Mark as ready", "ready": "Give out", "given": "Record the signature"}
_NEXT_STATE = {"draft": "ready", "ready": "given", "given": "signed"}


class ReviewsPage(Page):
    """The list at the left, the words in the middle, the pages at the right."""

    name: ClassVar[str] = "reviews"
    title: ClassVar[str] = "Reviews"
    icon: ClassVar[str] = "reviews"

    @override
    def build(self) -> None:
        self._coder_id: int | None = self.context.coder_id
        self.words = ReviewWords(self.context.today, self.context.date_order)
        self._review: ReviewRow | None = None
        self._packet: PacketRow | None = None
        self._sections: tuple[Section, ...] = SECTIONS
        self._made = 0
        self.output = Output(self.context, self)
        self.output.moved.connect(self._moved)
        self.output.ended.connect(self._ended)
        self.progress = Progress(self.output.cancel)
        self.coders: Table[ReviewListRow] = Table(columns(), "Reviews of the period")
        self.coders.selected.connect(self._chosen)
        self.coders.activated.connect(self._open_words)
        self.points = Points()
        self.words.text_committed.connect(self._set_text)
        self.words.agreements_committed.connect(self._set_agreements)
        self.words.outcome_committed.connect(self._set_outcome)
        self.pages = PdfView(self.context.run)
        self.pages.page_changed.connect(self._show_page_number)
        self._lay_out_body()

    @override
    def refresh(self) -> None:
        self.read(reviews.reviews, self.context.period, self.context.today(), then=self._show_list)

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        here = self.name
        one, many = self._has_packet, self._has_coders
        return (
            Action("reviews.save", "Save the PDF", "Ctrl+S", self._save_one, here, one, primary=True, icon="save"),
            Action("reviews.print", "Print", "Ctrl+Shift+P", self._print_one, here, one, icon="print"),
            Action("reviews.save_all", "Save all", "Ctrl+Shift+S", self._save_all, here, many),
            Action("reviews.print_all", "Print all packets", "", self._print_all, here, many, shown=False),
            Action("reviews.next", "Take the review a step on", "", self._step_on, here, self._can_step, shown=False),
            Action("reviews.refuse", "Record a refused signature", "", self._refuse, here, self._is_given, shown=False),
            Action("reviews.reopen", "Reopen the review", "", self._reopen, here, self._is_closed, shown=False),
            Action("reviews.pages", "Go to the pages", "F6", self._focus_pages, here, shown=False),
            Action("reviews.zoom_in", "Show the pages larger", "Ctrl++", self.pages.zoom_in, here, shown=False),
            Action("reviews.zoom_out", "Show the pages smaller", "Ctrl+-", self.pages.zoom_out, here, shown=False),
            Action("reviews.fit", "Fit the pages to the view", "Ctrl+0", self.pages.fit, here, shown=False),
        )  # fmt: skip

    @override
    def navigate(self, **what: Any) -> None:
        if "coder_id" in what:
            self._coder_id = what["coder_id"]
            self.stale = True

    @override
    def first_focus(self) -> QWidget:
        return self.coders

    @override
    def leave(self) -> bool:
        self.words.keep_typed()
        return True

    def _lay_out_body(self) -> None:
        left = _column(self.coders, theme.label("Before printing", "section"), self.points, stretch=(5, 0, 2))
        self._state = theme.label("", "body", "second", wrap=True)
        self._next = button("", self._step_on)
        self._refused = button("Signature refused", self._refuse, kind="quiet")
        self._again = button("Reopen", self._reopen, kind="quiet")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._state, 1)
        for made in (self._refused, self._again, self._next):
            row.addWidget(made)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.words, 1)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setHandleWidth(16)
        parts.setChildrenCollapsible(False)
        for part, stretch, least in ((left, 2, 224), (middle, 3, 330), (self._pages_side(), 4, 330)):
            part.setMinimumWidth(least)
            parts.addWidget(part)
            parts.setStretchFactor(parts.count() - 1, stretch)
        self.body.addWidget(self.progress)
        self.body.addWidget(parts, 1)

    def _pages_side(self) -> QWidget:
        self._page_number = theme.label("", "body", "second")
        self._choose = button("Sections", kind="quiet")
        self._choose.setMenu(self._section_menu())
        bar = QHBoxLayout()
        bar.setSpacing(4)
        bar.addWidget(self._page_number, 1)
        bar.addWidget(self._choose)
        for text, run in (("−", self.pages.zoom_out), ("Fit", self.pages.fit), ("+", self.pages.zoom_in)):
            made = button(text, run, kind="quiet")
            made.setAccessibleName({"−": "Smaller", "+": "Larger"}.get(text, "Fit to the view"))
            bar.addWidget(made)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
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
        self._sections = tuple(entry.data() for entry in self._section_actions if entry.isChecked())
        self._make_preview()

    def _open_words(self, _row: ReviewListRow) -> None:
        self.words.focus_first()

    def _show_list(self, rows: tuple[ReviewListRow, ...]) -> None:
        if not rows:
            words = f"Nobody has anything to review in {self.context.period_label}. Log days or enter audits first."
            self.show_empty(words)
            return
        states = [STATE_WORDS[row.state] for row in rows]
        counted = ", ".join(f"{states.count(word)} {word}" for word in STATE_WORDS.values() if word in states)
        self.set_subline(f"{self.context.period_label} · {formats.plural(len(rows), 'coder')}: {counted}")
        wanted = self._coder_id if self._coder_id is not None else self.context.coder_id
        self.coders.blockSignals(True)
        self.coders.show_rows(rows)
        if not self.coders.select_where(lambda row: row.coder_id == wanted):
            self.coders.selectRow(0)
        self.coders.blockSignals(False)
        self.show_content()
        self._chosen(self.coders.selected_row())

    def _chosen(self, row: ReviewListRow | None) -> None:
        if row is None:
            return
        if self._coder_id is not None and row.coder_id != self._coder_id:
            self.words.keep_typed()
        self._coder_id = row.coder_id
        self.context.read(self, reviews.review, row.coder_id, self.context.period, then=self._show_review)
        self._read_packet()

    def _show_review(self, row: ReviewRow) -> None:
        if row.coder_id != self._coder_id or row.period != self.context.period:
            return
        self._review = row
        state = row.text.state
        self.words.show_review(row, closed=state in FROZEN or self.context.read_only)
        self._state.setText(_state_words(row))
        self._next.setText(_NEXT_WORDS.get(state, ""))
        self._next.setVisible(state in _NEXT_WORDS and not self.context.read_only)
        self._refused.setVisible(self._is_given())
        self._again.setVisible(self._is_closed())
        self.update_actions()

    def _read_packet(self) -> None:
        self._made += 1
        number = self._made
        self.context.read(
            self,
            reviews.packet,
            self._coder_id,
            self.context.period,
            self.context.today(),
            then=partial(self._take_packet, number),
        )

    def _take_packet(self, number: int, row: PacketRow) -> None:
        if number == self._made:
            self._packet = row
            self._make_preview()
            self.update_actions()

    def _make_preview(self) -> None:
        if self._packet is None:
            return
        self._made += 1
        number = self._made
        job = (self._packet, None, self._sections)
        self.context.run(self, build, *job, then=partial(self._show_pdf, number))
        self.context.run(self, checks.points, self._packet, then=partial(self._show_points, number))

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
            self._write(f"Set {TEXTS[name].lower()}", reviews.set_text, name, words)

    def _set_agreements(self, drafts: tuple[AgreementDraft, ...]) -> None:
        self._write("Set the agreements", reviews.set_agreements, drafts)

    def _set_outcome(self, agreement_id: int, words: str) -> None:
        if self._review is not None:
            step = f"Set what became of an agreement, {self._review.coder}"
            self.context.write(self, step, reviews.set_outcome, agreement_id, words)

    def _write(self, step: str, service: Any, *args: Any) -> None:
        review = self._review
        if review is not None:
            words = f"{step}, {review.coder}, {self.context.period_label}"
            self.context.write(self, words, service, review.coder_id, review.period, *args)

    def _set_state(self, state: str) -> None:
        self.words.keep_typed()
        self._write(f"Review {state.replace('_', ' ')}", reviews.set_state, state, self.context.today())

    def _step_on(self) -> None:
        if self._review is None or not self._can_step():
            return
        state = self._review.text.state
        if state == "ready":
            text = "Its words can then be changed only after it is reopened. Print or save it first."
            if not ask.asker().question(self, f"Give out the packet of {self._review.coder}?", text, "Give out"):
                return
        self._set_state(_NEXT_STATE[state])

    def _refuse(self) -> None:
        self._set_state("signature_refused")

    def _reopen(self) -> None:
        self._set_state("draft")

    def _can_step(self) -> bool:
        return self._review is not None and self._review.text.state in _NEXT_STATE and not self.context.read_only

    def _is_given(self) -> bool:
        return self._review is not None and self._review.text.state == "given" and not self.context.read_only

    def _is_closed(self) -> bool:
        return self._review is not None and self._review.text.state in FROZEN and not self.context.read_only

    def _has_packet(self) -> bool:
        return self._packet is not None and not self.output.running

    def _has_coders(self) -> bool:
        return bool(self.coders.rows) and not self.output.running

    def _focus_pages(self) -> None:
        self.pages.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _save_one(self) -> None:
        self.words.keep_typed()
        if self._packet is None:
            return
        row = self._packet
        name = files.file_name(row.coder.name, row.period, self.context.first_month)
        path = ask_pdf(self, self.context, "Save the packet", name)
        if path is not None:
            self._read_rows((row.coder.id,), lambda rows: self.output.save([self._job(rows[0], path)]))

    def _save_all(self) -> None:
        self.words.keep_typed()
        folder = ask_folder(self, self.context, "Save all packets in")
        if folder is not None:
            self._read_rows(self._all_ids(), lambda rows: self._save_in(folder, rows))

    def _save_in(self, folder: Path, rows: tuple[PacketRow, ...]) -> None:
        names = files.file_names(tuple(row.coder.name for row in rows), self.context.period, self.context.first_month)
        jobs = [self._job(row, folder / name) for row, name in zip(rows, names, strict=True)]
        there = sum(job.path is not None and job.path.exists() for job in jobs)
        if there:
            title = f"Replace {formats.plural(there, 'packet')} in “{folder.name}”?"
            if not ask.asker().question(self, title, "Packets of the same names are there already.", "Replace"):
                return
        self.output.save(jobs)

    def _job(self, row: PacketRow, path: Path | None = None) -> Job:
        return Job(row.coder.name, partial(build, row, None, self._sections), path)

    def _print_one(self) -> None:
        if self._packet is not None:
            self._print((self._packet.coder.id,))

    def _print_all(self) -> None:
        self._print(self._all_ids())

    def _print(self, coder_ids: tuple[int, ...]) -> None:
        self.words.keep_typed()
        paper = self._packet.paper if self._packet is not None else "letter"
        printer = ask.asker().printer(self, f"Review packets, {self.context.period_label}", paper)
        if printer is not None:
            self._read_rows(coder_ids, lambda rows: self.output.print_with(printer, [self._job(row) for row in rows]))

    def _read_rows(self, coder_ids: tuple[int, ...], then: Any) -> None:
        self.context.read(self, reviews.packets, coder_ids, self.context.period, self.context.today(), then=then)

    def _all_ids(self) -> tuple[int, ...]:
        return tuple(row.coder_id for row in self.coders.rows)

    def _moved(self, done: int, all_of: int, words: str) -> None:
        self.progress.show_step(done, all_of, words)
        self.update_actions()

    def _ended(self, words: str, whole: bool) -> None:
        self.progress.hide()
        self.update_actions()
        if words:
            self.context.say("done" if whole else "info", words)


def _column(*widgets: QWidget, stretch: tuple[int, ...]) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for widget, share in zip(widgets, stretch, strict=True):
        column.addWidget(widget, share)
    return made


def _state_words(row: ReviewRow) -> str:
    text = row.text
    words = f"{row.coder}: {STATE_WORDS[text.state]}"
    if text.given_on is not None:
        words += f", given {formats.day(text.given_on)}"
    if text.signed_on is not None:
        refused = text.state == "signature_refused"
        words += f", {'signature refused' if refused else 'signed'} {formats.day(text.signed_on)}"
    return words
