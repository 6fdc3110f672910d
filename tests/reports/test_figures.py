"""Figures of the Trends page as they leave: a page, a picture, an SVG. Each says whose it is, pace with accuracy."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date

import pytest

from codedesk.charts.balance import balance_chart
from codedesk.charts.figure import Drawn, Figure
from codedesk.charts.funnel import funnel
from codedesk.charts.multiples import multiples
from codedesk.charts.picture import Chart
from codedesk.charts.shares import work_shares
from codedesk.charts.trend_pair import trend_pair
from codedesk.desk import Desk
from codedesk.reports import figures, raster
from codedesk.services.figures.subject_rows import TrendsRow
from codedesk.services.figures.trends import trends
from codedesk.services.people.balances import balances
from tests.journeys.test_pair_paper import unpaired
from tests.reports.read_back import fonts, pages, plain, reader

TODAY = date(2026, 9, 30)
YEAR = (date(2025, 10, 1), date(2026, 9, 30))
KINDS = ("pair", "type", "everybody", "funnel", "mix", "balance")


@pytest.fixture(scope="module")
def row(shared_sample: Desk) -> TrendsRow:
    return shared_sample.read(trends, *YEAR, TODAY)


@pytest.fixture(scope="module")
def made(row: TrendsRow, shared_sample: Desk) -> Callable[[str], Figure]:
    team = row.subjects[0]
    dax = next(each for each in row.subjects if each.name.startswith("Dax"))
    emergency = next(each for each in row.subjects if each.name == "Emergency")

    def figure(kind: str, sample: bool = True) -> Figure:
        of = {"pair": dax, "type": emergency}.get(kind, team)
        parts: dict[str, Callable[[], tuple[Drawn, ...]]] = {
            "everybody": lambda: (multiples(row.figures.coders, row.span),),
            "funnel": lambda: (funnel(row.figures.team, row.figures.coders),),
            "mix": lambda: (work_shares(team.name, team.shares),),
            "balance": lambda: (balance_chart(shared_sample.read(balances, row.span, TODAY), row.label),),
        }
        drawn = parts[kind]() if kind in parts else trend_pair(of, row.span, row.figures.coders)
        title = drawn[0].title if kind in parts else f"Pace and accuracy, {of.name}"
        return Figure(kind, title, of.name, row.label, drawn, ("A note below.",), drawn[0].table,
                      of.block.paired, "Ward <A> & B", "1.0", TODAY, sample, "letter")  # fmt: skip

    return figure


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_says_whose_it_is_of_when_and_that_it_is_confidential(made: Callable[[str], Figure], kind: str) -> None:
    one = made(kind)
    pdf = figures.build_page(one)
    words = " ".join(pages(pdf))
    assert plain(one.title) in words and f"{one.who} · 1 Oct 2025 – 30 Sep 2026" in words
    assert "Confidential: personnel records" in words and "SAMPLE" in words and "A note below." in words
    assert "accuracy" in words.lower() and f"{one.who}, whole span: Pace" in words
    assert len(pages(pdf)) == 1 and reader(pdf).metadata is not None
    assert all(name.startswith("SourceSans3") for name in fonts(pdf))
    assert unpaired(pdf) == []


def test_a_square_says_what_it_means_in_a_figure_too(made: Callable[[str], Figure]) -> None:
    """Weeks of the go-live are squares, none is over 150 %: nobody is to look at their hours."""
    words = pages(figures.build_page(made("pair")))[0]
    assert "explained by the process" in words and "look at the hours first" not in words


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_one_page_of_its_own_size_with_the_same_words(made: Callable[[str], Figure], kind: str) -> None:
    one = made(kind)
    pdf = figures.build_picture(one)
    words = " ".join(pages(pdf))
    assert len(pages(pdf)) == 1 and "SAMPLE · Confidential: personnel records · Ward <A> & B" in words
    assert plain(one.title) in words and f"{one.who}, whole span: Pace" in words
    drawn = raster.picture(pdf, 0, 1.0)
    assert drawn.pixels[:3] == b"\xff\xff\xff" and drawn.width == 552
    dark = sum(value < 128 for value in drawn.pixels[::4])
    assert dark > 1_000


@pytest.mark.parametrize("kind", KINDS)
def test_an_svg_can_be_read_and_holds_every_word_of_the_picture(made: Callable[[str], Figure], kind: str) -> None:
    one = made(kind)
    tree = ET.fromstring(figures.build_svg(one))
    texts = [plain("".join(each.itertext())) for each in tree.iter() if each.tag.endswith("text")]
    drawn = " ".join(pages(figures.build_picture(one)))
    assert all(words in drawn for words in texts if words)
    assert re.sub(r"\s", "", "".join(sorted(drawn))) == re.sub(r"\s", "", "".join(sorted("".join(texts))))
    named = {each.tag.rpartition("}")[2]: (each.text or "").strip() for each in tree if each.text}
    assert named["title"] == one.title and "accuracy" in named["desc"]
    lengths = [each.get("textLength") for each in tree.iter() if each.tag.endswith("text")]
    assert len(lengths) > 10 and all(lengths)


def test_without_a_sample_nothing_says_sample(made: Callable[..., Figure]) -> None:
    assert "SAMPLE" not in " ".join(pages(figures.build_page(made("mix", False))))
    assert b"SAMPLE" not in figures.build_svg(made("mix", False))


def test_the_same_figure_gives_the_same_bytes(made: Callable[[str], Figure]) -> None:
    assert figures.build_page(made("pair")) == figures.build_page(made("pair"))
    assert figures.build_svg(made("funnel")) == figures.build_svg(made("funnel"))


def test_the_table_that_leaves_ends_with_the_pair_of_the_span(made: Callable[[str], Figure]) -> None:
    one = made("mix")
    assert one.rows[0] == (one.title,) and one.rows[2] == one.table.header
    assert one.rows[-1][0].startswith("Team, whole span: Pace") and "accuracy" in one.rows[-1][0]


def test_the_pair_of_charts_is_never_cut_into_one(made: Callable[[str], Figure]) -> None:
    charts = [part for part in made("pair").parts if isinstance(part, Chart)]
    assert [chart.measure for chart in charts] == ["pace", "accuracy"]


def test_a_file_is_named_by_what_it_shows_and_of_whom(made: Callable[[str], Figure]) -> None:
    assert figures.file_name(made("pair"), "png") == "pair Dax O Fennimore 1 Oct 2025 30 Sep 2026.png"
