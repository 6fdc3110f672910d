"""A form in a window of its own: what several pages ask with, fields as data. Nothing is stored here."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from codedesk.entry import DateReader
from codedesk.errors import CodeDeskError, Refused
from codedesk.services.reviews.identifiers import warning
from codedesk.ui import theme
from codedesk.ui.typed import TypedForms, TypedPlace
from codedesk.ui.widgets.dialog import Dialog
from codedesk.ui.widgets.fields import Field, Form
from codedesk.ui.widgets.fields_area import FieldsArea
from codedesk.ui.widgets.form_foot import FormFoot

_FIELDS, _FEW = 512, 240
_ABOVE = 40  # the title bar


class FormDialog(Dialog):
    """A form in a window of its own. given(values) on Save or Ctrl+Enter; it stays open until `close` is called.

    Esc and Close leave at once where nothing was typed; else they say so first, and only the second one leaves and
    discards. Whatever else ends it (the window closes, a kill) keeps what is typed, where it is followed.
    A text that looks like a patient identifier is asked about beside its field first; saving again keeps it.
    """

    given = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        title: str,
        fields: Sequence[Field],
        dates: DateReader,
    ) -> None:
        """Show the fields; the keyboard starts in the first. dates says how dates are read."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(_FIELDS + 2 * theme.PAGE_MARGIN)
        self.form = Form(fields, dates=dates)
        self.form.submitted.connect(self._save)
        self.form.changed.connect(self._typed)
        self._begun = self._warned_of_leaving = self.goes_on = False
        self.problem = theme.label("", "body", "error", wrap=True)
        self.problem.hide()
        self._warned: dict[str, str] = {}
        column = theme.column(self, 12, margins=(theme.PAGE_MARGIN, 16, theme.PAGE_MARGIN, 16))
        column.addWidget(theme.one_line(title, "title"))
        column.addWidget(FieldsArea(self.form, width=_FIELDS, least=_FEW), 1)
        column.addWidget(self.problem)
        self.foot = FormFoot(self._save, "Save", "Ctrl+Return")
        self.foot.add_first(theme.label("Ctrl+Enter saves, Esc leaves", "caption", "third"))
        self.foot.add_leave("Close", self.reject)
        column.addWidget(self.foot)

    def follow(self, typed: TypedForms, place: TypedPlace) -> None:
        """Keep what is typed under a place until it is stored or discarded, and show what was kept of it before."""
        self._begun = True
        typed.follow(self.form, place, self.foot, partial(self.done, 0))
        self.foot.allow_as_it_is(place.is_new and not self.form.errors)
        self.finished.connect(lambda _result: typed.stored(self.form))

    def offer_next(self) -> None:
        """Offer to save and to begin another one: goes_on says then that it was asked for."""
        made = self.foot.add_next("Save and next", self._save_and_go_on, "Ctrl+N")
        QShortcut(QKeySequence("Ctrl+N"), self, made.click)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            self.resize(self.sizeHint().boundedTo(self.room()))
        super().showEvent(event)
        if not self._begun:
            self._begun = True
            self.form.begin()

    @override
    def event(self, event: QEvent) -> bool:
        """Grow with what is said beside the fields, as far as there is room."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
        return done

    def _grow(self) -> None:
        wanted = self.sizeHint().boundedTo(self.room())
        if wanted.height() > self.height():
            self.resize(wanted)

    @override
    def room(self) -> QSize:
        """Return what a form may take: what the screen has, and no more height than the window that it is over."""
        room, holder = super().room(), self.parentWidget()
        return room if holder is None else room.boundedTo(QSize(room.width(), holder.window().height() - _ABOVE))

    @override
    def reject(self) -> None:
        if not (self._begun and self.form.unsaved) or self._warned_of_leaving:
            super().reject()
            return
        self._warned_of_leaving = True
        self.problem.setText("This is not saved yet: Ctrl+Enter saves it, Esc once more leaves without it.")
        self.problem.show()

    def show_failure(self, error: BaseException) -> None:
        """Say why it was not stored, beside the field where it belongs to one; what was typed stays."""
        self.foot.show_saving(False)
        if self.form.show_failure(error):
            return
        known = isinstance(error, CodeDeskError)
        self.problem.setText(str(error) if known else "This could not be stored because of an error in CodeDesk.")
        self.problem.show()

    def _save(self) -> None:
        self.goes_on = False
        self._give()

    def _save_and_go_on(self) -> None:
        self.goes_on = True
        self._give()

    def _give(self) -> None:
        values = self.form.values()
        if values is None or self.foot.saving or self._asks(values):
            return
        self.foot.show_saving(True)
        self.problem.hide()
        self.given.emit(values)

    def _typed(self) -> None:
        if self._warned_of_leaving:
            self._warned_of_leaving = False
            self.problem.hide()

    def _asks(self, values: dict[str, Any]) -> bool:
        """Ask about a text that may hold an identifier, once for each text as it stands."""
        for name, value in values.items():
            found = warning(value) if isinstance(value, str) else ""
            if found and self._warned.get(name) != value:
                self._warned[name] = value
                self.foot.name_save("Save anyway")
                self.form.show_failure(Refused(f"{found}, or save once more to keep it as it is.", name))
                return True
        return False
