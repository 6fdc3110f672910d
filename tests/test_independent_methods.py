"""A packet for every scoring method, and one with a result alone: each number is reckoned again from the export."""

import csv
import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tests.command_line import done
from tests.independent import Reckoning
from tests.independent_scoring import NAMES, Score, score
from tests.reports.read_back import whole

START, END = date(2026, 7, 1), date(2026, 9, 30)
METHODS = tuple(NAMES)
# The records of DOMAIN's test set: matched, revised, added, deleted, principal right, DRG right.
RECORDS = (
    (8, 0, 0, 0, "yes", "yes"),
    (11, 1, 1, 0, "yes", "yes"),
    (6, 1, 0, 0, "no", "no"),
    (14, 0, 2, 0, "yes", "yes"),
    (9, 0, 0, 1, "yes", "yes"),
    (12, 0, 1, 0, "yes", "no"),
    (5, 0, 0, 0, "yes", "yes"),
    (10, 1, 0, 0, "yes", "yes"),
    (7, 0, 0, 0, "yes", "yes"),
    (13, 0, 0, 1, "yes", "no"),
)
OTHER, CC, PRINCIPAL, DRG = "Secondary diagnosis other", "Secondary diagnosis CC", "Principal diagnosis", "DRG"
# record, category, original code, corrected code, outcome
FINDINGS = (
    (2, OTHER, "I10", "I11.9", "withdrawn"),
    (2, OTHER, "", "E87.1", "upheld"),
    (3, PRINCIPAL, "A41.9", "J18.9", ""),
    (3, DRG, "", "", ""),
    (4, OTHER, "", "Z79.4", "withdrawn"),
    (4, OTHER, "", "Z87.891", ""),
    (5, OTHER, "R07.9", "", ""),
    (6, OTHER, "", "N17.9", ""),
    (6, DRG, "", "", ""),
    (8, CC, "D62", "D64.9", ""),
    (10, OTHER, "E66.9", "", ""),
    (10, DRG, "", "", ""),
)
# By hand from DOMAIN's formulas: before the answers, and after one revised and one added code were withdrawn.
BY_HAND = {
    "code_over_code": ("93.1", "95.0"),  # 95/102, 96/101
    "code_over_code_net": ("91.2", "93.1"),  # 93/102, 94/101
    "union": ("91.3", "93.2"),  # 95/104, 96/103
    "error_rate": ("90.9", "92.7"),  # 100/110, 102/110
    "record": ("30.0", "30.0"),
    "drg": ("70.0", "70.0"),
    "weighted": ("90.0", "90.6"),  # 100 94 75 94 97 75 100 90 100 75; then 97 in place of both 94
}


def write(folder: Path, name: str, head: str, lines: Sequence[Sequence[object]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head.split())
        writer.writerows(lines)


def fill(folder: Path) -> None:
    """A coder for every method, each with the same audited records, and one of whom only a result is known."""
    people = [f"Coder {method}" for method in METHODS]
    write(folder, "coders", "coder started_on", [(name, "2024-01-02") for name in (*people, "Coder reported")])
    write(folder, "work_types", "work_type", [("Inpatient",), ("Clinic",)])
    standards = [("Inpatient", "2024-01-01", 2, "per_hour", 95), ("Clinic", "2024-01-01", 4, "minutes_per_chart", 95)]
    write(folder, "standards", "work_type effective_from pace pace_unit accuracy", standards)
    days = [f"2026-0{month}-{day:02}" for month, day in ((7, 6), (7, 7), (8, 3), (9, 14))]
    everybody = [*people, "Coder reported"]
    log, time = [], []
    for number, name in enumerate(everybody):
        for day in days:
            log.append((day, name, "Inpatient", 10 + number, 5))
            log.append((day, name, "Clinic", 1_500 + number, 2.25))
            time += [(day, name, "paid", 8), (day, name, "meeting", 0.75)]
    write(folder, "log", "date coder work_type charts hours", log)
    write(folder, "time", "date coder category hours", time)
    audits: list[tuple[object, ...]] = [
        (f"A {method}", "2026-08-14", name, method, "", "") for method, name in zip(METHODS, people, strict=True)
    ]
    audits.append(("A reported", "2026-08-14", "Coder reported", "code_over_code", 20, 88.6))
    write(folder, "audits", "audit date coder method records reported_accuracy", audits)
    records = [(f"A {method}", number, *row) for method in METHODS for number, row in enumerate(RECORDS, 1)]
    write(folder, "records", "audit record matched revised added deleted principal_right drg_right", records)
    findings = [
        (
            f"A {method}",
            record,
            category,
            "under" if not old else "over",
            old,
            new,
            "rebut" if outcome else "",
            outcome,
        )
        for method in METHODS
        for record, category, old, new, outcome in FINDINGS
    ]
    head = "audit record category direction original_code corrected_code answer outcome"
    write(folder, "findings", head, findings)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Reckoning, dict[str, str]]:
    """The exported files of the department, and the words of each packet by coder."""
    folder = tmp_path_factory.mktemp("methods")
    (folder / "in").mkdir()
    fill(folder / "in")
    path = folder / "Methods.codedesk"
    for asked in (
        ["new", path],
        ["import", folder / "in", "--into", path],
        ["export", path, "--out", folder / "out"],
        ["packet", path, "--period", "2026Q3", "--all", "--out", folder / "pdf"],
    ):
        done(*asked)
    reckoning = Reckoning(folder / "out", START, END)
    packets = {path.stem.removeprefix("2026-Q3 "): whole(path.read_bytes()) for path in (folder / "pdf").glob("*.pdf")}
    return reckoning, {name.replace("Coder ", "Coder "): words for name, words in packets.items()}


def sample_words(found: Score) -> str:
    """What the packet says of an accuracy's counts."""
    charts = f"{found.charts} charts"
    if found.reported:
        return f"as reported, {charts}"
    if found.method == "record":
        return f"{found.correct} of {found.reviewed} charts"
    if found.method == "weighted":
        return f"{round(found.correct * 100):,} of {int(found.reviewed * 100):,} points, {charts}"
    unit = "DRGs" if found.method == "drg" else "codes"
    return f"{found.correct} of {found.reviewed} {unit}, {charts}"


@pytest.mark.parametrize("method", METHODS)
def test_the_reckoning_itself_is_the_hand_computation(made: tuple[Reckoning, dict[str, str]], method: str) -> None:
    reckoning, _ = made
    first, final = (score(reckoning, f"Coder {method}", final=after) for after in (False, True))
    assert first is not None and final is not None
    assert (f"{float(first.value) * 100:.1f}", f"{float(final.value) * 100:.1f}") == BY_HAND[method]


@pytest.mark.parametrize("method", METHODS)
def test_accuracy_by_every_method_is_a_strangers(made: tuple[Reckoning, dict[str, str]], method: str) -> None:
    reckoning, packets = made
    words = packets[f"Coder {method}"]
    found = score(reckoning, f"Coder {method}")
    first = score(reckoning, f"Coder {method}", final=False)
    assert found is not None and first is not None
    low, high = (f"{bound * 100:.1f}" for bound in found.bounds)
    value = f"{float(found.value) * 100:.1f} %"
    assert f"Accuracy {value}" in words or f"Accuracy {float(found.value) * 100:.2f} %" in words
    assert sample_words(found) in words
    assert f"95 % interval {low}–{high} %" in words
    assert f"counts as {found.sample:.1f}".removesuffix(".0") in words
    assert NAMES[method] in words.lower().replace("drg", "DRG")
    table = words.split("Audits that feed the accuracy")[1]
    assert f"{float(first.value) * 100:.1f} %" in table


def test_a_result_alone_is_printed_as_reported(made: tuple[Reckoning, dict[str, str]]) -> None:
    reckoning, packets = made
    found = score(reckoning, "Coder reported")
    assert found is not None and found.value == Fraction("0.886")
    words = packets["Coder reported"]
    assert "Accuracy 88.6 %" in words and sample_words(found) in words
    low, high = (f"{bound * 100:.1f}" for bound in found.bounds)
    assert f"95 % interval {low}–{high} %" in words


def test_the_parts_of_every_pace_are_a_strangers_with_thousands_apart(
    made: tuple[Reckoning, dict[str, str]],
) -> None:
    reckoning, packets = made
    assert len(packets) == len(METHODS) + 1
    for coder, words in packets.items():
        pace = reckoning.pace([coder])
        earned, productive = pace["earned"], pace["productive"]
        assert earned is not None and productive is not None
        assert f"{float(earned):,.2f} earned ÷ {float(productive):,.2f} productive hours" in words
        assert f"Pace {float(earned / productive) * 100:,.1f} %" in words
        for work_type in ("Inpatient", "Clinic"):
            lines = [row for row in reckoning.rows("log") if (row["coder"], row["work_type"]) == (coder, work_type)]
            charts = sum(int(row["charts"]) for row in lines)
            hours = sum((Fraction(row["hours"]) for row in lines), Fraction(0))
            standard = reckoning.standard(work_type, "2026-08-01")
            assert standard is not None
            share = charts / reckoning.rate(standard) / hours
            row_words = rf"{charts:,} {float(hours):,.2f} {float(charts / hours):,.2f} .*?{float(share) * 100:,.1f} %"
            assert re.search(row_words, words.split("By work type")[1]), (coder, work_type, row_words)


def test_no_number_is_printed_without_its_thousands_apart(made: tuple[Reckoning, dict[str, str]]) -> None:
    for coder, words in made[1].items():
        plain = re.sub(r"fingerprint:? [0-9a-f]+|\b(19|20)\d\d\b", "", words)
        assert re.findall(r"(?<![\w.])\d{4,}(?![\w])", plain) == [], coder
        assert re.search(r"\d,\d{3} charts", words), coder
