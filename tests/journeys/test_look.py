"""The look, kept by numbers: contrast, marks that stay apart, nothing cut off, everything named, in both schemes."""

import json
import math
from collections.abc import Iterator
from datetime import date
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QTableView,
    QWidget,
)

from codedesk import paths, periods
from codedesk.desk import Desk
from codedesk.settings import Settings
from codedesk.ui import registry, theme
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame
from codedesk.ui.main_window import MainWindow
from codedesk.ui.pages.page import Page
from codedesk.ui.pages.setup.page import SetupPage
from codedesk.ui.widgets.segments import Segments
from tests.patience import PatientBot, SharedBot

SCHEMES = ("light", "dark")
TOKENS = json.loads(paths.resource("theme.json").read_text(encoding="utf-8"))
MARKS = ("mark-common", "mark-improvement", "mark-concern", "mark-special")
TEXTS = ("text", "text-2", "text-3", "accent", "improvement", "caution", "error", "no-direction")
GROUNDS = ("window", "surface", "surface-alt")
PAIRS = (
    ("on-accent", "accent"),
    ("text", "selection"),
    ("improvement", "improvement-fill"),
    ("caution", "caution-fill"),
    ("error", "error-fill"),
    ("no-direction", "no-direction-fill"),
)
# Machado, Oliveira, Fernandes 2009, severity 1.0, on linear RGB.
VISIONS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
Triple = tuple[float, float, float]


def linear(colour: str) -> Triple:
    parts = QColor(colour).getRgbF()[:3]
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return r, g, b


def luminance(colour: str) -> float:
    r, g, b = linear(colour)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def lab(rgb: Triple) -> Triple:
    r, g, b = (min(1.0, max(0.0, part)) for part in rgb)
    x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047
    y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b
    z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883
    fx, fy, fz = (part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def hue(a: float, b: float) -> float:
    return math.degrees(math.atan2(b, a)) % 360 if (a, b) != (0, 0) else 0.0


def ciede2000(one: Triple, other: Triple) -> float:
    """The distance of two colours by Sharma, Wu, Dalal 2005."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2, h1, h2 = math.hypot(a1, b1), math.hypot(a2, b2), hue(a1, b1), hue(a2, b2)
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn) / 2)
    level, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    middle = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    t = (
        1
        - 0.17 * math.cos(math.radians(middle - 30))
        + 0.24 * math.cos(math.radians(2 * middle))
        + 0.32 * math.cos(math.radians(3 * middle + 6))
        - 0.20 * math.cos(math.radians(4 * middle - 63))
    )
    sl = 1 + 0.015 * (level - 50) ** 2 / math.sqrt(20 + (level - 50) ** 2)
    sc, sh = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    bend = math.radians(60 * math.exp(-(((middle - 275) / 25) ** 2)))
    rt = -2 * math.sqrt(chroma**7 / (chroma**7 + 25**7)) * math.sin(bend)
    dl, dc, dh = (l2 - l1) / sl, (c2 - c1) / sc, dh / sh
    return math.sqrt(dl**2 + dc**2 + dh**2 + rt * dc * dh)


def seen(colour: str, vision: str) -> Triple:
    rgb = linear(colour)
    r, g, b = (sum(share * part for share, part in zip(row, rgb, strict=True)) for row in VISIONS[vision])
    return lab((r, g, b))


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_distances_of_colours_are_those_of_the_published_set(one: Triple, other: Triple, distance: float) -> None:
    assert ciede2000(one, other) == pytest.approx(distance, abs=5e-5)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_reaches_4_5_to_1_on_every_ground(scheme: str) -> None:
    tokens = TOKENS[scheme]
    pairs = [(text, ground) for text in TEXTS for ground in GROUNDS] + list(PAIRS)
    weak = {pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_mark_and_control_reaches_3_to_1(scheme: str) -> None:
    tokens = TOKENS[scheme]
    pairs = [(mark, "surface") for mark in MARKS] + [(name, "surface") for name in ("control", "focus", "accent")]
    weak = {pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 3} == {}


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_four_marks_stay_apart_in_every_kind_of_sight(scheme: str, vision: str) -> None:
    tokens = TOKENS[scheme]
    apart = {
        (one, other): ciede2000(seen(tokens[one], vision), seen(tokens[other], vision))
        for one, other in combinations(MARKS, 2)
    }
    assert {pair: round(value, 1) for pair, value in apart.items() if value < 17} == {}


class Screens:
    """The window at its smallest, on one department, in one scheme."""

    def __init__(self, bot: PatientBot, desk: Desk, scheme: str) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.theme().apply(app, scheme)
        self.bot, self.scheme = bot, scheme
        self.context = Context(desk, Settings(), lambda: date(2026, 10, 1), sample=True)
        self.context.period = periods.quarter(2026, 3)
        self.main = MainWindow(Settings())
        bot.addWidget(self.main)
        self.main.resize(1180, 680)
        self.frame = Frame(self.context)
        self.main.show_department(self.frame, "Department")
        with bot.waitExposed(self.main):
            self.main.show()

    def show(self, name: str) -> Page:
        self.frame.show_page(name)
        self.bot.settle(self.main, lambda: self.context.background.busy)
        assert self.frame.page is not None
        return self.frame.page


@pytest.fixture(scope="module", params=SCHEMES)
def window(
    request: pytest.FixtureRequest, qapp: QApplication, shared_bot: SharedBot, shared_sample: Desk
) -> Iterator[Screens]:
    made = Screens(shared_bot, shared_sample, request.param)
    yield made
    made.context.close()
    theme.theme().apply(qapp, "light")


@pytest.fixture
def screens(window: Screens, qapp: QApplication) -> Screens:
    """The window in its scheme; the one where there is nothing yet may have been shown in the other since."""
    theme.theme().apply(qapp, window.scheme)
    return window


@pytest.fixture
def empty_screens(qtbot: PatientBot, department: Desk) -> Iterator[Screens]:
    made = Screens(qtbot, department, "light")
    yield made
    made.context.close()


def scrolled(widget: QWidget) -> bool:
    """Tell whether a scroll area shows the widget as far as it likes to be seen."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def named(widget: QWidget) -> str:
    words = getattr(widget, "text", None)
    return f"{type(widget).__name__} “{words() if callable(words) else widget.accessibleName()}”"


def cut_off(page: QWidget) -> list[str]:
    """Name every label and button that has less room than its words need, and everything beyond the right edge."""
    found = []
    edge = page.window().width()
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or widget.width() == 0:
            continue
        right = widget.mapTo(page.window(), QPoint(widget.width(), 0)).x()
        if isinstance(widget, QLabel | QAbstractButton) and right > edge:
            found.append(f"{named(widget)} ends at {right} of {edge}")
        short = isinstance(widget, QLabel) and not widget.wordWrap() and widget.text() and not widget.pixmap()
        pressed = isinstance(widget, QAbstractButton) and widget.text()
        if (short or pressed) and widget.sizeHint().width() > widget.width() + 1:
            found.append(f"{named(widget)} needs {widget.sizeHint().width()} and has {widget.width()}")
        if isinstance(widget, QLabel) and widget.wordWrap() and widget.text() and not scrolled(widget):
            needed = widget.heightForWidth(widget.width())
            if needed > widget.height() + 2:
                found.append(f"{named(widget)} needs a height of {needed} and has {widget.height()}")
    return found


def cut_heads(page: QWidget) -> list[str]:
    """Name every head of a table that has less room than its words need, the last one beside the button of the menu."""
    found, metrics = [], QFontMetrics(theme.font("head"))
    for table in page.findChildren(QTableView):
        header, model = table.horizontalHeader(), table.model()
        shown = [place for place in range(model.columnCount()) if not table.isColumnHidden(place)]
        for place in shown if table.isVisible() and header.isVisible() else ():
            words = str(model.headerData(place, Qt.Orientation.Horizontal) or "")
            beside = ROW_MENU if place == shown[-1] and table.property("row_menu") else 0
            needed = max(map(metrics.horizontalAdvance, words.split("\n"))) + PADDING + beside
            if words and header.sectionSize(place) < needed:
                found.append(f"{table.accessibleName()}: “{words}” needs {needed}, has {header.sectionSize(place)}")
    return found


def scrolling_in_vain(page: QWidget) -> list[str]:
    """Name what scrolls sideways, and what scrolls down by less than a line: it could have been in sight."""
    found = []
    for bar in page.findChildren(QScrollBar):
        area = bar.parentWidget().parentWidget() if bar.isVisible() and bar.maximum() > 0 else None
        if isinstance(area, QAbstractScrollArea):
            step = LINE if not isinstance(area, QPlainTextEdit) else 1  # lines of a text, pixels of all else
            if bar.orientation() == Qt.Orientation.Horizontal or bar.maximum() <= step:
                found.append(f"{named(area)} scrolls by {bar.maximum()}")
    return found


def overlapping(page: QWidget) -> list[str]:
    """Name every word that lies in part under the field beside it, as where a form has too little height."""
    return [
        f"{named(label)} lies under {named(field)}"
        for label in page.findChildren(QLabel)
        if label.isVisible() and label.text() and (holder := label.parentWidget()) is not None
        for field in holder.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if isinstance(field, QComboBox | QLineEdit) and field.isVisible()
        if field.geometry().intersects(label.geometry())
    ]


def unnamed(page: QWidget) -> list[str]:
    """Name every widget that takes the keyboard and has nothing to be read aloud."""
    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and isinstance(widget, kinds)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]


PADDING, ROW_MENU, LINE = 12, 24, 40
LOW = 640  # 1366 × 768 less the bars of the system and of the window, at the least
PAGES = [entry.name for entry in registry.PAGES]


# In the dark everything is as wide and as high as in the light, and called the same.
in_the_light = pytest.mark.parametrize("window", ["light"], indirect=True)


@in_the_light
def test_nothing_on_any_page_is_cut_off_without_a_name_or_too_wide_at_the_smallest_size(screens: Screens) -> None:
    found = {}
    for name in PAGES:
        page = screens.show(name)
        width = page.minimumSizeHint().width() + screens.frame.rail.width()
        found[name] = cut_off(page) + unnamed(page) + ([f"{width} wide"] if width > 1180 else [])
    assert {name: words for name, words in found.items() if words} == {}


@in_the_light
def test_no_view_cuts_off_words_or_heads_of_tables_or_scrolls_in_vain(screens: Screens) -> None:
    found = {}
    for name in PAGES:
        page = screens.show(name)
        for row in [row for row in page.findChildren(Segments) if row.isVisible() and not row.typed]:
            for button in row.findChildren(QAbstractButton):
                if button.isVisible() and button.isEnabled():
                    button.click()
                    screens.bot.settle(screens.main, lambda: screens.context.background.busy)
                    found[name, button.text()] = cut_off(page) + cut_heads(page) + scrolling_in_vain(page)
            if row.isVisible():
                row.findChildren(QAbstractButton)[0].click()
    assert {place: words for place, words in found.items() if words} == {}


def test_nothing_is_cut_off_where_there_is_nothing_yet(empty_screens: Screens) -> None:
    found = {name: words for name in PAGES if (words := cut_off(empty_screens.show(name)))}
    assert found == {}


@in_the_light
def test_no_page_makes_the_window_higher_than_a_low_screen_has_room_for(screens: Screens) -> None:
    screens.main.setMinimumSize(1180, LOW)
    screens.main.resize(1180, LOW)
    high = {}
    for name in PAGES:
        screens.show(name)
        high[name] = screens.frame.minimumSizeHint().height()
    screens.main.resize(1180, 680)
    assert {name: height for name, height in high.items() if height > LOW} == {}


@in_the_light
def test_no_section_of_setup_makes_the_window_wider_than_its_smallest(screens: Screens) -> None:
    page = screens.show("setup")
    assert isinstance(page, SetupPage)
    wide = {}
    for place in range(page.list.count()):
        page.list.setCurrentRow(place)
        screens.bot.settle(screens.main, lambda: screens.context.background.busy)
        wide[page.section.title] = (
            page.minimumSizeHint().width() + screens.frame.rail.width(),
            cut_off(page) + overlapping(page),
        )
    page.list.setCurrentRow(0)
    assert len(wide) == 12
    assert {title: found for title, found in wide.items() if found[0] > 1180 or found[1]} == {}


def test_dark_is_dark_on_every_page(screens: Screens) -> None:
    ground = theme.theme().colour("window")
    for name in PAGES:
        page = screens.show(name)
        assert page.grab().toImage().pixelColor(2, page.height() - 2) == ground, name


def test_a_page_looks_after_a_change_of_the_look_as_in_a_window_that_was_opened_in_it(
    screens: Screens, qtbot: PatientBot, shared_sample: Desk
) -> None:
    pages = ("team", "setup")
    for name in pages:
        screens.show(name)
    other = "dark" if screens.scheme == "light" else "light"
    opened = Screens(qtbot, shared_sample, other)
    unlike = [name for name in pages if drawn(screens, name) != drawn(opened, name)]
    opened.context.close()
    assert unlike == []


def drawn(screens: Screens, name: str) -> QImage:
    """Draw a page of the window in front, without the mark of what has the keyboard."""
    screens.main.activateWindow()
    screens.bot.waitUntil(screens.main.isActiveWindow)
    page = screens.show(name)
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    return page.grab().toImage()
