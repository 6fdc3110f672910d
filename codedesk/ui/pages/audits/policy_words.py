"""How the written policy and the quarter against it look: columns as data and words. No query, no change."""

from codedesk import formats
from codedesk.charts.evidence import SHOWN_OF_TARGET
from codedesk.metrics.figures import Accuracy, Explanation, Part
from codedesk.services.audits.policies import PolicyRow, method_name
from codedesk.services.audits.policy_results import PolicyResultRow
from codedesk.ui import theme
from codedesk.ui.widgets.explain import NOT_AUDITED
from codedesk.ui.widgets.table import TableColumn

_ASKED = "The policy’s number of charts is for a quarter, and bounds no figure: fewer charts leave a wider interval."


def policy_columns() -> tuple[TableColumn[PolicyRow], ...]:
    """Declare the time line of the policy."""
    return (
        TableColumn("from", "From", 110, text=lambda row: formats.day(row.draft.effective_from), strong=True),
        TableColumn("until", "Until", 104, text=_until),
        TableColumn("for", "For", 124, text=lambda row: row.work_type or "every work type"),
        TableColumn(
            "method", "Method", 180, text=lambda row: method_name(row.draft), tooltip=lambda row: row.draft.reason
        ),
        TableColumn(
            "statement", "As it is written", 300, text=lambda row: row.statement, tooltip=_policy_tip, stretch=True
        ),
    )


def result_columns() -> tuple[TableColumn[PolicyResultRow], ...]:
    """Declare the quarter against the policy: a line per coder."""
    return (
        TableColumn("coder", "Coder", 170, text=lambda row: row.coder, strong=True, stretch=True),
        TableColumn("charts", "Charts audited", 104, "right", text=charts_words, tone=_charts_tone),
        TableColumn("result", "Result", 164, "right", text=result_words, tone=_result_tone, of_person=True),
        TableColumn("target", "Target", 76, "right", text=target_words, tooltip=why_words),
        TableColumn("observed", "Observed", 84, text=observed_words, tone=_observed_tone, of_person=True),
        TableColumn("shows", "What the sample shows", 214, text=shows_words, tooltip=why_words, of_person=True),
        TableColumn("next", "Education", 136, text=education_words, tooltip=lambda row: row.education, tone=_next_tone),
    )


def charts_words(row: PolicyResultRow) -> str:
    """Say how many charts were audited of how many the policy asks for."""
    return f"{row.charts:,} of {row.asked:,}" if row.asked is not None else f"{row.charts:,}"


def result_words(row: PolicyResultRow) -> str:
    """Say the result with its interval, or that there was no audit."""
    if not isinstance(row.result, Accuracy):
        return row.result.reason
    near = None if row.target is None else row.target.accuracy / 100
    return f"{formats.percent(row.result.value, near)} ({formats.interval(row.result.low, row.result.high)})"


def target_words(row: PolicyResultRow) -> str:
    """Say the target that applies to this coder."""
    return "–" if row.target is None else f"{formats.typed(row.target.accuracy)} %"


def observed_words(row: PolicyResultRow) -> str:
    """Say whether the figure itself met the target."""
    return {"met": "met", "below": "not met", None: "–"}[row.observed]


def shows_words(row: PolicyResultRow) -> str:
    """Say what the sample can and cannot show."""
    if row.evidence is None:
        return "–"
    small = isinstance(row.result, Accuracy) and row.result.small_sample
    return SHOWN_OF_TARGET[row.evidence] + (", small sample" if small else "")


def education_words(row: PolicyResultRow) -> str:
    """Say whether an education plan is called for or there."""
    return "an item is there" if row.education else "plan to be agreed" if row.needs_education else ""


def why_words(row: PolicyResultRow) -> str:
    """Say why this target applies, and what bounds the statement."""
    why = "" if row.target is None else f"{target_words(row)}: {row.target.why}"
    return ". ".join(part[:1].upper() + part[1:] for part in (why, row.remark) if part)


def detail_words(row: PolicyResultRow) -> str:
    """Say all of one coder's line in a sentence or two."""
    charts = f", {charts_words(row)} charts" if isinstance(row.result, Accuracy) else ""
    lines = [f"{row.coder}: {result_words(row)}{charts}."]
    if why_words(row):
        lines.append(f"{why_words(row)}.")
    if row.asked is not None and row.charts < row.asked:
        lines.append(f"{formats.plural(row.asked - row.charts, 'chart')} to go of what the policy asks.")
    if row.evidence == "cannot_tell":
        lines.append("The interval reaches over the target on both sides: this many charts cannot decide it.")
    if row.education:
        lines.append(f"Education: {row.education}.")
    return " ".join(lines)


def explanations(row: PolicyResultRow) -> tuple[Explanation, Explanation]:
    """Say how a line is made: the statements about the target first, then the accuracy that is read against it."""
    parts = [
        Part("Target", target_words(row), row.target.why if row.target is not None else "the policy names none"),
        Part("Charts audited", charts_words(row), "of audits that feed the accuracy; drafts and focused ones are out"),
        Part("Result", result_words(row), "pooled from all of them, after the answers"),
        Part("Observed", observed_words(row), "the figure itself, unrounded, against the target"),
        Part("The sample shows", shows_words(row), "met or not only where the whole interval is on one side"),
    ]
    remarks = (*(f"{remark[:1].upper()}{remark[1:]}." for remark in row.remarks), _ASKED)
    made = Explanation("Against the policy", "result and its 95 % interval, against the target", tuple(parts), remarks)
    return made, row.result.explanation if isinstance(row.result, Accuracy) else NOT_AUDITED


def summary_words(rows: tuple[PolicyResultRow, ...]) -> str:
    """Say the quarter in a line: how many met it, did not, were not audited."""
    if all(row.target is None for row in rows):
        return "no policy is written for these days"
    met = sum(row.observed == "met" for row in rows)
    below = sum(row.observed == "below" for row in rows)
    none = sum(not isinstance(row.result, Accuracy) for row in rows)
    shown = sum(row.evidence == "below" for row in rows)
    parts = [f"{met} met the policy", f"{below} did not" + (f" ({shown} beyond chance)" if shown else "")]
    few = sum(row.short for row in rows)
    return " · ".join([*parts, f"{none} not audited", *([f"{few} on fewer charts than asked"] if few else [])])


def _until(row: PolicyRow) -> str:
    if row.until is not None:
        return formats.day(row.until)
    return "in force" if row.in_force else "to come"


def _policy_tip(row: PolicyRow) -> str:
    return f"{row.statement}\n{row.draft.reason}"


def _charts_tone(row: PolicyResultRow) -> theme.Tone:
    return "caution" if row.asked is not None and row.charts < row.asked else ""


def _result_tone(row: PolicyResultRow) -> theme.Tone:
    return "" if isinstance(row.result, Accuracy) else "caution"


def _observed_tone(row: PolicyResultRow) -> theme.Tone:
    return "caution" if row.observed == "below" else ""


def _next_tone(row: PolicyResultRow) -> theme.Tone:
    return "caution" if row.needs_education else "second"
