"""Short words that several pages of the packet share: the pair in one line, empty parts, cells of figures."""

from dataclasses import replace

from codedesk import formats
from codedesk.charts.evidence import SHOWN, mark_of
from codedesk.charts.picture import MarkKind
from codedesk.metrics.figures import Accuracy, NotAudited, Pace, Paired
from codedesk.reports.grid import Cell, figure
from codedesk.services.reviews.sentences import interval_of, opened, sample_of


def sentence(words: str) -> str:
    """Write words as a sentence: a capital first, a full stop last unless it asks."""
    return opened(words) if words.endswith((".", "?", "!")) else f"{opened(words)}."


def pair_heads(paired: Paired) -> tuple[str, str]:
    """Return the two halves of a running head: a figure, a line break, and what it was made from."""
    pace = paired.pace
    left = f"Pace {formats.percent(pace.value, 1.0)}\n{pace_parts(pace)}"
    if isinstance(paired.accuracy, NotAudited):
        return left, f"Quality: {paired.accuracy.reason}\n0 charts audited in this period"
    accuracy = paired.accuracy
    right = f"Accuracy {formats.percent(accuracy.value, accuracy.standard)}"
    # How much of it is as reported stands on the page; here it would push the interval out.
    short = accuracy if accuracy.as_reported else replace(accuracy, reported_share=0.0)
    return left, f"{right}\n{sample_of(short)}; {interval_of(accuracy)}"


def pace_parts(pace: Pace) -> str:
    """Say what a pace is made from: "33.41 earned ÷ 35 productive hours"."""
    return f"{formats.fixed(pace.earned_hours, 2)} earned ÷ {formats.fixed(pace.productive_hours, 2)} productive hours"


def accuracy_cell(accuracy: Accuracy | NotAudited, *, wide: bool = False) -> Cell:
    """Return a table cell with an accuracy, its sample and its interval; or that nothing was audited.

    A wide column has sample and interval on one line. n: as how many independent codes the sample counts, where it is
    not all that was reviewed.
    """
    if isinstance(accuracy, NotAudited):
        return figure("not audited", "0 charts")
    words = formats.percent(accuracy.value, accuracy.standard)
    bounds = formats.interval(accuracy.low, accuracy.high)
    if not plain_sample(accuracy):
        bounds += f", n{formats.NO_BREAK}{formats.number(accuracy.n_effective, 1)}"
    return figure(words, *((f"{sample_of(accuracy)}; {bounds}",) if wide else (sample_of(accuracy), bounds)))


def plain_sample(accuracy: Accuracy) -> bool:
    """Tell whether the interval follows from the counts as printed: from all codes, or from the charts of a report."""
    counted = accuracy.records if accuracy.as_reported else accuracy.reviewed
    return counted is not None and abs(accuracy.n_effective - counted) < 0.05


def evidence_mark(accuracy: Accuracy | NotAudited) -> tuple[MarkKind, str] | None:
    """Return the mark of what the sample can show, with its words; none where nothing was audited."""
    return None if isinstance(accuracy, NotAudited) else (mark_of(accuracy.evidence), SHOWN[accuracy.evidence])


def pace_cell(pace: Pace, without: str = "") -> Cell:
    """Return a table cell with a pace and the division it comes from."""
    if pace.value is None:
        return figure(formats.NOT_AVAILABLE, without)
    parts = f"{formats.fixed(pace.earned_hours, 2)} ÷ {formats.fixed(pace.productive_hours, 2)}"
    return figure(formats.percent(pace.value, 1.0), parts)
