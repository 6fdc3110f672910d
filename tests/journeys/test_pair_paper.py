"""Pace never stands on paper without accuracy: every part of every page of every kind of PDF is read.

A second library reads the parts: blocks, table rows, charts with their descriptions, paragraphs, the running head. The
test is only worth something because it sees when one accuracy is taken out of a drawn page; that is tried one by one.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from codedesk.desk import Desk
from codedesk.periods import quarter
from codedesk.reports import sheets
from codedesk.reports.merged import merged
from codedesk.reports.packet import build
from codedesk.reports.tags import TaggedCanvas
from codedesk.services.reviews import reviews
from tests.reports import synthetic
from tests.reports.read_back import pages
from tests.reports.structure import Told, outside, told

Q2, Q3 = quarter(2026, 2), quarter(2026, 3)
TODAY = date(2026, 10, 5)
PACE = re.compile(r"\bpace\b[^.%\n]{0,60}?\d[\d,.]* %|\d[\d,.]* %[^.%\n]{0,12}\bpace\b", re.IGNORECASE)
ACCURACY = re.compile(r"\baccuracy\b[^.%]{0,90}?\d[\d.]* %|not audited|no audit in the period", re.IGNORECASE)
CELL = re.compile(r"[\d.]+ % (\S.* of \S.* (codes|charts|points)|as reported)|not audited")


def unpaired(pdf: bytes) -> list[str]:
    """Return what of a PDF states a pace without the accuracy beside it."""
    found = []
    for words in outside(pdf):
        if "Pace" in words and not ACCURACY.search(words):
            found.append(f"running head: {words}")
    for page in told(pdf):
        heading = ""
        for part in page:
            heading = part.words if part.role in ("H1", "H2") else heading
            found += _unpaired(part, heading)
    return found


def _unpaired(part: Told, heading: str) -> Iterator[str]:
    if part.role == "Table":
        yield from _rows(part)
    elif part.role == "Sect":
        if not re.search(r"Accuracy [\d.]+ %|Quality: not audited \(0 charts\)", part.words):
            yield f"blocks: {part.words}"
    elif part.role == "Figure":
        yield from (f"chart: {words}" for words in (part.words, part.alt) if _alone(words))
    elif _alone(part.words) and not ACCURACY.search(heading):
        yield f"text: {part.words}"


def _alone(words: str) -> bool:
    return bool(PACE.search(words)) and not ACCURACY.search(words)


def _rows(table: Told) -> Iterator[str]:
    header = [cell.words for cell in table.parts[0].parts]
    if "Pace" not in header:
        return
    pace, quality = header.index("Pace"), header.index("Accuracy")
    for row in table.parts[1:]:
        cells = [cell.words for cell in row.parts]
        if not CELL.match(cells[quality]):
            yield f"row: {cells[0]}: {cells[pace]}"


KINDS: dict[str, Callable[[], bytes]] = {
    "usual": lambda: build(synthetic.row()),
    "nothing": lambda: build(synthetic.nothing()),
    "learner": lambda: build(synthetic.learner()),
    "talked about": lambda: build(synthetic.talked(3)),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_packet_is_paired_in_all_its_parts(kind: str) -> None:
    pdf = KINDS[kind]()
    assert sum(len(page) for page in told(pdf)) > 30
    assert unpaired(pdf) == []


def test_the_sheets_of_a_quarter_with_a_process_signal_are_paired(sample: Desk) -> None:
    """In the second quarter everybody was slower after the go-live."""
    papers = [sheets.build_team(sample.read(reviews.team_sheet, Q2, TODAY), "letter")]
    numbers = [row.coder_id for row in sample.read(reviews.reviews, Q2, TODAY)]
    papers += [sheets.build_private(sample.read(reviews.private_sheet, each, Q2, TODAY), "letter") for each in numbers]
    papers += [build(row, "letter") for row in sample.read(reviews.packets, numbers[:2], Q2, TODAY)]
    for pdf in papers:
        assert "lower" in " ".join(pages(pdf))
        assert unpaired(pdf) == []


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_every_paper_of_the_sample_is_paired(sample: Desk, paper: Any) -> None:
    numbers = [row.coder_id for row in sample.read(reviews.reviews, Q3, TODAY)]
    packets = [build(row, paper) for row in sample.read(reviews.packets, numbers, Q3, TODAY)]
    papers = [*packets, sheets.build_team(sample.read(reviews.team_sheet, Q3, TODAY), paper)]
    for number in numbers:
        papers.append(sheets.build_private(sample.read(reviews.private_sheet, number, Q3, TODAY), paper))
        papers.append(sheets.build_year(sample.read(reviews.year_sheet, number, Q3, TODAY), paper))
    assert len(papers) == 25
    for pdf in papers:
        assert unpaired(pdf) == []
    whole = merged([(str(number), pdf) for number, pdf in enumerate(packets)], "All", TODAY)
    shop = [words for words in pages(whole) if words]
    assert shop == [words for pdf in packets for words in pages(pdf)]


class Struck:
    """Draws everything but one string: the number-th of the document."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Listen to what is drawn."""
        self.drawn: list[tuple[int, str]] = []
        self.without = -1
        plain = TaggedCanvas.drawString

        def draw(canvas: TaggedCanvas, x: float, y: float, words: str) -> None:
            self.drawn.append((canvas.getPageNumber(), words.replace("\u00a0", " ").strip()))
            if len(self.drawn) - 1 != self.without:
                plain(canvas, x, y, words)

        monkeypatch.setattr(TaggedCanvas, "drawString", draw)

    def build(self, make: Callable[[], bytes], without: int = -1) -> bytes:
        """Build a document without one of its strings."""
        self.drawn, self.without = [], without
        return make()


SEEN = (
    (1, "93.1 %"),
    (2, "Accuracy 93.1 %"),
    (2, "93.8 %"),
    (2, "92.1 %"),
    (2, "not audited"),
    (2, "93.1 %"),
    (3, "Accuracy 93.1 %"),
    (6, "Accuracy 93.1 %"),
)


@pytest.mark.parametrize(("page", "words"), SEEN)
def test_an_accuracy_taken_out_of_a_drawn_page_is_seen(monkeypatch: pytest.MonkeyPatch, page: int, words: str) -> None:
    struck = Struck(monkeypatch)
    struck.build(KINDS["usual"])
    number = struck.drawn.index((page, words))
    assert len(unpaired(struck.build(KINDS["usual"], without=number))) == 1


def test_a_chart_that_forgets_the_accuracy_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codedesk.charts.findings.accuracy_clause", lambda _subject: "")
    usual = synthetic.row()
    steady = replace(usual.trend, points=tuple(point._replace(signal=None) for point in usual.trend.points))
    found = unpaired(build(replace(usual, trend=steady, signals=())))
    assert [words.split(" around")[0] for words in found][:1] == ["chart: Pace steady"]


def test_a_row_of_the_team_and_of_the_year_without_its_accuracy_is_seen(
    monkeypatch: pytest.MonkeyPatch, sample: Desk
) -> None:
    dax = next(row.coder_id for row in sample.read(reviews.reviews, Q3, TODAY) if row.coder.startswith("Dax"))
    team, year = sample.read(reviews.team_sheet, Q3, TODAY), sample.read(reviews.year_sheet, dax, Q3, TODAY)
    struck = Struck(monkeypatch)
    makers: tuple[Callable[[], bytes], ...] = (lambda: sheets.build_team(team), lambda: sheets.build_year(year))
    for make in makers:
        struck.build(make)
        number = struck.drawn.index((1, "90.4 %"))
        assert len(unpaired(struck.build(make, without=number))) == 1
