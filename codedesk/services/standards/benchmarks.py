"""Published figures to look at beside a standard: listed with the rate that follows, added and voided.

They are reference rows and nothing else: no figure reads them, and no standard is made from one here.
"""

from dataclasses import dataclass, replace
from datetime import date
from math import inf

from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.formats import typed
from codedesk.metrics.rates import UNIT_STATEMENTS, rate
from codedesk.models import Benchmark, WorkType
from codedesk.models.work_types import BASES, PACE_UNITS
from codedesk.services.live import live
from codedesk.services.standards.standards import StandardDraft, statement
from codedesk.services.voiding import void

NEVER_DEFAULTS = (
    "Published figures are for comparison. They never become a standard by themselves: published inpatient figures "
    "alone lie far apart, and each counts hours and charts in its own way."
)
BENCHMARK_BASES = (*BASES, "not_stated")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
_NO_DAY = date.min


@dataclass(frozen=True, slots=True)
class BenchmarkDraft:
    """A published figure as its source states it; pace_high where a range is given. accuracy is in per cent.

    work_type_id None: it stands beside every work type. basis "not_stated" where the source does not say.
    """

    work_type_id: int | None
    source: str
    year: int
    pace_low: float
    pace_high: float | None = None
    pace_unit: str = "per_hour"
    hours_per_day: float = 8.0
    basis: str = "not_stated"
    accuracy: float | None = None
    setting: str = ""
    note: str = ""


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
        None,
        "K. DeVault, Best practices for coding productivity, Journal of AHIMA 83(7), 72-74, as summed up by the AHA "
        "Resource Center on 23 July 2012",
        2012,
        24.0,
        pace_unit="per_day",
        setting="inpatient",
        note="Given also as 3 records an hour and 20 minutes a record. Written for ICD-9.",
    ),
    BenchmarkDraft(
        None,
        "HCPro, Coder productivity benchmarks: a special report (survey of April 2009, 215 readers), as summed up by "
        "the AHA Resource Center on 23 July 2012",
        2009,
        3.0,
        setting="inpatient",
        note="The answer given most often, by 29 % of readers. Written for ICD-9.",
    ),
    BenchmarkDraft(
        None,
        "HCPro, Coder productivity benchmarks: a special report (survey of April 2009, 215 readers), as summed up by "
        "the AHA Resource Center on 23 July 2012",
        2009,
        3.5,
        3.75,
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


def add_benchmark(session: Session, draft: BenchmarkDraft) -> BenchmarkRow:
    """Store a published figure. Refused for what cannot be right, and without a source."""
    _check(session, draft)
    stored = Benchmark(source=draft.source.strip(), year=draft.year, pace_low=draft.pace_low)
    for name in BenchmarkDraft.__dataclass_fields__:
        value = getattr(draft, name)
        setattr(stored, name, value.strip() if isinstance(value, str) else value)
    session.add(stored)
    session.flush()
    return _row(stored)


def add_published(session: Session, work_type_id: int) -> int:
    """Store the published figures that come with CodeDesk beside a work type; return how many were not there yet."""
    there = {replace(row.draft, work_type_id=None) for row in benchmarks(session, work_type_id)}
    new = [draft for draft in PUBLISHED if draft not in there]
    for draft in new:
        add_benchmark(session, replace(draft, work_type_id=work_type_id))
    return len(new)


def void_benchmark(session: Session, benchmark_id: int, reason: str) -> None:
    """Void a published figure with a reason. Refused without one."""
    stored = session.get(Benchmark, benchmark_id)
    if stored is None or stored.voided:
        raise Refused("this published figure is no longer there")
    void(stored, reason, "this published figure")


def benchmark_words(draft: BenchmarkDraft) -> str:
    """Say a published figure as its source states it: "3.5 to 3.75 per hour"."""
    words = statement(StandardDraft(0, _NO_DAY, draft.pace_low, 0.0, draft.pace_unit, draft.hours_per_day))
    words = words.partition(", 0 units")[0]
    if draft.pace_high is None:
        return words
    return words.replace(typed(draft.pace_low), f"{typed(draft.pace_low)} to {typed(draft.pace_high)}", 1)


def _row(stored: Benchmark) -> BenchmarkRow:
    draft = BenchmarkDraft(**{name: getattr(stored, name) for name in BenchmarkDraft.__dataclass_fields__})
    return BenchmarkRow(stored.key, benchmark_words(draft), _rates(draft), draft)


def _rates(draft: BenchmarkDraft) -> tuple[float, ...]:
    if draft.pace_unit in UNIT_STATEMENTS:
        return ()
    paces = [pace for pace in (draft.pace_low, draft.pace_high) if pace is not None]
    return tuple(sorted(rate(pace, draft.pace_unit, draft.hours_per_day) for pace in paces))


def _check(session: Session, draft: BenchmarkDraft) -> None:
    if not draft.source.strip():
        raise Refused("name the source: a figure without one cannot be looked up", "source")
    if not EARLIEST_YEAR <= draft.year <= LATEST_YEAR:
        raise Refused(f"{draft.year} is not a year from {EARLIEST_YEAR} to {LATEST_YEAR}", "year")
    _check_pace(draft)
    if draft.basis not in BENCHMARK_BASES:
        raise Refused(f"“{draft.basis}” is not a basis: productive, paid or not stated", "basis")
    if draft.accuracy is not None and not 0 <= draft.accuracy <= 100:
        raise Refused(f"{typed(draft.accuracy)} is not a percentage from 0 to 100", "accuracy")
    work_type = session.get(WorkType, draft.work_type_id) if draft.work_type_id is not None else None
    if draft.work_type_id is not None and (work_type is None or work_type.voided):
        raise Refused("this work type is no longer there", "work_type_id")


def _check_pace(draft: BenchmarkDraft) -> None:
    if draft.pace_unit not in PACE_UNITS:
        raise Refused(f"“{draft.pace_unit}” is not a way to state a pace", "pace_unit")
    if not 0 < draft.pace_low < inf:
        raise Refused("the pace must be more than 0", "pace_low")
    if draft.pace_high is not None and not draft.pace_low <= draft.pace_high < inf:
        raise Refused("the upper end of the range is below the lower one", "pace_high")
    if not 0 < draft.hours_per_day <= 24:
        raise Refused("a day has more than 0 and at most 24 hours", "hours_per_day")
