"""Page 1: who and when, how complete the data is, the two equal figures, the manager's words, what was agreed."""

from reportlab.platypus import Flowable

from codedesk import formats
from codedesk.charts.axes import stepped_down, stepped_up
from codedesk.charts.findings import Subject
from codedesk.charts.variation import variation
from codedesk.methods import method_words
from codedesk.metrics.figures import Accuracy, NotAudited, Pace
from codedesk.periods import day_label
from codedesk.reports.grid import Grid, PrintColumn
from codedesk.reports.packet_agreements import WritingLines
from codedesk.reports.packet_talks import paragraphs
from codedesk.reports.packet_words import evidence_mark, pace_parts, sentence
from codedesk.reports.page import Heading
from codedesk.reports.pair import Half, Pair
from codedesk.reports.prose import Prose
from codedesk.reports.style import CAPTION, QUIET, TABLE, TABLE_STRONG
from codedesk.services.reviews import sentences as say
from codedesk.services.reviews.rows import AgreementRow, PacketRow


def pages(row: PacketRow) -> list[Flowable]:
    """Return the summary."""
    return [*_opening(row), *figures(row), *_words(row), *_last_time(row)]


def _opening(row: PacketRow) -> list[Flowable]:
    coder = row.coder
    who = f"{coder.name}, {coder.credentials}" if coder.credentials else coder.name
    hours = coder.scheduled_hours_per_week
    days = f"{day_label(row.period.start)} to {day_label(row.period.end)}"
    when = [f"Review of {row.label}", days if days != row.label else "", f"printed {day_label(row.printed_on)}"]
    whose = [
        f"Scheduled {formats.hours(hours)} hours a week" if hours is not None else "",
        f"with the team since {day_label(coder.started_on)}",
        f"left on {day_label(coder.left_on)}" if coder.left_on else "",
        f"manager {row.manager}" if row.manager else "",
    ]
    return [
        Heading(who, 0, outline=f"Summary: {coder.name}, {row.label}"),
        Prose(" · ".join(fact for fact in when if fact), style=CAPTION),
        Prose(" · ".join(fact for fact in whose if fact), style=CAPTION, after=8),
        Prose(_completeness(row), after=10),
    ]


def _completeness(row: PacketRow) -> str:
    words = say.completeness_sentence(row.completeness)
    if not row.completeness.unlikely:
        return f"Data: {words}"
    days = ", ".join(day_label(day.day) for day in row.completeness.unlikely[:6])
    more = "" if len(row.completeness.unlikely) <= 6 else f" and {len(row.completeness.unlikely) - 6} more"
    return f"Data: {words} Are the hours right on {days}{more}? The values are kept as they were entered."


def figures(row: PacketRow) -> list[Flowable]:
    """Return the two equal blocks, and the accurate pace with its two parts."""
    paired, earlier = row.paired, row.earlier
    then = (
        f"{earlier.label}: {_pace_then(earlier.paired.pace)}",
        f"{earlier.label}: {_accuracy_then(earlier.paired.accuracy, paired.accuracy)}",
    )
    story: list[Flowable] = [pair_of(row, *then)]
    accuracy = paired.accuracy
    reach = paired.accurate_pace_range
    if reach is not None and isinstance(accuracy, Accuracy):
        words = (
            f"Accurate pace {formats.percent(paired.accurate_pace)} = pace {formats.percent(paired.pace.value, 1.0)} × "
            f"accuracy {formats.percent(accuracy.value, accuracy.standard)} "
            f"({say.sample_of(accuracy)}; {say.interval_of(accuracy)}); "
            f"{formats.interval(*reach)} over that interval."
        )
        story.append(Prose(words, style=CAPTION, after=4))
    return [*story, *opposed_lines(row)]


def opposed_lines(row: PacketRow) -> list[Flowable]:
    """Tell under both figures that pace rose while accuracy fell, where there is such a signal; ask if it is open."""
    told = [signal for signal in row.signals if signal.mark == "opposed"]
    lead = "Pace up, accuracy down: "
    said = ((signal.text if signal.open else signal.statement).partition(lead.lower())[2] for signal in told)
    return [Prose((lead, TABLE_STRONG), (sentence(words), TABLE), after=4) for words in said]


def pair_of(
    subject: Subject, pace_then: str = "", accuracy_then: str = "", pace_words: tuple[str, str] | None = None
) -> Pair:
    """Return the two equal blocks of a packet, a team or a year, each with a line of the period before.

    pace_words: the sentence on pace and the name of what is expected on a ramp, where they are not one coder's.
    """
    words = pace_words or (say.pace_sentence(subject.paired), "expected on the ramp")
    return Pair(_pace_half(subject, pace_then, *words), _accuracy_half(subject.paired.accuracy, accuracy_then))


def _pace_half(subject: Subject, then: str, sentence: str, ramp_name: str) -> Half:
    pace = subject.paired.pace
    level = pace.expected if pace.on_ramp else 1.0
    name = ramp_name if pace.on_ramp else "standard"
    return Half(
        title="Pace",
        figure=formats.percent(pace.value, 1.0),
        made_from=(pace_parts(pace), f"{formats.count(pace.charts)} charts; per cent of the standard"),
        value=pace.value,
        low=None,
        high=None,
        level=level,
        level_name=f"{name} {say.standard_words(level)}",
        scale=_pace_scale(pace.value, level),
        sentence=sentence,
        then=then,
        mark=None if pace.value is None else variation(subject),
    )


def _pace_scale(value: float | None, level: float) -> tuple[float, float]:
    """Put the standard in the middle of 50 to 150 %, the same for every coder; wider only where the figure asks."""
    value = 1.0 if value is None else value
    return 0.0 if min(value, level) < 0.5 else 0.5, max(1.5, stepped_up(value, 0.5))


def _accuracy_half(accuracy: Accuracy | NotAudited, then: str) -> Half:
    sentence = say.accuracy_sentence(accuracy)
    if isinstance(accuracy, NotAudited):
        return Half(
            title="Quality:",
            figure=accuracy.what,
            beside=accuracy.why and f"({accuracy.why})",
            made_from=("0 charts audited in this period", "no method, no interval"),
            value=None,
            low=None,
            high=None,
            level=None,
            level_name="",
            scale=(0.7, 1.0),
            sentence=sentence,
            then=then,
        )
    standard = accuracy.standard
    return Half(
        title="Accuracy",
        figure=formats.percent(accuracy.value, standard),
        made_from=(
            say.sample_of(accuracy),
            f"{say.interval_of(accuracy)}; {say.independent_words(accuracy)}; {method_words(accuracy.method)}",
        ),
        value=accuracy.value,
        low=accuracy.low,
        high=accuracy.high,
        level=standard,
        level_name=f"standard {say.standard_words(standard)}" if standard is not None else "",
        scale=(min(0.7, stepped_down(accuracy.low, 0.1)), 1.0),
        sentence=sentence,
        then=then,
        mark=evidence_mark(accuracy),
    )


def _pace_then(pace: Pace) -> str:
    return "no pace" if pace.value is None else f"{formats.percent(pace.value, 1.0)}, {pace_parts(pace)}"


def _accuracy_then(accuracy: Accuracy | NotAudited, now: Accuracy | NotAudited) -> str:
    """Tell the accuracy of the period before, with its method where it was scored by another one."""
    if isinstance(accuracy, NotAudited):
        return accuracy.reason
    value = formats.percent(accuracy.value, accuracy.standard)
    other = isinstance(now, Accuracy) and now.method != accuracy.method
    method = f"; {method_words(accuracy.method)}" if other else ""
    return f"{value}, {say.sample_of(accuracy)}; {formats.interval(accuracy.low, accuracy.high)}{method}"


def _words(row: PacketRow) -> list[Flowable]:
    story: list[Flowable] = []
    for title, text in (("What went well", row.text.went_well), ("What to work on", row.text.work_on)):
        body = paragraphs(text, 4) if text.strip() else [WritingLines(3)]
        story += [Heading(title, keep=66), *body]
    return story


def _last_time(row: PacketRow) -> list[Flowable]:
    story: list[Flowable] = [Heading("What was agreed last time, and what became of it", keep=44)]
    if row.text.agreed_last_time.strip():
        story += paragraphs(row.text.agreed_last_time, 6)
    if row.last_agreements:
        story.append(agreed(row.last_agreements))
    elif not row.text.agreed_last_time.strip():
        words = f"No agreements are recorded for {row.earlier.label}."
        story.append(Prose(words, style=QUIET))
    return story


def agreed(agreements: tuple[AgreementRow, ...]) -> Flowable:
    """Return the table of agreements of the period before, with what became of them."""
    columns = (
        PrintColumn("Goal", 4),
        PrintColumn("Measure", 3),
        PrintColumn("By when", 1.7),
        PrintColumn("Outcome", 3.3),
    )
    rows = [
        (goal.goal, goal.measure or "–", formats.day(goal.due_on) if goal.due_on else "no date", goal.outcome or "open")
        for goal in agreements
    ]
    return Grid(columns, rows)
