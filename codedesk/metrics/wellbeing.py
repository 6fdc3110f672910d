"""Signals from the log that are worth a conversation, each with its inputs. No SQL, no Qt, no word about a person.

A week runs from Monday to Sunday; only whole weeks are looked at. What is not entered is never read as time off, and
never as overtime. Pace stands here only with the accuracy of the same weeks beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from codedesk.formats import plural, points
from codedesk.metrics.explaining import hours, percent
from codedesk.metrics.figures import Accuracy, Explanation, Paired, Part
from codedesk.periods import day_label

Kind = Literal["overtime", "fast", "no_day_off", "long_weeks", "faster_less_accurate", "no_education"]
WEEKS_LOOKED_AT = 13
OVERTIME, OVERTIME_WEEKS, OVERTIME_OF = 0.10, 4, 6
FAST, FAST_WEEKS = 1.10, 4
LONG_WEEK_DAYS, LONG_WEEKS = 6, 3
ACCURACY_FALL = 0.03
EDUCATION_WEEKS = 4
_DUST = 1e-9
_PRIVATE = "Seen on this page only: no export, packet or team page shows it."
_QUESTION = "It is a question to talk about, not a finding."


@dataclass(frozen=True, slots=True)
class Week:
    """One whole week of one coder.

    scheduled_hours are those of the schedule without the holidays and planned absences on which no work was done;
    scheduled_days are all of them, for a holiday is a day off. worked_hours are paid hours (of a day without them the
    hours of its lines); education_items were marked as done in the week; pace None is a week without one.
    """

    monday: date
    scheduled_hours: float
    scheduled_days: int
    worked_hours: float
    worked_days: int
    education_hours: float = 0.0
    education_items: int = 0
    pace: float | None = None


@dataclass(frozen=True, slots=True)
class WorkloadSignal:
    """Something in the log worth a conversation. paired stands beside every pace that it names."""

    kind: Kind
    text: str
    explanation: Explanation
    paired: Paired | None = None


@dataclass(frozen=True, slots=True)
class LongStretch:
    """A named stretch of time with the pair of figures of exactly that time."""

    label: str
    paired: Paired


def signals(
    weeks: Sequence[Week], fast: Paired, now: LongStretch, before: LongStretch, education: Sequence[str]
) -> tuple[WorkloadSignal, ...]:
    """Return what is worth a conversation in the whole weeks given, the latest last.

    fast: the pair of the weeks of `fast_run`; now and before: two periods to compare; education: what counts as it.
    """
    found = (
        overtime(weeks),
        fast_pace(weeks, fast),
        no_day_off(weeks),
        long_weeks(weeks),
        faster_less_accurate(now, before),
        no_education(weeks, education),
    )
    return tuple(signal for signal in found if signal is not None)


def overtime(weeks: Sequence[Week]) -> WorkloadSignal | None:
    """Look for more than 10 % over the scheduled hours in at least 4 of the last 6 weeks."""
    last = tuple(weeks[-OVERTIME_OF:])
    over = [week for week in last if _is_over(week)]
    if len(over) < OVERTIME_WEEKS:
        return None
    parts = tuple(
        Part(_name(week), f"{hours(week.worked_hours)} worked, {hours(week.scheduled_hours)} scheduled", _excess(week))
        for week in last
    )
    text = f"more than 10 % over the scheduled hours in {len(over)} of the last {len(last)} weeks."
    rule = "weeks with worked hours > 1.10 × scheduled hours; told from 4 of the last 6 whole weeks on"
    remark = (
        "Worked hours are the paid hours of the log; of a day without them, the hours of its lines. "
        "Holidays and planned absences on which no work was done are not scheduled hours."
    )
    return WorkloadSignal("overtime", text, _explained("Overtime", rule, parts, remark))


def fast_run(weeks: Sequence[Week]) -> tuple[Week, ...]:
    """Return the latest 4 weeks in a row with a pace over 110 % each; none where there are none."""
    for end in range(len(weeks), FAST_WEEKS - 1, -1):
        run = tuple(weeks[end - FAST_WEEKS : end])
        if all(week.pace is not None and week.pace > FAST + _DUST for week in run):
            return run
    return ()


def fast_pace(weeks: Sequence[Week], paired: Paired) -> WorkloadSignal | None:
    """Look for 4 weeks in a row with a pace over 110 % of the standard; paired is that of exactly these weeks."""
    run = fast_run(weeks)
    if not run:
        return None
    parts = (*(Part(_name(week), percent(week.pace or 0.0), "pace") for week in run), *_pair_parts("", paired))
    text = (
        f"pace over 110 % in 4 weeks in a row, from {day_label(run[0].monday)} on. Is the standard right? "
        "Are hours missing?"
    )
    rule = "pace of a week > 110 % of the standard, 4 weeks in a row, a week without a pace ends it; the latest four"
    explanation = _explained("Pace over 110 %", rule, parts, "Look at the standard and the hours before the person.")
    return WorkloadSignal("fast", text, explanation, paired)


def no_day_off(weeks: Sequence[Week]) -> WorkloadSignal | None:
    """Look for 13 weeks in each of which work was logged on as many days as were scheduled, or more."""
    last = tuple(weeks[-WEEKS_LOOKED_AT:])
    if len(last) < WEEKS_LOOKED_AT or any(
        week.scheduled_days == 0 or week.worked_days < week.scheduled_days for week in last
    ):
        return None
    parts = tuple(
        Part(_name(week), f"{week.worked_days} of {week.scheduled_days} scheduled days worked") for week in last
    )
    rule = "each of the last 13 whole weeks has work on as many days as are scheduled; a day not entered ends it"
    return WorkloadSignal("no_day_off", "no day off in 13 weeks.", _explained("No day off", rule, parts, _PRIVATE))


def long_weeks(weeks: Sequence[Week]) -> WorkloadSignal | None:
    """Look for at least three weeks of the last 13 with work on 6 or 7 days."""
    last = tuple(weeks[-WEEKS_LOOKED_AT:])
    found = [week for week in last if week.worked_days >= LONG_WEEK_DAYS]
    if len(found) < LONG_WEEKS:
        return None
    parts = tuple(Part(_name(week), f"work on {week.worked_days} days") for week in found)
    text = f"work on six days or more in {len(found)} of the last {len(last)} weeks."
    rule = "weeks with work logged on 6 or 7 days; told from 3 of the last 13 whole weeks on"
    return WorkloadSignal("long_weeks", text, _explained("Six days or more", rule, parts, _PRIVATE))


def faster_less_accurate(now: LongStretch, before: LongStretch) -> WorkloadSignal | None:
    """Look for a pace that rose while accuracy by the same method fell by 3 points or more."""
    later, earlier = now.paired.accuracy, before.paired.accuracy
    if not isinstance(later, Accuracy) or not isinstance(earlier, Accuracy) or later.method != earlier.method:
        return None
    paces = now.paired.pace.value, before.paired.pace.value
    if paces[0] is None or paces[1] is None or paces[0] <= paces[1] + _DUST:
        return None
    fall = earlier.value - later.value
    if fall < ACCURACY_FALL - _DUST:
        return None
    fallen = points(fall).removeprefix("+")
    text = f"pace rose while accuracy fell by {fallen} since {before.label}. Is there time to be exact?"
    rule = "pace above that of the period before, and accuracy at least 3 percentage points under it, same method"
    parts = (*_pair_parts(before.label, before.paired), *_pair_parts(now.label, now.paired))
    remark = "Two small samples may differ this much by chance: read the intervals."
    explanation = _explained("Pace up, accuracy down", rule, parts, remark)
    return WorkloadSignal("faster_less_accurate", text, explanation, now.paired)


def no_education(weeks: Sequence[Week], counted: Sequence[str]) -> WorkloadSignal | None:
    """Look for 4 weeks, all with work, in which no education time was logged and no education was done."""
    last = tuple(weeks[-EDUCATION_WEEKS:])
    if len(last) < EDUCATION_WEEKS or any(
        week.worked_days == 0 or week.education_hours > 0 or week.education_items for week in last
    ):
        return None
    parts = tuple(Part(_name(week), f"{hours(week.education_hours)} of education") for week in last)
    what = ", ".join(counted) or "no category of other time has education in its name"
    rule = "no hours of education in each of the last 4 whole weeks, all of them with work"
    explanation = _explained("Education", rule, parts, f"Counted: {what}; and education that was marked as done.")
    return WorkloadSignal("no_education", "no education time in the last 4 weeks.", explanation)


def _is_over(week: Week) -> bool:
    return week.scheduled_hours > 0 and week.worked_hours > week.scheduled_hours * (1 + OVERTIME) + _DUST


def _excess(week: Week) -> str:
    if not week.scheduled_hours:
        return "nothing scheduled, not counted"
    share = week.worked_hours / week.scheduled_hours - 1
    return f"{percent(share)} over" if share > 0 else "not over"


def _name(week: Week) -> str:
    return f"Week of {day_label(week.monday)}"


def _pair_parts(label: str, paired: Paired) -> Iterator[Part]:
    lead = f"{label}: " if label else ""
    pace, accuracy = paired.pace, paired.accuracy
    made = f"{hours(pace.earned_hours)} ÷ {hours(pace.productive_hours)}"
    yield Part(f"{lead}pace".capitalize() if not lead else f"{lead}pace", _share(pace.value), made)
    name = f"{lead}accuracy" if lead else "Accuracy beside it"
    if not isinstance(accuracy, Accuracy):
        yield Part(name, accuracy.reason)
        return
    interval = f"{percent(accuracy.low)} to {percent(accuracy.high)}"
    audited = "charts not known" if accuracy.records is None else plural(accuracy.records, "chart")
    yield Part(name, percent(accuracy.value), f"95 % interval {interval}, {audited}")


def _share(value: float | None) -> str:
    return "n/a" if value is None else percent(value)


def _explained(title: str, rule: str, parts: tuple[Part, ...], remark: str) -> Explanation:
    remarks = tuple(dict.fromkeys((remark, _QUESTION, _PRIVATE)))
    return Explanation(title, rule, parts, remarks)
