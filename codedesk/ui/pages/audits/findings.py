"""The findings of an audit: typed by short keys, answered by the coder, decided by the manager.

Here live the two grids over one list of findings. Records and results live elsewhere.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from codedesk.errors import Refused
from codedesk.models.audit_words import FindingAnswer, FindingChange, FindingOutcome
from codedesk.models.audits import FindingDraft, RecordDraft
from codedesk.services.audits.lists import ANSWER_KEYS, CHANGE_KEYS, DIRECTION_KEYS, OUTCOME_KEYS, AuditLists
from codedesk.ui import theme
from codedesk.ui.pages.audits.records import LineGrid, listing
from codedesk.ui.pages.audits.words import (
    FINDING_HINT,
    KeyedWord,
    category_words,
    cause_words,
    chosen,
    likely_change,
    read_finding,
    severity_words,
    words_of,
)
from codedesk.ui.widgets.grid import Block, GridCell, GridColumn, GridRow

_SPARE_ROWS = 4
_MOST_KEYS = 8  # more of them do not fit below the grid
_TEXTS = ("original_code", "corrected_code", "guideline", "answer_reason", "outcome_reason")
_ANSWER_KEYS = " · anywhere: Alt+A agrees and goes on, Alt+R rebuts, Alt+Shift+A agrees with all that is open"
_OUTCOME_KEYS = " · anywhere: Alt+U upheld, Alt+W withdrawn"
_NOT_ANSWERED = GridCell("", "read_only")


def _columns(lists: AuditLists) -> tuple[GridColumn, ...]:
    categories, causes = category_words(lists), cause_words(lists)
    changes, directions, severities = words_of(CHANGE_KEYS), words_of(DIRECTION_KEYS), severity_words(lists)
    return (
        GridColumn("record", "Record", width=66, tooltip=f"Type a whole line here: 6, then {FINDING_HINT}"),
        listing(GridColumn("category", "Category", width=132, stretch=True), categories),
        listing(GridColumn("change", "Change", width=64), changes),
        listing(GridColumn("direction", "Direction", width=70), directions),
        listing(GridColumn("severity", "Severity", width=66), severities),
        listing(GridColumn("cause", "Root cause", width=84), causes),
        GridColumn("original_code", "Coder’s", width=64, tooltip="The coder’s code"),
        GridColumn("corrected_code", "Auditor’s", width=74, tooltip="The auditor’s code"),
        GridColumn("guideline", "Guideline", width=72),
    )


ANSWER_COLUMNS = (
    GridColumn("record", "Record", width=100, editable=False),
    GridColumn("category", "Finding", width=132, editable=False, stretch=True),
    listing(GridColumn("answer", "Coder", width=72, tooltip="a agrees, r rebuts"), words_of(ANSWER_KEYS, spoken=True)),
    GridColumn("answer_reason", "Coder’s reason", width=132),
    listing(GridColumn("outcome", "Outcome", width=88, tooltip="u upheld, w withdrawn"), words_of(OUTCOME_KEYS)),
    GridColumn("outcome_reason", "Reason for it", width=132),
)


class FindingsGrid(QWidget):
    """Findings typed line by line, or answered. Signal: changed() after each cell."""

    changed = Signal()

    def __init__(
        self, lists: AuditLists, record: Callable[[str], RecordDraft | None], known: Callable[[], str]
    ) -> None:
        """Start empty; record finds a record by its reference, known gives the one with the keyboard."""
        super().__init__()
        self._lists, self._record, self._known = lists, record, known
        self._findings: list[FindingDraft | None] = []
        self._pending: dict[int, str] = {}
        self._named = True
        self._words: dict[str, tuple[KeyedWord, ...]] = {
            "category": category_words(lists),
            "change": words_of(CHANGE_KEYS),
            "direction": words_of(DIRECTION_KEYS),
            "severity": severity_words(lists),
            "cause": cause_words(lists),
            "answer": words_of(ANSWER_KEYS, spoken=True),
            "outcome": words_of(OUTCOME_KEYS),
        }
        self.grid = LineGrid(_columns(lists), "Findings of the audit", commit=self._commit, paste=self._paste)
        self.answers = LineGrid(ANSWER_COLUMNS, "Answers and outcomes", commit=self._commit, paste=self._paste_answers)
        self._keys = theme.label("", "caption", "second", wrap=True)
        self._lay_out()
        self.grid.current_changed.connect(self._show_keys)
        self.answers.current_changed.connect(self._show_keys)
        self.show_answers(False)
        self._show()

    @property
    def findings(self) -> tuple[FindingDraft, ...]:
        """The findings that are typed, in order."""
        return tuple(finding for finding in self._findings if finding is not None)

    @property
    def refusal(self) -> str:
        """The reason of the first cell that is refused, "" where none is."""
        found = (*self.grid.refusals, *self.answers.refusals)
        return f"finding {int(str(found[0][0])) + 1}: {found[0][2]}" if found else ""

    def counts(self) -> dict[str, int]:
        """Count the findings by record."""
        return dict(Counter(finding.record for finding in self.findings))

    def show_findings(self, findings: tuple[FindingDraft, ...]) -> None:
        """Replace the findings."""
        self._findings = list(findings)
        self._pending = {}
        self._show()

    def take_numbers(self, stored: tuple[FindingDraft, ...]) -> None:
        """Give findings that were stored meanwhile their numbers, so that the next save changes and adds none twice."""
        places = [place for place, one in enumerate(self._findings) if one is not None]
        for place, one in zip(places, stored, strict=False):
            if self.at(place).but(id=one.id) == one:
                self._findings[place] = one

    def offer_records(self, references: Sequence[str]) -> None:
        """Offer the records of the audit in the list of a cell."""
        self.grid.model.set_choices("record", references)

    def show_records(self, named: bool) -> None:
        """Say whether findings belong to records; without records the line is typed into the category."""
        self._named = named
        self.grid.view.setColumnHidden(0, not named)
        self.answers.view.setColumnHidden(0, not named)

    def show_answers(self, shown: bool) -> None:
        """Show the coder's answers and the outcomes in place of the findings' own columns."""
        self.grid.setVisible(not shown)
        self.answers.setVisible(shown)
        self.setFocusProxy(self.answers if shown else self.grid)
        self._show_keys()

    def set_read_only(self, read_only: bool) -> None:
        """Close or open both grids for typing."""
        self.grid.set_read_only(read_only)
        self.answers.set_read_only(read_only)

    def start(self, record: str = "") -> None:
        """Put the keyboard on the first finding of a record, else on the next empty one."""
        empty = [place for place, one in enumerate(self._findings) if one is None]
        own = [place for place, one in enumerate(self._findings) if record and one is not None and one.record == record]
        place = next(iter(own + empty), len(self._findings))
        self.grid.view.setFocus()
        self.grid.set_current(place, "record" if self._named else "category")

    def start_answers(self, after: int = -1) -> None:
        """Put the keyboard on the next finding without an answer, else on the first such, else where it was."""
        self.answers.view.setFocus()
        places = [place for place, one in enumerate(self._findings) if one is not None and not one.answer]
        following = [place for place in places if place > after] or places or [max(after, 0)]
        self.answers.set_current(following[0], "answer")

    def give_answer(self, answer: FindingAnswer) -> None:
        """Keep the coder's answer to the finding with the keyboard; go to the next, or to the reason of a rebuttal."""
        place = self._at_hand()
        self._put(place, _answered(self.at(place), answer))
        self._answered()
        if answer == FindingAnswer.REBUT:
            self.answers.set_current(place, "answer_reason")
        else:
            self.start_answers(after=place)

    def agree_with_rest(self) -> None:
        """Note that the coder agrees with every finding that has no answer."""
        for place, one in enumerate(self._findings):
            if one is not None and not one.answer:
                self._put(place, _answered(one, FindingAnswer.AGREE))
        self._answered()

    def decide(self, outcome: FindingOutcome) -> None:
        """Keep what came of the finding with the keyboard, and go to the reason; Refused where nobody rebutted it."""
        place = self._at_hand()
        if self.at(place).answer != FindingAnswer.REBUT:
            raise Refused("an outcome follows a rebuttal: Alt+R notes that the coder rebuts")
        self._put(place, self.at(place).but(outcome=outcome))
        self._answered()
        self.answers.set_current(place, "outcome_reason")

    def at(self, place: int) -> FindingDraft:
        """Return the finding of a line; Refused where the line is empty."""
        found = self._finding(place)
        if found is None:
            raise Refused("there is no finding on this line")
        return found

    def _at_hand(self) -> int:
        """Return the line of answers with the keyboard, else the first without an answer."""
        if self.answers.current is None:
            self.start_answers()
        current = self.answers.current
        return int(str(current[0])) if current is not None else -1

    def _answered(self) -> None:
        self._show()
        self.changed.emit()
        self.answers.view.setFocus()

    def _finding(self, place: int) -> FindingDraft | None:
        return self._findings[place] if 0 <= place < len(self._findings) else None

    def _commit(self, row: Hashable, column: str, text: str) -> None:
        place = int(str(row))
        grid = self.answers if column in ("answer", "answer_reason", "outcome", "outcome_reason") else self.grid
        try:
            self._enter(place, column, text)
        except Refused as refused:
            grid.refuse(row, column, refused.reason)
        else:
            if text:
                self._enter_refused(grid, row)
        self._show()
        self.changed.emit()

    def _enter_refused(self, grid: LineGrid, row: Hashable) -> None:
        """Enter again what a line refused: it may have waited for the cell that is right now."""
        typed = grid.unsaved
        refused = {column: typed[row, column] for key, column, _ in grid.refusals if key == row}
        for declared in grid.model.columns:
            with suppress(Refused):
                if declared.key in refused:
                    self._enter(int(str(row)), declared.key, refused[declared.key])
                    grid.accept(row, declared.key, refused[declared.key])

    def _enter(self, place: int, column: str, text: str) -> None:
        before = self._finding(place)
        if column == "record":
            self._enter_record(place, text)
        elif column == "category":
            self._enter_category(place, text)
        elif before is None:
            raise Refused("type the category first, or the whole line: " + FINDING_HINT)
        elif column in _TEXTS:
            self._put(place, before.but(**{column: text}))
        else:
            self._put(place, self._with_word(before, column, text))

    def _with_word(self, before: FindingDraft, column: str, text: str) -> FindingDraft:
        field = "root_cause_id" if column == "cause" else column
        if text:
            value = chosen(text, self._words[column], column).value
            if field == "answer":
                return _answered(before, FindingAnswer(str(value)))
            return before.but(**{field: value})
        empty = {"root_cause_id": None, "answer": "", "outcome": ""}
        if field not in empty:
            raise Refused(f"choose one of {', '.join(word.name for word in self._words[column])}")
        return before.but(**{field: empty[field]})

    def _enter_record(self, place: int, text: str) -> None:
        reference, line = (text, "") if self._record(text) else text.partition(" ")[::2]
        if not text:
            self._put(place, None)
            self._pending.pop(place, None)
            return
        if self._record(reference) is None:
            raise Refused(f"record {reference} is not in this audit: type its line in the records first")
        before = self._finding(place)
        if before is not None:
            before = before.but(record=reference)
            self._put(place, read_finding(line, before, self._lists) if line.strip() else before)
        elif line.strip():
            self._pending[place] = reference
            self._enter_category(place, line)
        else:
            self._pending[place] = reference

    def _enter_category(self, place: int, text: str) -> None:
        before = self._finding(place)
        if not text:
            self._put(place, None)
            return
        if before is None:
            reference = (self._pending.get(place) or self._known()) if self._named else ""
            if self._named and not reference:
                raise Refused("type the record’s number first, or the whole line: 6 pd")
            self._put(place, self._new(text, reference))
            self._pending.pop(place, None)
        else:
            self._put(place, self._read(text, before))

    def _new(self, text: str, reference: str) -> FindingDraft:
        others = [finding for finding in self.findings if finding.record == reference]
        start = FindingDraft(category_id=0, record=reference, change=likely_change(self._record(reference), others))
        return self._read(text, start.but(severity=self._lists.usual_severity))

    def _read(self, text: str, before: FindingDraft) -> FindingDraft:
        """Read a category, or a line that begins with one; a category that is not scored has no change of its own."""
        try:
            made = before.but(category_id=self._category(text))
        except Refused:
            if " " not in text:
                raise
            made = read_finding(text, before, self._lists)
        scored = next(row.scored for row in self._lists.categories if row.id == made.category_id)
        return made.but(scored=scored, change=made.change if scored else FindingChange.NONE)

    def _category(self, text: str) -> int:
        return int(str(chosen(text, self._words["category"], "category").value))

    def _put(self, place: int, finding: FindingDraft | None) -> None:
        while len(self._findings) <= place:
            self._findings.append(None)
        self._findings[place] = finding
        while self._findings and self._findings[-1] is None:
            self._findings.pop()

    def _paste(self, row: Hashable, column: str, block: Block) -> None:
        self._put_block(self.grid, row, column, block)

    def _paste_answers(self, row: Hashable, column: str, block: Block) -> None:
        self._put_block(self.answers, row, column, block)

    def _put_block(self, grid: LineGrid, row: Hashable, column: str, block: Block) -> None:
        """Enter a block cell by cell, as typed; what is blank on a line without a finding stays so."""
        keys = [declared.key for declared in grid.model.columns]
        open_ = {declared.key for declared in grid.model.columns if declared.editable}
        for offset, cells in enumerate(block):
            place = int(str(row)) + offset
            for key, text in zip(keys[keys.index(column) :], cells, strict=False):
                if key in open_ and (text.strip() or self._finding(place) is not None):
                    self._commit(place, key, text.strip())

    def _show(self) -> None:
        places = range(len(self._findings) + _SPARE_ROWS)
        self.grid.show_rows([self._row(place) for place in places])
        self.answers.show_rows([self._answer_row(place, one) for place, one in enumerate(self._findings) if one])

    def _row(self, place: int) -> GridRow:
        finding = self._finding(place)
        name = f"Finding {place + 1}"
        if finding is None:
            return GridRow(place, {"record": GridCell(self._pending.get(place, ""))}, name=name)
        cells = {text: GridCell(getattr(finding, text)) for text in _TEXTS}
        words = {word: GridCell(getattr(finding, word)) for word in ("record", "direction", "severity", "change")}
        cause = next((word.name for word in self._words["cause"] if word.value == finding.root_cause_id), "")
        category = GridCell(self._category_name(finding), tone="" if finding.scored else "second")
        return GridRow(place, {**cells, **words, "category": category, "cause": GridCell(cause)}, name=name)

    def _answer_row(self, place: int, finding: FindingDraft) -> GridRow:
        codes = " → ".join(code for code in (finding.original_code, finding.corrected_code) if code)
        rebutted = finding.answer == FindingAnswer.REBUT
        cells = {
            "record": GridCell(finding.record),
            "category": GridCell(f"{self._category_name(finding)}{', ' + codes if codes else ''}"),
            "answer": GridCell(finding.answer.words),
            "answer_reason": _reason(finding, "answer_reason"),
            "outcome": GridCell(finding.outcome.words) if rebutted or finding.outcome else _NOT_ANSWERED,
            "outcome_reason": _reason(finding, "outcome_reason") if rebutted or finding.outcome else _NOT_ANSWERED,
        }
        return GridRow(place, cells, name=f"Finding {place + 1}")

    def _category_name(self, finding: FindingDraft) -> str:
        named = (row.name for row in self._lists.categories if row.id == finding.category_id)
        return next(named, "a category no longer used")

    def _show_keys(self, _row: object = None, column: str = "") -> None:
        if column == "record":
            text = f"A whole line: record {FINDING_HINT.replace('pd', '6 pd')}"
        elif column in self._words:
            words = self._words[column]
            text = " · ".join(f"{word.key} {word.name}" for word in words)
            text = text if len(words) <= _MOST_KEYS else f"A key or the first letters; Alt+Down lists all {len(words)}"
            text += {"answer": _ANSWER_KEYS, "outcome": _OUTCOME_KEYS}.get(column, "")
        else:
            text = ""
        self._keys.setText(text)

    def _lay_out(self) -> None:
        column = theme.column(self, 4)
        column.addWidget(self.grid, 1)
        column.addWidget(self.answers, 1)
        column.addWidget(self._keys)


def _answered(finding: FindingDraft, answer: FindingAnswer) -> FindingDraft:
    """Give a finding the coder's answer; agreeing takes back an outcome, as there is nothing to decide."""
    if answer == FindingAnswer.REBUT:
        return finding.but(answer=answer)
    return finding.but(answer=answer, outcome=FindingOutcome.OPEN, outcome_reason="")


def _reason(finding: FindingDraft, name: str) -> GridCell:
    asked = next((asked.reason for asked in finding.questions() if asked.field == name), "")
    return GridCell("", "marked", f"{asked[0].upper()}{asked[1:]}") if asked else GridCell(getattr(finding, name))
