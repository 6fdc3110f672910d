"""What the bundle is made of and how it is tried, without building one."""

import struct
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

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
from tests.patience import SECONDS

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="how Linux finds libraries")
QT = Path(PySide6.__file__).parent
USED = ("QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtPrintSupport", "QtSvg")

# A program that does what CodeDesk does, as far as the gate can see; what stands in FAIL does not work.
STRANGER = """
import os, sys
from pathlib import Path
words = sys.argv[1:]
assert "PATH" not in os.environ, "the environment is not empty"
if words[0] == FAIL:
    sys.exit("it does not work")
if words[0] == "demo":
    out = Path(words[words.index("--out") + 1])
    out.mkdir()
    (out / "Ana.pdf").write_bytes(b"%PDF-1.7")
    import tempfile
    place = Path(tempfile.mkdtemp()) / "Sample.codedesk"
    place.write_bytes(b"")
    print(f"The sample department lies in {place} and may be thrown away.")
if words[0] == "packet":
    out = Path(words[words.index("--out") + 1])
    out.mkdir()
    (out / "Ana.pdf").write_bytes(LOCKED if "--password-from" in words else b"%PDF-1.7")
    if "--private" in words:
        (out / "Ana private.pdf").write_bytes(b"%PDF-1.7")
if words[0] == "figures":
    print('{"coders": [{"coder": "Ana"}]}')
if words[0] == "encrypt":
    Path(words[1]).write_bytes(SEALED)
if words[0] == "open":
    import shutil
    shutil.copytree(PICTURES, words[words.index("--pictures") + 1])
    for name, text in LEFT.items():
        log = Path(os.environ["HOME"]) / ".local" / "state" / "CodeDesk" / "log"
        log.mkdir(parents=True, exist_ok=True)
        (log / name).write_text(text)
    print(SAID)
"""


@dataclass
class Stranger:
    """How the program behaves: what fails, what is not painted or in one colour, what it leaves behind and says."""

    fails: str = ""
    unpainted: str = ""
    blank: str = ""
    left: dict[str, str] = field(default_factory=dict)
    said: str = ""
    sealed: bytes = b"chance"
    locked: bytes = b"%PDF-2.0 /Encrypt"

    def write(self, folder: Path) -> list[str]:
        """Write the program and what its window shows; return the words that start it."""
        pictures = folder / "painted"
        pictures.mkdir()
        for name in (gate.PAGES | gate.CHARTS | {"coder-all"}) - {self.unpainted}:
            painted(3 if name == self.blank else 1000).save(str(pictures / f"{name}.png"))
        script = folder / "stranger.py"
        values = {"FAIL": self.fails, "PICTURES": str(pictures), "LEFT": self.left, "SAID": self.said}
        values |= {"SEALED": self.sealed, "LOCKED": self.locked}
        head = "".join(f"{name} = {value!r}\n" for name, value in values.items())
        script.write_text(head + STRANGER, encoding="utf-8")
        return [sys.executable, "-IS", str(script)]


@cache
def painted(shades: int) -> QImage:
    image = QImage(1200, 6, QImage.Format.Format_RGB32)
    for x in range(image.width()):
        for y in range(image.height()):
            image.setPixel(x, y, x % shades)
    return image


def verdict(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], **what: Any
) -> tuple[bool, str]:
    """Let the gate try a program that behaves so, without a screen: does it pass, and what is said of it."""
    monkeypatch.setattr(gate.shutil, "which", lambda _: None)
    passed = gate.passes(Stranger(**what).write(folder))
    return passed, capsys.readouterr().out


def test_what_works_passes_the_gate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    passed, said = verdict(tmp_path, monkeypatch, capsys, left={"codedesk.log": "2026-11-28 INFO opened"})
    assert passed and "FAILED" not in said
    assert "demo: 1 packets" in said and f"window: {len(gate.PAGES)} pages, 1 other views and 2 charts" in said


@pytest.mark.parametrize(
    "command", ["demo", "check", "figures", "packet", "export", "import", "encrypt", "decrypt", "open"]
)
def test_one_command_that_fails_shuts_the_gate(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    passed, said = verdict(tmp_path, monkeypatch, capsys, fails=command)
    assert not passed and f"FAILED. “{command}” left with 1" in said and "it does not work" in said


def test_a_department_that_is_only_said_to_be_encrypted_shuts_the_gate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    passed, said = verdict(tmp_path, monkeypatch, capsys, sealed=b"SQLite format 3\0")
    assert not passed and "encryption: FAILED. encrypted, and the file can be read without a passphrase" in said


def test_a_packet_whose_password_is_not_asked_for_shuts_the_gate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    passed, said = verdict(tmp_path, monkeypatch, capsys, locked=b"%PDF-1.7")
    assert not passed and "encryption: FAILED. a packet saved with a password opens without it" in said


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ({"unpainted": "standards"}, "not painted ['standards'], empty []"),
        ({"unpainted": "coder-chart-2"}, "not painted ['coder-chart-2'], empty []"),
        ({"blank": "team"}, "not painted [], empty ['team']"),
        ({"blank": "coder-chart-1"}, "not painted [], empty ['coder-chart-1']"),
        ({"blank": "coder-all"}, "not painted [], empty ['coder-all']"),
        ({"left": {"crash-20261128.txt": "ModuleNotFoundError"}}, "ModuleNotFoundError"),
        ({"left": {"codedesk.log": "2026-11-28 ERROR unexpected KeyError"}}, "ERROR unexpected KeyError"),
        ({"said": "Traceback (most recent call last)"}, "Traceback"),
    ],
)
def test_a_window_that_is_not_whole_shuts_the_gate(
    what: dict[str, Any],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    passed, said = verdict(tmp_path, monkeypatch, capsys, **what)
    assert not passed and "window: FAILED" in said and words in said


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
def test_the_folders_of_the_machine_that_built_a_library_are_taken_out(tmp_path: Path) -> None:
    own = (QT / "QtCore.abi3.so").read_bytes()
    assert elf.without_places(own) == own, "folders told from its own place have to stay"
    strange = own.replace(b"$ORIGIN/", b"/elsewhe")
    path = tmp_path / "QtCore.abi3.so"
    path.write_bytes(elf.without_places(strange))
    changed = [at for at, (one, other) in enumerate(zip(strange, path.read_bytes(), strict=True)) if one != other]
    assert changed and len(changed) < 400
    assert elf.needed(path) == elf.needed(QT / "QtCore.abi3.so") != ()
    assert elf.without_places(path.read_bytes()) == path.read_bytes()
    assert elf.without_places(b"GROUP ( libm.so.6 )") == b"GROUP ( libm.so.6 )"


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
    assert {"sqlmodel", "sqlalchemy", "numpy", "holidays", "shiboken6", "sqlcipher3", "cryptography"} <= set(found)
    assert not {"pytest", "mypy", "ruff", "hypothesis", "codedesk"} & set(found)
    assert {"pytest", "mypy", "_pytest"} <= set(runtime.tools())
    assert not {"numpy", "PySide6", "codedesk", "sqlalchemy", "dateutil"} & set(runtime.tools())


ALL_OF_IT = """
import pkgutil, sys
class LeftOut:
    def find_spec(name, path=None, target=None):
        if name in {unused!r}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, LeftOut)
import codedesk, reportlab.platypus, xlsxwriter, python_calamine, pypdfium2, pandas, alembic.command
for module in pkgutil.walk_packages(codedesk.__path__, "codedesk."):
    if not module.name.startswith(("codedesk.store.migrations.env", "codedesk.__main__")):
        __import__(module.name)
"""


def test_the_program_does_without_every_module_that_is_left_out() -> None:
    """Charts could not be drawn in a bundle that lacked what pyqtgraph loads by name."""
    script = ALL_OF_IT.format(unused=trim.UNUSED_MODULES)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=SECONDS)
    assert done.returncode == 0, done.stderr


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
