"""The packets of the sample as they leave the printer: four to six pages, no heading and no few lines alone."""

import re
from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session, select

from codedesk.desk import Desk
from codedesk.metrics.figures import Answer
from codedesk.models import Coder
from codedesk.periods import quarter
from codedesk.reports.packet import build
from codedesk.reports.paper import Paper
from codedesk.services.reviews.reviews import packets
from codedesk.services.reviews.rows import PacketRow
from tests.reports.structure import told

TODAY = date(2026, 10, 15)


def _coders(session: Session) -> tuple[int, ...]:
    return tuple(coder.key for coder in session.exec(select(Coder)))


@pytest.fixture(scope="module")
def rows(shared_sample: Desk) -> tuple[PacketRow, ...]:
    """What the packets of all eight coders are made from."""
    return tuple(shared_sample.read(packets, shared_sample.read(_coders), quarter(2026, 3), TODAY))


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("number", [2, 3])
def test_every_packet_has_four_to_six_pages_and_none_of_a_few_lines(
    shared_sample: Desk, number: int, paper: Paper
) -> None:
    found = shared_sample.read(packets, shared_sample.read(_coders), quarter(2026, number), TODAY)
    assert len(found) == 8
    for row in found:
        made = told(build(row, paper))
        assert 4 <= len(made) <= 6, row.coder.name
        for page, parts in enumerate(made, 1):
            words = sum(len(part.words.split()) for part in parts)
            assert words >= 60, f"{row.coder.name}, page {page} of {len(made)}: {words} words"


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_no_page_ends_with_a_heading(rows: tuple[PacketRow, ...], paper: Paper) -> None:
    for row in rows:
        for number, parts in enumerate(told(build(row, paper)), 1):
            assert parts[-1].role not in ("H1", "H2"), f"{row.coder.name}, page {number}"


def test_what_was_answered_is_told_with_its_words_and_asks_nothing(rows: tuple[PacketRow, ...]) -> None:
    for row in rows:
        pages = told(build(row))
        words = " ".join(part.words for parts in pages for part in parts)
        surgery = any("surgery" in each.work_type for each in row.work_types)
        answered = "seen in 3 of 3 coders – “The new template: a summary of what was done is asked for”, R. Castellane"
        assert (answered in words) == surgery, row.coder.name
        assert ("look at the process first" in words) is False, row.coder.name


def test_a_change_of_one_work_type_is_told_of_that_work_in_every_title(rows: tuple[PacketRow, ...]) -> None:
    ines = next(row for row in rows if row.coder.name == "Inés Quintabar")
    words = " ".join(part.words for parts in told(build(ines)) for part in parts)
    assert "Pace in Same-day surgery fell by 15 % after" in words
    assert "Pace fell by" not in words


def test_the_summary_asks_nothing_more_about_pace_up_and_accuracy_down_once_it_is_answered(
    rows: tuple[PacketRow, ...],
) -> None:
    dax = next(row for row in rows if row.coder.name == "Dax O'Fennimore")
    first = " ".join(part.words for part in told(build(dax))[0])
    assert "in 8 audits – is there time to be exact?" in first
    answer = Answer(9, "", "", TODAY, in_packet=False, since=TODAY, until=None, about="", scope="")
    signals = tuple(replace(one, answer=answer) if one.mark == "opposed" else one for one in dax.signals)
    made = told(build(replace(dax, signals=signals)))
    assert "in 8 audits." in " ".join(part.words for part in made[0])
    assert "is there time to be exact" not in " ".join(part.words for parts in made for part in parts)


def test_a_fall_that_may_be_chance_is_told_in_whole_sentences_under_both_figures(shared_sample: Desk) -> None:
    rows = shared_sample.read(packets, shared_sample.read(_coders), quarter(2026, 2), TODAY)
    dax = next(row for row in rows if row.coder.name == "Dax O'Fennimore")
    words = " ".join(part.words for parts in told(build(dax)) for part in parts)
    ends = r" lower to \d\.\d higher\) over the 52 weeks .{0,60} – the fall may be chance: about \d+ more audits"
    assert len(re.findall(f"{ends} like these would tell\\.", words)) == 2
    title = r"Pace rose by \d+ % while accuracy fell by \d\.\d points, which may be chance, over 52 weeks"
    assert re.search(title, words)
