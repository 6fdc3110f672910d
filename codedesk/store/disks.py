"""Whether the disk under a file is encrypted by the system itself, as far as the system tells it to anybody."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

_BLOCKS = Path("/sys/dev/block")
_SECONDS = 5


def is_encrypted(path: Path, blocks: Path = _BLOCKS) -> bool | None:
    """Tell whether the disk is encrypted; None where it cannot be told (Windows, network drives, some file systems)."""
    with suppress(OSError, subprocess.SubprocessError):
        if sys.platform.startswith("linux"):
            number = path.stat().st_dev
            return _of_linux(blocks / f"{os.major(number)}:{os.minor(number)}")
        if sys.platform == "darwin":
            done = subprocess.run(["fdesetup", "status"], capture_output=True, text=True, timeout=_SECONDS, check=True)
            return "FileVault is On" in done.stdout
    return None


def _of_linux(device: Path) -> bool | None:
    """Look at a block device, and at those that it lies on: LUKS and its like say so in their device mapper's name."""
    if not device.exists():
        return None
    kind = device / "dm" / "uuid"
    if kind.exists() and kind.read_text(encoding="ascii").startswith("CRYPT-"):
        return True
    below = device / "slaves"
    found = [_of_linux(each) for each in below.iterdir()] if below.is_dir() else []
    return all(found) if found else False
