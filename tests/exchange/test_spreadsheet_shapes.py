"""What a spreadsheet makes of an open file when it saves it: read as meant, said, asked where it is two."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from codedesk.desk import Desk
from codedesk.exchange.csv_reading import read_draft, read_text
from codedesk.exchange.decoding import decode
from codedesk.exchange.spellings import Asked
from codedesk.services.files import importing
from codedesk.services.files.plans import ImportDraft, ReadSheet, reads_as_total
from codedesk.services.files.sheets import BY_FILE, LOG, RECORDS, SETTINGS, STANDARDS

HEAD = "date,coder,work_type,charts,hours"
LINE = "2026-01-15,Ana Okoro,Inpatient,12,7.5"
DAY = date(2026, 1, 15)


def log(text: str | bytes, **asked: Any) -> ReadSheet:
    """Read a log as it lies in a file."""
    content = text.encode("utf-8") if isinstance(text, str) else text
    return read_text(LOG, decode(content, asked.get("encoding", "")), "log.csv", Asked(**asked))


def values(read: ReadSheet, *columns: str) -> list[tuple[object, ...]]:
    names = columns or ("date", "coder", "work_type", "charts", "hours")
    return list(zip(*(read.columns[name] for name in names), strict=True))


def remarks(read: ReadSheet) -> list[str]:
    return [remark.sentence for remark in read.remarks]


def reasons(read: ReadSheet) -> list[str]:
    return [problem.sentence for problem in read.problems]


TOTAL = "log.csv, line 3: “Total” (charts 12, hours 7.5) is a total row and was left out"
PLAIN = [(DAY, "Ana Okoro", "Inpatient", 12, 7.5)]
SAVED = {
    "as it was written": f"{HEAD}\n{LINE}\n",
    "commas behind a line": f"{HEAD}\n{LINE},\n",
    "commas behind the header": f"{HEAD},,\n{LINE},,\n",
    "commas behind the header alone": f"{HEAD},,\n{LINE}\n",
    "empty lines of commas": f"{HEAD}\n,,,,\n{LINE}\n,,,,\n,,\n",
    "semicolons": f"{HEAD}\n{LINE}\n".replace(",", ";"),
    "semicolons and a decimal comma": f"{HEAD}\n{LINE}\n".replace(",", ";").replace(".", ","),
    "tabs": f"{HEAD}\n{LINE}\n".replace(",", "\t"),
    "a line that says the semicolon": "sep=;\n" + f"{HEAD}\n{LINE}\n".replace(",", ";"),
    "a line that says the comma": f"sep=,\n{HEAD}\n{LINE}\n",
    "UTF-16, little end first": b"\xff\xfe" + f"{HEAD}\n{LINE}\n".encode("utf-16-le"),
    "UTF-16, big end first, tabs": b"\xfe\xff" + f"{HEAD}\n{LINE}\n".replace(",", "\t").encode("utf-16-be"),
    "a mark of UTF-8": b"\xef\xbb\xbf" + f"{HEAD}\n{LINE}\n".encode(),
    "capitals and blanks in the header": f" Date ,Coder,Work Type,CHARTS,Hours\n{LINE}\n",
    "other columns between": "date,Facility,coder,work_type,charts,hours\n2026-01-15,Main,Ana Okoro,Inpatient,12,7.5\n",
    "a title above": f"Productivity log,,,,\n\n{HEAD}\n{LINE}\n",
    "a clock time": f"{HEAD}\n2026-01-15,Ana Okoro,Inpatient,12,7:30\n",
    "a clock time with seconds": f"{HEAD}\n2026-01-15,Ana Okoro,Inpatient,12,07:30:00\n",
    "a clock time of the morning": f"{HEAD}\n2026-01-15,Ana Okoro,Inpatient,12,07:30:00 AM\n",
    "a decimal more": f"{HEAD}\n2026-01-15,Ana Okoro,Inpatient,12.00,7.50\n",
    "blanks of the accountants": f"{HEAD}\n2026-01-15,Ana Okoro,Inpatient, 12.00 , 7.50 \n",
    "a total row under the dates": f"{HEAD}\n{LINE}\nTotal,,,12,7.5\n",
    "a total row under the coders": f"{HEAD}\n{LINE}\n,Total,,12,7.5\n",
    **{
        f"the date as {text}": f"{HEAD}\n{text},Ana Okoro,Inpatient,12,7.5\n"
        for text in (
            "1/15/2026", "01/15/2026", "15/01/2026", "15-01-2026", "15.01.2026", "15.1.26", "2026/1/15", "2026.01.15.",
            "15-Jan-26", "15-Jan-2026", "15 January 2026", '"January 15, 2026"', '"Thursday, January 15, 2026"',
            "15. Jänner 2026", "15-janv.-26", "1/15/26", "1/15/2026 0:00", "2026-01-15 00:00:00", "20260115",
        )
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", SAVED)
def test_a_log_that_a_spreadsheet_saved_is_read_as_it_was_meant(kind: str) -> None:
    read = log(SAVED[kind])
    assert reasons(read) == []
    assert values(read) == PLAIN
    assert read.total == 1


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("semicolons", "log.csv: semicolons stand between its cells"),
        ("tabs", "log.csv: tabs stand between its cells"),
        ("UTF-16, little end first", "log.csv: its letters are UTF-16"),
        ("other columns between", "log.csv, line 1: the column “Facility” is none of log.csv and was left out"),
        ("a title above", "log.csv, line 1: “Productivity log” stands above the names of the columns and was left out"),
        ("a total row under the dates", TOTAL),
        ("a total row under the coders", TOTAL),
        ("the date as 1/15/2026", "log.csv: read as a spreadsheet saves such values: “1/15/2026” is 2026-01-15"),
        ("a clock time", "log.csv: read as a spreadsheet saves such values: “7:30” is 7.5"),
    ],
)  # fmt: skip
def test_what_was_found_and_what_was_left_out_is_said(kind: str, said: str) -> None:
    assert said in remarks(log(SAVED[kind]))


@pytest.mark.parametrize("kind", ["as it was written", "commas behind a line", "empty lines of commas"])
def test_nothing_is_said_where_nothing_was_decided(kind: str) -> None:
    assert remarks(log(SAVED[kind])) == []


def dated(*texts: str, **asked: Any) -> ReadSheet:
    lines = [f"{text},Ana Okoro,Inpatient,{number},1" for number, text in enumerate(texts)]
    return log("\n".join([HEAD, *lines, ""]), **asked)


def test_one_date_decides_the_order_for_all_of_its_file() -> None:
    assert dated("5/6/2026", "1/15/2026").columns["date"] == [date(2026, 5, 6), DAY]
    assert dated("5/6/2026", "15/1/2026").columns["date"] == [date(2026, 6, 5), DAY]


def test_dates_that_no_value_decides_are_asked_about_once() -> None:
    read = dated("5/6/2026", "7/8/2026", "2026-01-15", "9/9/2026")
    assert len(read.problems) == 1
    problem = read.problems[0]
    assert (problem.line, problem.column, problem.value) == (2, "date", "5/6/2026")
    assert "it is 6 May 2026 or 5 Jun 2026" in problem.reason
    assert "--dates mdy or --dates dmy (and 1 more of this kind)" in problem.reason
    assert dated("5/6/2026", "7/8/2026", dates="dmy").columns["date"] == [date(2026, 6, 5), date(2026, 8, 7)]
    assert dated("5/6/2026", "7/8/2026", dates="mdy").columns["date"] == [date(2026, 5, 6), date(2026, 7, 8)]


def test_a_date_that_is_the_same_both_ways_is_taken() -> None:
    assert dated("5/5/2026").columns["date"] == [date(2026, 5, 5)]


def test_two_orders_in_one_file_are_not_relied_on() -> None:
    read = dated("1/15/2026", "15/1/2026", "5/6/2026")
    assert len(read.problems) == 1
    assert "“1/15/2026” and “15/1/2026” have day and month in another order" in read.problems[0].reason
    assert "is not a date with the day first" in dated("1/15/2026", dates="dmy").problems[0].reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("46037", "is not a date but the number that a spreadsheet keeps for one (2026-01-15 in most)"),
        ("15-Jan", "is not a date, only a part of one"),
        ("Jan-26", "is not a date, only a part of one"),
        ("30/30/2026", "is not a date: write it as 2026-07-31"),
        ("2026-02-30", "does not exist in the calendar"),
        ("1/15/2026 8:30", "is not a date: write it as 2026-07-31"),
    ],
)
def test_what_is_no_date_is_named(text: str, reason: str) -> None:
    assert reason in dated(text).problems[0].reason


def numbers(*texts: str, between: str = ";", **asked: Any) -> ReadSheet:
    """Read standards of these paces."""
    lines = [between.join(("Inpatient", f"2026-01-{at:02}", text, "per_day", "95")) for at, text in enumerate(texts, 1)]
    head = between.join(("work_type", "effective_from", "pace", "pace_unit", "accuracy"))
    return read_text(STANDARDS, "\n".join([head, *lines, ""]), "standards.csv", Asked(**asked))


def test_the_decimal_sign_is_found_where_commas_do_not_stand_between_cells() -> None:
    assert numbers("1.234", "7,5").columns["pace"] == [1234, 7.5]
    assert numbers("1.234", "7.5").columns["pace"] == [1.234, 7.5]
    assert numbers("1.234,5", "1.234").columns["pace"] == [1234.5, 1234]
    assert numbers("1,234.5", "1,234").columns["pace"] == [1234.5, 1234]
    assert numbers("1\u202f234", "12").columns["pace"] == [1234, 12]


def test_a_number_that_no_value_decides_is_asked_about() -> None:
    read = numbers("1.234", "12")
    assert len(read.problems) == 1
    assert "“1.234” can be 1.234 or 1234" in read.problems[0].reason
    assert "--decimal comma or --decimal point" in read.problems[0].reason
    assert numbers("1.234", decimal="comma").columns["pace"] == [1234]
    assert numbers("1.234", decimal="point").columns["pace"] == [1.234]


def test_where_commas_stand_between_cells_a_point_is_decimal() -> None:
    assert numbers("1.234", between=",").columns["pace"] == [1.234]
    assert numbers('"1,234"', between=",").columns["pace"] == [1234]
    assert "“7,5” is not a number" in numbers('"7,5"', between=",").problems[0].reason


def test_per_cent_signs_money_and_words_of_other_tongues() -> None:
    head = "work_type,effective_from,pace,pace_unit,accuracy\n"
    for text in ("95%", "95 %", "95.0%"):
        read = read_text(STANDARDS, f"{head}Inpatient,2026-01-01,2,per_hour,{text}\n", "standards.csv")
        assert (read.problems, read.columns["accuracy"]) == ((), [95])
    records = "audit,record,matched,revised,added,deleted,principal_right,payment_before\n"
    for text, cents in (("$1,250.50", 125050), ("($1,250.50)", -125050), ("-1250.5", -125050), ("1250.50 €", 125050)):
        for yes in ("TRUE", "WAHR", "vrai", "Yes"):
            read = read_text(RECORDS, f'{records}A,1,1,0,0,0,{yes},"{text}"\n', "records.csv")
            assert (read.problems, values(read, "principal_right", "payment_before")) == ((), [(True, cents)])
    read = read_text(SETTINGS, "Setting,Value\nusual_hours_per_day,7:30\naccuracy_standard,94%\n", "settings.csv")
    assert (read.problems, read.columns["value"]) == ((), [7.5, 94])


def test_a_per_cent_sign_belongs_to_per_cents_alone() -> None:
    assert "“50%” is not a number" in log(f"{HEAD}\n2026-01-15,Ana Okoro,Inpatient,12,50%\n").problems[0].reason


def test_windows_1252_is_taken_and_shown_and_other_letters_are_not_guessed() -> None:
    text = f"{HEAD}\n2026-01-15,Inés Núñez,Inpatient,12,7.5\n"
    read = log(text.encode("cp1252"))
    assert read.columns["coder"] == ["Inés Núñez"]
    assert "read as Windows-1252, “Inés”" in remarks(read)[0]
    folder_text = text.replace("Inés Núñez", "Łukasz Żak")
    read = log(folder_text.encode("cp1250"), encoding="cp1250")
    assert read.columns["coder"] == ["Łukasz Żak"]


@pytest.mark.parametrize("encoding", ["mac-roman", "cp1250", "cp1251", "cp437", "shift-jis"])
def test_letters_that_windows_1252_would_get_wrong_are_refused(encoding: str, tmp_path: Path) -> None:
    name = {"cp1251": "Иван Петров", "shift-jis": "山田 太郎", "cp1250": "Łukasz Żak"}.get(encoding, "Inés Müller")
    (tmp_path / "log.csv").write_bytes(f"{HEAD}\n2026-01-15,{name},Inpatient,12,7.5\n".encode(encoding))
    (read,) = read_draft(tmp_path).sheets
    assert "it is not UTF-8 (first in line 2)" in reasons(read)[0]
    assert "--encoding" in reasons(read)[0]


def test_a_total_row_that_may_be_a_coder_is_not_left_out() -> None:
    read = log(f"{HEAD}\n{LINE}\n,Total,,9,1\n")
    assert reasons(read) == [
        "log.csv, line 3, coder: “Total” reads as a total row: take it out, or fill in the line if that is a name"
    ]
    read = log(f"{HEAD}\n2026-01-15,Total,Inpatient,12,7.5\n")
    assert (read.problems, read.columns["coder"]) == ((), ["Total"])


def test_a_total_row_whose_figures_do_not_agree_says_so() -> None:
    read = log(
        f"{HEAD}\n{LINE}\nWk total,,,13,7.5\n2026-01-16,Ana Okoro,Inpatient,1,1\nTotal,,,1,1\nGrand total,,,13,8.5\n"
    )
    assert [remark.line for remark in read.remarks] == [3, 5, 6]
    assert remarks(read)[0].endswith("; its figures are not what the lines above it come to")
    assert not remarks(read)[1].endswith("come to")
    assert not remarks(read)[2].endswith("come to")
    assert read.total == 2


def test_lines_that_a_spreadsheet_ends_early_are_whole_and_others_are_not() -> None:
    full = [f"2026-01-15,Ana Okoro,Type {number},12,7.5" for number in range(15)]
    short = [f"2026-01-16,Ana Okoro,Type {number},12" for number in range(16)]
    read = log("\n".join([HEAD, *full, *short, ""]))
    assert read.problems == ()
    assert read.columns["hours"] == [7.5] * 15 + [None] * 16
    assert any("lines end early" in words for words in remarks(read))
    read = log("\n".join([HEAD, *full, *short[:15], full[0], ""]))
    assert len(read.problems) == 15
    assert "the line has 4 cells, the header 5; write a comma for every empty cell" in reasons(read)[0]
    assert len(log("\n".join([HEAD, *full, short[0]])).problems) == 1
    assert "the line has 1 cell, the header 5" in reasons(log("\n".join([HEAD, *full, "Total", full[0], ""])))[0]


def test_a_cell_beyond_the_header_is_named() -> None:
    assert (
        "quote a cell that has a semicolon in it"
        in reasons(log("a;b\n".replace("a;b", HEAD.replace(",", ";")) + "2026-01-15;Ana;IP;1;2;3\n"))[0]
    )
    read = log(f"{HEAD},\n{LINE},late\n")
    assert "“late” stands in column 6, which has no name in line 1" in reasons(read)[0]


def test_a_column_that_is_nearly_one_of_the_files_is_asked_about() -> None:
    read = log("date,coder,work_type,charts,hour\n2026-01-15,Ana Okoro,Inpatient,12,7.5\n")
    assert "there is no column “hour” in log.csv (did you mean “hours”?)" in reasons(read)[0]


def test_a_file_without_names_of_columns_says_what_its_first_line_has() -> None:
    assert (
        "line 1: no column of log.csv is named here, there is “2026-01-15”, “Ana Okoro”" in reasons(log(f"{LINE}\n"))[0]
    )


MANAGERS = {
    "days side by side": (
        "Coding Productivity - daily chart counts,,,,\nCoder,Type,10/1/2024,10/2/2024,10/3/2024\n",
        "line 1 is a title, line 2 has “Coder”, “Type”, then a column for each day (“10/1/2024” to “10/3/2024”): that "
        "is none of the open files; the nearest is log.csv, which needs the columns date, coder, work_type, charts",
    ),
    "other words": (
        "Work Date,Coder Name,Pt Type,# Charts,Hrs Worked\n10/1/2024,Ana Okoro,ED,60,7:30\n",
        "line 1 has “Work Date”, “Coder Name”, “Pt Type”, “# Charts”, “Hrs Worked”: that is none of the open files; "
        "the nearest is log.csv",
    ),
    "a work type a column": (
        "Week of,Date,IP,SDS,ED,Hours,Meeting\n,10/1/2024,12,8,20,8,0.5\n",
        "line 1 has “Week of”, “Date”, “IP”, “SDS”, “ED”, “Hours”, “Meeting”: that is none of the open files",
    ),
    "an audit sheet": (
        "Inpatient coding audit,,,\nAudit Date,Coder,Acct #,Accuracy %\n1/15/2026,Ana Okoro,A000,90.0%\n",
        "line 2 has “Audit Date”, “Coder”, “Acct #”, “Accuracy %”: that is none of the open files; the nearest is aud",
    ),
    "two that it can be": (
        "date,coder,work_type,charts\n2026-01-15,Ana Okoro,IP,1\n",
        "that can be log.csv or rework.csv; give the file the name that is meant",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", MANAGERS)
def test_a_managers_own_sheet_is_refused_by_what_it_has(kind: str, tmp_path: Path) -> None:
    text, reason = MANAGERS[kind]
    path = tmp_path / "sheet.csv"
    path.write_text(text, encoding="utf-8")
    draft = read_draft(path)
    assert draft.sheets == ()
    assert reason in draft.problems[0].reason


def test_a_single_file_of_another_name_is_recognised_with_its_other_columns(tmp_path: Path) -> None:
    path = tmp_path / "log (1).txt"
    path.write_text("Date\tCoder\tWork type\tCharts\tFacility\n2026-01-15\tAna Okoro\tIP\t1\tMain\n", encoding="utf-16")
    draft = read_draft(path)
    assert [(read.sheet, read.total) for read in draft.sheets] == [(LOG, 1)]
    assert BY_FILE["log.csv"] is LOG


def test_a_no_break_space_alone_tells_windows_1252_from_utf_8() -> None:
    head, line = HEAD.replace(",", ";"), "2026-01-15;Ana Okoro;Inpatient;1\u00a0234;7,5"
    read = log(f"{head}\n{line}\n".encode("cp1252"))
    assert (read.problems, read.columns["charts"]) == ((), [1234])
    assert "read as Windows-1252" in remarks(read)[0]


def test_a_clock_time_of_the_afternoon_is_the_hours_that_were_typed() -> None:
    read = log(f"{HEAD}\n2026-01-15,Ana Okoro,Inpatient,12,01:30:00 PM\n2026-01-16,Ana Okoro,Inpatient,1,12:15 AM\n")
    assert read.columns["hours"] == [13.5, 0.25]
    assert (
        "“13:30 PM” is not a number" in log(f"{HEAD}\n2026-01-15,Ana Okoro,Inpatient,1,13:30 PM\n").problems[0].reason
    )


def test_no_name_is_made_of_a_total_row(department: Desk) -> None:
    text = f"{HEAD}\n{LINE}\n2026-01-15,Ana Okoro,Total,12,7.5\n2026-01-15,Total,Inpatient,12,7.5\n"
    plan = department.read(importing.plan, ImportDraft((log(text),), create_missing=True))
    for problem, (noun, file) in zip(plan.problems, (("work type", "work_types"), ("coder", "coders")), strict=True):
        assert problem.reason == (
            f"there is no {noun} “Total”, which reads as a total row: take the line out, or add it to {file}.csv if it "
            "is a name"
        )


@pytest.mark.parametrize(
    ("text", "is_total"),
    [
        *((text, True) for text in ("Total", "TOTALS:", "Wk total", "Ana Okoro Total", "Grand Total", "Sub-total")),
        *((text, True) for text in ("Total for January", "Total Jan-26", "Total (12)", "Summe", "Gesamtergebnis")),
        *(
            (text, False)
            for text in ("Total joint replacement", "Total hip", "Sumner", "Li Sum", "Totally", "Inpatient")
        ),
    ],
)
def test_the_words_that_a_total_row_is_known_by(text: str, is_total: bool) -> None:
    assert reads_as_total(text) is is_total


def test_two_shifts_of_one_day_are_named_with_what_they_come_to(department: Desk) -> None:
    text = f"{HEAD}\n{LINE}\n2026-01-15,Ana Okoro,Inpatient,4,2\n2026-01-15,Ana Okoro,Inpatient,1,0.5\n"
    plan = department.read(importing.plan, ImportDraft((log(text),), create_missing=True))
    assert [problem.sentence for problem in plan.problems] == [
        f"log.csv, line {number}, work_type: the same date, coder and work type as in line 2; if they are shifts of "
        "one day, make one line of them with 17 charts and 10 hours; else take one out"
        for number in (3, 4)
    ]


def test_an_encoding_that_was_asked_for_may_have_zero_bytes() -> None:
    assert values(log(f"{HEAD}\n{LINE}\n".encode("utf-16-le"), encoding="utf-16-le")) == PLAIN
