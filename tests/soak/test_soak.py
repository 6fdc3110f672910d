"""The soak itself: a few rounds as in every check run, and that it sees what grows."""

import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from tests.patience import SECONDS
from tests.soak.soak import Held, grown, line, report

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is read where Linux says it")
HELD = Held(60, 400.0, 10, 4, 2000, 100_000, 13_000_000, 540, 200.0)


def test_a_few_rounds_do_what_they_say_and_take_down_what_is_held() -> None:
    command = [sys.executable, "-m", "tests.soak.soak", "--rounds", "2", "--coders", "3", "--years", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr
    first, said = done.stdout.splitlines()
    cells = [cell.strip() for cell in first.strip("|").split("|")]
    assert (cells[0], cells[7], said) == ("2", "21", "Nothing grew but the file, by what was stored.")


def test_a_restless_hand_finds_nothing() -> None:
    command = [sys.executable, "-m", "tests.soak.restless", "--steps", "40", "--calm", "--said"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("40 steps, seed 2026: 0 found.\n")


@pytest.mark.parametrize(
    ("late", "said"),
    [
        ({}, []),
        ({"memory": 420.0, "objects": 102_000}, []),
        ({"memory": 421.0}, ["memory grew from 400 to 421"]),
        ({"handles": 11}, ["handles grew from 10 to 11"]),
        ({"threads": 5, "widgets": 2001}, ["threads grew from 4 to 5", "widgets grew from 2000 to 2001"]),
        ({"objects": 102_001, "file": 26_000_000, "steps": 4_860}, ["objects grew from 100000 to 102001"]),
    ],
)
def test_what_grows_from_the_second_hour_to_the_last_is_named(late: dict[str, float], said: list[str]) -> None:
    first = HELD._replace(memory=200.0, handles=20, widgets=1)
    assert grown([first, HELD, HELD._replace(rounds=480, **late)]) == said  # type: ignore[arg-type]


def test_a_line_says_what_was_held_in_the_order_of_the_head() -> None:
    assert line(HELD) == "| 60 | 400 | 10 | 4 | 2000 | 100,000 | 13.00 | 540 | 3 |"


def test_the_report_names_department_seed_and_what_a_step_takes() -> None:
    late = HELD._replace(rounds=480, file=13_378_000, steps=4_320)
    chosen = Namespace(rounds=480, coders=20, years=10, seed=7)
    text = report([HELD, HELD, late], [], chosen)
    assert "20 coders, 10 years, seed 7, 480 rounds" in text and line(late) in text
    assert text.endswith("Nothing grew but the file: 100 bytes for each step that was stored, with its history.\n")
    assert "handles grew from 1 to 2: 100 bytes" in report([HELD, HELD, late], ["handles grew from 1 to 2"], chosen)
