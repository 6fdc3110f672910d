"""Files that outlive a power cut: their owner's alone from the start, brought down to the disk, and so their names.

A leaf.
"""

import os
import shutil
from pathlib import Path


def owner_only(name: str | Path, flags: int = os.O_CREAT | os.O_WRONLY | os.O_TRUNC) -> int:
    """Open a file that only its owner may read if it is made now; also an opener for `open`."""
    return os.open(name, flags, 0o600)


def write(path: Path, content: bytes) -> None:
    """Write a file down to the disk."""
    with open(path, "wb", opener=owner_only) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync(path: Path) -> None:
    """Bring a file down to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def copy(source: Path, target: Path) -> None:
    """Copy a file to one that only its owner may read, down to the disk; its time is kept."""
    os.close(owner_only(target))
    shutil.copyfile(source, target)
    shutil.copystat(source, target)
    target.chmod(0o600)
    sync(target)


def second_name(path: Path, other: Path) -> None:
    """Give a file a second name beside its own; a copy where a disk has no second names."""
    try:
        other.hardlink_to(path)
    except OSError:
        copy(path, other)


def sync_folder(path: Path) -> None:
    """Bring the names in a folder down to the disk, where a system has that."""
    if os.name == "posix":
        folder = os.open(path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
