"""Tab leads through a page as it is read, and comes to everything that can be used."""

from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QPushButton,
    QSpacerItem,
    QWidget,
    QWidgetItem,
)
from shiboken6 import Shiboken

from codedesk.desk import Desk
from codedesk.settings import Settings
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame
from codedesk.ui.registry import PAGES
from codedesk.ui.widgets.dialog import Dialog
from tests.patience import SharedBot
from tests.ui.typist import focused


@pytest.fixture(scope="module")
def frame(shared_sample: Desk, shared_bot: SharedBot) -> Iterator[Frame]:
    context = Context(shared_sample, Settings(), lambda: date(2026, 3, 31))
    made = Frame(context)
    made.resize(1180, 680)
    shared_bot.addWidget(made)
    with shared_bot.waitActive(made):
        made.show()
    yield made
    shared_bot.waitUntil(lambda: not context.background.busy)
    context.close()


def show(frame: Frame, page: str, **what: str) -> None:
    frame.show_page(page, **what)
    while frame.context.background.busy:
        QApplication.processEvents()


def walk(frame: Frame, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Press Tab from the top bar on until it comes round."""
    frame.top_bar.findChildren(QPushButton)[0].setFocus()
    return round_from_here(key)


def round_from_here(key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    stops = [focused()]
    while True:
        QTest.keyClick(focused(), key)
        if focused() in stops:
            return stops
        stops.append(focused())


def place(within: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(within, widget.rect().topLeft()), widget.size())


def check_read_downwards(within: QWidget, stops: list[QWidget]) -> None:
    """What is come to later never stands above what was come to before, but beside it."""
    seen = [stop for stop in stops if not stop.visibleRegion().isEmpty()]  # the rest is scrolled out of sight
    places = [place(within, stop) for stop in seen]
    for number, before in enumerate(places):
        for later in places[number + 1 :]:
            beside = later.right() < before.left() or later.left() > before.right()
            assert beside or later.bottom() > before.top(), (seen[number].accessibleName(), before, later)


@pytest.mark.parametrize("page", ["home", "team", "history", "setup"])
def test_what_tab_comes_to_later_never_stands_above_what_it_came_to_before(frame: Frame, page: str) -> None:
    show(frame, page)
    stops = walk(frame)
    check_read_downwards(frame, stops)
    buttons = [made for made in frame.stack.findChildren(QPushButton) if made.isVisible() and made.isEnabled()]
    missed = [made.accessibleName() for made in buttons if made not in stops and is_reached_by_tab(made)]
    assert missed == []
    assert set(walk(frame, Qt.Key.Key_Backtab)) == set(stops)


def items_held() -> set[int]:
    """Where the items of layouts lie that Python knows of."""
    made = (each for each in Shiboken.getAllValidWrappers() if type(each) in (QWidgetItem, QSpacerItem))
    return {Shiboken.getCppPointer(each)[0] for each in made}


def test_tab_keeps_no_item_of_a_layout(frame: Frame) -> None:
    """Qt takes such an item away unheard; what comes to lie in its place ended the program (decision 95)."""
    show(frame, "audits", view="")
    before = items_held()
    walk(frame)
    assert items_held() - before == set()


def is_reached_by_tab(made: QAbstractButton) -> bool:
    """Tell whether Tab has to come to a button: arrows lead to one of a row, Shift+F10 opens the menu of rows."""
    return made.group() is None and bool(made.focusPolicy() & Qt.FocusPolicy.TabFocus)


def test_of_a_row_of_choices_the_chosen_one_is_the_stop(frame: Frame) -> None:
    show(frame, "audits", view="todo")
    shown = [stop.accessibleName() for stop in walk(frame)]
    assert [name for name in shown if name.startswith("Show: ")] == ["Show: To do"]
    assert shown.index("New audit") < shown.index("Show: To do") < shown.index("To do")
    show(frame, "audits", view="")


def test_a_page_that_was_left_while_it_was_read_does_not_take_the_keyboard(frame: Frame) -> None:
    show(frame, "home")
    line = next(made for made in frame.pages["home"].findChildren(QPushButton) if made.isVisible())
    show(frame, "team")
    line.setFocus()
    assert focused() is frame.pages["team"].first_focus()


def shown_over(frame: Frame, bot: SharedBot) -> Dialog:
    """The window that was opened last, once it has the keyboard."""
    bot.waitUntil(lambda: not frame.context.background.busy)
    dialog = [each for each in frame.findChildren(Dialog) if each.isVisible()][-1]
    dialog.activateWindow()
    bot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or frame))
    return dialog


def check_round(dialog: Dialog) -> None:
    stops = round_from_here()
    first_row = min(place(dialog, stop).bottom() for stop in stops)
    first = min((stop for stop in stops if place(dialog, stop).top() < first_row), key=QWidget.x)
    begun = stops.index(first)
    check_read_downwards(dialog, stops[begun:] + stops[:begun])
    buttons = [made for made in dialog.findChildren(QPushButton) if made.isVisible() and made.isEnabled()]
    assert [made.text() for made in buttons if made not in stops and is_reached_by_tab(made)] == []


@pytest.mark.parametrize("opens", [Frame.open_help, Frame.open_about])
def test_tab_goes_through_a_window_over_the_window_as_it_is_read(
    frame: Frame, shared_bot: SharedBot, opens: Callable[[Frame], None]
) -> None:
    show(frame, "team")
    opens(frame)
    check_round(shown_over(frame, shared_bot))
    shown_over(frame, shared_bot).close()


def test_every_window_over_the_window_is_made_of_the_one_that_knows_the_order() -> None:
    def kinds(of: type[QDialog]) -> set[type[QDialog]]:
        return {each for kind in of.__subclasses__() for each in (kind, *kinds(kind))}

    for page in PAGES:
        import_module(page.place.partition(":")[0])
    own = {kind for kind in kinds(QDialog) if kind.__module__.startswith("codedesk.")}
    assert own and all(issubclass(kind, Dialog) for kind in own)
