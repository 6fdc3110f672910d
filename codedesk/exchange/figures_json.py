"""Figures as plain data for JSON: the shape that `figures --json` promises to keep. Keys are only ever added.

Ratios are fractions at full precision, hours are hours, days are ISO dates; a value that cannot be had is None, never
0. Pace and accuracy of one coder, work type and period always stand side by side.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from codedesk.metrics.figures import (
    Accuracy,
    Answer,
    Block,
    DueGaps,
    EventMark,
    NotAudited,
    Pace,
    ReworkShare,
    Signal,
    Stretch,
    TeamFigures,
    Trend,
    TrendPoint,
    WorkTypeFigures,
)
from codedesk.metrics.splits import Effect, Split
from codedesk.services.figures.mix_rows import MixRow, MixTypeRow

Document = dict[str, Any]
Mixes = Mapping[int | None, tuple[MixRow, ...]]
# What the size of a signal is: a share of the pace before, or a difference of accuracies.
SIGNAL_UNITS = {"pace": "share", "accuracy": "difference", "both": "share"}


def figures_document(figures: TeamFigures, mixes: Mixes | None = None) -> Document:
    """Return the figures of a period as dictionaries, lists, numbers, text and None; mix where it was asked for."""
    return {
        "period": {"from": figures.start.isoformat(), "to": figures.end.isoformat()},
        "team": _with_mix(figures.team, mixes),
        "coders": [_with_mix(block, mixes) for block in figures.coders],
    }


def _with_mix(block: Block, mixes: Mixes | None) -> Document:
    made = _block(block)
    return made if mixes is None else made | {"mix": [_mix(row) for row in mixes.get(block.coder_id, ())]}


def _mix(row: MixRow) -> Document:
    return {
        "since": row.before_label,
        "pace_before": row.before.pace.value,
        "accuracy_before": _accuracy(row.before.accuracy),
        "change": _effect(row.change),
        "mix_effect": _effect(row.mix),
        "pace_effect": _effect(row.pace),
        "by_standard": row.by_standard,
        "laid_out": row.laid_out,
        "work_types": [_mix_type(each) for each in row.types],
        "accuracy": None if row.accuracy is None else _accuracy_mix(row.accuracy),
    }


def _accuracy_mix(made: Split) -> Document:
    return {"change": _effect(made.change), "mix_effect": _effect(made.mix), "accuracy_effect": _effect(made.rate)}


def _mix_type(each: MixTypeRow) -> Document:
    return {
        "work_type": each.work_type,
        "hours_before": each.hours[0],
        "hours": each.hours[1],
        "earned_hours_before": each.earned[0],
        "earned_hours": each.earned[1],
        "mix_effect": each.mix,
        "pace_effect": each.pace,
        "accuracy": _accuracy(each.accuracy),
    }


def _effect(effect: Effect) -> Document:
    return {"value": effect.value, "low": effect.low, "high": effect.high}


def _block(block: Block) -> Document:
    reach = block.paired.accurate_pace_range
    return {
        "coder": block.coder,
        "pace": _pace(block.paired.pace),
        "accuracy": _accuracy(block.paired.accuracy),
        "accurate_pace": block.paired.accurate_pace,
        "accurate_pace_low": None if reach is None else reach[0],
        "accurate_pace_high": None if reach is None else reach[1],
        "rework": _rework(block.rework),
        "work_types": [_work_type(figures) for figures in block.work_types],
        "trend": _trend(block.trend),
        "signals": [_signal(signal) for signal in block.signals],
        "events": [_event(event) for event in block.events],
        "accuracy_trend": _trend(block.accuracy_trend),
        "other_methods": [_accuracy(accuracy) for accuracy in block.other_methods],
        "focused": [_accuracy(accuracy) for accuracy in block.focused],
        "due_gaps": _due_gaps(block.due_gaps),
    }


def _due_gaps(gaps: DueGaps) -> Document:
    return {
        "missing": [day.isoformat() for day in gaps.missing],
        "missing_in_weeks": [{"week": day.isoformat(), "days": number} for day, number in gaps.missing_in_weeks],
        "beside": [{"day": day.isoformat(), "why": why} for day, why in gaps.beside],
    }


def _pace(pace: Pace) -> Document:
    return {
        "value": pace.value,
        "earned_hours": pace.earned_hours,
        "productive_hours": pace.productive_hours,
        "paid_hours": pace.paid_hours,
        "utilisation": pace.utilisation,
        "expected": pace.expected,
        "to_ramp": pace.to_ramp,
        "hours_without_standard": pace.hours_without_standard,
        "days_entered": pace.days_entered,
        "days_due": pace.days_due,
        "days_beside": pace.days_beside,
        "excused_hours": pace.excused_hours,
        "charts": pace.charts,
        "charts_without_standard": pace.charts_without_standard,
        "days_hours_missing": pace.days_hours_missing,
        "months_as_sums": [f"{month:%Y-%m}" for month in pace.summed],
    }


def _accuracy(accuracy: Accuracy | NotAudited) -> Document | None:
    if isinstance(accuracy, NotAudited):
        return None
    return {
        "value": accuracy.value,
        "method": accuracy.method,
        "correct": accuracy.correct,
        "reviewed": accuracy.reviewed,
        "records": accuracy.records,
        "low": accuracy.low,
        "high": accuracy.high,
        "standard": accuracy.standard,
        "observed": accuracy.observed,
        "evidence": accuracy.evidence,
        "as_reported": accuracy.as_reported,
        "n_effective": accuracy.n_effective,
        "method_version": accuracy.method_version,
        "small_sample": accuracy.small_sample,
        "audits": accuracy.audits,
        "first_value": accuracy.first_value,
        "deleted": accuracy.deleted,
        "withdrawn_not_followed": accuracy.not_followed,
        "reported_share": accuracy.reported_share,
        "charts_to_settle": accuracy.more_charts,
        "likely": None if accuracy.likely is None else asdict(accuracy.likely),
    }


def _rework(rework: ReworkShare | None) -> Document | None:
    return None if rework is None else {"charts": rework.charts, "of": rework.of, "value": rework.value}


def _work_type(figures: WorkTypeFigures) -> Document:
    return {
        "work_type": figures.work_type,
        "charts": figures.charts,
        "hours": figures.hours,
        "earned_hours": figures.earned_hours,
        "pace": figures.paired.pace.value,
        "accuracy": _accuracy(figures.paired.accuracy),
        "rate": figures.rate,
        "standard": figures.standard,
        "hours_known": figures.hours_known,
        "earned_hours_known": figures.earned_known,
        "pace_of_known_hours": figures.pace_known,
    }


def _trend(trend: Trend) -> Document:
    return {
        "measure": trend.measure,
        "points": [
            {"week": point.week.isoformat(), "value": point.value, "signal": point.signal}
            | ({} if point.low is None else {"low": point.low, "high": point.high})
            | ({"label": point.label} if point.label else {})
            | _read_against(point)
            for point in trend.points
        ],
        "centre": trend.centre,
        "lower": trend.lower,
        "upper": trend.upper,
        "limits_from": trend.limits_from,
        "assurance": trend.assurance,
        "baselines": [_baseline(stretch) for stretch in trend.stretches if stretch.baseline is not None],
    }


def _read_against(point: TrendPoint) -> Document:
    """Return the limits of a week of pace, and what is told of a part of a week or of a mark that is explained."""
    limits = {"centre": point.centre, "lower": point.lower, "upper": point.upper} if point.centre is not None else {}
    part = {"part": point.part} if point.part else {}
    return limits | part | ({"explained": point.explained} if point.explained else {})


def _baseline(stretch: Stretch) -> Document:
    base = stretch.baseline
    assert base is not None
    return {
        "since": stretch.since.isoformat(),
        "why": stretch.why,
        "first": base.first.isoformat(),
        "last": base.last.isoformat(),
        "weeks": len(base.values),
        "values": list(base.values),
        "locked": base.locked,
        "begun": None if base.begun is None else base.begun.isoformat(),
        "read_by": None if base.read_by is None else base.read_by.isoformat(),
        "centre": stretch.centre,
        "lower": stretch.lower,
        "upper": stretch.upper,
        "range_limit": stretch.range_limit,
    }


def _signal(signal: Signal) -> Document:
    return {
        "kind": signal.kind,
        "measure": signal.measure,
        "mark": signal.mark,
        "since": signal.since.isoformat(),
        "whole_since": signal.whole_since.isoformat() if signal.whole_since else None,
        "text": signal.text,
        "candidates": list(signal.candidates),
        "until": None if signal.until is None else signal.until.isoformat(),
        "size": signal.size,
        "low": signal.low,
        "high": signal.high,
        "level": signal.level,
        "unit": SIGNAL_UNITS[signal.measure],
        "accuracy_size": signal.accuracy_size,
        "accuracy_low": signal.accuracy_low,
        "accuracy_high": signal.accuracy_high,
        "answer": None if signal.answer is None else _answer(signal.answer),
    }


def _answer(answer: Answer) -> Document:
    return {
        "text": answer.words,
        "by": answer.by,
        "on": answer.on.isoformat(),
        "in_packet": answer.in_packet,
    }


def _event(event: EventMark) -> Document:
    return {
        "from": event.from_day.isoformat(),
        "to": None if event.to_day is None else event.to_day.isoformat(),
        "kind": event.kind,
        "text": event.text,
        "scope": event.scope,
    }
