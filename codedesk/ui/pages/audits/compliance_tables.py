"""The tables and sentences of the compliance view: money, DRG changes, phases, who is below the standard, what waits.

Money is written exactly from cents. A pace stands only beside its accuracy. No figure is made here.
"""

from dataclasses import dataclass

from codedesk import formats
from codedesk.charts import findings
from codedesk.charts.evidence import SHOWN_IN_COLUMN
from codedesk.methods import method_words
from codedesk.metrics.figures import Explanation, Part
from codedesk.services.audits.compliance import BelowRow, DrgRow, MoneyRow, PhaseRow, RebuttalRow
from codedesk.ui.widgets.table import TableColumn


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A named figure with what it is made of."""

    name: str
    value: str
    made_of: str


def money_lines(row: MoneyRow) -> tuple[FigureLine, ...]:
    """Return the four figures of money, net never alone."""
    return (
        FigureLine("Over-coded", formats.money(row.over_cents), "paid too much"),
        FigureLine("Under-coded", formats.money(row.under_cents), "paid too little"),
        FigureLine("Net", formats.money(row.net_cents), "under less over"),
        FigureLine("Absolute", formats.money(row.absolute_cents), "over and under together"),
    )


def money_words(row: MoneyRow) -> str:
    """Say how many records the money is known of."""
    if not row.records:
        return "Money: no record of this period has its payment before and after."
    return f"Money: payments are known of {row.records} of {formats.plural(row.of_records, 'audited record')}"


def drg_words(row: DrgRow) -> str:
    """Say how many DRGs changed, and which way the payment went."""
    if not row.reviewed:
        return "DRG changes: no record of this period has its DRG looked at."
    words = f"DRG changes: {row.changed} of {formats.plural(row.reviewed, 'record')}"
    if not row.changed:
        return f"{words}."
    ways = ((row.down, "paid less"), (row.up, "paid more"), (row.same, "paid the same"))
    said = [f"{count} {way}" for count, way in ways if count]
    said += [f"{row.unknown} without payments"] if row.unknown else []
    return f"{words}: {', '.join(said)}."


def money_explanation(row: MoneyRow) -> Explanation:
    """Say how the four figures of money are made."""
    over, under = formats.money(row.over_cents), formats.money(row.under_cents)
    return Explanation(
        "Money over- and under-coded",
        "of each audited record: payment as the auditor codes it less payment as it was coded",
        (
            Part("Records with both payments", f"{row.records} of {row.of_records}", "the others have no amount"),
            Part("Over-coded", over, "sum of the falls: paid too much"),
            Part("Under-coded", under, "sum of the rises: paid too little"),
            Part("Net", formats.money(row.net_cents), f"{under} less {over}"),
            Part("Absolute", formats.money(row.absolute_cents), f"{under} and {over} together"),
        ),
        (
            "Drafts are left out. A record of which every finding was withdrawn counts as the coder left it.",
            "Net alone hides errors that cancel out, so the four stand together.",
        ),
    )


def drg_explanation(row: DrgRow) -> Explanation:
    """Say how the DRG changes are counted."""
    return Explanation(
        "DRG changes",
        "records whose DRG was found changed, of the records whose DRG was looked at",
        (
            Part("Looked at", f"{row.reviewed}", "records with y or n for the DRG"),
            Part("Changed", f"{row.changed}", "records with n"),
            Part("With a lower payment", f"{row.down}", "payment after less payment before is under 0"),
            Part("With a higher payment", f"{row.up}", "it is over 0"),
            Part("With the same payment", f"{row.same}", "it is 0"),
            Part("Without payments", f"{row.unknown}", "one of the two payments is not entered"),
        ),
        ("Drafts are left out. A record of which every finding was withdrawn counts as the coder left it.",),
    )


def money_columns() -> tuple[TableColumn[FigureLine], ...]:
    """Return name, amount and what it is made of."""
    return (
        TableColumn("name", "Money", 110, text=lambda row: row.name, strong=True),
        TableColumn("value", "Amount ($)", 110, "right", text=lambda row: row.value),
        TableColumn(
            "made_of", "Made of", 160, text=lambda row: row.made_of, tooltip=lambda row: row.made_of, stretch=True
        ),
    )


def phase_columns() -> tuple[TableColumn[PhaseRow], ...]:
    """Return phase, method, accuracy with interval and sample."""
    return (
        TableColumn("phase", "Phase", 100, text=lambda row: row.phase.words, strong=True),
        TableColumn("method", "Method", 130, text=_method, tooltip=_method, stretch=True),
        TableColumn("accuracy", "Accuracy", 78, "right", text=lambda row: formats.percent(row.accuracy.value)),
        TableColumn("interval", "95 % interval", 100, "right", text=_interval),
        TableColumn("n", "Charts", 60, "right", text=lambda row: formats.count(row.accuracy.records)),
        TableColumn("audits", "Audits", 76, "right", text=lambda row: formats.count(row.audits)),
    )


def below_columns() -> tuple[TableColumn[BelowRow], ...]:
    """Return who is below the standard: accuracy with its sample, pace beside it. Sorted by name or date only."""
    return (
        TableColumn("coder", "Coder", 180, text=_name, strong=True, sort_key=_name, stretch=True),
        TableColumn("latest", "Latest audit", 110, text=_latest, sort_key=lambda row: row.latest),
        TableColumn("accuracy", "Accuracy", 84, "right", text=_below_accuracy, strong=True, of_person=True),
        TableColumn("standard", "Standard", 80, "right", text=lambda row: formats.percent(row.accuracy.standard)),
        TableColumn("interval", "Interval and sample", 210, text=_sample, tooltip=_sample, of_person=True),
        TableColumn(
            "evidence",
            "What the sample shows",
            160,
            text=lambda row: SHOWN_IN_COLUMN[row.accuracy.evidence],
            of_person=True,
        ),
        TableColumn(
            "pace",
            "Pace beside it",
            110,
            "right",
            text=_pace,
            tooltip=lambda row: findings.pair_words(row.paired),
            of_person=True,
        ),
    )


def rebuttal_columns() -> tuple[TableColumn[RebuttalRow], ...]:
    """Return what rebuttals wait for an outcome."""
    return (
        TableColumn("day", "Audit of", 96, text=lambda row: formats.day(row.day)),
        TableColumn("audit", "Audit", 130, text=lambda row: row.audit),
        TableColumn("coder", "Coder", 150, text=lambda row: row.coder),
        TableColumn("finding", "Finding", 180, text=_finding, tooltip=_finding),
        TableColumn("reason", "The coder’s reason", 180, text=_reason, tooltip=_reason, stretch=True),
        TableColumn("due", "Answer due", 108, text=lambda row: formats.day(row.due) if row.due else "–"),
    )  # fmt: skip


def _name(row: BelowRow) -> str:
    return row.coder


def _latest(row: BelowRow) -> str:
    return formats.day(row.latest)


def _reason(row: RebuttalRow) -> str:
    return row.reason


def _method(row: PhaseRow) -> str:
    return f"{method_words(row.method)}{', as reported' if row.as_reported else ''}"


def _interval(row: PhaseRow) -> str:
    return formats.interval(row.accuracy.low, row.accuracy.high)


def _below_accuracy(row: BelowRow) -> str:
    return formats.percent(row.accuracy.value, row.accuracy.standard)


def _sample(row: BelowRow) -> str:
    return f"{formats.interval(row.accuracy.low, row.accuracy.high)} · {findings.sample_words(row.accuracy)}"


def _pace(row: BelowRow) -> str:
    return formats.percent(row.paired.pace.value)


def _finding(row: RebuttalRow) -> str:
    return f"{row.category}, record {row.record}" if row.record else row.category
