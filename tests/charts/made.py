"""Hand-made figures for tests of pictures and pages: every number stands here, none is computed by the program."""

from collections.abc import Sequence
from datetime import date, timedelta

from codedesk.metrics.figures import (
    Accuracy,
    Assurance,
    Block,
    EventMark,
    Evidence,
    Explanation,
    Mark,
    NotAudited,
    Pace,
    Paired,
    Part,
    ReworkShare,
    Signal,
    TeamFigures,
    Trend,
    TrendPoint,
    WorkTypeFigures,
)
from codedesk.periods import Period

Q3 = Period(date(2026, 7, 1), date(2026, 9, 30))
FIRST_WEEK = date(2026, 6, 29)


def explanation(title: str = "Pace") -> Explanation:
    return Explanation(
        title,
        "earned hours ÷ productive hours",
        (
            Part("Earned hours", "33.41", "charts × weight ÷ rate, per line"),
            Part("Productive hours", "35.0", "paid − excused"),
        ),
        ("A day that was not entered is missing, not zero.",),
    )


def pace(value: float | None = 0.9545, expected: float = 1.0, **changes: object) -> Pace:
    fields: dict[str, object] = {
        "value": value,
        "earned_hours": 33.41,
        "productive_hours": 35.0,
        "paid_hours": 40.0,
        "excused_hours": 5.0,
        "utilisation": 0.875,
        "expected": expected,
        "to_ramp": None if value is None else value / expected,
        "charts": 105,
        "hours_without_standard": 0.0,
        "charts_without_standard": 0,
        "days_entered": 60,
        "days_due": 65,
        "days_beside": 0,
        "days_hours_missing": 1,
        "on_ramp": expected != 1.0,
        "paid_basis": False,
        "explanation": explanation("Pace"),
    }
    return Pace(**{**fields, **changes})  # type: ignore[arg-type]


def accuracy(
    value: float = 0.9314,
    low: float = 0.865,
    high: float = 0.966,
    standard: float | None = 0.95,
    evidence: Evidence | None = "cannot_tell",
    **changes: object,
) -> Accuracy:
    fields: dict[str, object] = {
        "value": value,
        "method": "code_over_code",
        "correct": 95,
        "reviewed": 102,
        "records": 10,
        "low": low,
        "high": high,
        "standard": standard,
        "observed": None if standard is None else "met" if value >= standard else "below",
        "evidence": evidence,
        "as_reported": False,
        "n_effective": 102.0,
        "small_sample": True,
        "audits": 2,
        "first_value": value,
        "deleted": 2,
        "explanation": explanation("Accuracy"),
    }
    return Accuracy(**{**fields, **changes})  # type: ignore[arg-type]


def pace_trend(
    values: Sequence[float | None],
    signals: dict[int, Mark] | None = None,
    limits: tuple[float, float, float] | None = None,
    first: date = FIRST_WEEK,
    assurance: Assurance | None = "may",
) -> Trend:
    marks = signals or {}
    points = tuple(TrendPoint(first + timedelta(7 * n), value, marks.get(n)) for n, value in enumerate(values))
    centre, lower, upper = limits or (None, None, None)
    return Trend("pace", points, centre, lower, upper, 12 if limits else None, assurance if limits else None)


def accuracy_trend(*audits: tuple[date, float, float, float]) -> Trend:
    points = tuple(TrendPoint(day, value, None, low, high, "10 charts") for day, value, low, high in audits)
    return Trend("accuracy", points, None, None, None, None, None)


def work_type(name: str = "Inpatient", value: float | None = 0.95, audited: bool = True) -> WorkTypeFigures:
    return WorkTypeFigures(
        name,
        105,
        35.0,
        33.41,
        Paired(pace(value), accuracy() if audited else NotAudited()),
        3.0,
        "3 per hour, productive hours",
    )


def block(
    coder: str = "Ana Diaz",
    coder_id: int | None = 1,
    trend: Trend | None = None,
    audits: Trend | None = None,
    paired: Paired | None = None,
    signals: tuple[Signal, ...] = (),
    events: tuple[EventMark, ...] = (),
    **changes: object,
) -> Block:
    fields: dict[str, object] = {
        "other_methods": (),
        "focused": (),
        "rework": ReworkShare(3, 400, 0.0075),
        "work_types": (work_type(),),
    }
    return Block(
        coder=coder,
        coder_id=coder_id,
        paired=paired or Paired(pace(), accuracy()),
        trend=trend
        or pace_trend(
            [0.95, 0.97, 0.93, 0.99, 0.96, None, 0.94, 0.98, 0.95, 0.97, 0.92, 0.96, 0.95], None, (0.955, 0.86, 1.05)
        ),
        accuracy_trend=audits
        or accuracy_trend((date(2026, 7, 22), 0.94, 0.83, 0.98), (date(2026, 8, 25), 0.925, 0.82, 0.97)),
        signals=signals,
        events=events,
        **{**fields, **changes},  # type: ignore[arg-type]
    )


def empty_block(coder: str = "Bo Chen", coder_id: int | None = 2) -> Block:
    nothing = Trend("pace", (), None, None, None, None, None)
    unheard = Trend("accuracy", (), None, None, None, None, None)
    missing = pace(
        None, earned_hours=0.0, productive_hours=0.0, paid_hours=None, utilisation=None, charts=0, days_entered=0
    )
    return block(coder, coder_id, nothing, unheard, Paired(missing, NotAudited()), work_types=(), rework=None)


def team(*blocks: Block) -> TeamFigures:
    return TeamFigures(Q3.start, Q3.end, block("Team", None), blocks)
