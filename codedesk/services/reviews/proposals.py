"""Sentences that a manager may take into a review: by rule from its figures, each naming its numbers.

Pure functions of a PacketRow; nothing is invented and nothing is written by itself. Pace is only named with accuracy.
"""

from collections.abc import Iterator

from codedesk.formats import NO_BREAK, count, interval, percent, plural
from codedesk.metrics.figures import Accuracy
from codedesk.services.reviews.rows import PacketRow
from codedesk.services.reviews.sentences import sample_of, standard_words

MOST = 4


def proposals(row: PacketRow, field: str) -> tuple[str, ...]:
    """Return up to four sentences for a text of the review: went_well, work_on or agreed_last_time.

    Their spaces are plain ones, as if they had been typed.
    """
    made = {"went_well": _well, "work_on": _work, "agreed_last_time": _agreed}.get(field)
    return tuple(words.replace(NO_BREAK, " ") for words in made(row))[:MOST] if made is not None else ()


def _well(row: PacketRow) -> Iterator[str]:
    pace, accuracy = row.paired.pace, row.paired.accuracy
    if isinstance(accuracy, Accuracy) and accuracy.observed == "met":
        beside = f"; pace stood at {percent(pace.value, 1.0)}" if pace.value is not None else ""
        yield f"Accuracy met the standard of {standard_words(accuracy.standard or 0)}: {_accuracy(accuracy)}{beside}."
    if pace.value is not None and pace.value >= pace.expected and isinstance(accuracy, Accuracy):
        asked = f"the {_expected(row)}"
        yield f"Pace was {percent(pace.value, 1.0)}, at or above {asked}, with accuracy {_accuracy(accuracy)}."
    for error in row.errors:
        if error.count < error.previous:
            words = f"{count(error.count)} after {count(error.previous)} in {row.earlier.label}"
            yield f"Findings of “{error.category}” went down: {words}."
            break
    if row.completeness.whole and row.completeness.days_due:
        yield f"The log is whole: all {plural(row.completeness.days_due, 'due day')} are entered with their hours."


def _work(row: PacketRow) -> Iterator[str]:
    pace, accuracy = row.paired.pace, row.paired.accuracy
    if isinstance(accuracy, Accuracy) and accuracy.observed == "below":
        yield f"Accuracy is below the standard of {standard_words(accuracy.standard or 0)}: {_accuracy(accuracy)}."
    top = next((error for error in row.errors if error.count), None)
    if top is not None:
        total = sum(error.count for error in row.errors)
        yield f"“{top.category}” was found most often: {count(top.count)} of {plural(total, 'finding')}."
    if pace.value is not None and pace.value < pace.expected:
        beside = _accuracy(accuracy) if isinstance(accuracy, Accuracy) else accuracy.reason
        yield f"Pace was {percent(pace.value, 1.0)}, under the {_expected(row)}; accuracy {beside}."
    if row.rework is not None and row.rework.charts:
        yield f"{plural(row.rework.charts, 'chart')} of {count(row.rework.of)} came back as rework."
    missing = row.completeness.days_due - row.completeness.days_entered
    if missing > 0:
        yield f"{plural(missing, 'due day')} of {count(row.completeness.days_due)} are not entered in the log."


def _agreed(row: PacketRow) -> Iterator[str]:
    for goal in row.last_agreements:
        words = goal.outcome.strip().rstrip(".") or "no outcome is recorded yet"
        yield f"“{goal.goal}”, agreed in {row.earlier.label}: {words}."


def _expected(row: PacketRow) -> str:
    pace = row.paired.pace
    return f"{percent(pace.expected)} expected on the ramp" if pace.on_ramp else f"standard of 100{NO_BREAK}%"


def _accuracy(accuracy: Accuracy) -> str:
    bounds = interval(accuracy.low, accuracy.high)
    return f"{percent(accuracy.value, accuracy.standard)} ({sample_of(accuracy)}; 95{NO_BREAK}% interval {bounds})"
