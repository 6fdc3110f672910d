"""The sheets beside the packet: private stays private, nobody is ranked, a year is two pages, one file for the shop."""

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from codedesk.desk import Desk
from codedesk.periods import quarter
from codedesk.reports import sheets
from codedesk.reports.merged import merged
from codedesk.reports.packet import build
from codedesk.services.flow.reworks import reworks
from codedesk.services.reviews import reviews
from tests import flow_rows
from tests.reports.read_back import pages, reader, whole
from tests.reports.structure import told

Q3 = quarter(2026, 3)
TODAY = date(2026, 10, 5)
DAX = 1


def coder(desk: Desk, name: str) -> int:
    rows = desk.read(reviews.reviews, Q3, TODAY)
    return next(row.coder_id for row in rows if row.coder.startswith(name))


def test_the_private_sheet_says_private_on_every_page_and_no_packet_holds_its_words(sample: Desk) -> None:
    dax = coder(sample, "Dax")
    secret = "I think of offering a mentor first."
    sample.write("N", reviews.set_private_note, dax, Q3, secret)
    row = sample.read(reviews.private_sheet, dax, Q3, TODAY)
    long = replace(row, private_note=f"{secret}\n" * 120)
    private = pages(sheets.build_private(long))
    assert len(private) > 2
    assert all("PRIVATE" in words and "never part of a packet" in words for words in private)
    assert secret in private[0] + private[1]
    packet = whole(build(sample.read(reviews.packet, dax, Q3, TODAY)))
    assert secret not in packet and "PRIVATE" not in packet
    for note in row.notes:
        assert note.text not in packet


def test_the_team_stands_by_name_and_every_pace_has_its_accuracy(sample: Desk) -> None:
    row = sample.read(reviews.team_sheet, Q3, TODAY)
    words = whole(sheets.build_team(row))
    table = words.split("Everybody, by name")[1]
    names = [block.coder for block in row.figures.coders]
    assert names == sorted(names, key=str.casefold)
    places = [table.index(name) for name in names]
    assert places == sorted(places)
    for block, start, end in zip(row.figures.coders, places, [*places[1:], len(table)], strict=True):
        part = table[start:end]
        assert "÷" in part and ("codes" in part or "not audited" in part or "as reported" in part), block.coder


def test_an_accuracy_by_another_method_is_named_in_words_on_the_teams_sheet(sample: Desk) -> None:
    """In the second quarter of 2025 one coder of the sample was audited record by record."""
    words = whole(sheets.build_team(sample.read(reviews.team_sheet, quarter(2025, 2), TODAY)))
    assert "not pooled with the above: record over record 86.7 % (26 of 30 charts" in words


def test_what_came_back_stands_by_cause_on_the_teams_sheet_and_processes_before_persons(sample: Desk) -> None:
    """Of 400 charts coded 13 came back: 6 by documentation, 2 by a system, 4 by coders, and 1 that was overturned."""
    row = sample.read(reviews.team_sheet, Q3, TODAY)
    entries = sample.read(reworks, Q3)
    assert row.reopened.charts == sum(entry.draft.charts for entry in entries)
    assert row.reopened.payer == sum(
        entry.draft.charts for entry in entries if entry.draft.cause == "payer" and entry.draft.outcome != "overturned"
    )
    line = replace(flow_rows.rework_line("All", None, 13), documentation=6, system=2, overturned=1)
    (*_, said) = whole(sheets.build_team(replace(row, reopened=line))).split("What came back outside audits")
    told = [
        "Documentation",
        "6",
        "1.50 %",
        "System",
        "2",
        "0.50 %",
        "Coder",
        "4",
        "1.00 %",
        "Overturned",
        "1",
        "0.25 %",
    ]
    places = [0]
    for words in (*told, "All", "13", "3.25 %"):
        places.append(said.index(words, places[-1]))
    assert "Payer" not in said and "4 charts of 400 coded" in said
    none = replace(row, reopened=replace(line, charts=0))
    assert "No chart was reopened in this quarter." in whole(sheets.build_team(none))


def test_a_year_is_two_pages_with_the_pair_of_every_quarter(sample: Desk) -> None:
    row = sample.read(reviews.year_sheet, coder(sample, "Dax"), Q3, TODAY)
    assert [quarter.label for quarter in row.quarters] == ["Q4 2025", "Q1 2026", "Q2 2026", "Q3 2026"]
    words = pages(sheets.build_year(row))
    assert len(words) == 2
    table = words[0].split("Days entered")[1]
    for each in row.quarters:
        assert each.label in table
    earned = sum(each.paired.pace.earned_hours for each in row.quarters)
    assert row.year.paired.pace.earned_hours == pytest.approx(earned)
    assert "Accuracy of same-day surgery" in words[0]


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_one_file_for_the_print_shop_begins_each_packet_on_an_odd_page(sample: Desk, paper: str) -> None:
    numbers = [row.coder_id for row in sample.read(reviews.reviews, Q3, TODAY)]
    rows = sample.read(reviews.packets, numbers, Q3, TODAY)
    parts = [(row.coder.name, build(row, paper)) for row in rows]  # type: ignore[arg-type]
    made = merged(parts, "All packets, Q3 2026", TODAY)
    opened = reader(made)
    outline = [(entry.title, opened.get_destination_page_number(entry)) for entry in opened.outline]
    assert [title for title, _ in outline] == [row.coder.name for row in rows]
    for (name, page), (_, pdf) in zip(outline, parts, strict=True):
        assert page % 2 == 0
        assert name in opened.pages[page].extract_text()
        for number, words in enumerate(pages(pdf)):
            assert words == pages_of(opened, page + number)
    assert opened.metadata is not None and opened.metadata.title == "All packets, Q3 2026"
    assert opened.trailer["/Root"]["/Lang"] == "en-US"
    assert all(page.mediabox == opened.pages[0].mediabox for page in opened.pages)


def test_the_file_for_the_print_shop_tells_a_screen_reader_what_the_packets_tell(sample: Desk) -> None:
    numbers = [row.coder_id for row in sample.read(reviews.reviews, Q3, TODAY)][:3]
    parts = [(row.coder.name, build(row)) for row in sample.read(reviews.packets, numbers, Q3, TODAY)]
    wanted = []
    for _, pdf in parts:
        wanted += told(pdf)
        wanted += [()] * (len(wanted) % 2)
    made = merged(parts, "All", TODAY)
    assert told(made) == wanted
    assert all(part.words for page in wanted for part in page if part.role.startswith("H"))
    assert reader(made).trailer["/Root"]["/MarkInfo"]["/Marked"]


def pages_of(opened: PdfReader, number: int) -> str:
    return " ".join(opened.pages[number].extract_text().replace("\u00a0", " ").split())


def test_a_cancelled_file_is_none_at_all(sample: Desk) -> None:
    pdf = build(sample.read(reviews.packet, DAX, Q3, TODAY))
    assert merged([("Dax", pdf)] * 3, "All", TODAY, heard=lambda: True) == b""


def test_the_merged_file_is_whole_for_thirty_packets(sample: Desk) -> None:
    pdf = build(sample.read(reviews.packet, DAX, Q3, TODAY))
    made = merged([(f"Coder {number}", pdf) for number in range(30)], "All", TODAY)
    assert len(PdfReader(io.BytesIO(made), strict=True).outline) == 30


def test_the_head_of_the_teams_sheet_keeps_the_interval_whole(sample: Desk) -> None:
    _, *rest = pages(sheets.build_team(sample.read(reviews.team_sheet, Q3, TODAY)))
    assert rest and all("95 % interval 93.5–96.7 %" in words.replace("\xa0", " ") for words in rest)


def test_the_teams_chart_has_room_for_the_weeks_before_the_quarter(sample: Desk) -> None:
    """At the go-live in April the team was at 78 %: its axis goes down to 70, and no value stands beside a mark."""
    words = pages(sheets.build_team(sample.read(reviews.team_sheet, Q3, TODAY)))[1]
    assert " 70 80 90 100 110 120" in words and "78." not in words
