"""Page 6: how the figures are made: definitions, standards, methods, marks, exclusions, and the source of the data."""

from reportlab.platypus import Flowable

from codedesk import formats
from codedesk.charts import mix
from codedesk.methods import PRINTED_FORMULAS, method_words
from codedesk.metrics.figures import Accuracy
from codedesk.periods import day_label
from codedesk.reports.grid import Cell, Grid, PrintColumn, figure
from codedesk.reports.page import Heading
from codedesk.reports.prose import Prose
from codedesk.reports.style import CAPTION, CAPTION_STRONG, QUIET, TABLE
from codedesk.services.reviews import sentences as say
from codedesk.services.reviews.rows import PacketRow

_DEFINITIONS = (
    ("Earned hours", "charts × case-mix weight ÷ the rate of the standard in force on the day of the work, summed."),
    (
        "Productive hours",
        "paid hours − excused other time. Absence was never inside paid hours. A day whose lines all carry hours and "
        "that has no paid hours counts the hours of its lines.",
    ),
    (
        "Pace",
        "earned hours ÷ productive hours, both summed over the period; no percentage is ever averaged. Accurate pace "
        "is pace × accuracy, only shown beside its two parts.",
    ),
    (
        "Interval",
        "Wilson’s 95 % interval, z = 1.959964, on as many independent codes (n) as the sample is worth. Codes of one "
        "chart go wrong together, so the codes are divided by a design effect, 1 + (m − 1)ρ: m is the mean size of a "
        "code’s chart, ρ how alike its codes are, from these charts and drawn towards the department’s other "
        "audits, the more the fewer errors were found. Where no chart is known one by one, the charts are the sample.",
    ),
    (
        "Standard met, and what the sample can show",
        "two statements: whether the figure meets the standard, and whether the whole interval lies above it, under it "
        "or across it. Under 30 charts the sample is called small.",
    ),
    (
        "Weekly points, mean and limits",
        "one point a week, pooled; weeks under half the scheduled hours are left as gaps. XmR chart: mean ± 2.66 × the "
        "mean moving range of the first 26 usable weeks, then locked; none under 12. Wider in weeks of few hours. They "
        "begin anew at a marked event, a ramp step, a standard that moves the pace, or after 26 weeks on one side.",
    ),
    (
        "Marks",
        "outside the limits; 7 in a row on one side of the mean; 7 in a row rising or falling; 2 of 3 in the outer "
        "third. A square is explained by the process.",
    ),
    (
        "Changes of pace",
        "looked for in two years of weeks, without ramp and mix, in this order: the whole team, one work type for all "
        "who do it, the mix, and only then one coder, as a question. What is of many must hold when each is left out "
        "in turn. Each is told once, with size and 95 % interval, and with an event of its scope, time and direction.",
    ),
)  # fmt: skip
_BEFORE_METHODS = 3


def pages(row: PacketRow) -> list[Flowable]:
    """Return how the figures are made."""
    return [
        Heading("How these figures are made", 0),
        *(_definition(name, words) for name, words in _DEFINITIONS[:_BEFORE_METHODS]),
        *_methods(row),
        *(_definition(name, words) for name, words in _DEFINITIONS[_BEFORE_METHODS:]),
        *_baseline(row),
        *_mix(row),
        *_standards(row),
        *_ramps(row),
        *_exclusions(row),
        *_corrections(row),
        *_source(row),
    ]


def _definition(name: str, words: str) -> Prose:
    return Prose((f"{name}: ", CAPTION_STRONG), (words, CAPTION), after=2)


def _methods(row: PacketRow) -> list[Flowable]:
    used: dict[str, str] = {audit.method: audit.method_version for audit in (*row.audits, *row.focused)}
    if isinstance(row.paired.accuracy, Accuracy):
        used.setdefault(row.paired.accuracy.method, "")
    if not used:
        return [_definition("Accuracy", "no audit was scored in this period.")]
    story: list[Flowable] = []
    for method, version in used.items():
        name = f"{method_words(method)}{f', version {version}' if version else ''}"
        story.append(_definition(f"Accuracy by {name}", f"{PRINTED_FORMULAS[method]}."))
    if any(isinstance(audit.result, Accuracy) and audit.result.as_reported for audit in (*row.audits, *row.focused)):
        words = (
            "Results as reported were given as a percentage and cannot be scored again. Beside counted audits of the "
            "method they weigh by their charts, each as many codes as a chart has where they are counted."
        )
        story.append(Prose(words, style=CAPTION, after=2))
    return story


def _baseline(row: PacketRow) -> list[Flowable]:
    """Print the weeks that the mean and the limits rest on, so that both can be checked by hand."""
    base = row.trend.baseline
    if base is None:
        return []
    values = ", ".join(map(formats.percent_number, base.values))
    beside = f"To be read with the accuracy of the period: {say.accuracy_words(row.paired.accuracy)}."
    return [Prose((f"The weeks of that mean, pace in %: {values}. {beside}", CAPTION), after=2)]


def _mix(row: PacketRow) -> list[Flowable]:
    """Print what the mix of work and the pace of each work type were, where the change of pace is split by them."""
    if row.mix is None or not mix.worth_telling(row.mix):
        return []
    return [Prose((f"The mix: {mix.inputs(row.mix)}", CAPTION), after=2)]


def _standards(row: PacketRow) -> list[Flowable]:
    story: list[Flowable] = [Heading("Standards in force in this period", keep=80)]
    if not row.standards:
        return [*story, Prose("No standard was in force for the work of this period.", style=QUIET)]
    columns = (
        PrintColumn("Work type", 3.0),
        PrintColumn("From", 1.9),
        PrintColumn("As stated", 3.3),
        PrintColumn("Per hour", 1.4, "right"),
        PrintColumn("Accuracy", 1.6, "right"),
        PrintColumn("Reason and source", 6.2),
    )
    rows: list[tuple[Cell, ...]] = []
    for line in row.standards:
        approved = f"approved by {line.approved_by}" if line.approved_by else ""
        rows.append(
            (
                line.work_type,
                day_label(line.effective_from),
                figure(line.statement, f"on {line.basis} hours"),
                formats.rate(line.rate),
                say.standard_words(line.accuracy / 100),
                figure(line.reason or "no reason recorded", " · ".join(w for w in (line.source, approved) if w)),
            )
        )
    return [*story, Grid(columns, rows, after=4)]


def _ramps(row: PacketRow) -> list[Flowable]:
    if not row.ramps:
        return []
    columns = (
        PrintColumn("Ramp for", 4),
        PrintColumn("From", 2.5),
        PrintColumn("Of the standard", 2, "right"),
        PrintColumn("Accuracy", 2, "right"),
    )
    rows = [
        (
            line.work_type or "all work types",
            day_label(line.from_day),
            say.standard_words(line.pace_percent / 100),
            "as the standard" if line.accuracy is None else say.standard_words(line.accuracy / 100),
        )
        for line in row.ramps
    ]
    return [Heading("Ramp", keep=60), Grid(columns, rows, after=4)]


def _exclusions(row: PacketRow) -> list[Flowable]:
    data, pace = row.completeness, row.paired.pace
    words = []
    if row.draft_audits:
        words.append(f"{formats.plural(row.draft_audits, 'audit')} not shared yet when this was printed: in no figure.")
    if data.days_entered < data.days_due:
        words.append(f"{formats.plural(data.days_due - data.days_entered, 'due day')} not entered: missing, not zero.")
    remarks = pace.explanation.remarks
    if isinstance(row.paired.accuracy, Accuracy):
        remarks += row.paired.accuracy.explanation.remarks
    words += [remark for remark in remarks if remark not in words]
    story: list[Flowable] = [Heading("Exclusions and remarks", keep=40)]
    if not words:
        return [*story, Prose("Nothing was left out.", style=QUIET)]
    return [*story, *(Prose((word, TABLE), lead=("•", TABLE), indent=10, after=2) for word in words)]


def _corrections(row: PacketRow) -> list[Flowable]:
    if not row.since:
        return []
    story: list[Flowable] = [Heading(f"Corrections since the last print, revision {row.since}", keep=80)]
    if not row.changes:
        return [*story, Prose(f"None: this print says what revision {row.since} said.", style=QUIET)]
    columns = (PrintColumn("Where", 3), PrintColumn(f"Revision {row.since}", 4), PrintColumn("Now", 4))
    rows = [(change.place, change.old or "nothing", change.new or "nothing") for change in row.changes]
    return [*story, Grid(columns, rows, after=4)]


def _source(row: PacketRow) -> list[Flowable]:
    words = (
        f"Data fingerprint {row.fingerprint}: the start of the SHA-256 of every log line, audit, standard and word "
        "that this packet was made from. Two prints with one fingerprint were made from the same data; another "
        f"fingerprint means that something was corrected in between. Printed {day_label(row.printed_on)} by CodeDesk "
        f"{row.version}."
    )
    story: list[Flowable] = [Heading("Where this comes from", keep=40), Prose((words, CAPTION), after=2)]
    if not row.since:
        words = f"None: no packet of {row.label} was given out before this print."
        story.append(Prose(("Corrections since the last print: ", CAPTION_STRONG), (words, CAPTION), after=2))
    return story
