"""What the bundle is made of and how it is tried, without building one."""

import struct
import sys
from pathlib import Path

import bundle
import elf
import gate
import icons
import PySide6
import pytest
import runtime
import trim
from PySide6.QtGui import QImage

from codedesk.system import SCREEN, SCREENLESS

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="how Linux finds libraries")
QT = Path(PySide6.__file__).parent
USED = ("QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtPrintSupport", "QtSvg")

# A program that does what CodeDesk does, as far as the gate can see; what stands in FAIL does not work.
STRANGER = """
import os, shutil, sys, tempfile
from pathlib import Path
words = sys.argv[1:]
assert "PATH" not in os.environ, "the environment is not empty"
if words[0] == FAIL:
    sys.exit("it does not work")
if words[0] == "demo":
    out = Path(words[words.index("--out") + 1])
    out.mkdir()
    (out / "Ana.pdf").write_bytes(b"%PDF-1.7")
    place = Path(tempfile.mkdtemp()) / "Sample.codedesk"
    place.write_bytes(b"")
    print(f"The sample department lies in {place} and may be thrown away.")
if words[0] == "open":
    shutil.copytree(PICTURES, words[words.index("--pictures") + 1])
"""


def stranger(folder: Path, fails: str = "", shades: int = 1000) -> list[str]:
    """Write the program; its window shows as many colours as are given."""
    pictures = folder / "painted"
    pictures.mkdir()
    image = QImage(1200, 300, QImage.Format.Format_RGB32)
    for x in range(image.width()):
        for y in range(image.height()):
            image.setPixel(x, y, x % shades)
    for page in gate.PAGES:
        image.save(str(pictures / f"{page}.png"))
    script = folder / "stranger.py"
    script.write_text(f"FAIL, PICTURES = {fails!r}, {str(pictures)!r}\n{STRANGER}", encoding="utf-8")
    return [sys.executable, "-I", str(script)]


def without_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate.shutil, "which", lambda _: None)


def test_what_works_passes_the_gate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without_a_screen(monkeypatch)
    assert gate.passes(stranger(tmp_path))
    said = capsys.readouterr().out
    assert "demo: 1 packets" in said and f"window: {len(gate.PAGES)} pages painted" in said and "FAILED" not in said


@pytest.mark.parametrize("command", ["demo", "check", "export", "import", "open"])
def test_one_command_that_fails_shuts_the_gate(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without_a_screen(monkeypatch)
    assert not gate.passes(stranger(tmp_path, fails=command))
    said = capsys.readouterr().out
    assert f"FAILED. “{command}” left with 1" in said and "it does not work" in said


def test_a_window_in_one_colour_shuts_the_gate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without_a_screen(monkeypatch)
    assert not gate.passes(stranger(tmp_path, shades=3))
    assert "window: FAILED" in capsys.readouterr().out


def test_a_program_that_is_not_there_shuts_the_gate(tmp_path: Path) -> None:
    assert not gate.passes([str(tmp_path / "nowhere")])


@LINUX
def test_every_library_that_qt_asks_for_is_known_by_name() -> None:
    """What a system may lack is named before Qt ends the process: so all of it has to stand in the table."""
    modules = [QT / f"{name}.abi3.so" for name in USED]
    platforms = QT / "Qt" / "plugins" / "platforms"
    screenless, screen = (asked_for([*modules, platforms / name]) for name in ("libqoffscreen.so", "libqxcb.so"))
    assert screenless == {row.name for row in SCREENLESS}
    assert screen == {row.name for row in SCREENLESS + SCREEN}


def asked_for(waiting: list[Path]) -> set[str]:
    """Return what files ask for of the system, they and what they bring themselves."""
    seen: set[Path] = set()
    outside: set[str] = set()
    while waiting:
        for name in elf.needed(waiting.pop()):
            own = [
                path for path in (QT / "Qt" / "lib" / name, QT / name, QT.parent / "shiboken6" / name) if path.exists()
            ]
            outside |= set() if own else {name}
            waiting += [path for path in own if path not in seen]
            seen.update(own)
    return outside - elf.EVERYWHERE


@LINUX
def test_what_is_no_library_asks_for_nothing(tmp_path: Path) -> None:
    text = tmp_path / "notes.so"
    text.write_text("GROUP ( libm.so.6 )", encoding="utf-8")
    assert elf.needed(text) == ()


def entries(*names: str) -> list[trim.Entry]:
    return [(name, name, "BINARY") for name in names]


def asks(monkeypatch: pytest.MonkeyPatch, **wants: list[str]) -> None:
    monkeypatch.setattr(elf, "needed", lambda path: tuple(wants.get(path.name.partition(".")[0], ())))


def test_a_library_that_only_dropped_ones_ask_for_is_dropped_too(monkeypatch: pytest.MonkeyPatch) -> None:
    asks(monkeypatch, libqgtk3=["libgtk-3.so.0"], gtk=[], _imaging=["libjpeg.so.62"])
    monkeypatch.setattr(elf, "needed", lambda path: {
        "libqgtk3.so": ("libgtk-3.so.0",), "libgtk-3.so.0": ("libgdk-3.so.0",), "_imaging.so": ("libjpeg.so.62",),
    }.get(path.name, ()))  # fmt: skip
    given = entries(
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so", "libgtk-3.so.0", "libgdk-3.so.0", "PIL/_imaging.so",
        "libjpeg.so.62", "libpython3.11.so.1.0", "pypdfium2_raw/libpdfium.so",
    )  # fmt: skip
    assert [place for place, _, _ in trim.trimmed(given)] == [
        "PIL/_imaging.so", "libjpeg.so.62", "libpython3.11.so.1.0", "pypdfium2_raw/libpdfium.so",
    ]  # fmt: skip


def test_a_link_goes_with_what_it_leads_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elf, "needed", lambda path: ("libQt6Gui.so.6",) if path.name == "QtGui.abi3.so" else ())
    links: list[trim.Entry] = [
        ("libQt6Gui.so.6", "PySide6/Qt/lib/libQt6Gui.so.6", "SYMLINK"),
        ("libQt6Pdf.so.6", "PySide6/Qt/lib/libQt6Pdf.so.6", "SYMLINK"),
    ]
    given = entries("PySide6/QtGui.abi3.so", "PySide6/Qt/lib/libQt6Gui.so.6", "PySide6/Qt/lib/libQt6Pdf.so.6")
    assert [entry for entry in trim.trimmed([*given, *links]) if entry[2] == "SYMLINK"] == links[:1]


def test_what_every_desktop_has_is_left_to_it() -> None:
    assert trim.unused(("libX11.so.6", "/usr/lib/libX11.so.6", "BINARY"))
    assert not trim.unused(("libxcb-cursor.so.0", "/usr/lib/libxcb-cursor.so.0", "BINARY"))
    assert {*trim.OF_THE_SYSTEM} - {"libXau.so.6", "libXdmcp.so.6", "libexpat.so.1", "libcups.so.2"} <= {
        row.name for row in SCREENLESS + SCREEN
    }


def test_the_program_is_made_of_what_it_asks_for_and_of_no_tools() -> None:
    found = runtime.runtime()
    assert {"sqlmodel", "sqlalchemy", "numpy", "holidays", "shiboken6"} <= set(found)
    assert not {"pytest", "mypy", "ruff", "hypothesis", "codedesk"} & set(found)
    assert {"pytest", "mypy", "_pytest"} <= set(runtime.tools())
    assert not {"numpy", "PySide6", "codedesk", "sqlalchemy", "dateutil"} & set(runtime.tools())


def test_what_must_not_be_in_it_is_found(tmp_path: Path) -> None:
    (tmp_path / "_internal" / "setuptools").mkdir(parents=True)
    (tmp_path / "_internal" / "libgtk-3.so.0").touch()
    (tmp_path / "_internal" / "libxcb-cursor.so.0").touch()
    assert sorted(bundle.strays(tmp_path)) == ["libgtk-3.so.0", "setuptools"]


def test_the_icons_are_whole(tmp_path: Path) -> None:
    icons.hicolor(tmp_path)
    for size in icons.SIZES:
        for kind in ("apps/codedesk", "mimetypes/application-vnd.codedesk.department"):
            image = QImage(str(tmp_path / f"{size}x{size}" / f"{kind}.png"))
            assert (image.width(), image.height()) == (size, size) and image.pixelColor(size // 2, size // 2).alpha()
    windows = icons.ico(tmp_path / "codedesk.ico").read_bytes()
    assert struct.unpack_from("<HHH", windows) == (0, 1, len(icons.ICO))
    *_, length, at = struct.unpack_from("<BBBBHHII", windows, 6 + 16 * (len(icons.ICO) - 1))
    assert at + length == len(windows) and windows[at : at + 4] == b"\x89PNG"
    mac = icons.icns(tmp_path / "codedesk.icns").read_bytes()
    assert mac[:4] == b"icns" and struct.unpack(">I", mac[4:8])[0] == len(mac)
