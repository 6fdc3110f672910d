"""The window killed, and closed, while somebody types, once in each form.

`python -m tests.faults.typing_kills 200 SEED` goes on.
"""

import subprocess
import sys

import pytest

pytestmark = [pytest.mark.file, pytest.mark.skipif(sys.platform != "linux", reason="it forks a program with a window")]


def killed(*words: str) -> str:
    command = [sys.executable, "-m", "tests.faults.typing_kills", *words]
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout


def test_every_letter_that_was_shown_in_a_form_is_there_after_a_kill() -> None:
    assert killed("15", "2026") == "15 kills, 0 with something lost\n"


def test_every_letter_that_was_shown_in_a_form_is_there_after_it_was_closed() -> None:
    assert killed("15", "2026", "--close") == "15 kills, 0 with something lost\n"


@pytest.mark.parametrize("how", [(), ("--close",)])
def test_it_sees_what_is_not_kept(how: tuple[str, ...]) -> None:
    assert killed("2", "2026", "--forget", *how).startswith("2 kills, 2 with something lost")
