"""A quarter's packets from start to end: log, audit, write, print to a file, hand over, correct, print again."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from codedesk.desk import Desk
from codedesk.exchange.exports import write_csv
from codedesk.periods import quarter
from codedesk.reports import files
from codedesk.reports.packet import build
from codedesk.services.files.exporting import everything
from codedesk.services.reviews import reviews
from tests.reports.read_back import pages, whole

Q3 = quarter(2026, 3)
TODAY = date(2026, 10, 5)


def test_all_sample_packets_print_well_and_say_whose_they_are(sample: Desk, tmp_path: Path) -> None:
    listed = sample.read(reviews.reviews, Q3, TODAY)
    rows = sample.read(reviews.packets, tuple(row.coder_id for row in listed), Q3, TODAY)
    names = files.file_names(tuple(row.coder.name for row in rows), Q3)
    for row, name in zip(rows, names, strict=True):
        files.write(tmp_path / name, build(row))
        found = pages((tmp_path / name).read_bytes())
        assert 4 <= len(found) <= 9
        for words in found:
            assert row.coder.name in words and "SAMPLE" in words and row.fingerprint in words
            assert re.search(r"Accuracy \d+\.\d+ %|Quality: not audited \(0 charts\)", words)
            assert "[U+" not in words
    assert len(list(tmp_path.glob("*.pdf"))) == 8


def test_each_pace_on_a_packet_is_its_own_division(sample: Desk) -> None:
    for listed in sample.read(reviews.reviews, Q3, TODAY):
        row = sample.read(reviews.packet, listed.coder_id, Q3, TODAY)
        head = pages(build(row))[1]
        shown, earned, productive = re.search(
            r"Pace ([\d.]+) % .*?([\d.]+) earned ÷ ([\d.]+) productive hours", head
        ).groups()  # type: ignore[union-attr]
        assert float(shown) == pytest.approx(float(earned) / float(productive) * 100, abs=0.051)


def test_each_accuracy_on_a_packet_is_its_own_division(sample: Desk) -> None:
    audited = 0
    for listed in sample.read(reviews.reviews, Q3, TODAY):
        row = sample.read(reviews.packet, listed.coder_id, Q3, TODAY)
        for shown, correct, reviewed in re.findall(r"([\d.]+) % ([\d,]+) of ([\d,]+) codes", whole(build(row))):
            audited += 1
            right, all_of = (int(count.replace(",", "")) for count in (correct, reviewed))
            assert float(shown) == pytest.approx(right / all_of * 100, abs=0.051)
    assert audited > 30


def test_charts_and_hours_of_a_packet_are_those_of_the_exported_log(sample: Desk, tmp_path: Path) -> None:
    tables = exported(sample, tmp_path / "export")
    for listed in sample.read(reviews.reviews, Q3, TODAY):
        row = sample.read(reviews.packet, listed.coder_id, Q3, TODAY)
        mine = [line for line in tables["log.csv"] if line["coder"] == row.coder.name and in_quarter(line["date"])]
        charts = sum(int(line["charts"] or 0) for line in mine)
        times = [line for line in tables["time.csv"] if line["coder"] == row.coder.name and in_quarter(line["date"])]
        paid = sum(float(line["hours"]) for line in times if line["category"] == "paid")
        words = whole(build(row))
        assert f"All work {charts:,} " in words
        assert f"Paid hours entered {paid:,.2f}" in words


def exported(desk: Desk, folder: Path) -> dict[str, list[dict[str, str]]]:
    written = write_csv(desk.read(everything), folder)
    return {path.name: list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())) for path in written}


def in_quarter(day: str) -> bool:
    return Q3.start.isoformat() <= day <= Q3.end.isoformat()


def test_a_correction_after_the_print_shows_in_the_fingerprint(sample: Desk) -> None:
    (first, *_) = sample.read(reviews.reviews, Q3, TODAY)
    before = sample.read(reviews.packet, first.coder_id, Q3, TODAY)
    sample.write("Set what went well", reviews.set_text, first.coder_id, Q3, "went_well", "A calm quarter.")
    after = sample.read(reviews.packet, first.coder_id, Q3, TODAY)
    assert before.fingerprint not in whole(build(after))
    assert "A calm quarter." in pages(build(after))[0]
