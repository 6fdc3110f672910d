"""The bar above the page: department, period, coder, search, and what was saved when. Knows no page."""

from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QSizePolicy,
    QWidget,
)

from codedesk import formats
from codedesk.services.people import coders
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.main_window import BAR_HEIGHT
from codedesk.ui.period_popup import PeriodPopup
from codedesk.ui.widgets.buttons import ButtonPicture, button, shortcut_words
from codedesk.ui.widgets.editors import ChoiceBox

_USUAL = tuple(f"Saved {digit}{digit}:{digit}{digit}" for digit in range(10))  # digits differ in width
_TOGETHER = 4  # pixels that digits beside others can take more than beside themselves


class TopBar(QWidget):
    """The bar.

    Signals: palette_wanted() when search is pressed · menu_wanted(place) when the menu button is · typed_wanted() when
    what is not saved yet is to be shown.
    """

    palette_wanted = Signal()
    typed_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, context: Context) -> None:
        """Show what the context says, and change it."""
        super().__init__()
        self._context = context
        self._filling = False
        self.coders: tuple[coders.CoderRow, ...] = ()
        self._asked: Future[Any] | None = None
        self.setObjectName("top_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(BAR_HEIGHT)
        self._name = theme.one_line(context.department_name or "Department", "body")
        self._name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._name.setFont(theme.font("body", strong=True))
        self.sample = theme.label("SAMPLE", "head", "caution")
        self.sample.setProperty("kind", "chip")
        self.sample.setFixedHeight(24)
        self.sample.setToolTip("These people and figures are invented. Safety removes them in one click.")
        self.period = button("", self._open_periods, icon="calendar")
        self.coder = ChoiceBox()
        self.typed = button("", self.typed_wanted.emit, kind="link")
        self._saved = theme.label("", "body", "second")
        widest = max(map(self._saved.fontMetrics().horizontalAdvance, _USUAL))
        self._saved.setMinimumWidth(widest + _TOGETHER)  # what stands beside it stays
        self._saved_icon = ButtonPicture("lock" if context.read_only else "check", "text-3", 14)
        theme.keep_room(self._saved_icon)
        self._lay_out()
        self._connect()
        self._show_period()
        self.show_typed()
        self.read_coders()

    def read_coders(self) -> None:
        """Fill the coder filter."""
        if self._asked is not None:
            self._asked.cancel()  # the newest answer is enough
        self._asked = self._context.read(self, coders.coders, self._context.today(), then=self._show_coders)

    def open_periods(self) -> None:
        """Open the period chooser."""
        self._open_periods()

    def _connect(self) -> None:
        context = self._context
        context.period_changed.connect(self._show_period)
        context.coder_changed.connect(self._choose_coder)
        context.saved.connect(self._show_saved)
        context.typed.changed.connect(self.show_typed)
        context.revision_changed.connect(self._revised)
        context.department_changed.connect(self._show_department)
        self.coder.currentIndexChanged.connect(self._coder_taken)

    def _lay_out(self) -> None:
        row = theme.row(self, 8, margins=(theme.PAGE_MARGIN, 0, 12, 0))
        row.addWidget(self._name)
        row.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(8)
        self.period.setToolTip(f"Choose the period ({shortcut_words('Ctrl+E')})")
        row.addWidget(self.period)
        self.coder.setAccessibleName("Coder")
        self.coder.setFixedWidth(180)
        row.addWidget(self.coder)
        row.addStretch(1)
        search = button(f"Search or do …    {shortcut_words('Ctrl+K')}", self.palette_wanted.emit, kind="search")
        search.show_icon("search", "text-3")
        search.setAccessibleName("Search or do")
        search.setFixedWidth(232)
        row.addWidget(self.typed)  # comes and goes where nothing else has to move
        row.addWidget(search)
        row.addSpacing(8)
        row.addWidget(self._saved_icon)
        row.addWidget(self._saved)
        self._menu = button("Menu", self._open_menu, kind="bar", icon="more")
        self._menu.setToolTip("Menu (Alt+M)")
        row.addWidget(self._menu)
        self.sample.setVisible(self._context.sample)

    def _show_department(self) -> None:
        self._name.setText(self._context.department_name or "Department")
        self.sample.setVisible(self._context.sample)
        self._show_period()

    def _show_period(self) -> None:
        words = self._context.period_label
        self.period.setText(words)
        self.period.setAccessibleName(f"Period: {words}")

    def show_typed(self) -> None:
        """Say how much was typed that is not saved and not in sight; the page beneath stays where it is."""
        count = len(self._context.typed.waiting)
        self.typed.setText(f"{count} not saved yet")
        self.typed.setToolTip(f"{formats.plural(count, 'thing')} that you typed: show, save or discard")
        self.typed.setVisible(count > 0)
        self._show_saved()

    def _show_saved(self) -> None:
        words = self._context.saved_words
        self._saved.setText(words)
        self._saved_icon.setVisible(bool(words))
        failed = not self._context.is_saved and not self._context.read_only
        theme.restyle(self._saved, tone="error" if failed else "second")
        if not self._context.read_only:
            self._saved_icon.show_icon("error" if failed else "check", "error" if failed else "text-3")

    def _revised(self) -> None:
        self.read_coders()

    def _show_coders(self, rows: tuple[coders.CoderRow, ...]) -> None:
        if rows == self.coders and self.coder.count():
            return
        self.coders = rows
        self._filling = True
        self.coder.clear()
        self.coder.addItem("All coders", None)
        for row in rows:
            self.coder.addItem(row.shown_name if row.active else f"{row.shown_name} (left)", row.id)
        self._choose_coder()
        self._filling = False

    def _choose_coder(self) -> None:
        place = self.coder.findData(self._context.coder_id)
        self.coder.setCurrentIndex(max(place, 0))

    def _coder_taken(self, place: int) -> None:
        if not self._filling:
            self._context.coder_id = self.coder.itemData(place)

    def _open_menu(self) -> None:
        self.menu_wanted.emit(self._menu.mapToGlobal(self._menu.rect().bottomLeft()))

    def _open_periods(self) -> None:
        popup = PeriodPopup(self._context, self)
        place = self.period.mapToGlobal(QPoint(0, self.period.height() + 4))
        popup.open_at(place, self.screen().availableGeometry())
