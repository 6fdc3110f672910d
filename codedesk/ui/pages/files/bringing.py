"""A spreadsheet comes in: read, asked about step by step, looked at, then stored as one step, all or nothing.

Here the steps are led through. What a file means is worked out in journey.py, away from the window's thread.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from threading import Event
from typing import Any

from codedesk.errors import CodeDeskError
from codedesk.exchange.foreign.guesses import FormatFound
from codedesk.exchange.foreign.opening import DELIMITERS, ENCODINGS
from codedesk.exchange.foreign.translations import Translation
from codedesk.formats import plural
from codedesk.services.files import importing
from codedesk.services.files.known_names import KnownNames, known_names
from codedesk.services.files.plans import ImportPlan, ImportStopped
from codedesk.store import backups
from codedesk.store.connection import Connection
from codedesk.ui import ask
from codedesk.ui.context import Context
from codedesk.ui.pages.files import journey as journeys
from codedesk.ui.pages.files.dealing import Dealt, dealt
from codedesk.ui.pages.files.done_step import DoneStep, span_words
from codedesk.ui.pages.files.file_step import FileStep
from codedesk.ui.pages.files.journey import Journey, Opened, Source
from codedesk.ui.pages.files.look_step import look_words
from codedesk.ui.pages.files.reading import FileReading, reading_of
from codedesk.ui.pages.files.remembered import Remembered
from codedesk.ui.pages.files.seen import SheetCell
from codedesk.ui.pages.files.steps import StepState
from codedesk.ui.pages.files.steps_frame import COLUMNS, DONE, FILE, FORMATS, LOOK, NAMES, SHEET, StepsFrame
from codedesk.ui.printing import ask_file

READING = "Reading “{}” …"
LOOKING = "Working out what would be stored …"
STORING = "Storing …"
KNOWN = "Files of this form came in before: it is read as the last one was."


class Bringing(StepsFrame):
    """Leads a file through the steps. choose() asks for another file, paste() takes the clipboard."""

    def __init__(self, context: Context, choose: Callable[[], None], paste: Callable[[], None]) -> None:
        """Have no file yet."""
        super().__init__(context, DoneStep(self.undo, self.save_map, self.go_back, choose), FileStep(choose, paste))
        self._context = context
        self._remembered = Remembered(context.desk.typed)
        self.journey: Journey | None = None
        self.reading: FileReading | None = None
        self.dealt: Dealt | None = None
        self._stopped = Event()
        self._turn, self._line, self._step = 0, "", ""
        self._accepted: set[int] = set()
        self._imported = False
        self.wanted.connect(self.open_step)
        self.next_wanted.connect(self.go_on)
        self.foot.discard_wanted = self.give_up
        self._connect()

    def bring(self, given: Opened) -> None:
        """Take a file that was read, and go to the first step at which something is to be decided."""
        source = given.source
        self.give_up(quiet=True)
        self._show_states()
        self.file.choose.setFocus()
        self.show_step(FILE)
        self.file.show_file(source.name, ("Reading …",), problem=False)
        maps = self._remembered.maps()
        turn = self._wait(READING.format(source.name))

        def known(found: KnownNames) -> None:
            self._run(turn, _begun, given, found, maps, then=self._begun)

        self._context.read(self, known_names, self._remembered.names(), then=known, failed=self._failed)

    def may_import(self) -> bool:
        """Tell whether there is something to store, and nothing in the way."""
        return (
            self.place == LOOK
            and not self._context.read_only
            and self.dealt is not None
            and self.dealt.comes > 0
            and not self.dealt.refused
        )

    def open_step(self, place: int) -> None:
        """Show a step; the dry run is made anew where something was decided since."""
        if self.journey is None and place != FILE:
            return
        self.show_step(place)
        self._show_states()
        if place == LOOK and self.dealt is None:
            self._look()

    def go_on(self) -> None:
        """Go to the next step at which something is to be decided; from Look, store."""
        if self.waiting.on or self.reading is None or self.reading.problem:
            return
        if words := self._not_yet():
            self._context.say("info", words)
        elif self.place == LOOK:
            self.store()
        elif self.place != DONE:
            self._accepted.add(self.place)
            self.open_step(self._next_stop(self.place + 1))

    def give_up(self, *, quiet: bool = False) -> None:
        """Let go of the file; nothing of it was stored."""
        self._turn += 1
        self._stopped.set()
        self.waiting.end()
        self.journey = self.reading = self.dealt = None
        self._accepted, self._imported = set(), False
        self.look.forget()
        self.columns.show_asked(())
        if not quiet:
            self.left.emit()

    def undo(self) -> None:
        """Take the import back, as long as it is the last step."""
        if self._context.desk.undo_step == self._step:
            self._context.undo()
        else:
            self._context.say("info", "Something was changed since, or it was taken back: see History.")

    def save_map(self) -> None:
        """Ask where, then write how the file was read, for the command."""
        if self.journey is not None:
            path = ask_file(self, self._context, "Save how it was read", "MAP.json", "Maps (*.json)")
            if path is not None:
                then = partial(self._context.say, "done", f"Saved {path}.", files=(path,))
                self._context.run(self, journeys.write_map, self.journey, path, then=lambda _done: then())

    # Reading

    def _begun(self, found: tuple[Journey, FileReading]) -> None:
        self.journey, self.reading = found
        self._show_reading()
        self.open_step(FILE if self.reading.problem else self._next_stop(SHEET))

    def _decide(self, change: Callable[..., Journey], *what: object) -> None:
        """Take a decision in: the file is understood anew, and what was worked out of it is over."""
        if self.journey is None:
            return
        self.dealt = None
        turn = self._wait(READING.format(self.journey.source.name))
        self._run(turn, _decided, self.journey, change, *what, then=self._understood)

    def _understood(self, found: tuple[Journey, FileReading]) -> None:
        self.journey, self.reading = found
        self._show_reading()
        self._show_states()
        if self.place == LOOK:
            self._look()

    def _say_of_file(self, asked: str, key: str) -> None:
        if self.journey is not None:
            self._read_anew(self.journey.source.said(asked, key))

    def _show_reading(self) -> None:
        reading, journey = self.reading, self.journey
        assert reading is not None and journey is not None
        known = KNOWN if journey.known_form else ""
        words = (reading.problem,) if reading.problem else reading.said
        self.file.show_file(journey.source.name, words, problem=bool(reading.problem), known=known)
        choices = {"encoding": ENCODINGS, "delimiter": DELIMITERS}.get(journey.book.asks, {})
        self.file.ask(journey.book.asks, tuple(choices.items()))
        self.sheet.show_sheets(reading.sheets)
        self.columns.show_columns(reading.columns, reading.meanings, reading.rows, reading.kinds)
        self.columns.show_asked(reading.asked)
        self.names.show_names(reading.names, reading.known)
        self.formats.show_formats(reading.formats)

    # Looking

    def _look(self) -> None:
        """Work out what would be stored."""
        turn = self._wait(LOOKING)
        self._run(turn, journeys.translated, self.journey, then=self._translated)

    def _translated(self, found: Translation) -> None:
        draft = replace(found.draft, update=True)  # so that lines which differ are known, not refused
        turn = self._wait(LOOKING)
        self._context.read(self, importing.plan, draft, then=partial(self._planned, turn, found), failed=self._failed)

    def _planned(self, turn: int, found: Translation, plan: ImportPlan) -> None:
        if turn == self._turn and self.journey is not None:
            job = partial(dealt, wins=self.look.right.isChecked())
            self._run(turn, job, self.journey, found, plan, then=self._show_dealt)

    def _show_dealt(self, dealt: Dealt) -> None:
        self.dealt = dealt
        self.look.show_lines(dealt.lines, dealt.counts, look_words(dealt.comes, dealt.refused))
        self._show_states()

    def _right(self, _wins: bool) -> None:
        self.dealt = None
        self._look()

    # Storing

    def store(self) -> None:
        """Back up, then store what is shown, as one step."""
        if not self.may_import() or self.waiting.on:
            return
        if (open_ := self._next_stop(SHEET)) != LOOK:
            self.open_step(open_)
            self._context.say("info", "This is not decided yet: look at what is proposed, then go on.")
            return
        folder = backups.folder_of(self._context.desk.path)

        def make(connection: Connection) -> object:
            return backups.make_if_changed(connection, folder, "import")

        turn = self._wait(STORING)
        self._context.use(self, make, partial(self._backed_up, turn), partial(self._no_backup, turn))

    def _backed_up(self, turn: int, _made: object = None) -> None:
        if turn == self._turn and self.dealt is not None and self.journey is not None:
            self._step = step = f"Import “{self.journey.source.name}”: {plural(self.dealt.comes, 'line')}"
            asked: dict[str, Any] = {"then": self._stored, "failed": self._failed}
            self._context.write(self, step, importing.apply, self.dealt.draft, self._stopped.is_set, **asked)

    def _no_backup(self, turn: int, error: BaseException) -> None:
        title, text = "Import without a backup before it?", f"{error} Undo takes an import back, too."
        if ask.asker().question(self, title, text, "Import"):
            self._backed_up(turn)
        else:
            self.waiting.end()

    def _stored(self, _plan: ImportPlan) -> None:
        assert self.journey is not None and self.dealt is not None
        self._remembered.keep(self.journey.shape, journeys.to_keep(self.journey), self.journey.map.names)
        self.waiting.end()
        self._imported = True
        came = self.dealt
        span = span_words(came.months)
        words = f"{plural(came.comes, 'line')} came in{f', {span}' if span else ''}."
        self.done.show_taken_back(False)
        self.done.show_months(words, came.months, came.sums, came.missing)
        self.open_step(DONE)
        self._context.say("done", f"Imported “{self.journey.source.name}”. Undo takes it back.")

    def _failed(self, error: BaseException) -> None:
        self.waiting.end()
        if isinstance(error, ImportStopped):
            self._context.say("info", str(error))
        elif isinstance(error, CodeDeskError):
            self._context.tell_failure(error)
            self.dealt = None
            self._look()
        else:
            self._context.tell_failure(error)

    # Steps

    def _next_stop(self, start: int) -> int:
        """Return the first step from a place on at which something is to be decided; Look where there is none."""
        return next((at for at in range(start, LOOK) if self._undecided(at)), LOOK)

    def _not_yet(self) -> str:
        """Say what only the person can decide at this step, with the keyboard there; "" where nothing is left."""
        assert self.reading is not None
        if self.place == COLUMNS and (asked := [each.key for each in self.reading.asked if not each.chosen]):
            self.columns.boxes[asked[0]].setFocus()
            return "The file does not say this: choose one."
        if self.place == NAMES and self._undecided(NAMES):
            self.names.take_all.setFocus()
            return "Some names are not decided yet: take the proposals, or choose for each."
        if self.place == FORMATS and (open_ := [each.key for each in self.reading.formats if _waits(each)]):
            self.formats.boxes[open_[0]].setFocus()
            return "Nothing in the file decides how this is read: choose one."
        return ""

    def _undecided(self, place: int) -> int:
        """Return how much is to be decided at a step; nothing where the person saw what is proposed and went on."""
        if self.reading is None:
            return 0
        if place in self._accepted and place != NAMES:
            return sum(map(_waits, self.reading.formats)) if place == FORMATS else 0
        return self.reading.undecided.get(self.steps[place].title, 0)

    def _show_states(self) -> None:
        reading = self.reading
        begun = reading is not None and not reading.problem
        states = [StepState(self.journey.source.name if self.journey else "", done=begun)]
        for place in (SHEET, COLUMNS, NAMES, FORMATS):
            found = reading.found.get(self.steps[place].title, "") if reading is not None else ""
            states.append(StepState(found, self._undecided(place), done=begun, reached=begun))
        states.append(StepState(_looked(self.dealt), done=self._imported, reached=begun))
        states.append(StepState("", done=self._imported, reached=self._imported))
        self.list.show_states(states, self.place)
        self._show_foot()

    def _show_foot(self) -> None:
        last = self.place == DONE
        self.foot.setVisible(not last)
        self.foot.show_unsaved(self.journey is not None and not self._imported)
        comes = self.dealt.comes if self.dealt is not None else 0
        self.foot.name_save(f"Import {plural(comes, 'line')}" if self.place == LOOK and comes else "Next")
        if self.place == LOOK or self.reading is None or self.reading.problem:
            self.foot.save.setEnabled(self.may_import())

    def _follow(self, _revision: int) -> None:
        """Say so where the import was taken back, here or by Undo from anywhere."""
        if self._imported and self._step in (self._context.desk.undo_step, self._context.desk.redo_step):
            self.done.show_taken_back(self._context.desk.redo_step == self._step)

    def _connect(self) -> None:
        self._context.revision_changed.connect(self._follow)
        self.file.said.connect(self._say_of_file)
        self.file.forget_wanted.connect(self._forget)
        self.sheet.head_chosen.connect(partial(self._decide, journeys.with_head))
        self.sheet.taken.connect(partial(self._decide, journeys.with_taken))
        self.columns.row_chosen.connect(partial(self._decide, journeys.with_row))
        self.columns.meaning_chosen.connect(partial(self._decide, journeys.with_meaning))
        self.columns.answered.connect(partial(self._decide, journeys.with_answer))
        self.names.name_chosen.connect(partial(self._decide, journeys.with_name))
        self.names.all_taken.connect(partial(self._decide, journeys.with_all_names))
        self.formats.format_chosen.connect(partial(self._decide, journeys.with_format))
        self.look.corrected.connect(partial(self._decide, journeys.with_correction))
        self.look.row_left_out.connect(self._leave_row)
        self.look.refused_left_out.connect(self._leave_refused)
        self.look.file_wins.connect(self._right)

    def _forget(self) -> None:
        if self.journey is not None:
            self._remembered.forget(self.journey.shape, self.journey.map.names)
            self._read_anew(self.journey.source)

    def _read_anew(self, source: Source) -> None:
        turn = self._wait(READING.format(source.name))
        self._run(turn, journeys.opened, source, then=self.bring)

    def _leave_row(self, cell: SheetCell) -> None:
        self._decide(journeys.without_rows, (cell,))

    def _leave_refused(self) -> None:
        if self.dealt is not None:
            cells = tuple(line.cell for line in self.dealt.lines if line.state == "refused" and line.cell is not None)
            self._decide(journeys.without_rows, cells)

    # Away from the window

    def _wait(self, line: str) -> int:
        """Begin something that takes time; return its number: what comes of another one is dropped."""
        self._turn += 1
        self._stopped, self._line = Event(), line
        self.waiting.begin(line, self._cancel)
        return self._turn

    def _run(self, turn: int, job: Callable[..., Any], *what: object, then: Callable[[Any], None]) -> None:
        def came(found: Any) -> None:
            if turn == self._turn:
                self.waiting.end()
                then(found)

        def fell(error: BaseException) -> None:
            if turn == self._turn:
                self.waiting.end()
                self._context.tell_failure(error)

        self._context.run(self, job, *what, then=came, failed=fell)

    def _cancel(self) -> None:
        """Stop what goes on: what is being stored is taken back, what is being worked out is dropped."""
        self._stopped.set()
        if self._line != STORING:
            self._turn += 1
            self.waiting.end()
            self.open_step(FILE if self.reading is None else self._before_look())

    def _before_look(self) -> int:
        return FORMATS if self.place == LOOK else self.place


def _begun(given: Opened, known: KnownNames, maps: Mapping[str, str]) -> tuple[Journey, FileReading]:
    journey = journeys.begin(given, known, maps)
    return journey, reading_of(journey)


def _decided(journey: Journey, change: journeys.Change, *what: object) -> tuple[Journey, FileReading]:
    changed = journeys.decided(journey, change, *what)
    return changed, reading_of(changed)


def _looked(found: Dealt | None) -> str:
    """Say in a short word what the dry run found."""
    if found is None:
        return ""
    return f"{plural(found.refused, 'line')} refused" if found.refused else f"{plural(found.comes, 'line')} to store"


def _waits(found: FormatFound) -> bool:
    """Tell whether nothing is chosen for a kind of value yet, nor proposed."""
    return found.is_open and found.chosen not in dict(found.choices)
