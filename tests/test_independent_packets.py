"""The numbers printed on every packet of the sample, reckoned a second time from its exported files alone."""

import copy
import re
import shutil
from collections import defaultdict
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from codedesk.formats import fixed
from tests.command_line import done
from tests.independent import Reckoning, mondays
from tests.independent_scoring import score
from tests.reports.read_back import whole

START, END = date(2026, 7, 1), date(2026, 9, 30)


@pytest.fixture(scope="module")
def made(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Reckoning, dict[str, str]]:
    """The open files of the sample, and the words of each packet by coder."""
    folder = tmp_path_factory.mktemp("packets")
    path = Path(shutil.copy(built_sample, folder / "Sample.codedesk"))
    done("export", path, "--out", folder / "files")
    done("packet", path, "--period", "2026Q3", "--all", "--out", folder / "pdf")
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
        again = [row for row in reckoning.reworked() if row["coder"] == coder]
        total = sum(int(row["charts"]) for row in again)
        if total:
            of = sum(charts.values())
            share = f"{total / of * 100:.1f} %"
            assert re.search(rf"{total:,} charts? reopened of {of:,} coded = {re.escape(share)}", words), coder


def test_the_quarter_before_stands_beside_with_its_own_parts(made: tuple[Reckoning, dict[str, str]]) -> None:
    reckoning, packets = made
    before = Reckoning(reckoning.folder, date(2026, 4, 1), date(2026, 6, 30))
    audited = 0
    for coder, words in packets.items():
        pace, found = before.pace([coder]), score(before, coder)
        earned, productive = pace["earned"], pace["productive"]
        assert earned is not None and productive is not None
        assert f"{fixed(float(earned), 2)} earned ÷ {fixed(float(productive), 2)} productive hours" in words, coder
        if found is not None and not found.reported and found.method == "code_over_code":
            assert f"{int(found.correct):,} of {int(found.reviewed):,} codes, {found.charts} charts" in words, coder
            audited += 1
    assert audited >= 5


def test_findings_and_their_causes_are_counted_again(made: tuple[Reckoning, dict[str, str]]) -> None:
    reckoning, packets = made
    scored = {row["category"]: row["scored"] for row in reckoning.rows("finding_categories")}
    audits = {row["audit"]: row for row in reckoning.rows("audits") if row["state"] != "draft"}
    compared = 0
    for coder, words in packets.items():
        found: dict[str, int] = defaultdict(int)
        causes: dict[str, int] = defaultdict(int)
        for row in reckoning.rows("findings"):
            audit = audits.get(row["audit"])
            if audit is None or audit["coder"] != coder or not reckoning.within(audit["date"]):
                continue
            if "no" in (row["scored"], scored[row["category"]]) or row["outcome"] == "withdrawn":
                continue
            found[row["category"]] += 1
            causes[row["root_cause"]] += 1
        if not found:
            continue
        total = sum(found.values())
        assert f"{total} finding" in words, coder
        quality = words.split("What was found")[1]
        for name, number in found.items():
            assert re.search(rf"{re.escape(name)} {number}\b", quality, re.IGNORECASE), (coder, name)
        for name, number in causes.items():
            if name:
                cause = rf"{re.escape(name)} (\w+ )?{number}\b"
                assert re.search(cause, quality, re.IGNORECASE), (coder, name)
        compared += total
    assert compared >= 20


_NAMED = re.compile(
    r"Pace: mean ([\d.]+) % over the (\d+) weeks? of (\d+ \w+ \d+) to (\d+ \w+ \d+)(?: \(begun anew on (\d+ \w+ \d+))?"
)
SLOWING = ("go_live", "downtime", "documentation")


def test_the_mean_and_the_limits_are_those_of_the_weeks_that_are_named(
    made: tuple[Reckoning, dict[str, str]],
) -> None:
    reckoning, packets = made
    limited = 0
    for coder, words in packets.items():
        said = _NAMED.search(words)
        assert said is not None, coder
        first, last = (datetime.strptime(words, "%d %b %Y").date() for words in (said[3], said[4]))
        begun = datetime.strptime(said[5], "%d %b %Y").date() if said[5] else date.min
        since = max(begun, min(date.fromisoformat(row["date"]) for row in reckoning.rows("log")))
        points = _baseline(reckoning, coder, since, last)
        assert min(points) == first, coder
        values = list(points.values())
        assert len(values) == int(said[2]) <= 26, coder
        mean = sum(values, Fraction(0)) / len(values)
        assert said[1] == f"{float(mean) * 100:.1f}", coder
        printed = [
            float(value) for value in words.split("The weeks of that mean, pace in %: ")[1].split(". ")[0].split(", ")
        ]
        assert printed == pytest.approx([float(value) * 100 for value in values], abs=0.0501), coder
        if len(values) < 12:
            assert "under 12 weeks, so no limits are drawn" in words
            continue
        moves = [abs(after - before) for before, after in pairwise(values)]
        moving = sum(moves, Fraction(0)) / len(moves)
        low, high = (float(mean + side * Fraction("2.66") * moving) * 100 for side in (-1, 1))
        assert (
            f"limits {low:.1f}–{high:.1f} % (mean ± 2.66 × the mean moving range of {float(moving) * 100:.1f}" in words
        )
        limited += 1
    assert limited >= 4


def _baseline(reckoning: Reckoning, coder: str, since: date, last: date) -> dict[date, Fraction]:
    """The pace of each usable week from a day on, without those in which something slowed for more than a week."""
    slow = set()
    for event in reckoning.rows("events"):
        if event["kind"] in SLOWING and event["to"] and event["coder"] in ("", coder):
            opens, closes = (date.fromisoformat(event[name]) for name in ("from", "to"))
            before = _between(reckoning, opens - timedelta(183), opens)
            done = {row["work_type"] for row in _log(before, coder)}
            if closes - opens >= timedelta(7) and (not event["work_type"] or event["work_type"] in done):
                slow |= set(mondays(opens, closes))
    weeks = [monday for monday in mondays(since, last) if monday not in slow]
    return {monday: pace for monday in weeks if (pace := _week(reckoning, coder, monday)) is not None}


def test_every_due_day_that_is_entered_is_counted(made: tuple[Reckoning, dict[str, str]]) -> None:
    reckoning, packets = made
    for coder, words in packets.items():
        entered = {row["date"] for row in (*_time(reckoning, coder), *_log(reckoning, coder))}
        said = re.search(r"Data: (\d+) of (\d+) due days entered", words)
        assert said is not None and int(said[1]) <= min(int(said[2]), len(entered)), coder


def _week(reckoning: Reckoning, coder: str, monday: date) -> Fraction | None:
    """The pooled pace of a week, if it reaches half of its scheduled hours."""
    person = next(row for row in reckoning.rows("coders") if row["coder"] == coder)
    days = [row for row in reckoning.rows("schedules") if row["coder"] == coder]
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    scheduled = sum((Fraction(days[-1][name] or 0) for name in names), Fraction(0)) if days else None
    scheduled = scheduled if scheduled is not None else Fraction(person["scheduled_hours_per_week"] or 0)
    week = _between(reckoning, monday, monday + timedelta(6))
    paid = sum((Fraction(row["hours"]) for row in _time(week, coder) if row["category"] == "paid"), Fraction(0))
    pace = week.pace([coder])["pace"]
    return pace if paid >= scheduled / 2 else None


def _between(reckoning: Reckoning, start: date, end: date) -> Reckoning:
    other = copy.copy(reckoning)
    other.start, other.end = start, end
    return other


def _log(reckoning: Reckoning, coder: str) -> list[dict[str, str]]:
    return [row for row in reckoning.rows("log") if row["coder"] == coder and reckoning.within(row["date"])]


def _time(reckoning: Reckoning, coder: str) -> list[dict[str, str]]:
    return [row for row in reckoning.rows("time") if row["coder"] == coder and reckoning.within(row["date"])]
