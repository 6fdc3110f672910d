"""What a Linux system lacks for the window, named with the one command that brings it."""

import sys
from pathlib import Path

import pytest

from codedesk import cli, system
from codedesk.cli import window
from codedesk.system import SCREEN, SCREENLESS


@pytest.fixture
def debian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system.shutil, "which", lambda _: None)
    monkeypatch.setattr(system, "os_release", lambda: {"ID": "debian", "VERSION_ID": "12"})
    monkeypatch.setattr(system, "as_admin", lambda: "sudo ")


def lacks(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system, "absent", lambda library: library in names)


@pytest.mark.parametrize(
    ("release", "name"),
    [
        ({"ID": "debian", "VERSION_ID": "12"}, "libglib2.0-0"),
        ({"ID": "debian", "VERSION_ID": "13"}, "libglib2.0-0t64"),
        ({"ID": "ubuntu", "VERSION_ID": "22.04"}, "libglib2.0-0"),
        ({"ID": "ubuntu", "VERSION_ID": "24.04"}, "libglib2.0-0t64"),
        ({}, "libglib2.0-0"),
    ],
)
def test_the_package_is_named_as_the_system_names_it(release: dict[str, str], name: str) -> None:
    assert system.debian_name("libglib2.0-0", release) == name


@pytest.mark.usefixtures("debian")
def test_all_missing_libraries_come_with_one_command(monkeypatch: pytest.MonkeyPatch) -> None:
    lacks(monkeypatch, "libEGL.so.1", "libxcb-cursor.so.0")
    assert system.complaint(system.missing(screen=True)) == (
        "This is missing on this machine: libEGL.so.1, libxcb-cursor.so.0.\n"
        "Install it with: sudo apt-get install libegl1 libxcb-cursor0"
    )
    assert system.remedy(system.missing(screen=False)) == "sudo apt-get install libegl1"


def test_fedora_is_told_its_own_names(monkeypatch: pytest.MonkeyPatch) -> None:
    lacks(monkeypatch, "libxcb-icccm.so.4")
    monkeypatch.setattr(system.shutil, "which", lambda name: f"/usr/bin/{name}" if name == "dnf" else None)
    assert system.remedy(system.missing(screen=True)).endswith("dnf install xcb-util-wm")


def test_nothing_is_said_where_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    lacks(monkeypatch)
    assert system.complaint(system.missing(screen=True)) == ""


def test_a_library_that_is_not_there_is_noticed() -> None:
    assert system.absent("libthat-nobody-has.so.7")


def test_each_library_stands_once() -> None:
    names = [row.name for row in SCREENLESS + SCREEN]
    assert len(set(names)) == len(names)


@pytest.mark.usefixtures("debian")
def test_the_program_names_what_its_window_lacks_instead_of_dying(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lacks(monkeypatch, "libxcb-cursor.so.0")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("QT_QPA_PLATFORM")
    assert cli.main(["open", str(tmp_path / "team.codedesk")]) == 1
    assert capsys.readouterr().err == (
        "codedesk: This is missing on this machine: libxcb-cursor.so.0.\n"
        "Install it with: sudo apt-get install libxcb-cursor0\n"
    )


def test_what_only_a_screen_needs_is_not_asked_for_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    lacks(monkeypatch, "libxcb-cursor.so.0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert window.lacking() == ""
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert "libxcb-cursor.so.0" in window.lacking()
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert window.lacking() == ""
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv("DISPLAY", ":0")
    assert window.lacking() == ""
