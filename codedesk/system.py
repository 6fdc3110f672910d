"""What the window needs of a Linux system, and the one command that brings what is missing. A leaf.

dev.py reads this before anything is installed, and before it refuses a Python that is too old: standard library only,
and nothing that an old Python cannot read.
"""

from __future__ import annotations

import ctypes
import os
import shutil
from pathlib import Path
from typing import NamedTuple


class Library(NamedTuple):
    """A shared library, and the packages that bring it."""

    name: str
    debian: str
    fedora: str


# Without a screen, and what a window on the screen needs beside it.
SCREENLESS = (
    Library("libEGL.so.1", "libegl1", "libglvnd-egl"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx"),
    Library("libX11.so.6", "libx11-6", "libX11"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libgthread-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Library("libfreetype.so.6", "libfreetype6", "freetype"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    Library("libgssapi_krb5.so.2", "libgssapi-krb5-2", "krb5-libs"),
    Library("libbrotlidec.so.1", "libbrotli1", "libbrotli"),
    Library("libbrotlicommon.so.1", "libbrotli1", "libbrotli"),
    Library("libzstd.so.1", "libzstd1", "libzstd"),
)
SCREEN = (
    Library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb"),
    Library("libxcb.so.1", "libxcb1", "libxcb"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Library("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    Library("libxcb-render.so.0", "libxcb-render0", "libxcb"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    Library("libxcb-shm.so.0", "libxcb-shm0", "libxcb"),
    Library("libxcb-sync.so.1", "libxcb-sync1", "libxcb"),
    Library("libxcb-util.so.1", "libxcb-util1", "xcb-util"),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
)
# Renamed in Debian 13 and Ubuntu 24.04, when their times became 64 bits wide.
RENAMED = ("libglib2.0-0",)


def absent(library: str) -> bool:
    """Tell whether a shared library cannot be loaded."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return True
    return False


def missing(screen: bool) -> list[Library]:
    """Return the libraries that cannot be loaded."""
    return [library for library in SCREENLESS + (SCREEN if screen else ()) if absent(library.name)]


def remedy(rows: list[Library]) -> str:
    """Return the one command that brings what is missing."""
    if shutil.which("dnf"):
        command, names = "dnf install", {row.fedora for row in rows}
    else:
        release = os_release()
        command, names = "apt-get install", {debian_name(row.debian, release) for row in rows}
    return f"{as_admin()}{command} {' '.join(sorted(names))}"


def complaint(rows: list[Library]) -> str:
    """Say what is missing and what brings it; nothing where nothing is missing."""
    if not rows:
        return ""
    names = ", ".join(row.name for row in rows)
    return f"This is missing on this machine: {names}.\nInstall it with: {remedy(rows)}"


def as_admin() -> str:
    """Return what has to stand before a command that changes the system."""
    return "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "


def debian_name(package: str, release: dict[str, str]) -> str:
    """Return the package's name in this release."""
    system, version = release.get("ID", ""), release.get("VERSION_ID", "").split(".")[0]
    renamed = version.isdigit() and int(version) >= {"debian": 13, "ubuntu": 24}.get(system, 1_000)
    return f"{package}t64" if package in RENAMED and renamed else package


def os_release() -> dict[str, str]:
    """Read what Linux says of itself; empty where it says nothing."""
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    return {key: value.strip('"') for key, _, value in (line.partition("=") for line in lines)}
