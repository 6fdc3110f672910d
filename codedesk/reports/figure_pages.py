"""A figure laid out: as a page of a document, or alone at its own size, with title, subtitle, pair and privacy line."""

import io
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from codedesk.charts.balance import Balance
from codedesk.charts.figure import Drawn, Figure
from codedesk.charts.findings import pair_words
from codedesk.charts.funnel import Funnel
from codedesk.charts.multiples import Multiples
from codedesk.charts.picture import Chart
from codedesk.charts.shares import Stacks
from codedesk.periods import day_label
from codedesk.reports.figure_parts import BalanceBars, FunnelChart, MultiplesRow, StackChart
from codedesk.reports.fonts import REGULAR, register
from codedesk.reports.packet_pace import drawn_pair
from codedesk.reports.packet_words import pair_heads
from codedesk.reports.page import Document, Heading, document, drawing_alone
from codedesk.reports.prose import Prose
from codedesk.reports.shapes import ShapeCanvas
from codedesk.reports.style import BODY, CAPTION, SECTION, TABLE
from codedesk.reports.tags import TaggedCanvas

CONFIDENTIAL = "Confidential: personnel records"
_WIDE, _EDGE = 520.0, 16.0
_ACROSS = 3
_PLOT = 120.0


def document_of(figure: Figure) -> bytes:
    """Return the figure as a document of one page (more where many coders need them)."""
    sheet = Document(
        title=f"{figure.title}, {figure.who}, {figure.when}",
        subject=f"{figure.name}: {figure.who}, {figure.when}",
        author=figure.department or "CodeDesk",
        who=figure.who,
        when=figure.when,
        department=figure.department,
        fingerprint="",
        version=figure.version,
        made_on=figure.made_on,
        sample=figure.sample,
        pair=pair_heads(figure.paired),
        confidential=CONFIDENTIAL,
    )
    return document(sheet, lambda: [Heading(figure.title, 0), *_story(figure)], figure.paper)


def picture_of(figure: Figure) -> bytes:
    """Return the figure alone: a PDF with one page of its size."""
    register()
    target = io.BytesIO()
    with drawing_alone():
        laid = _laid(figure)
        high = _high(laid)
        canvas = TaggedCanvas(
            target, pagesize=(_WIDE + 2 * _EDGE, high), invariant=1, initialFontName=REGULAR, initialFontSize=8.5
        )
        _draw(laid, canvas, high)
        canvas.setTitle(figure.title)
        canvas.save()
    return target.getvalue()


def svg_of(figure: Figure) -> str:
    """Return the figure alone as SVG; its title and description are told to those who cannot see it."""
    register()
    with drawing_alone():
        laid = _laid(figure)
        high = _high(laid)
        canvas = ShapeCanvas(_WIDE + 2 * _EDGE, high)
        canvas.paint_ground()
        _draw(laid, canvas, high)
        return canvas.svg(figure.title, f"{figure.who}, {figure.when}. {pair_words(figure.paired)}.")


def _story(figure: Figure) -> list[Flowable]:
    words = f"{figure.who} · {figure.when} · made {day_label(figure.made_on)}"
    story: list[Flowable] = [Prose(words, style=CAPTION, after=8)]
    charts = [part for part in figure.parts if isinstance(part, Chart)]
    if charts:
        story += drawn_pair(charts[0], charts[1], _PLOT)
    for part in figure.parts:
        if not isinstance(part, Chart):
            story += _drawn(part, named=len(figure.parts) > 1)
    story += [Prose(note, style=TABLE, after=4) for note in figure.notes]
    return [*story, Prose(f"{figure.who}, whole span: {pair_words(figure.paired)}.", style=CAPTION, after=2)]


def _drawn(part: Drawn, *, named: bool) -> list[Flowable]:
    heads: list[Flowable] = [Prose(part.title, style=SECTION, after=2)] if named else []
    heads.append(Prose(part.subtitle, style=CAPTION, after=4))
    if part.empty:
        return [*heads, Prose(part.empty, style=BODY, after=6)]
    if isinstance(part, Funnel):
        return [*heads, FunnelChart(part), *(Prose(words, style=CAPTION, after=3) for words in _apart(part))]
    if isinstance(part, Stacks):
        return [*heads, StackChart(part)]
    if isinstance(part, Balance):
        return [*heads, BalanceBars(part), Prose(part.note, style=CAPTION, after=3)]
    assert isinstance(part, Multiples)
    rows = [part.cells[first : first + _ACROSS] for first in range(0, len(part.cells), _ACROSS)]
    return [*heads, *(MultiplesRow(part, cells, _ACROSS) for cells in rows)]


def _apart(part: Funnel) -> tuple[str, ...]:
    return (*part.questions, part.note, *((f"Not placed: {'; '.join(part.apart)}.",) if part.apart else ()))


def _laid(figure: Figure) -> Sequence[tuple[Flowable, float, float]]:
    """Lay the story out from the top: each part with its distance from there and its height."""
    mark = "SAMPLE · " if figure.sample else ""
    foot = f"{mark}{CONFIDENTIAL} · {figure.department or 'CodeDesk'} · CodeDesk {figure.version}"
    story = [Prose(figure.title, style=SECTION, after=2), *_story(figure), Prose(foot, style=CAPTION)]
    down, before, laid = _EDGE, 0.0, []
    for part in story:
        high = part.wrap(_WIDE, 1e6)[1]
        down += max(before, part.getSpaceBefore())
        laid.append((part, down, high))
        down, before = down + high, part.getSpaceAfter()
    return laid


def _high(laid: Sequence[tuple[Flowable, float, float]]) -> float:
    _, down, high = laid[-1]
    return down + high + _EDGE


def _draw(laid: Sequence[tuple[Flowable, float, float]], canvas: Canvas | ShapeCanvas, whole: float) -> None:
    for part, down, high in laid:
        part.drawOn(canvas, _EDGE, whole - down - high)
