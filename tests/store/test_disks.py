"""Whether the disk itself is encrypted, as a Linux says it of its block devices, and a Mac in a line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from codedesk.store import disks


def device(blocks: Path, path: Path, uuid: str = "", below: tuple[str, ...] = ()) -> None:
    """Make the block device of a path as /sys shows it: the name of its mapper, and what it lies on."""
    number = path.stat().st_dev
    made = blocks / f"{os.major(number)}:{os.minor(number)}"
    made.mkdir(parents=True)
    _mapped(made, uuid)
    for number, each in enumerate(below):
        inner = made / "slaves" / f"sda{number}"
        inner.mkdir(parents=True)
        _mapped(inner, each)


def _mapped(made: Path, uuid: str) -> None:
    if uuid:
        (made / "dm").mkdir()
        (made / "dm" / "uuid").write_text(f"{uuid}\n", encoding="ascii")


@pytest.mark.parametrize(
    ("uuid", "below", "encrypted"),
    [
        ("CRYPT-LUKS2-8f3a-home", (), True),
        ("LVM-7Yd2", ("CRYPT-LUKS2-8f3a-all",), True),
        ("LVM-7Yd2", ("CRYPT-LUKS2-8f3a-one", ""), False),
        ("LVM-7Yd2", ("",), False),
        ("", (), False),
    ],
)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="how Linux tells it")
def test_a_linux_tells_it_by_the_device_and_those_below(
    tmp_path: Path, uuid: str, below: tuple[str, ...], encrypted: bool
) -> None:
    device(tmp_path / "block", tmp_path, uuid, below)
    assert disks.is_encrypted(tmp_path, tmp_path / "block") is encrypted


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="how Linux tells it")
def test_a_file_system_without_a_device_tells_nothing(tmp_path: Path) -> None:
    assert disks.is_encrypted(tmp_path, tmp_path / "none") is None
    assert disks.is_encrypted(tmp_path / "gone") is None


@pytest.mark.parametrize(("said", "encrypted"), [("FileVault is On.", True), ("FileVault is Off.", False)])
def test_a_mac_is_asked(said: str, encrypted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, f"{said}\n", ""))
    assert disks.is_encrypted(Path("/")) is encrypted


def test_elsewhere_it_cannot_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert disks.is_encrypted(Path("/")) is None
