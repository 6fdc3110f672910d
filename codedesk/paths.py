"""Where things live: the department, backups, choices, logs, and what comes with the program. A leaf.

Knows places only; nothing is opened here. The places follow the platform (platformdirs).
"""

import os
import re
import sys
from pathlib import Path

import platformdirs

from codedesk.errors import CannotSave

APP = "CodeDesk"
SUFFIX = ".codedesk"
_CLOUD_FOLDERS = (
    (re.compile(r"onedrive", re.IGNORECASE), "OneDrive"),
    (re.compile(r"dropbox", re.IGNORECASE), "Dropbox"),
    (re.compile(r"^(icloud.*|mobile documents|com~apple~clouddocs)$", re.IGNORECASE), "iCloud Drive"),
    (re.compile(r"^(google ?drive.*|my drive|drivefs|googledrive-.*)$", re.IGNORECASE), "Google Drive"),
    (re.compile(r"^(nextcloud|owncloud)", re.IGNORECASE), "Nextcloud"),
    (re.compile(r"^(box|box sync|box-box)$", re.IGNORECASE), "Box"),
    (re.compile(r"^(pclouddrive|syncthing|sync|mega|megasync|tresorit)$", re.IGNORECASE), "a synchronised folder"),
)
_DAMAGED = "A department that is being written to may be damaged by being copied meanwhile."
_NETWORK_KINDS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "9p", "fuse.sshfs", "davfs", "fuse.rclone"}


def data_folder() -> Path:
    """Return the folder of this person's departments (local application data; never synchronised by default)."""
    return Path(platformdirs.user_data_dir(APP, appauthor=False, roaming=False))


def default_department() -> Path:
    """Return the usual department file."""
    return data_folder() / f"department{SUFFIX}"


def sample_department() -> Path:
    """Return the file of the sample team, which stands beside the real department and is thrown away whole."""
    return data_folder() / f"Sample team{SUFFIX}"


def settings_file() -> Path:
    """Return the file of this machine's choices."""
    return Path(platformdirs.user_config_dir(APP, appauthor=False, roaming=False)) / "settings.json"


def log_folder() -> Path:
    """Return the folder of logs and crash files."""
    return Path(platformdirs.user_log_dir(APP, appauthor=False))


def resource(name: str) -> Path:
    """Return the place of something that comes with the program: icons/today.svg, fonts/…, theme.json."""
    package = Path(__file__).parent
    for folder in (package / "resources", package.parent / "resources"):
        if folder.is_dir():
            return folder / name
    msg = "the folder of resources is missing: the program is not installed completely"
    raise FileNotFoundError(msg)


def manual(name: str) -> Path:
    """Return a document of the manual, using.md: in the source it lies in docs/, in what is installed in manual/."""
    package = Path(__file__).parent
    installed = package / "manual"
    return (installed if installed.is_dir() else package.parent / "docs") / name


def unsafe_place(path: Path) -> str | None:
    """Say why a live department must not lie here ("It is in a OneDrive folder …"), None where it may.

    A synchronised folder copies the file while it is being written; a network folder cannot keep two writers apart.
    """
    text = str(path)
    if text.startswith(("\\\\", "//")):
        return f"{path.parent} is a network folder."
    for part in path.absolute().parts:
        for pattern, name in _CLOUD_FOLDERS:
            if pattern.search(part):
                return f"“{part}” is synchronised by {name}." if not name.startswith("a ") else f"“{part}” is {name}."
    if _mount_kind(path) in _NETWORK_KINDS:
        return f"{path.parent} is on a network drive."
    return None


def caution(path: Path) -> str:
    """Say that a department is open where it must not lie, and what to do; "" where it may lie there."""
    danger = unsafe_place(path)
    return f"{danger} {_DAMAGED} Close it, move it to {data_folder()}, and open it there." if danger else ""


def refuse_unsafe(path: Path) -> None:
    """Refuse, in words, to let a new department come to a place where it must not lie."""
    if danger := unsafe_place(path):
        raise CannotSave(f"{danger} {_DAMAGED} Choose another folder; backups may go there.")


def _mount_kind(path: Path) -> str:
    """Return the kind of file system that a path lies on, "" where the system does not tell (Linux only)."""
    table = Path("/proc/self/mounts")
    if not sys.platform.startswith("linux") or not table.exists():
        return ""
    best, kind = "", ""
    for line in table.read_text(encoding="utf-8", errors="replace").splitlines():
        _, place, found, *_ = line.split(" ")
        inside = os.path.commonpath([place, str(path.absolute())]) == place if place.startswith("/") else False
        if inside and len(place) >= len(best):
            best, kind = place, found
    return "" if best == "/" else kind  # the whole system lies there: no place is safer


def file_name(name: str, suffix: str = "") -> str:
    """Make a safe file name of a person's name: letters, digits, space, - and _ of any script, at most 80 long."""
    kept = "".join(letter if letter.isalnum() or letter in "-_ " else " " for letter in name)
    cleaned = " ".join(kept.split())[:80].strip() or "unnamed"
    return f"{cleaned}_{suffix}" if is_reserved(cleaned) else f"{cleaned}{suffix}"


def is_reserved(name: str) -> bool:
    """Tell whether another system keeps this file name for a device, whatever its case and what follows a dot."""
    stem = name.partition(".")[0].rstrip()
    return bool(re.fullmatch(r"con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]", stem, re.IGNORECASE))
