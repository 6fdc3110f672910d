"""Pace and accuracy of each coder and of the team by month: what stands on the summary of an exported workbook."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from codedesk.metrics.figures import NotAudited, Paired
from codedesk.periods import month
from codedesk.services.figures.figures import plain_figures
from codedesk.services.files.exporting import Export
from codedesk.services.files.sheets import AUDITS, LOG, MONTHS, TIME

TEAM = "Team"
_DATED = {LOG: "date", TIME: "date", MONTHS: "month", AUDITS: "date"}


@dataclass(frozen=True, slots=True)
class MonthPair:
    """Pace with the accuracy of the same coder, or of the team, and month (its first day)."""

    coder: str
    month: date
    paired: Paired


def month_pairs(session: Session, export: Export, today: date | None = None) -> tuple[MonthPair, ...]:
    """Return the pairs of every month with work or audits: coder by coder, the team last."""
    months = set[date]()
    for table in export.tables:
        if table.sheet in _DATED:
            at = [column.name for column in table.sheet.columns].index(_DATED[table.sheet])
            months |= {line[at].replace(day=1) for line in table.lines}
    pairs = list[MonthPair]()
    team = list[MonthPair]()
    for first in sorted(months):
        figures = plain_figures(session, month(first.year, first.month), None, today)
        pairs += [
            MonthPair(block.coder, first, block.paired) for block in figures.coders if _says_something(block.paired)
        ]
        team.append(MonthPair(TEAM, first, figures.team.paired))
    pairs.sort(key=lambda pair: pair.coder)
    return (*pairs, *team)


def _says_something(paired: Paired) -> bool:
    return bool(paired.pace.charts or paired.pace.productive_hours) or not isinstance(paired.accuracy, NotAudited)
