"""Published figures to look at beside a standard: listed with the rate that follows, added and voided.

They are reference rows and nothing else: no figure reads them, and no standard is made from one here.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from codedesk.formats import typed
from codedesk.metrics.rates import rate
from codedesk.models import Benchmark
from codedesk.models.standards import IN_UNITS, BenchmarkDraft, PaceUnit, StandardDraft
from codedesk.services.live import live
from codedesk.services.nouns import Noun
from codedesk.services.standards.standards import statement

NEVER_DEFAULTS = (
    "Published figures are for comparison. They never become a standard by themselves: published inpatient figures "
    "alone lie far apart, and each counts hours and charts in its own way."
)
_NO_DAY = date.min
BENCHMARKS = Noun(Benchmark, BenchmarkDraft)


@dataclass(frozen=True, slots=True)
class BenchmarkRow:
    """A published figure in its own words, with the charts per hour that follow from it, the lower rate first.

    rates is () where none follows: workload units say nothing without the units of a chart.
    """

    id: int
    statement: str
    rates: tuple[float, ...]
    draft: BenchmarkDraft


PUBLISHED: tuple[BenchmarkDraft, ...] = (
    BenchmarkDraft(
        work_type_id=None,
        source="K. DeVault, Best practices for coding productivity, Journal of AHIMA 83(7), 72-74, as summed up by the "
        "AHA Resource Center on 23 July 2012",
        year=2012,
        pace_low=24.0,
        pace_unit=PaceUnit.PER_DAY,
        setting="inpatient",
        note="Given also as 3 records an hour and 20 minutes a record. Written for ICD-9.",
    ),
    BenchmarkDraft(
        work_type_id=None,
        source="HCPro, Coder productivity benchmarks: a special report (survey of April 2009, 215 readers), as summed "
        "up by the AHA Resource Center on 23 July 2012",
        year=2009,
        pace_low=3.0,
        setting="inpatient",
        note="The answer given most often, by 29 % of readers. Written for ICD-9.",
    ),
    BenchmarkDraft(
        work_type_id=None,
        source="HCPro, Coder productivity benchmarks: a special report (survey of April 2009, 215 readers), as summed "
        "up by the AHA Resource Center on 23 July 2012",
        year=2009,
        pace_low=3.5,
        pace_high=3.75,
        setting="inpatient",
        note="The answer given second most often, by 14 % of readers. Written for ICD-9.",
    ),
)


def benchmarks(session: Session, work_type_id: int) -> tuple[BenchmarkRow, ...]:
    """List the published figures beside a work type, its own and those for all, the newest year first."""
    wanted = (col(Benchmark.work_type_id) == work_type_id) | col(Benchmark.work_type_id).is_(None)
    query = select(Benchmark).where(live(Benchmark), wanted)
    found = session.exec(query.order_by(col(Benchmark.year).desc(), col(Benchmark.source), col(Benchmark.id)))
    return tuple(_row(stored) for stored in found)


def add_published(session: Session, work_type_id: int) -> int:
    """Store the published figures that come with CodeDesk beside a work type; return how many were not there yet."""
    there = [row.draft.but(work_type_id=None) for row in benchmarks(session, work_type_id)]
    new = [draft for draft in PUBLISHED if draft not in there]
    for draft in new:
        BENCHMARKS.add(session, draft.but(work_type_id=work_type_id))
    return len(new)


def benchmark_words(draft: BenchmarkDraft) -> str:
    """Say a published figure as its source states it: "3.5 to 3.75 per hour"."""
    words = statement(
        StandardDraft(
            work_type_id=0,
            effective_from=_NO_DAY,
            pace=draft.pace_low,
            accuracy=0.0,
            pace_unit=draft.pace_unit,
            hours_per_day=draft.hours_per_day,
        )
    )
    words = words.partition(", 0 units")[0]
    if draft.pace_high is None:
        return words
    return words.replace(typed(draft.pace_low), f"{typed(draft.pace_low)} to {typed(draft.pace_high)}", 1)


def _row(stored: Benchmark) -> BenchmarkRow:
    draft = BENCHMARKS.draft_of(stored)
    return BenchmarkRow(stored.key, benchmark_words(draft), _rates(draft), draft)


def _rates(draft: BenchmarkDraft) -> tuple[float, ...]:
    if draft.pace_unit in IN_UNITS:
        return ()
    paces = [pace for pace in (draft.pace_low, draft.pace_high) if pace is not None]
    return tuple(sorted(rate(pace, draft.pace_unit, draft.hours_per_day) for pace in paces))
