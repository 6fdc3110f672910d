"""The numbers printed on every packet of the sample, reckoned a second time from its exported files alone."""

import re
import shutil
import subprocess
import sys
from collections import defaultdict
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from codedesk.formats import fixed
from tests.independent import Reckoning
from tests.reports.read_back import whole

START, END = date(2026, 7, 1), date(2026, 9, 30)


@pytest.fixture(scope="module")
def made(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Reckoning, dict[str, str]]:
    """The open files of the sample, and the words of each packet by coder."""
    folder = tmp_path_factory.mktemp("packets")
    path = Path(shutil.copy(built_sample, folder / "Sample.codedesk"))
    command = [sys.executable, "-m", "codedesk"]
    subprocess.run([*command, "export", path, "--out", folder / "files"], check=True, capture_output=True)
    asked = ["packet", path, "--period", "2026Q3", "--all", "--out", folder / "pdf"]
    subprocess.run([*command, *asked], check=True, capture_output=True)
    reckoning = Reckoning(folder / "files", START, END)
    words = {}
    for pdf in sorted((folder / "pdf").glob("*.pdf")):
        text = whole(pdf.read_bytes())
        name = next(row["coder"] for row in reckoning.rows("coders") if f"{row['coder']} · Q3 2026" in text)
        words[name] = text
    return reckoning, words


def test_every_packet_is_there(made: tuple[Reckoning, dict[str, str]]) -> None:
    assert len(made[1]) == 8


def test_pace_is_the_division_that_a_stranger_makes(made: tuple[Reckoning, dict[str, str]]) -> None:
    reckoning, packets = made
    for coder, words in packets.items():
        pace = reckoning.pace([coder])
        earned, productive = pace["earned"], pace["productive"]
        assert earned is not None and productive is not None
        assert f"{fixed(float(earned), 2)} earned ÷ {fixed(float(productive), 2)} productive hours" in words, coder
        assert f"Pace {float(earned / productive) * 100:.1f} %" in words, coder


def test_accuracy_and_its_interval_are_a_strangers(made: tuple[Reckoning, dict[str, str]]) -> None:
    reckoning, packets = made
    compared = 0
    for coder, words in packets.items():
        if not reckoning.audits(coder):
            assert "Quality: not audited (0 charts)" in words
        found = reckoning.code_over_code(coder)
        if found is None:
            continue
        matched, reviewed, low, high = found
        assert f"{matched} of {reviewed} codes" in words, coder
        assert f"95 % interval {low * 100:.1f}–{high * 100:.1f} %" in words, coder
        compared += 1
    assert compared >= 5


def test_hours_taken_out_stand_by_category(made: tuple[Reckoning, dict[str, str]]) -> None:
    reckoning, packets = made
    for coder, words in packets.items():
        table = words.split("The hours behind the pace")[1]
        sums: dict[str, Fraction] = defaultdict(Fraction)
        days_paid = {row["date"] for row in _time(reckoning, coder) if row["category"] == "paid"}
        for row in _time(reckoning, coder):
            counts = row["category"] == "paid" or reckoning.kinds[row["category"]] == "excused"
            if counts and row["date"] in days_paid:
                sums[row["category"]] += Fraction(row["hours"])
        assert f"Paid hours entered {fixed(float(sums.pop('paid')), 2)}" in table, coder
        for category, hours in sums.items():
            shown = f"{category[:1].upper()}{category[1:]} excused: taken out −{fixed(float(hours), 2)}"
            assert shown in table, coder


def test_charts_by_work_type_and_rework(made: tuple[Reckoning, dict[str, str]]) -> None:
    reckoning, packets = made
    for coder, words in packets.items():
        table = words.split("By work type")[1].split("All work")[0]
        charts: dict[str, int] = defaultdict(int)
        for row in reckoning.rows("log"):
            if row["coder"] == coder and reckoning.within(row["date"]) and row["charts"]:
                charts[row["work_type"]] += int(row["charts"])
        for work_type, number in charts.items():
            assert re.search(rf"{re.escape(work_type)} .*?{number:,}", table), (coder, work_type)
        again = [row for row in reckoning.rows("rework") if row["coder"] == coder and reckoning.within(row["date"])]
        total = sum(int(row["charts"]) for row in again)
        if total:
            of = sum(charts.values())
            share = f"{total / of * 100:.1f} %"
            assert re.search(rf"{total:,} charts? reopened of {of:,} coded = {re.escape(share)}", words), coder


def _time(reckoning: Reckoning, coder: str) -> list[dict[str, str]]:
    return [row for row in reckoning.rows("time") if row["coder"] == coder and reckoning.within(row["date"])]
