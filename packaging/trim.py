"""What stays out of the bundle: what the program does not use, what every Linux desktop has, and what nothing asks for.

The entries are PyInstaller's: the place in the folder, the file it comes from (of a symbolic link: where it leads), and
the kind.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import elf

Entry = tuple[str, str, str]

# Found by PyInstaller, never used: other ways to a screen than X, other themes, encryption on the line, databases, Qt's
# own words in sixty languages, and fonts that no packet is set in (one of them under the GPL).
UNUSED = (
    "libqgtk3",
    "wayland",
    "wlshell",
    "egldeviceintegrations",
    "libqeglfs",
    "libqlinuxfb",
    "libqvnc",
    "libqvkkhrdisplay",
    "libqminimalegl",
    "virtualkeyboard",
    "plugins/generic/",
    "plugins/networkinformation/",
    "plugins/sqldrivers/",
    "plugins/tls/",
    "imageformats/libqpdf",
    "pyside6/qt/translations/",
    "pyside6/translations/",
    "reportlab/fonts/",
    "pyqtgraph/colors/",
    "pyqtgraph/icons/",
)
# Modules that something imports where it finds them, and does without where not.
UNUSED_MODULES = (
    "tkinter",
    "curses",
    "_curses",
    "readline",
    "ssl",
    "_ssl",
    "_hashlib",
    "lxml",
    "matplotlib",
    "IPython",
    "PyQt5",
    "PyQt6",
    "PySide2",
    "PySide6.QtTest",
    "PIL._avif",
    "PIL._webp",
    "PIL._imagingcms",
    "PIL._imagingft",
    "PIL._imagingtk",
)
# Taken from the system, where its other parts (fonts, drivers, the session bus) have to fit to them. `codedesk.system`
# names those that may be missing.
OF_THE_SYSTEM = frozenset(
    {
        "libX11.so.6",
        "libX11-xcb.so.1",
        "libXau.so.6",
        "libXdmcp.so.6",
        "libxcb.so.1",
        "libfontconfig.so.1",
        "libfreetype.so.6",
        "libexpat.so.1",
        "libglib-2.0.so.0",
        "libgthread-2.0.so.0",
        "libdbus-1.so.3",
        "libcups.so.2",
    }
)


def trimmed(entries: list[Entry]) -> list[Entry]:
    """Return the entries that stay in the bundle."""
    kept = [entry for entry in entries if not unused(entry)]
    while free := {entry[0] for entry in unreferenced(kept)}:
        kept = [entry for entry in kept if entry[0] not in free]
    return [entry for entry in kept if entry[2] != "SYMLINK" or leads_somewhere(entry, kept)]


def unused(entry: Entry) -> bool:
    """Tell whether the program has no use for a file, or finds it on the system."""
    place = entry[0].replace("\\", "/")
    ours = PurePosixPath(place).name in OF_THE_SYSTEM | elf.EVERYWHERE
    return ours or any(word in f"/{place.lower()}" for word in UNUSED)


def unreferenced(entries: list[Entry]) -> list[Entry]:
    """Return the shared libraries that no other file asks for."""
    files = [entry for entry in entries if entry[2] in {"BINARY", "EXTENSION"}]
    wanted = {name for _, source, _ in files for name in elf.needed(Path(source))}
    return [entry for entry in files if is_library(entry[0]) and PurePosixPath(entry[0]).name not in wanted]


def is_library(place: str) -> bool:
    """Tell whether a file is there only because others ask for it."""
    path = PurePosixPath(place)
    there = str(path.parent) == "." or path.parts[0].endswith(".libs") or path.parts[:-1] == ("PySide6", "Qt", "lib")
    return there and path.name.startswith("lib") and ".so" in path.name and not path.name.startswith("libpython")


def leads_somewhere(link: Entry, entries: list[Entry]) -> bool:
    """Tell whether what a symbolic link leads to stays in the bundle."""
    target = PurePosixPath(link[0]).parent / link[1]
    return str(target) in {entry[0] for entry in entries}
