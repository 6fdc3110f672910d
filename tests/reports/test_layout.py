"""What a designer would look for: figures under each other, nothing cut, headings with what they head, whole rows."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from codedesk.reports.packet import build
from codedesk.reports.prose import broken, width_of
from codedesk.reports.style import CAPTION_STRONG, TABLE
from codedesk.reports.tags import TaggedCanvas
from codedesk.services.reviews.rows import AgreementRow, PacketEducationRow
from tests.reports import synthetic
from tests.reports.read_back import pages, plain, whole

USUAL = synthetic.row()


def test_figures_of_a_column_stand_on_their_decimal_point(monkeypatch: pytest.MonkeyPatch) -> None:
    places: dict[str, float] = {}
    drawn = TaggedCanvas.drawString

    def draw(canvas: TaggedCanvas, x: float, y: float, words: str) -> None:
        places.setdefault(words.strip(), canvas.absolutePosition(x, y)[0])
        drawn(canvas, x, y, words)

    monkeypatch.setattr(TaggedCanvas, "drawString", draw)
    done = date(2026, 8, 3)
    hours = (2.5, 14.0, 3.75)
    items = tuple(PacketEducationRow(f"Topic {each}", None, done, each, "") for each in hours)
    build(synthetic.row(education=items))
    points = [
        places[words] + width_of(before, TABLE.font, TABLE.size)
        for words, before in (("2.5", "2"), ("14", "14"), ("3.75", "3"))
    ]
    assert points == pytest.approx([points[0]] * 3, abs=0.01)


@pytest.mark.parametrize(
    "words",
    [
        "29 Jul 2026",
        "(29 Jul 2026,",
        "1–3 Jul 2026",
        "30 Jun 2026–2 Jul 2026;",
        "9 May",
        "R. Castellane.",
        "(A. B. Diaz),",
    ],
)
def test_a_date_and_a_name_stay_in_one_line_wherever_they_stand_on_paper(words: str) -> None:
    """Tables broke it: "29 / Jul 2026", "approved by R. / Castellane"."""
    wide = max(width_of(each, TABLE.font, TABLE.size) for each in (words, "network"))
    for before in ("a", "The network", "3 of 12 May be"):
        text = f"{before} {words} or later"
        for measure in range(int(wide) + 1, 200, 3):
            lines = ["".join(piece[0] for piece in line).strip() for line in broken(((text, TABLE),), measure)]
            assert " ".join(lines) == text and any(words in line for line in lines), measure


def test_the_number_of_an_event_stands_in_one_line_with_its_day() -> None:
    """It ended a line, and the next one began with a gap."""
    runs = (("A first event.", TABLE), ("2\u00a0", CAPTION_STRONG), ("\u00a024 Aug 2026: new", TABLE))
    for measure in range(70, 200, 3):
        lines = ["".join(piece[0] for piece in line).strip() for line in broken(runs, measure)]
        assert any("2\u00a0 \u00a024 Aug 2026:" in line for line in lines), lines


def test_a_date_too_long_for_a_line_is_broken_between_its_words() -> None:
    lines = broken((("29 Jul 2026", TABLE),), width_of("29 Jul", TABLE.font, TABLE.size) + 1)
    assert ["".join(piece[0] for piece in line).strip() for line in lines] == ["29 Jul", "2026"]


def test_a_long_text_in_a_table_goes_on_over_pages_and_is_all_there() -> None:
    long = " ".join(f"word{number}" for number in range(900))
    row = synthetic.row(last_agreements=(AgreementRow(1, 0, "Goal", "Measure", date(2026, 6, 30), "", long),))
    words = whole(build(row))
    assert [number for number in range(900) if f"word{number} " not in words] == []


@pytest.mark.parametrize("notes", range(0, 12))
def test_what_is_signed_is_never_torn_from_its_heading(notes: int) -> None:
    text = replace(USUAL.text, coder_comments="A line of comments.\n" * notes * 4)
    found = [words for words in pages(build(synthetic.row(text=text))) if "The signatures confirm" in words]
    assert len(found) == 1
    assert "Sign-off" in found[0] and "I have read this packet." in found[0] and "I have talked about it." in found[0]


def test_both_blocks_say_what_their_mark_means() -> None:
    first = pages(build(USUAL))[0]
    assert "1 process signal" in first and "the sample cannot tell" in first
    assert "too few weeks" not in first
    quality = synthetic.accuracy(90, 102, 45, 0.80, 0.93)
    below = pages(build(synthetic.row(paired=replace(USUAL.paired, accuracy=quality))))[0]
    assert "shown to be below the standard" in below


def test_values_off_the_scale_stand_beside_each_other_and_inside_the_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    boxes: dict[str, tuple[float, float, float]] = {}
    drawn = TaggedCanvas.drawString

    def draw(canvas: TaggedCanvas, x: float, y: float, words: str) -> None:
        left, bottom = canvas.absolutePosition(x, y)
        boxes[plain(words.strip())] = left, left + width_of(words, CAPTION_STRONG.font, CAPTION_STRONG.size), bottom
        drawn(canvas, x, y, words)

    monkeypatch.setattr(TaggedCanvas, "drawString", draw)
    points = [*USUAL.trend.points]
    points[1:4] = [points[at]._replace(value=value) for at, value in ((1, 0.301), (2, 0.312), (3, 0.323))]
    build(synthetic.row(trend=replace(USUAL.trend, points=tuple(points))))
    low = [boxes[words] for words in ("30.1 %", "31.2 %", "32.3 %")]
    for one, other in combinations(low, 2):
        assert one[1] < other[0] or other[1] < one[0] or abs(one[2] - other[2]) > CAPTION_STRONG.size
    assert all(box[2] > boxes["40"][2] for box in low)  # over the lowest line of the axis


def test_every_point_of_both_charts_can_be_read() -> None:
    words = plain(whole(build(USUAL)))
    assert "weekly pace 93.0, 96.0, –, 98.0, 95.0, 91.0, 97.0, 118.0, 96.0, 94.0, 92.0, 71.0, 95.0, 97.0" in words
    assert "accuracy 94.1, 93.1, 96.8." in words


def test_where_nothing_was_given_before_the_corrections_say_so() -> None:
    assert "None: no packet of Q3 2026 was given out before this print." in whole(build(USUAL))
    assert "None: this print says what revision A said." in whole(build(synthetic.row(since="A", revision="B")))
