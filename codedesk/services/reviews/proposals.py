"""Sentences that a manager may take into a review: by rule from its figures, each naming its numbers.

Pure functions of a PacketRow; nothing is invented and nothing is written by itself. Pace is only named with accuracy.
"""

from collections.abc import Iterator

from codedesk.formats import NO_BREAK, count, day, interval, number, percent, plural
from codedesk.metrics.figures import Accuracy
from codedesk.models.finding_lists import Origin
from codedesk.services.reviews.rows import PacketRow
from codedesk.services.reviews.sentences import evidence_words, sample_of, standard_words

MOST = 4
CLEARLY = 0.95  # of the pace that is expected


def proposals(row: PacketRow, field: str) -> tuple[str, ...]:
    """Return up to four sentences for a text of the review: went_well, work_on or agreed_last_time.

    Their spaces are plain ones, as if they had been typed.
    """
    made = {"went_well": _well, "work_on": _work, "agreed_last_time": _agreed}.get(field)
    return tuple(words.replace(NO_BREAK, " ") for words in made(row))[:MOST] if made is not None else ()


def _well(row: PacketRow) -> Iterator[str]:
    """Name what met its line. A pace is never praised beside an accuracy below its standard."""
    pace, accuracy = row.paired.pace, row.paired.accuracy
    if isinstance(accuracy, Accuracy) and accuracy.observed == "met":
        beside = f"; pace stood at {percent(pace.value, 1.0)}" if pace.value is not None else ""
        yield f"Accuracy met the standard of {standard_words(accuracy.standard or 0)}: {_accuracy(accuracy)}{beside}."
        if pace.value is not None and pace.value >= pace.expected:
            line = f"{'at' if pace.value == pace.expected else 'above'} the {_expected(row)}"
            yield f"Pace was {percent(pace.value, 1.0)}, {line}, with accuracy {_accuracy(accuracy)}."
    yield from _fewer(row)
    for item in row.education:
        if item.done_on is not None:
            hours = f" ({number(item.hours)} hour{'' if item.hours == 1 else 's'})" if item.hours else ""
            yield f"Education on “{item.topic}” was completed on {day(item.done_on)}{hours}."


def _fewer(row: PacketRow) -> Iterator[str]:
    """Name the category that fell most, with both samples; a focused audit makes the two quarters unlike."""
    now, then = row.paired.accuracy, row.earlier.paired.accuracy
    if row.focused or not isinstance(now, Accuracy) or not isinstance(then, Accuracy):
        return
    if not now.records or not then.records:
        return
    fell = [error for error in row.errors if error.count / now.records < error.previous / then.records]
    for error in sorted(fell, key=lambda error: error.count - error.previous)[:1]:
        before = f"{count(error.previous)} in {plural(then.records, 'chart')} in {row.earlier.label}"
        yield (
            f"Fewer findings of “{error.category}”: {count(error.count)} in {plural(now.records, 'chart')} audited, "
            f"after {before}."
        )


def _work(row: PacketRow) -> Iterator[str]:
    pace, accuracy = row.paired.pace, row.paired.accuracy
    if isinstance(accuracy, Accuracy) and accuracy.observed == "below":
        standard = standard_words(accuracy.standard or 0)
        yield f"Accuracy is below the standard of {standard}: {_accuracy(accuracy)}; {evidence_words(accuracy)}."
    yield from _most_found(row)
    if pace.value is not None and _clearly_under(row):
        beside = _accuracy(accuracy) if isinstance(accuracy, Accuracy) else accuracy.reason
        low, high = row.trend.lower, row.trend.upper
        usual = f" (weeks usually lie in {interval(low, high)})" if low is not None and high is not None else ""
        yield f"Pace was {percent(pace.value, 1.0)}, under the {_expected(row)}{usual}; accuracy: {beside}."
    rework = row.rework
    if rework is not None and rework.charts and rework.of:
        share = percent(rework.charts / rework.of)
        yield f"{count(rework.charts)} of {plural(rework.of, 'chart')} came back as rework ({share})."


def _most_found(row: PacketRow) -> Iterator[str]:
    """Name the category found most often, and how much of all that was found is not the coder's own coding."""
    top = next((error for error in row.errors if error.count), None)
    if top is None:
        return
    total = sum(error.count for error in row.errors)
    apart = sum(cause.count for cause in row.causes if cause.origin not in (Origin.CODER, ""))
    verb = "comes" if apart == 1 else "come"
    beside = f"; {count(apart)} of the {count(total)} {verb} from documentation or systems" if apart else ""
    yield f"Found most often: “{top.category}”, {count(top.count)} of {plural(total, 'finding')}{beside}."


def _clearly_under(row: PacketRow) -> bool:
    """Tell whether a pace is further under what was expected than single points; those are no matter for a talk."""
    pace = row.paired.pace
    return row.trend.assurance == "will_not" or (pace.value or 0.0) < pace.expected * CLEARLY


def _agreed(row: PacketRow) -> Iterator[str]:
    for goal in row.last_agreements:
        outcome = goal.outcome.strip().rstrip(".")
        words = f"Outcome: “{outcome}”" if outcome else "No outcome is recorded yet"
        yield f"“{goal.goal.strip().rstrip('.')}” was agreed in {goal.agreed_in or row.earlier.label}. {words}."


def _expected(row: PacketRow) -> str:
    pace = row.paired.pace
    return f"{percent(pace.expected)} expected on the ramp" if pace.on_ramp else f"standard of 100{NO_BREAK}%"


def _accuracy(accuracy: Accuracy) -> str:
    bounds = interval(accuracy.low, accuracy.high)
    return f"{percent(accuracy.value, accuracy.standard)} ({sample_of(accuracy)}; 95{NO_BREAK}% interval {bounds})"
