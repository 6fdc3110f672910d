"""The log of the program: a small file that only its owner may read. Never the value of a row."""

import logging
import logging.handlers
from io import TextIOWrapper
from pathlib import Path

LOG = logging.getLogger("codedesk")


class OwnLog(logging.handlers.RotatingFileHandler):
    """A log that only its owner may read, from its first line."""

    def _open(self) -> TextIOWrapper:
        place = Path(self.baseFilename)
        place.touch(mode=0o600)
        place.chmod(0o600)  # one of an earlier version
        return super()._open()


def start(folder: Path) -> None:
    """Log into a folder, where that can be."""
    if LOG.handlers:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept = OwnLog(folder / "codedesk.log", maxBytes=500_000, backupCount=2, delay=True)
    except OSError:
        return
    kept.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(kept)
    LOG.setLevel(logging.INFO)
