"""The staffing page: one sheet for the director. What is asked for comes first, then what it rests on.

Pace stands beside accuracy, and numbers point at processes before persons: nobody is named.
"""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from codedesk import formats
from codedesk.charts import flow_weeks, flows
from codedesk.metrics.quantities import Quantity, aligned
from codedesk.periods import day_label
from codedesk.reports.flow_drawn import FlowDrawn
from codedesk.reports.grid import Cell, Grid, PrintColumn, figure, strong
from codedesk.reports.packet_words import accuracy_cell, pace_cell, pair_heads
from codedesk.reports.page import Document, Heading, document, height_of
from codedesk.reports.paper import Paper
from codedesk.reports.prose import Prose
from codedesk.reports.style import BOTTOM, CAPTION, INK, MARGIN, PAPERS, QUIET, SECTION, TABLE, TOP
from codedesk.services.flow.rows import FlowRow, TypeFlowRow
from codedesk.services.flow.staffing_page import StaffingPageRow

# How many work types are listed, and how high the pictures of what waits and of the people are (0: left out), from the
# roomiest to the closest.
_CLOSER = (
    *((8, 110.0, 70.0), (8, 90.0, 56.0), (8, 64.0, 44.0), (8, 44.0, 34.0), (8, 90.0, 0.0), (7, 64.0, 0.0)),
    *((6, 44.0, 0.0), (5, 44.0, 0.0), (6, 0.0, 0.0), (4, 0.0, 0.0), (2, 0.0, 0.0)),
)
_TOLD, _LONG, _SPARE = 3, 700, 4.0


def document_of(row: StaffingPageRow, paper: Paper) -> bytes:
    """Return the PDF of the page, as roomy as one sheet allows."""
    sheet = Document(
        title=f"Work and people, {row.department}, {row.label}".replace(", ,", ","),
        subject=f"Backlog, staffing and quality of the coding team, {row.label}",
        author=row.manager or row.department or "CodeDesk",
        who=row.department or "The team",
        when=row.label,
        department=row.department,
        fingerprint="",
        version=row.version,
        made_on=row.printed_on,
        sample=row.sample,
        pair=pair_heads(row.paired),
        confidential="Confidential",
    )
    wide, high = PAPERS[paper]
    for room in _CLOSER:
        if height_of(_story(row, *room), wide - 2 * MARGIN) <= high - TOP - BOTTOM - _SPARE:
            break
    return document(sheet, lambda: _story(row, *room), paper)


def _story(row: StaffingPageRow, types: int, plot: float, people: float) -> list[Flowable]:
    flow = row.flow
    drawn = (
        (flows.backlog_chart(flow.team, flow.forecast, flow.events), plot),
        (flow_weeks.fte_chart(flow.staffing, flow.events), people),
    )
    return [
        Heading(f"Work and people: {row.label}", 0, keep=0),
        Prose(_who(row), style=CAPTION, after=6),
        *_request(row.request),
        _people(flow),
        Prose(_steps(flow), style=CAPTION, after=6),
        _quality(row),
        *_backlog(flow, types),
        *(
            FlowDrawn(chart, high, named=not number)
            for number, (chart, high) in enumerate(drawn)
            if high and not chart.empty
        ),
        Heading("What was lost to what", keep=0),
        _lost(flow),
    ]


def _who(row: StaffingPageRow) -> str:
    flow = row.flow
    logged, days = flow.days_logged
    since = f" · as of {day_label(flow.as_of)}, logged on {logged} of {days} working days" if flow.as_of else ""
    manager = f" · {row.manager}" if row.manager else ""
    return f"{row.department}{manager} · printed {day_label(row.printed_on)}{since}".removeprefix(" · ")


def _request(words: str) -> list[Flowable]:
    style = CAPTION.in_colour(INK) if len(words) > _LONG else TABLE
    return [Heading("What we ask for", keep=0), Prose(words, style=style, after=6)] if words else []


def _people(flow: FlowRow) -> Grid:
    people, team = flow.staffing, flow.team
    told = (
        ("FTE needed", people.needed),
        ("FTE there", people.there),
        ("There − needed", people.difference),
        ("Work waiting", team.days),
        ("To clear", team.to_clear),
        *((("DNFB", flow.dnfb),) if flow.dnfb.value is not None else ()),
    )
    columns = tuple(PrintColumn(name, 1.0) for name, _ in told)
    cells: tuple[Cell, ...] = tuple(((each.text, SECTION if each.value is not None else QUIET),) for _, each in told)
    return Grid(columns, [cells], after=3)


def _steps(flow: FlowRow) -> str:
    steps = "; ".join(f"{part.name}: {part.value}" + (f" ({part.source})" if part.source else "")
                      for part in flow.staffing.steps)  # fmt: skip
    actual = flow.staffing.at_actual_pace
    late = f" At the pace of late the work needs {actual.text}." if actual.value is not None else ""
    return f"{steps}.{late}" if steps else late.strip()


def _quality(row: StaffingPageRow) -> Grid:
    columns = (PrintColumn("Pace of the team", 1.0), PrintColumn("Accuracy of the same time", 1.6))
    return Grid(columns, [(pace_cell(row.paired.pace), accuracy_cell(row.paired.accuracy, wide=True))], after=8)


def _backlog(flow: FlowRow, types: int) -> list[Flowable]:
    if not flow.types:
        return [Heading("What waits", keep=0), Prose("What waits is not logged in this time.", style=QUIET)]
    columns = (
        PrintColumn("What waits", 2.5),
        *(PrintColumn(name, share, "right") for name, share in (("Charts", 1.1), ("Hours", 1.2), ("Days of work", 1.4),
          ("Came in a day", 1.5), ("Coded a day", 1.35), ("Days to clear", 1.75), ("Oldest", 1.0))),
    )  # fmt: skip
    shown = sorted(flow.types, key=lambda each: -(each.hours.value or 0.0))[:types]
    kept = [each for each in flow.types if each in shown]
    lines: list[tuple[Cell, ...]] = [_line(each) for each in kept]
    left_out = len(flow.types) - len(kept)
    more = f" ({left_out} with less are not listed)" if left_out else ""
    return [Grid(columns, [*lines, _line(flow.team, f"Team, in hours{more}")], totals=(len(lines),), after=4)]


def _line(row: TypeFlowRow, name: str = "") -> tuple[Cell, ...]:
    charts = row.waiting.text if row.work_type_id is not None else ""
    cells = (row.hours, row.days, row.inflow, row.coded, row.to_clear, row.oldest)
    return (
        strong(name) if name else row.name,
        _bare(charts),
        *(_bare(aligned(each, 0 if each is row.oldest else 2)) for each in cells),
    )


def _bare(words: str) -> str:
    """Leave out units that the head says; hours keep theirs in a column of charts."""
    for unit in ("charts", "chart", "days", "day"):
        words = words.removesuffix(f"{formats.NO_BREAK}{unit}")
    return words


def _lost(flow: FlowRow) -> Grid:
    columns = (
        PrintColumn("Paid hours that were not coding", 1.0),
        PrintColumn("Charts held, by reason", 1.0),
        PrintColumn("Charts that came back", 1.0),
    )
    hours = [f"{each.category} {each.hours.text}"
             for each in sorted(flow.hours_lost, key=lambda each: -(each.hours.value or 0.0))]  # fmt: skip
    held = [f"{each.name} {formats.plural(each.charts, 'chart')}" for each in flow.holdups]
    return Grid(columns, [(_listed(hours), _listed(held), _listed(_came_back(flow)))], after=0)


def _came_back(flow: FlowRow) -> list[str]:
    made = flow.rework.total
    if not made.charts:
        return []
    told = (
        (f"{formats.plural(made.charts, 'chart')}, {made.coder} by a coder’s error", None),
        ("Rework", made.share),
        ("Denials", made.denial_share),
        ("At stake", made.at_stake),
        ("Recovered", made.recovered),
    )
    said = [words if each is None else f"{words} {each.text}" for words, each in told if _known(each)]
    return [*said[:3], *([" · ".join(said[3:])] if said[3:] else ())]


def _known(each: Quantity | None) -> bool:
    return each is None or each.value is not None


def _listed(lines: Sequence[str]) -> Cell:
    if not lines:
        return (("Nothing of it is logged.", QUIET),)
    rest = len(lines) - _TOLD - 1
    kept = [*lines[: _TOLD + 1], *((f"and {rest} more",) if rest > 0 else ())]
    return figure(kept[0], *kept[1:])
