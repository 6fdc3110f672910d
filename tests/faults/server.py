"""The fork server: imports the program once, makes the folder of an action at its first try, and forks for every try.

Started with the shim in LD_PRELOAD; asked and answering in lines of JSON. `Server` is its other end.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PLACES = (Path("/dev/shm"), Path("/tmp"))  # where a sync costs nothing, if there is such a place


class Server:
    """A fork server that runs as a process of its own."""

    def __init__(self, library: Path, place: Path) -> None:
        """Start it, with a folder that it may fill."""
        environment = {**os.environ, "LD_PRELOAD": str(library), "OPENBLAS_NUM_THREADS": "1"}
        command = [sys.executable, "-m", "tests.faults.server", str(place)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self._process = subprocess.Popen(command, cwd=ROOT, env=environment, **pipes)

    def ask(self, what: str, **words: object) -> Any:
        """Ask for something and wait for the answer; RuntimeError with the server's words where it cannot."""
        assert self._process.stdin is not None and self._process.stdout is not None
        print(json.dumps({"what": what, **words}), file=self._process.stdin, flush=True)
        line = self._process.stdout.readline()
        answer = json.loads(line) if line else {"failed": f"the server ended ({self._process.wait()})"}
        if "failed" in answer:
            raise RuntimeError(answer["failed"])
        return answer["said"]

    def close(self) -> None:
        """Let it end."""
        self._process.communicate()


def serve(place: Path) -> None:
    """Answer until nobody asks any more."""
    from tests.faults.asked import Asked  # noqa: PLC0415 - whoever only asks needs none of it

    asked = Asked(place)
    for line in sys.stdin:
        words = json.loads(line)
        try:
            answer = {"said": getattr(asked, words.pop("what"))(**words)}
        except Exception as error:
            answer = {"failed": f"{type(error).__name__}: {error}"}
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
