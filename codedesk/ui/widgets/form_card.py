"""A form in the place of what it is about: a heading, its fields, and the foot with what becomes of them.

Here lives how it is typed and left. What is asked, and what becomes of it, is each form's.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from codedesk.errors import Refused
from codedesk.ui import theme
from codedesk.ui.widgets.fields import Form
from codedesk.ui.widgets.fields_area import FieldsArea
from codedesk.ui.widgets.form_foot import FormFoot

_FEW = 160


class Leavable(QFrame):
    """Forms that are left on Esc: left(), one level up; what is typed stays."""

    left = Signal()

    @property
    def forms(self) -> Sequence[Form]:
        """The forms whose fields are typed now, in the order of Tab."""
        raise NotImplementedError

    def show_failure(self, error: BaseException) -> bool:
        """Show the reason of a refused draft beside its field; False where it belongs to none."""
        return any(form.show_failure(error) for form in self.forms)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FormCard(Leavable):
    """A card with one form, or two side by side. submitted() asks to store what is typed; changed() while it is."""

    submitted = Signal()
    changed = Signal()

    def __init__(self, heading: str, store: str, *forms: Form, few: int = _FEW) -> None:
        """Lay out the heading, the forms and the foot; few: the height of fields that stay in sight."""
        super().__init__()
        self._forms = forms
        self.heading = theme.one_line(heading, "section")
        self.top = QHBoxLayout()
        self.foot = FormFoot(self.submitted.emit, store, "Ctrl+Return")
        self.foot.add_leave("Close", self.left.emit)
        self.top.addWidget(self.heading, 1)
        fields = QWidget()
        sides = theme.row(fields, 24)
        for form in forms:
            sides.addWidget(form, 1 if form is forms[-1] else 0)
            form.changed.connect(self.changed)
        for legend in [form.legend for form in forms if form.legend.text()][:-1]:
            legend.hide()  # it is said once
        column = theme.card(self, 8)
        column.addLayout(self.top)
        column.addWidget(FieldsArea(fields, self, least=few), 1)
        column.addWidget(self.foot)

    @property
    @override
    def forms(self) -> Sequence[Form]:
        return self._forms

    def values(self) -> dict[str, Any]:
        """Return what is typed; Refused marks what is wrong and goes to the first of it."""
        found = [form.values() for form in reversed(self._forms)]
        typed = {name: value for values in reversed(found) for name, value in (values or {}).items()}
        if None in found:
            raise Refused("something is missing or wrong: see beside the field")
        return typed

    def put(self, values: Mapping[str, Any]) -> None:
        """Show values by name, wherever their fields stand."""
        for form in self._forms:
            form.set_values(values)

    def clear(self) -> None:
        """Empty every field."""
        for form in self._forms:
            form.clear()

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields, right or wrong, by their names."""
        return {name: text for form in self._forms for name, text in form.texts.items()}

    @property
    def unsaved(self) -> bool:
        """Tell whether anything was typed since `begin`."""
        return any(form.unsaved for form in self._forms)

    def begin(self) -> None:
        """Take what stands in the fields as where typing begins."""
        for form in self._forms:
            form.begin()

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Put back what `texts` returned, right or wrong."""
        for form in self._forms:
            form.show_texts(texts)

    def revert(self) -> None:
        """Show again what stood in the fields where typing began."""
        for form in self._forms:
            form.revert()
