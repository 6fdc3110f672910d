"""What a copied table gives a spreadsheet: figures as numbers, units in the head, dates as it reads them."""

import pytest

from codedesk.ui.widgets.spreadsheet import as_cells, only_figures, sort_value


@pytest.mark.parametrize(
    ("title", "texts", "cells"),
    [
        ("Charts", ["1,234", "not entered", "0"], [["Charts"], ["1234"], [""], ["0"]]),
        ("Pace", ["112.7\u00a0%", "n/a"], [["Pace (%)"], ["112.7"], [""]]),
        ("By pace", ["−0.1 points", "+0.2 points"], [["By pace (points)"], ["-0.1"], ["+0.2"]]),
        ("Net", ["−1,002.00", "5.50"], [["Net"], ["-1002.00"], ["5.50"]]),
        ("A week", ["40 h", "7.5 h"], [["A week (h)"], ["40"], ["7.5"]]),
        (
            "Accuracy",
            ["93.1\u00a0% (88.8–97.9\u00a0%, 20 charts in 2 audits, small sample)", "not audited"],
            [
                [
                    "Accuracy (%)",
                    "Accuracy from (%)",
                    "Accuracy to (%)",
                    "Accuracy charts",
                    "Accuracy audits",
                    "Accuracy note",
                ],
                ["93.1", "88.8", "97.9", "20", "2", "small sample"],
                ["not audited", "", "", "", "", ""],
            ],
        ),
        (
            "Accuracy",
            ["not audited in Oct 2026", "Nov 2026 93.7\u00a0% (85.8–97.3\u00a0%, 48 charts)"],
            [
                ["Accuracy (%)", "Accuracy from (%)", "Accuracy to (%)", "Accuracy charts", "Accuracy note"],
                ["not audited", "", "", "", "Oct 2026"],
                ["93.7", "85.8", "97.3", "48", "Nov 2026"],
            ],
        ),
        (
            "Pace",
            ["no pace (part week, 1–2 Oct 2026)", "101.2\u00a0%", "98.0\u00a0% (part week, 28–31 Dec 2026)"],
            [
                ["Pace (%)", "Pace note"],
                ["no pace", "part week, 1–2 Oct 2026"],
                ["101.2", ""],
                ["98.0", "part week, 28–31 Dec 2026"],
            ],
        ),
        (
            "Result",
            ["98.8 % (91.6–99.8 %), 20 charts, small sample"],
            [
                ["Result (%)", "Result from (%)", "Result to (%)", "Result charts", "Result note"],
                ["98.8", "91.6", "99.8", "20", "small sample"],
            ],
        ),
        (
            "Interval and sample",
            ["87.3–96.2 % · 50 charts in 2 audits"],
            [
                [f"Interval and sample {part}" for part in ("from (%)", "to (%)", "charts", "audits")],
                ["87.3", "96.2", "50", "2"],
            ],
        ),
        ("Charts audited", ["50 of 30"], [["Charts audited", "Charts audited of"], ["50", "30"]]),
        (
            "Findings (before)",
            ["0 (4)", "n/a (1)"],
            [["Findings", "Findings before"], ["0", "4"], ["", "1"]],
        ),
        ("Over · under", ["3 · 1"], [["Over", "under"], ["3", "1"]]),
        ("Due", ["12 Oct 2026", "–", "1 Sep 2026, due"], [["Due"], ["2026-10-12"], ["–"], ["1 Sep 2026, due"]]),
        ("When", ["29 Nov 2026, 11:05"], [["When"], ["2026-11-29 11:05"]]),
        ("What", ["answers to 5 findings", "7"], [["What"], ["answers to 5 findings"], ["7"]]),
        ("Size", ["1.4 MB", "900 kB"], [["Size"], ["1.4 MB"], ["900 kB"]]),
    ],
)
def test_a_column_becomes_cells(title: str, texts: list[str], cells: list[list[str]]) -> None:
    assert as_cells([title], [[text] for text in texts]) == cells


def test_columns_stand_side_by_side() -> None:
    rows = [["Ana", "9 of 10", "3 Jul 2026"], ["Bo", "", ""]]
    assert as_cells(["Coder", "Right", "Day"], rows) == [
        ["Coder", "Right", "Right of", "Day"],
        ["Ana", "9", "10", "2026-07-03"],
        ["Bo", "", "", ""],
    ]


def test_texts_are_sorted_by_figure_by_date_and_by_words() -> None:
    for texts in (
        ["−3 points", "2 points", "10.5 points", "1,000 points"],
        ["9 Jul 2025", "3 Aug 2025", "1 Jan 2026"],
        ["29 Nov 2026, 09:05", "29 Nov 2026, 11:00"],
        ["87.3–96.2 %", "91–95 %"],
        ["Ána", "bo", "Cy 2"],
    ):
        keys = [sort_value(text) for text in texts]
        assert keys == sorted(key for key in keys if key is not None)
    assert sort_value("–") is None and sort_value("n/a") is None


def test_a_column_stands_right_where_each_cell_says_one_figure_or_none() -> None:
    for texts in (
        ["549.72", "1,234", "–"],
        ["107.4 %", "n/a"],
        ["7.5 days", "1 day"],
        ["$3,500.00", ""],
        ["−3 points"],
    ):
        assert only_figures(texts), texts
    for texts in (
        ["6 Jul 2026"],
        ["90.4 % (84.4–94.3 %, 45 charts in 2 audits)"],
        ["12", "not audited"],
        ["", "–"],
        [],
    ):
        assert not only_figures(texts), texts
