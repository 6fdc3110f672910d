"""The pictures of the README and of the manual: pages of the sample team, as the window shows them.

With CODEDESK_PICTURE set they are written to docs/screenshot.png and docs/pictures; else they are only looked at.
"""

import os
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel
from sqlmodel import Session, select

from codedesk import periods
from codedesk.desk import Desk
from codedesk.models import Coder
from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame
from codedesk.ui.main_window import MainWindow
from codedesk.ui.registry import PAGES
from tests.patience import PatientBot, SharedBot

DOCS = Path(__file__).parents[2] / "docs"
COLOURS = 200  # of a picture of the manual: no eye tells it from all of them, and it is a third as long
Shown = Callable[[str], Frame]


def _number(session: Session) -> int:
    return session.exec(select(Coder).where(Coder.name == "Maren Tolliver")).one().key


@pytest.fixture(scope="module")
def window(shared_bot: SharedBot, shared_sample: Desk) -> MainWindow:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.theme().apply(app, "light")
    context = Context(shared_sample, Settings(), lambda: date(2026, 9, 30), sample=True)
    context.department_name, context.period = "Sample department", periods.quarter(2026, 3)
    made = MainWindow(Settings())
    shared_bot.addWidget(made)
    made.show_department(Frame(context), "Sample department", sample=True)
    with shared_bot.waitActive(made):
        made.show()
    return made


def frame_of(window: MainWindow, qtbot: PatientBot, page: str) -> Frame:
    """Return the frame with a page of it settled."""
    frame = window.shown
    assert isinstance(frame, Frame)
    what = {"coder_id": frame.context.desk.read(_number)} if page == "coder" else {}
    frame.context.navigate(page, **what)
    qtbot.settle(window, lambda: frame.context.background.busy or frame.page_name != page)
    return frame


def differing(picture: QImage) -> int:
    """Return how many colours a picture has, looked at in a net of points."""
    return len({picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)})


def test_the_picture_of_the_readme_is_what_a_person_sees(window: MainWindow, qtbot: PatientBot) -> None:
    window.resize(1280, 960)
    frame = frame_of(window, qtbot, "coder")
    shown = " ".join(label.text() for label in frame.findChildren(QLabel) if label.isVisible())
    for words in ("SAMPLE", "Maren Tolliver", "Pace", "Accuracy", "95 % interval"):
        assert words in shown
    picture = window.grab().toImage()
    assert differing(picture) > 30
    if os.environ.get("CODEDESK_PICTURE"):
        assert picture.save(str(DOCS / "screenshot.png"))
    assert QImage(str(DOCS / "screenshot.png")).width() >= 1000


@pytest.mark.parametrize("page", [entry.name for entry in PAGES])
def test_the_pictures_of_the_manual_are_what_a_person_sees(window: MainWindow, qtbot: PatientBot, page: str) -> None:
    window.resize(1180, 680)
    frame = frame_of(window, qtbot, page)
    assert frame.page_name == page
    picture = window.grab().toImage()
    assert differing(picture) > 20
    kept = DOCS / "pictures" / f"{page}.png"
    if os.environ.get("CODEDESK_PICTURE"):
        write_small(picture, kept)
    assert QImage(str(kept)).width() == 1180


def write_small(picture: QImage, place: Path) -> None:
    """Write a picture with few colours."""
    whole = QBuffer()
    whole.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(whole, "PNG")
    image = Image.open(BytesIO(whole.data().data())).convert("RGB")
    image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(place, optimize=True)


@pytest.mark.parametrize(("page", "token"), [("audits", "caution"), ("team", "mark-concern"), ("team", "surface-alt")])
def test_a_picture_of_the_manual_keeps_the_colours_that_say_something(page: str, token: str) -> None:
    """Of the 64 that most points have amber was none: an audit that is due was black."""
    counted = Image.open(DOCS / "pictures" / f"{page}.png").convert("RGB").getcolors(1 << 24)
    wanted = bytes.fromhex(theme.theme().colour(token).name()[1:])
    far = [max(abs(a - b) for a, b in zip(colour, wanted, strict=True)) for _, colour in counted or ()]
    assert min(far) < 8
