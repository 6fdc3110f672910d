"""Run a program so that whatever it asks of a network fails and is written down (line.c)."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.patience import SECONDS

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path(__file__).with_name("line.c")


class Line:
    """A watched line: runs programs of this Python with a home of their own, and knows what they asked for."""

    def __init__(self, library: Path, home: Path) -> None:
        """Watch by the compiled library; settings, data and logs of what runs lie in the home."""
        self._library = library
        self._home = home
        self._written = home / "asked-of-the-line"

    @property
    def asked(self) -> list[str]:
        """What was asked for since the beginning: sockets with their family, names whose address was wanted."""
        return self._written.read_text(encoding="utf-8").splitlines() if self._written.exists() else []

    def run(self, command: Sequence[str | Path]) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end, without a screen."""
        places = {name: str(self._home) for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
        watched = {"LD_PRELOAD": str(self._library), "CODEDESK_LINE": str(self._written)}
        environment = {**os.environ, **places, **watched, "QT_QPA_PLATFORM": "offscreen"}
        words = [str(word) for word in command]
        return subprocess.run(
            words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
        )
