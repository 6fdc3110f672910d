"""What a packet says, as a flat list of places and words, so that two states of it can be compared in words.

Pure functions of a PacketRow. Every printed figure is told with its parts; pace always with its accuracy beside it.
"""

from collections.abc import Iterator, Mapping
from itertools import count as numbers

from codedesk import formats
from codedesk.metrics.figures import Paired
from codedesk.periods import day_label
from codedesk.services.reviews import sentences as say
from codedesk.services.reviews.rows import PacketChangeRow, PacketRow

Fact = tuple[str, str]


def facts(row: PacketRow) -> dict[str, str]:
    """Return every place of a packet that says something, with its words. Two places of one name are numbered."""
    found: dict[str, str] = {}
    for place, words in _all(row):
        name = place
        for number in numbers(2):
            if name not in found:
                break
            name = f"{place} ({number})"
        found[name] = words
    return found


def compare(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[PacketChangeRow, ...]:
    """List the places whose words differ, in the order of the packet; what is gone stands last."""
    changed = [
        PacketChangeRow(place, then.get(place, ""), words) for place, words in now.items() if then.get(place) != words
    ]
    gone = [PacketChangeRow(place, words, "") for place, words in then.items() if place not in now]
    return tuple(row for row in (*changed, *gone) if row.old or row.new)


def _all(row: PacketRow) -> Iterator[Fact]:
    yield from _who(row)
    yield from _pair("", row.paired)
    yield from _pair(f"{row.earlier.label}: ", row.earlier.paired)
    yield from _texts(row)
    yield from _hours(row)
    for work_type in row.work_types:
        hours = formats.NOT_ENTERED if work_type.hours is None else formats.fixed(work_type.hours, 2)
        words = f"{formats.plural(work_type.charts, 'chart')} in {hours} hours; {work_type.standard or 'no standard'}"
        yield f"Work type {work_type.work_type}", f"{words}; {_pair_words(work_type.paired)}"
    yield from _charts(row)
    yield from _quality(row)
    yield from _talks(row)
    yield from _education(row)
    yield from _method(row)


def _who(row: PacketRow) -> Iterator[Fact]:
    person = row.coder
    yield "Coder", f"{person.name}, {person.credentials}" if person.credentials else person.name
    hours = person.scheduled_hours_per_week
    yield "Scheduled hours a week", "as usual" if hours is None else formats.hours(hours)
    yield "Department and manager", f"{row.department}, {row.manager}"
    yield "Data", say.completeness_sentence(row.completeness)
    for day in row.completeness.unlikely:
        yield f"Hours asked about, {day_label(day.day)}", "are they right?"


def _pair(lead: str, paired: Paired) -> Iterator[Fact]:
    yield f"{lead}Pace and accuracy", _pair_words(paired)


def _pair_words(paired: Paired) -> str:
    pace = paired.pace
    parts = f"{formats.fixed(pace.earned_hours, 2)} earned ÷ {formats.fixed(pace.productive_hours, 2)} productive hours"
    quality = say.accuracy_words(paired.accuracy)
    return f"pace {formats.percent(pace.value, 1.0)} ({parts}); accuracy {quality.removeprefix('Quality: ')}"


def _texts(row: PacketRow) -> Iterator[Fact]:
    yield "What went well", row.text.went_well
    yield "What to work on", row.text.work_on
    yield "What became of what was agreed", row.text.agreed_last_time
    yield "The coder’s comments", row.text.coder_comments
    yield "Parts left out", ", ".join(row.text.sections_off)
    for number, goal in enumerate(row.agreements, 1):
        due = formats.day(goal.due_on) if goal.due_on else "no date"
        parts = (goal.goal, goal.measure, due, goal.support)
        yield f"Agreement {number}", " · ".join(part for part in parts if part)
    for goal in row.last_agreements:
        yield f"Outcome of “{goal.goal}”", goal.outcome or "open"


def _hours(row: PacketRow) -> Iterator[Fact]:
    balance = row.hours
    yield "Paid hours", formats.fixed(balance.paid_hours, 2)
    yield "Hours of days logged by line", formats.fixed(balance.line_hours, 2)
    if balance.of_sums:
        yield "Hours of months known as sums", formats.fixed(balance.of_sums, 2)
    for entry in (*balance.excused, *balance.counted, *balance.absence):
        yield f"{entry.category} ({entry.kind})", formats.fixed(entry.hours, 2)
    yield "Work without a standard, hours", formats.fixed(balance.without_standard, 2)


def _charts(row: PacketRow) -> Iterator[Fact]:
    for event in row.events:
        yield f"Event of {day_label(event.from_day)}", event.text
    for trend, name, unit in ((row.trend, "Pace", "week of"), (row.accuracy_trend, "Accuracy", "audit of")):
        beside = f" (accuracy of the period: {say.accuracy_words(row.paired.accuracy)})" if name == "Pace" else ""
        for point in trend.points:
            if row.period.start <= point.week <= row.period.end:
                bounds = (
                    "" if point.low is None or point.high is None else f", {formats.interval(point.low, point.high)}"
                )
                words = f"{formats.percent(point.value)}{bounds}{beside}"
                yield f"{name}, {unit} {day_label(point.week)}", words
        yield f"{name}, mean and limits", say.trend_sentence(trend) + beside
    for signal in row.signals:
        yield f"Signal since {day_label(signal.since)}", signal.with_answer
    for answer in row.answers:
        yield f"Answer beside {day_label(answer.since)}", f"{answer.scope}: {answer.words}"


def _quality(row: PacketRow) -> Iterator[Fact]:
    for audit in (*row.audits, *row.focused):
        result = say.accuracy_words(audit.result)
        first = getattr(audit.result, "first_value", None)
        before = f"; first result {formats.percent(first)}" if first is not None else ""
        yield f"Audit “{audit.name}”, {day_label(audit.day)}", f"{result}{before}; {audit.state}"
    for other in row.other_methods:
        yield f"Accuracy by {other.method.replace('_', ' ')}", say.accuracy_words(other)
    for error in row.errors:
        yield (
            f"Findings, {error.category}",
            f"{formats.count(error.count)}, in {row.earlier.label} {formats.count(error.previous)}",
        )
    for cause in row.causes:
        yield f"Cause, {cause.cause}", formats.plural(cause.count, "finding")
    rework = row.rework
    yield "Rework", f"{formats.plural(rework.charts, 'chart')} of {formats.count(rework.of)}" if rework else "none"
    for again in row.reworked:
        yield f"Rework of {day_label(again.day)}", f"{again.work_type}, {formats.count(again.charts)}: {again.why}"


def _talks(row: PacketRow) -> Iterator[Fact]:
    for note in row.notes:
        yield f"Note of {day_label(note.day)}", f"{note.kind.replace('_', ' ')}: {note.text}"
    for item in row.education:
        when = f"done {day_label(item.done_on)}" if item.done_on else "open"
        outcome = f": {item.outcome}" if item.outcome else ""
        yield f"Education, {item.topic}", f"{when}, {formats.hours(item.hours)} h{outcome}"
    for check_in in row.check_ins:
        answers = (check_in.workload, check_in.pace_for_accuracy, check_in.help)
        said = ", ".join("skipped" if answer is None else f"{answer} of 5" for answer in answers)
        yield f"Check-in of {day_label(check_in.day)}", f"{said}{': ' if check_in.note else ''}{check_in.note}"


def _education(row: PacketRow) -> Iterator[Fact]:
    for item in row.education:
        done = f"done {day_label(item.done_on)}" if item.done_on else "not done yet"
        hours = formats.NOT_ENTERED if item.hours is None else f"{formats.fixed(item.hours, 2)} hours"
        yield f"Education, {item.topic}", ", ".join(part for part in (done, hours, item.outcome) if part)


def _method(row: PacketRow) -> Iterator[Fact]:
    for line in row.standards:
        words = f"{line.statement}, accuracy {say.standard_words(line.accuracy / 100)}, on {line.basis} hours"
        more = ", ".join(part for part in (line.reason, line.source, line.approved_by) if part)
        yield f"Standard of {line.work_type} from {day_label(line.effective_from)}", f"{words}; {more}"
    for ramp in row.ramps:
        words = say.standard_words(ramp.pace_percent / 100)
        quality = "as the standard" if ramp.accuracy is None else say.standard_words(ramp.accuracy / 100)
        yield f"Ramp of {ramp.work_type or 'all work'} from {day_label(ramp.from_day)}", f"{words}; accuracy {quality}"
    yield "Audits not shared yet", formats.count(row.draft_audits)
