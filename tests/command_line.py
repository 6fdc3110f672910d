"""The command line, run in this process: what it says and how it leaves, without the second that a new process takes.

That the real one leaves with these codes and says these words holds tests/test_cli_import.py.
"""

import subprocess
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from codedesk.cli import main


def codedesk(*words: object, cwd: Path | None = None) -> "subprocess.CompletedProcess[str]":
    """Run a command line and return what a process would."""
    said, told = StringIO(), StringIO()
    with chdir(cwd or Path.cwd()), redirect_stdout(said), redirect_stderr(told):
        code = main([str(word) for word in words])
    return subprocess.CompletedProcess(words, code, said.getvalue(), told.getvalue())


def done(*words: object) -> str:
    """Run a command line that has to succeed and return what it says."""
    found = codedesk(*words)
    found.check_returncode()
    return found.stdout
