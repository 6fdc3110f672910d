"""The look: tokens, palette, type, icons and the one style sheet, in light and dark.

Every colour on screen comes from resources/theme.json through `theme().colour("accent")`; nowhere else is a colour
written down or setStyleSheet called. Widgets ask for their look by properties (`role`, `tone`, `kind`, `state`).
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from string import Template
from typing import Literal, TypeVar

from PySide6.QtCore import QByteArray, QDir, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStyleFactory,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from codedesk import paths
from codedesk.ui.labels import ElidedLabel, WrappedLabel

Role = Literal["caption", "head", "body", "section", "title", "key"]
Tone = Literal["", "second", "third", "accent", "improvement", "caution", "error", "no-direction"]

L = TypeVar("L", bound=QBoxLayout)
Margins = tuple[int, int, int, int]

ROW_HEIGHT = 32
COMPACT_ROW_HEIGHT = 26
TWO_LINES_HEIGHT, THREE_LINES_HEIGHT = 44, 62  # of rows whose words stand in so many lines
CONTROL_HEIGHT = 30
PAGE_MARGIN = 24
CARD_MARGIN = 16
FOOT_GAP = 6
_BESIDE_BAR = 8
_SIZES: dict[str, tuple[int, int]] = {
    "caption": (11, 400),
    "head": (12, 600),
    "body": (13, 400),
    "section": (15, 600),
    "title": (18, 600),
    "key": (24, 600),
}
_BUNDLED = "Source Sans 3"
_PROBE = "What the sample shows: not audited, 0 charts"
_WIDEST = 21.5  # pixels of the probe for each pixel of type: Segoe UI and Arial have 20, DejaVu Sans 23


class Theme(QObject):
    """The look of the running program. `changed` is emitted after light became dark, or the other way round."""

    changed = Signal()

    def __init__(self) -> None:
        """Read the tokens; light until `apply` is called."""
        super().__init__()
        self._tokens: dict[str, dict[str, str]] = json.loads(paths.resource("theme.json").read_text(encoding="utf-8"))
        self._choice = "system"
        self._family: str | None = None
        self._sheet: Template | None = None
        self._fonts: dict[tuple[str, bool], QFont] = {}
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self.scheme: Literal["light", "dark"] = "light"
        self._dressing = _Dressing(self)

    def colour(self, token: str) -> QColor:
        """Return the colour of a token in the present scheme; KeyError for a token that does not exist."""
        return QColor(self._tokens[self.scheme][token])

    def apply(self, app: QApplication, choice: str = "system") -> None:
        """Dress the application: Fusion, palette, type and the style sheet. choice is system, light or dark."""
        self._choice = choice
        if self._family is None:
            app.setStyle(QStyleFactory.create("Fusion"))
            self._family = _family(app)
            self._fonts.clear()  # those that were asked for before are of another family
            app.styleHints().colorSchemeChanged.connect(self._system_changed)
            app.setFont(self.font("body"))
        self._dress(app)

    def font(self, role: Role, *, strong: bool = False) -> QFont:
        """Return the font of a role, with tabular figures; strong is weight 600."""
        key = (role, strong)
        if key not in self._fonts:
            size, weight = _SIZES[role]
            font = QFont(self._family or QApplication.font().family())
            font.setPixelSize(size)
            font.setWeight(QFont.Weight.DemiBold if strong or weight == 600 else QFont.Weight.Normal)
            font.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = font
        return self._fonts[key]

    def icon(self, name: str, token: str = "text-2", size: int = 18) -> QIcon:
        """Return a line icon of resources/icons in the colour of a token."""
        key = (name, self._tokens[self.scheme][token], size)
        if key not in self._icons:
            made = self._icons[key] = QIcon(_drawn(name, key[1], size))
            made.addPixmap(_drawn(name, self._tokens[self.scheme]["text-3"], size), QIcon.Mode.Disabled)
        return self._icons[key]

    def _system_changed(self) -> None:
        app = QApplication.instance()
        if self._choice == "system" and isinstance(app, QApplication):
            self._dress(app)

    def _dress(self, app: QApplication) -> None:
        wanted: Literal["light", "dark"] = "dark" if self._is_dark() else "light"
        changed = wanted != self.scheme or self._sheet is None
        self.scheme = wanted
        if not changed:
            return
        if self._sheet is None:
            self._sheet = Template(paths.resource("theme.qss").read_text(encoding="utf-8"))
        app.setPalette(self._palette())
        app.style().unpolish(app)  # it forgets whom it styled, else it would style all anew, hidden pages too
        app.setStyleSheet(self._sheet.substitute(self._words()))
        for window in app.topLevelWidgets():
            self._dressing.take(window)
        self.changed.emit()

    @contextmanager
    def light_on(self, part: QWidget) -> Iterator[None]:
        """Show one part of the window in the light look for as long as it is drawn, as if on paper."""
        before = self.scheme
        if before == "light" or self._sheet is None:
            yield
            return
        self.scheme = "light"
        part.setPalette(self._palette())
        part.setStyleSheet(self._sheet.substitute(self._words()))
        self.changed.emit()
        try:
            yield
        finally:
            self.scheme = before
            part.setStyleSheet("")
            part.setPalette(QPalette())
            self.changed.emit()

    def _is_dark(self) -> bool:
        if self._choice in ("light", "dark"):
            return self._choice == "dark"
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def _words(self) -> dict[str, str]:
        words = {name.replace("-", "_"): value for name, value in self._tokens[self.scheme].items()}
        accent = self.colour("accent")
        words["accent_strong"] = (accent.darker(115) if self.scheme == "light" else accent.lighter(112)).name()
        words["icons"] = _icons_of(self.scheme)
        return words

    def _palette(self) -> QPalette:
        role, palette = QPalette.ColorRole, QPalette()
        for name, token in (
            (role.Window, "window"), (role.Base, "surface"), (role.AlternateBase, "surface-alt"),
            (role.Button, "surface"), (role.ToolTipBase, "surface"),
            (role.WindowText, "text"), (role.Text, "text"), (role.ButtonText, "text"), (role.ToolTipText, "text"),
            (role.BrightText, "error"), (role.PlaceholderText, "text-3"),
            (role.Highlight, "selection"), (role.HighlightedText, "text"), (role.Accent, "accent"),
            (role.Link, "accent"), (role.LinkVisited, "no-direction"),
            (role.Mid, "divider"), (role.Dark, "control"), (role.Light, "surface"), (role.Shadow, "control"),
        ):  # fmt: skip
            palette.setColor(name, self.colour(token))
        for name in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, name, self.colour("text-3"))
        return palette


class _Dressing(QObject):
    """Styles what is seen at once, and what is hidden as soon as it is shown: most of a window is never seen again."""

    def take(self, part: QWidget) -> None:
        """Style a part of the window and what is seen in it, or wait until it is shown."""
        if not part.isVisible():
            part.installEventFilter(self)
            return
        style = part.style()
        style.unpolish(part)
        style.polish(part)
        QApplication.sendEvent(part, QEvent(QEvent.Type.StyleChange))
        part.update()
        for inner in part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if not inner.isWindow():
                self.take(inner)

    @override
    def eventFilter(self, part: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(part, QWidget):
            part.removeEventFilter(self)
            self.take(part)
        return False


def _icons_of(scheme: str) -> str:
    """Give the folder of a scheme's icons a name for the style sheet, which cannot read every folder's own name."""
    name = f"{scheme}icons"
    QDir.setSearchPaths(name, [str(paths.resource(f"icons/{scheme}"))])
    return name


@cache
def theme() -> Theme:
    """Return the one theme of the program."""
    return Theme()


def font(role: Role, *, strong: bool = False) -> QFont:
    """Return the font of a role: caption 11, head 12, body 13, section 15, title 18, key 24."""
    return theme().font(role, strong=strong)


def label(text: str = "", role: Role = "body", tone: Tone = "", *, wrap: bool = False) -> QLabel:
    """Make a label in the type of a role and the colour of a tone; its text is never read as markup."""
    return _dressed(WrappedLabel(text) if wrap else QLabel(text), role, tone)


def one_line(text: str = "", role: Role = "body", tone: Tone = "") -> QLabel:
    """Make a label for a name that may be long: it takes the room that is left and ends with "…"."""
    return _dressed(ElidedLabel(text), role, tone)


def few_lines(lines: int, tone: Tone = "") -> QLabel:
    """Make a label for sentences that takes the room that is left, at most so many lines, and ends with "…"."""
    return _dressed(ElidedLabel(lines=lines), "body", tone)


def column(within: QWidget, spacing: int | None = None, *, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Lay a widget out from top to bottom; without spacing the style's own."""
    return _spaced(QVBoxLayout(within), spacing, margins)


def row(within: QWidget, spacing: int | None = None, *, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Lay a widget out from left to right; without spacing the style's own."""
    return _spaced(QHBoxLayout(within), spacing, margins)


def card(within: QFrame, spacing: int) -> QVBoxLayout:
    """Make a frame a card and lay it out from top to bottom."""
    within.setProperty("kind", "card")
    return column(within, spacing, margins=(CARD_MARGIN, 12, CARD_MARGIN, 12))


def scrolled(body: QWidget, *, tab_stop: bool = False) -> QScrollArea:
    """Let a body be scrolled up and down, by the keys of what is inside; tab_stop where nothing inside has any."""
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    keep_left(area)
    if not tab_stop:
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(body)
    keep_from_bar(area, body)
    return area


def keep_from_bar(area: QScrollArea, body: QWidget) -> None:
    """Let what an area shows keep a little room beside its bar while there is one, unless it has a margin anyway."""
    area.verticalScrollBar().rangeChanged.connect(partial(_keep_from_bar, body))


def _keep_from_bar(body: QWidget, _least: int, most: int) -> None:
    inside = body.layout() if isValid(body) else None  # a bar tells of its range once more when a window goes
    if inside is not None and inside.contentsMargins().right() in (0, _BESIDE_BAR):
        around = inside.contentsMargins()
        around.setRight(_BESIDE_BAR if most else 0)
        inside.setContentsMargins(around)


def keep_left(area: QScrollArea) -> None:
    """Let nothing move sideways what an area shows, such as a field at its right edge that gets the keyboard."""
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    bar = area.horizontalScrollBar()
    bar.rangeChanged.connect(lambda *_range: bar.setMaximum(0))


def keep_room(widget: QWidget) -> None:
    """Let what comes and goes keep its room, so that nothing beside it moves."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)


def _spaced(made: L, spacing: int | None, margins: Margins) -> L:
    made.setContentsMargins(*margins)
    if spacing is not None:
        made.setSpacing(spacing)
    return made


def _dressed(made: QLabel, role: Role, tone: Tone) -> QLabel:
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font(role))
    made.setProperty("tone", tone)
    return made


def restyle(widget: QWidget, **properties: str) -> None:
    """Set style properties (tone="error", state="wrong") and let the sheet see them."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _family(app: QApplication) -> str:
    """Return the system's family where it serves, else the one that comes with the program.

    It serves where its figures can be tabular and it is not so wide that words would be cut off at the smallest window.
    Without a screen there is no system font worth the name, so pictures there show the bundled one.
    """
    system = QFont(app.font())
    system.setPixelSize(_SIZES["body"][0])
    system.setFeature(QFont.Tag("tnum"), 1)
    metrics = QFontMetricsF(system)
    widths = {round(metrics.horizontalAdvance(digit * 8), 2) for digit in "0123456789"}
    narrow = metrics.horizontalAdvance(_PROBE) <= _WIDEST * _SIZES["body"][0]
    if len(widths) == 1 and narrow and QGuiApplication.platformName() not in ("offscreen", "minimal"):
        return system.family()
    for face in ("Regular", "Semibold", "It"):
        QFontDatabase.addApplicationFont(str(paths.resource(f"fonts/SourceSans3-{face}.ttf")))
    return _BUNDLED


def _drawn(name: str, colour: str, size: int) -> QPixmap:
    source = paths.resource(f"icons/{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    picture = QPixmap(QSize(size * 2, size * 2))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(source)).render(painter)
    painter.end()
    picture.setDevicePixelRatio(2)
    return picture
