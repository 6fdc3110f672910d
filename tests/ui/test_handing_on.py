"""What is offered after a save: the file opened, shown in its folder, mailed; and what is said where it cannot be."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from codedesk.ui import handing_on
from codedesk.ui.widgets.strip import MessageStrip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "2026-Q3 Ana Diaz.pdf"
    made.write_bytes(b"%PDF")
    return made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    found: list[Path] = []
    monkeypatch.setattr(handing_on, "opened", lambda path: found.append(path) or True)
    return found


@pytest.fixture
def strip(qtbot: QtBot, file: Path) -> MessageStrip:
    made = MessageStrip(lines=2)
    qtbot.addWidget(made)
    made.show_message("done", f"1 packet saved. {file}", files=(file,))
    return made


def press(made: QPushButton) -> None:
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)


def test_a_saved_file_stands_with_its_path_until_it_is_closed(strip: MessageStrip, file: Path) -> None:
    assert str(file) in strip.text and not strip._timer.isActive()
    assert [made.text() for made in (strip.open, strip.folder, strip.mail) if made.isVisible()] == [
        "Open", "Show in folder", "Send by mail …",
    ]  # fmt: skip
    strip.show_message("done", "Undone.")
    assert not any(made.isVisible() for made in (strip.open, strip.folder, strip.mail))


def test_open_and_folder_go_to_the_system(strip: MessageStrip, file: Path, opened: list[Path]) -> None:
    press(strip.open)
    press(strip.folder)
    assert opened == [file, file.parent]


def test_what_the_message_offers_is_found_by_the_palette(
    strip: MessageStrip, file: Path, opened: list[Path], qtbot: QtBot
) -> None:
    offered = {action.text: action for action in strip.offers()}
    assert list(offered) == [
        f"{words}: {file.name}" for words in ("Open", "Show in folder", "Send by mail", "Add a password")
    ]
    offered[f"Show in folder: {file.name}"].run()
    assert opened == [file.parent]
    asked: list[bool] = []
    strip.show_message("error", "Not saved.", lambda: asked.append(True), "Save again")
    assert [action.text for action in strip.offers()] == ["Save again"]
    strip.offers()[0].run()
    assert asked == [True] and strip.offers() == ()


def test_several_files_have_a_folder_and_no_open(strip: MessageStrip, file: Path) -> None:
    strip.show_message("done", "2 packets saved.", files=(file, file.with_name("other.pdf")))
    assert not strip.open.isVisible() and strip.folder.isVisible()


def test_a_file_that_is_gone_is_said(strip: MessageStrip, file: Path, opened: list[Path]) -> None:
    file.unlink()
    press(strip.open)
    assert strip.text == f"“{file.name}” is not in {file.parent} any more." and opened == []


@pytest.mark.parametrize(
    ("platform", "command"),
    [
        ("linux", ["xdg-email", "--subject", "{stem}", "--attach", "{file}"]),
        ("darwin", ["open", "-a", "Mail", "{file}"]),
    ],
)
def test_a_message_begins_with_the_file(
    strip: MessageStrip, file: Path, monkeypatch: pytest.MonkeyPatch, platform: str, command: list[str]
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(handing_on.sys, "platform", platform)
    monkeypatch.setattr(handing_on.QStandardPaths, "findExecutable", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(handing_on, "started", lambda *words: ran.append(list(words)) or True)
    press(strip.mail)
    assert ran == [[word.format(stem=file.stem, file=file) for word in command]]
    assert "Look whether the file is attached" in strip.text


def test_without_such_a_mail_program_the_folder_is_shown(
    strip: MessageStrip, file: Path, monkeypatch: pytest.MonkeyPatch, opened: list[Path]
) -> None:
    monkeypatch.setattr(handing_on.sys, "platform", "linux")
    monkeypatch.setattr(handing_on.QStandardPaths, "findExecutable", lambda _name: "")
    press(strip.mail)
    assert opened == [file.parent]
    assert strip.text == "Your mail program cannot be handed a file from here: drag it from the folder into a message."
