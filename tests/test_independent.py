"""Every figure of the sample department, reckoned a second time by a stranger from its exported files."""

import json
import shutil
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import done
from tests.independent import Reckoning

QUARTERS = [(year, number) for year in (2024, 2025, 2026) for number in (1, 2, 3, 4)][2:11]


@pytest.fixture(scope="module")
def path(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample department for all tests of this file."""
    return Path(shutil.copy(built_sample, tmp_path_factory.mktemp("copy") / "Sample.codedesk"))


@pytest.fixture(scope="module")
def exported(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The open files of the sample department."""
    folder = tmp_path_factory.mktemp("exported")
    done("export", path, "--out", folder)
    return folder


def _figures(path: Path, period: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(done("figures", path, "--period", period, "--json"))
    return document


def _bounds(year: int, number: int) -> tuple[date, date]:
    after = date(year + number // 4, number % 4 * 3 + 1, 1)
    return date(year, number * 3 - 2, 1), after - timedelta(1)


@pytest.mark.parametrize(("year", "number"), QUARTERS)
def test_pace_and_accuracy_are_what_a_stranger_reckons_from_the_open_files(
    path: Path, exported: Path, year: int, number: int
) -> None:
    document = _figures(path, f"{year}Q{number}")
    reckoning = Reckoning(exported, *_bounds(year, number))
    compared = 0
    for block in document["coders"]:
        pace = reckoning.pace([block["coder"]])
        _same(block["pace"]["earned_hours"], pace["earned"])
        _same(block["pace"]["productive_hours"], pace["productive"])
        _same(block["pace"]["value"], pace["pace"])
        accuracy = block["accuracy"]
        if accuracy and accuracy["method"] == "code_over_code" and not accuracy["as_reported"]:
            found = reckoning.code_over_code(block["coder"])
            assert found is not None
            matched, reviewed, low, high = found
            assert (accuracy["correct"], accuracy["reviewed"]) == (matched, reviewed)
            _same(accuracy["value"], matched / reviewed)
            assert accuracy["low"] == pytest.approx(low, abs=1e-9)
            assert accuracy["high"] == pytest.approx(high, abs=1e-9)
            compared += 1
        elif accuracy is None:
            assert reckoning.audits(block["coder"]) == []
    team = reckoning.pace([block["coder"] for block in document["coders"]])
    _same(document["team"]["pace"]["value"], team["pace"])
    assert compared >= (0 if year == 2024 else 3)


def _same(value: float | None, expected: Fraction | None) -> None:
    if expected is None:
        assert value is None
    else:
        assert value == pytest.approx(float(expected), rel=1e-9)
