"""How the figures of Planning, Draw and Lessons are made, in words: formula, inputs, what bounds them.

Here live explanations of rows that bring none of their own. No figure is made; accuracies explain themselves.
"""

from codedesk import formats
from codedesk.metrics.figures import Explanation, Part
from codedesk.metrics.intervals import Z_95
from codedesk.metrics.lessons import LessonRow
from codedesk.services.audits.consistency import ConsistencyRow
from codedesk.services.audits.lessons import LessonsRow
from codedesk.services.audits.plans import PlanOfPeriod, PlanRow

_Z = f"z = {Z_95}, for 95 %"


def of_plan(row: PlanRow, plan: PlanOfPeriod) -> Explanation:
    """Say how a line of the plan is made."""
    minutes = plan.minutes_per_chart
    to_go = row.to_go
    parts = [
        Part("Planned", "nothing" if row.planned is None else formats.plural(row.planned, "chart"), "typed, or filled"),
        Part("Audited", formats.plural(row.audited, "chart"), "audits that feed the accuracy, shared or further"),
        Part("In drafts", formats.plural(row.drafts, "chart"), "typed, not yet shared: they count when they are"),
        Part("To go", "–" if to_go is None else formats.plural(to_go, "chart"), "planned less audited, not under 0"),
        Part("Other audits", formats.plural(row.others, "chart"), "focused and others that do not feed the accuracy"),
    ]
    if to_go is not None and minutes is not None:
        hours = f"{to_go} × {formats.typed(minutes)} ÷ 60 = {formats.hours(plan.hours(to_go) or 0.0)} h"
        parts.append(Part("Hours to go", hours, "charts to go × minutes to audit one chart ÷ 60"))
    said = (f"Of {formats.plural(row.charts_unknown, 'audit')} the number of charts is not known.",)
    return Explanation(
        "Charts to audit",
        "to go = planned − audited; hours = to go × minutes to audit one chart ÷ 60",
        tuple(parts),
        said if row.charts_unknown else (),
    )


def of_size(share: float, margin: float, population: int | None, size: int, wilson: int) -> Explanation:
    """Say how a sample size is made; share and margin as fractions."""
    endless = Z_95**2 * share * (1 - share) / margin**2
    parts = [
        Part("Accuracy expected, p", formats.percent(share), "typed: what the sample is likely to show"),
        Part("Precision aimed at, d", f"± {formats.number(margin * 100, 2)} points", "typed"),
        Part("Without an end to choose from, n₀", formats.number(endless, 2), f"z² · p · (1 − p) ÷ d², {_Z}"),
    ]
    if population:
        parts.append(Part("Charts to choose from, N", f"{population:,}", "n = n₀ ÷ (1 + (n₀ − 1) ÷ N)"))
    exact = endless / (1 + (endless - 1) / population) if population else endless
    other = "" if round(exact) == size else f"; a table that rounds to the nearest says {max(1, round(exact)):,}"
    parts.append(Part("To audit", formats.plural(size, "chart"), f"rounded up to a whole chart{other}"))
    parts.append(Part("For the interval that CodeDesk shows", formats.plural(wilson, "chart"),
                      "the fewest whose Wilson interval is no wider than ± d"))  # fmt: skip
    return Explanation(
        "Charts to audit for an aimed precision",
        "n₀ = z² · p · (1 − p) ÷ d²; of N charts n = n₀ ÷ (1 + (n₀ − 1) ÷ N)",
        tuple(parts),
        ("Cochran’s rule, with the correction for a list that has an end.",
         "It holds for charts drawn at random, and one statement per chart.")
    )  # fmt: skip


def of_lesson(row: LessonRow, rows: LessonsRow) -> Explanation:
    """Say how a line of the errors is made."""
    now, before = rows.reviewed, rows.before
    charts, codes = (_reviewed(value) for value in (now.records, now.codes))
    return Explanation(
        f"Findings: {row.name}",
        "findings ÷ charts (or codes) of the audits that list their errors × 100",
        (
            Part("Findings", str(row.count), f"{rows.label}; {row.previous} in {rows.before_label}"),
            Part("Over- and under-coded", f"{row.over} and {row.under}", "by the direction of each finding"),
            Part("Charts audited", charts, f"of {now.listed} of {now.audits} audits, which list their errors"),
            Part("Codes of the auditors", codes, "of the same audits, where they are counted"),
            Part("Per 100 charts", formats.fixed(row.per_100_records, 1), f"{row.count} ÷ {charts} × 100"),
            Part("Per 100 codes", formats.fixed(row.per_100_codes, 1), f"{row.count} ÷ {codes} × 100"),
            Part("Coders who have it", f"{row.coders} of {row.of_coders}", "whose audits list their errors"),
        ),
        (
            "Drafts and withdrawn findings are left out; documentation and system causes stand apart.",
            f"In {rows.before_label} {before.listed} of {before.audits} audits list their errors.",
        ),
    )


def of_consistency(row: ConsistencyRow) -> Explanation:
    """Say how the difference between two auditors is made."""
    sides = [
        Part(side.auditor, formats.percent(side.accuracy.value),
             f"{formats.interval(side.accuracy.low, side.accuracy.high)}, whose work: {', '.join(side.coders)}")
        for side in (row.first, row.second)
    ]  # fmt: skip
    found = row.difference
    low, high = formats.points(found.low), formats.points(found.high)
    return Explanation(
        "Difference between two auditors",
        "the first’s accuracy less the second’s; interval by Newcombe’s method from both Wilson intervals",
        (*sides, Part("Difference", formats.points(found.value), f"95 % interval {low} to {high}")),
        ("The same work type, method and period; audits at random only.",
         "An interval on one side of 0 asks whether both read alike; it says nothing of who is right.")
    )  # fmt: skip


def _reviewed(value: int | None) -> str:
    return "not known" if value is None else f"{value:,}"
