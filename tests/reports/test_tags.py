"""A page can be heard: language, title, outline, the order of its parts, tables with headers, charts in words."""

import re

from codedesk.reports.packet import build
from codedesk.services.reviews.rows import PacketNoteRow
from tests.reports import synthetic
from tests.reports.read_back import reader
from tests.reports.structure import outside, told

USUAL = synthetic.row()


def test_the_file_says_that_its_parts_are_told_and_in_which_language() -> None:
    root = reader(build(USUAL)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or str(root["/MarkInfo"]["/Marked"]) == "True"  # type: ignore[index]
    assert root["/Lang"] == "en-US"  # type: ignore[index]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    for number, page in enumerate(reader(build(USUAL)).pages):
        assert page["/StructParents"] == number and page["/Tabs"] == "/S"


def test_the_titles_are_told_in_the_order_of_the_packet() -> None:
    titles = [part.words for page in told(build(USUAL)) for part in page if part.role == "H1"]
    assert titles == [
        "Ana Diaz, CCS",
        "Pace with accuracy",
        "Quality",
        "Conversations and well-being",
        "Agreements and sign-off",
        "How these figures are made",
    ]


def test_both_blocks_are_told_one_after_the_other_as_equals() -> None:
    (blocks,) = [part for part in told(build(USUAL))[0] if part.role == "Sect"]
    left, right = (part.words for part in blocks.parts)
    assert left.startswith("Pace 95.2 % 412.38 earned ÷ 433.25 productive hours")
    assert right.startswith("Accuracy 93.1 % 95 of 102 codes, 10 charts")


def test_a_table_is_told_row_by_row_with_its_headers() -> None:
    tables = [part for page in told(build(USUAL)) for part in page if part.role == "Table"]
    work = next(table for table in tables if table.words.startswith("Work type Charts"))
    assert [cell.role for cell in work.parts[0].parts] == ["TH"] * 7
    assert [cell.words for cell in work.parts[1].parts][:5] == [
        "Inpatient 2 per hour",
        "420",
        "210.00",
        "2.00",
        "210.00",
    ]
    assert [row.role for row in work.parts] == ["TR"] * 5
    assert all(cell.role == "TD" for row in work.parts[1:] for cell in row.parts)


def test_a_chart_is_told_in_words_with_both_figures_of_every_week() -> None:
    charts = [part for page in told(build(USUAL)) for part in page if part.role == "Figure"]
    assert len(charts) == 3
    assert "Week of 29 Jun 2026, Pace 93.0 %" in charts[0].alt
    assert re.search(r"Week of 3 Aug 2026, Pace 91\.0 %, Accuracy 93\.1 % \(86\.5–96\.6 %\)", charts[0].alt)
    assert "Secondary diagnosis (CC), Q3 2026 4, Q2 2026 6" in charts[2].alt


def test_nothing_drawn_is_left_untold_but_the_running_head_and_foot() -> None:
    for number, words in enumerate(outside(build(synthetic.talked(2)))[1:], 2):
        assert re.fullmatch(
            r"Pace 95\.2 % .* Accuracy 93\.1 % .* Page \d+ of Ana Diaz · Q3 2026 Confidential: personnel record "
            r"Data fingerprint \w+ · CodeDesk [\d.]+",
            words,
        ), (number, words)


def test_a_word_that_is_cut_into_lines_stays_one_word_and_lines_do_not_run_together() -> None:
    words = "Seven words that are broken into two or more lines of the page, since they are many of them. " + "W" * 300
    note = PacketNoteRow(USUAL.printed_on, "other", words)
    found = [part.words for page in told(build(synthetic.row(notes=(note,)))) for part in page]
    assert any("W" * 300 in part.replace(" ", "") and "two or more lines of the page, since" in part for part in found)
