"""figures: pace with accuracy of a period, as a table for people or as JSON for programs."""

import argparse
import json

from codedesk import formats, periods
from codedesk.charts.evidence import SHOWN
from codedesk.cli.opened import coder_id, fiscal_year, opened, period_of
from codedesk.cli.output import say, say_table
from codedesk.exchange.figures_json import figures_document
from codedesk.exchange.flow_json import flow_document
from codedesk.metrics.figures import Block, NotAudited, TeamFigures
from codedesk.services.figures.figures import team_figures
from codedesk.services.figures.mixes import mixes
from codedesk.services.flow.figures import flow_figures

HEAD = ("", "pace", "expected", "accuracy", "95 % interval", "audited", "standard", "the sample shows", "due days")
RULES = (
    "Pace is earned hours over productive hours, pooled; it is never read without the accuracy beside it.",
    "Coders stand in the order of their names. audited: charts (codes, where the number of charts is not known).",
)


def figures(arguments: argparse.Namespace) -> int:
    """Say the figures of a period."""
    with opened(arguments.file) as desk:
        period = period_of(desk, arguments.period)
        chosen = [coder_id(desk, arguments.coder)] if arguments.coder else None
        found = desk.read(team_figures, period, chosen)
        mixed = desk.read(mixes, period, chosen) if arguments.json else None
        flow = desk.read(flow_figures, period) if arguments.json and chosen is None else None
        name = periods.label(period, fiscal_year(desk))
    if arguments.json:
        waits = {"capacity": flow_document(flow)} if flow is not None and flow.tells else {}
        say(json.dumps(figures_document(found, mixed) | waits, indent=2, allow_nan=False))
    else:
        _say_figures(found, name)
    return 0


def _say_figures(found: TeamFigures, name: str) -> None:
    say(f"{name} ({found.start} to {found.end})")
    say("")
    say_table([HEAD, *(_row(block) for block in found.coders), _row(found.team)])
    say("")
    for block in found.coders:
        for signal in block.signals:
            say(signal.with_answer)
    for rule in RULES:
        say(rule)


def _row(block: Block) -> tuple[str, ...]:
    pace, accuracy = block.paired.pace, block.paired.accuracy
    left = (block.coder or "Team", formats.percent(pace.value), formats.percent(pace.expected) if pace.on_ramp else "")
    days = f"{pace.days_entered} of {pace.days_due}" + (f" + {pace.days_beside}" if pace.days_beside else "")
    if isinstance(accuracy, NotAudited):
        return (*left, accuracy.reason, "", "0", "", "", days)
    audited = (
        formats.count(accuracy.records)
        if accuracy.records is not None
        else f"{formats.number(accuracy.reviewed)} codes"
    )
    return (
        *left,
        formats.percent(accuracy.value, accuracy.standard) + (" as reported" if accuracy.as_reported else ""),
        formats.interval(accuracy.low, accuracy.high),
        audited + (", small" if accuracy.small_sample else ""),
        formats.percent(accuracy.standard) if accuracy.standard is not None else "none",
        SHOWN[accuracy.evidence],
        days,
    )
