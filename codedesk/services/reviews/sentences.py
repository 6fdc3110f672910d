"""One sentence for each block of figures: by rule, neutral, naming its numbers. Pure functions of figures.

A sentence never says more than its numbers do, and blames nobody. No query and no layout here.
"""

from datetime import date

from codedesk.formats import NO_BREAK, count, hours, interval, number, percent, plural, points
from codedesk.methods import UNITS, Method, method_words
from codedesk.metrics.charted import UNLIKELY_PACE
from codedesk.metrics.figures import Accuracy, Baseline, NotAudited, Pace, Paired, Trend
from codedesk.metrics.proportions import LEAST_AUDITS
from codedesk.periods import day_label, months_label
from codedesk.services.figures.due_words import beside_count, beside_words, missing_words
from codedesk.services.reviews.rows import CompletenessRow

FULL_SCORE = 100.0
LIMIT_FACTOR = 2.66


def sample_of(accuracy: Accuracy) -> str:
    """Say what an accuracy counts: "95 of 102 codes, 10 charts"; as reported: "as reported, 20 charts".

    Of what is as reported only in part the share is said: "248 of 408 codes, 40 charts, 75 % of it as reported".
    """
    charts = f", {plural(accuracy.records, 'chart')}" if accuracy.records is not None else ""
    if accuracy.reported_share and not accuracy.as_reported:
        charts += f", {reported_words(accuracy)}"
    if accuracy.as_reported:
        return f"as reported{charts}" if charts else "as reported, charts not known"
    unit = UNITS.get(accuracy.method, "codes")
    if accuracy.method == Method.RECORD:
        more = charts.partition(",")[2].partition(",")[2]
        whole = f"{_amount(accuracy.reviewed)} {'chart' if accuracy.reviewed == 1 else 'charts'}"
        return f"{_amount(accuracy.correct)} of {whole}{more and f',{more}'}"
    if accuracy.method == Method.WEIGHTED:
        right, most = accuracy.correct * FULL_SCORE, accuracy.reviewed * FULL_SCORE
        return f"{_amount(right)} of {_amount(most)} points{charts}"
    return f"{_amount(accuracy.correct)} of {_amount(accuracy.reviewed)} {unit}{charts}"


def reported_words(accuracy: Accuracy) -> str:
    """Say how much of what was reviewed is as reported, where a part of it is: "75 % of it as reported"."""
    return f"{percent(accuracy.reported_share)} of it as reported"


def interval_of(accuracy: Accuracy) -> str:
    """Say the interval: "95 % interval 86.5–96.6 %"."""
    return f"95{NO_BREAK}% interval {interval(accuracy.low, accuracy.high)}"


def independent_words(accuracy: Accuracy) -> str:
    """Say what the interval was made from: "counts as 88.2 independent codes"; n effective, for one to recompute it."""
    unit = UNITS.get(accuracy.method, "codes") if not accuracy.as_reported else "charts"
    return f"counts as {number(accuracy.n_effective, 1)} independent {unit}"


def standard_words(standard: float) -> str:
    """Write a standard as it was set, without rounding it to a figure's decimals: "95 %", "92.95 %"."""
    return f"{number(standard * 100)}{NO_BREAK}%"


def accuracy_words(accuracy: Accuracy | NotAudited) -> str:
    """Say an accuracy whole on one line, with n and interval, or that nothing was audited."""
    if isinstance(accuracy, NotAudited):
        return f"Quality: {accuracy.reason}"
    return f"{percent(accuracy.value, accuracy.standard)} ({sample_of(accuracy)}; {interval_of(accuracy)})"


def pace_sentence(paired: Paired) -> str:
    """Say where pace stands against the standard, and for a learner against the ramp."""
    pace = paired.pace
    if pace.value is None:
        return _no_pace(pace)
    figure = percent(pace.value, 1.0)
    if pace.on_ramp and pace.to_ramp is not None:
        side = _side(pace.to_ramp, 1.0)
        return (
            f"On a ramp: {percent(pace.expected)} of the standard was expected over these days; "
            f"{figure} is {percent(pace.to_ramp, 1.0)} of that, {side}."
        )
    if abs(pace.value - 1.0) < 5e-7:
        return f"At the standard: {figure} of it."
    words = "Above" if pace.value > 1 else "Below"
    return f"{words} the standard: {figure} of it, {_difference(pace.value - 1.0)}."


def _no_pace(pace: Pace) -> str:
    if not pace.days_entered:
        return "Nothing was logged in this period, so there is no pace."
    charts = plural(pace.charts, "chart")
    if pace.charts_without_standard >= pace.charts > 0:
        return f"{charts} logged, none of them with a standard in force, so there is no pace."
    return f"{charts} logged without hours to set against them, so there is no pace."


def _side(value: float, line: float) -> str:
    if abs(value - line) < 5e-7:
        return "at the ramp"
    return "above the ramp" if value > line else "below the ramp"


def _difference(value: float) -> str:
    words = points(abs(value)).removeprefix("+")
    return f"{words} {'more' if value > 0 else 'less'}"


def accuracy_sentence(accuracy: Accuracy | NotAudited) -> str:
    """Say where accuracy stands (observed), and apart from it what the sample can show."""
    if isinstance(accuracy, NotAudited):
        return "No audit feeds the accuracy of this period, so nothing can be said about quality, good or bad."
    figure = f"{percent(accuracy.value, accuracy.standard)}, {sample_of(accuracy)}"
    if accuracy.standard is None or accuracy.observed is None:
        return f"{opened(figure)}. No standard for accuracy is set."
    standard = standard_words(accuracy.standard)
    opening = (
        f"Meets the standard of {standard}: {figure}"
        if accuracy.observed == "met"
        else f"Below the standard of {standard}: {figure}"
    )
    return f"{opening}; {evidence_words(accuracy)}.{_small(accuracy)}"


def settle_words(accuracy: Accuracy) -> str:
    """Say how many more charts would show whether the standard is met; nothing where it is shown, or none is known."""
    if accuracy.evidence != "cannot_tell" or not accuracy.records:
        return ""
    if not accuracy.more_charts:
        return "No number of charts that could be audited settles a rate this near to the standard."
    side = "met" if accuracy.observed == "met" else "not met"
    charts = plural(accuracy.more_charts, "more chart", "more charts")
    return f"At this rate about {charts} would show that the standard is {side}."


def likely_words(accuracy: Accuracy) -> str:
    """Say the likely range, as what it is: "Likely range given the team: 92.1–96.4 %"; nothing without one."""
    found = accuracy.likely
    return "" if found is None else f"Likely range given the team: {interval(found.low, found.high)}"


def likely_sentence(accuracy: Accuracy) -> str:
    """Say the likely range with what it means and rests on; nothing where the team is too small to tell."""
    if accuracy.likely is None:
        return ""
    found = accuracy.likely
    return (
        f"{likely_words(accuracy)}: where the accuracy probably lies, if the {found.coders} coders audited by this "
        f"method are one team around {percent(found.team)} (beta-binomial, empirical Bayes). It stands beside the "
        "audited figure, never instead of it."
    )


def opened(words: str) -> str:
    """Return words with a capital first letter, as they open a line."""
    return words[:1].upper() + words[1:]


def evidence_words(accuracy: Accuracy) -> str:
    """Say what the sample can show about the standard: that it is met, that it is not, or neither."""
    sample = f"the sample of {plural(accuracy.records, 'chart')}" if accuracy.records is not None else "the sample"
    if accuracy.evidence == "meets":
        return f"{sample} is enough to show that it is met"
    if accuracy.evidence == "below":
        return f"{sample} is enough to show that it is not met"
    return f"{sample} cannot show whether the standard is met"


def _small(accuracy: Accuracy) -> str:
    if not accuracy.small_sample or accuracy.records is None:
        return ""
    return " Small sample: under 30 charts."


def completeness_sentence(row: CompletenessRow) -> str:
    """Say how complete the log is, and what is missing from the figures because of it."""
    if not row.days_due and not row.gaps.beside:
        sums = f" {months_label(row.summed)}: only the month’s sum is known." if row.summed else ""
        return f"No day was due in this period and none was entered.{sums}"
    words = [f"{count(row.days_entered)} of {plural(row.days_due, 'due day')} entered"]
    if missing := missing_words(row.gaps):
        words[0] += f" (not entered: {missing})"
    if row.gaps.beside:
        words.append(f"{beside_count(len(row.gaps.beside))}: {beside_words(row.gaps)}")
    if row.days_hours_missing:
        words.append(f"{plural(row.days_hours_missing, 'day')} with charts but no hours")
    if row.summed:
        words.append(f"of {months_label(row.summed)} only the month’s sum is known")
    if row.unlikely:
        words.append(f"{plural(len(row.unlikely), 'day')} whose hours look unlikely")
    if row.charts_without_standard:
        words.append(
            f"{plural(row.charts_without_standard, 'chart')} without a standard "
            f"({hours(row.hours_without_standard)} hours, outside the denominator)"
        )
    return f"{'; '.join(words)}."


def trend_sentence(trend: Trend) -> str:
    """Say what a control chart shows: its mean, its limits and the signals, or that there are too few points."""
    known = [point for point in trend.points if point.value is not None]
    name = "Pace" if trend.measure == "pace" else "Accuracy"
    unit = "week" if trend.measure == "pace" else "audited point"
    if not known:
        return f"{name}: no {'week with a pace' if name == 'Pace' else 'audit'} in the period."
    if trend.centre is None:
        return f"{name}: {plural(len(known), unit)}, too few for a mean."
    if trend.baseline is not None:
        return f"{name}: {_locked(trend, trend.baseline)}."
    if trend.lower is None or trend.upper is None:
        opening = f"{name}: mean {percent(trend.centre)} over {_points_of_mean(trend, unit)}"
        return f"{opening}; under {LEAST_AUDITS} audits, so no limits are drawn (a run chart)."
    return f"{_audited(trend, trend.centre, trend.lower, trend.upper)}; {_marked(trend)}."


def _locked(trend: Trend, base: Baseline) -> str:
    """Say the mean and limits of the weeks that they rest on, and how many points of the period they mark."""
    weeks = plural(len(base.values), "week")
    when = f"{day_label(base.first)} to {day_label(base.last)}"
    words = f"mean {percent(trend.centre)} over the {weeks} of {when}"
    if base.read_by is not None:
        words += f", read by the standards from {day_label(base.read_by)}"
    last = trend.stretches[-1]
    if last.why:
        words += f" (begun anew on {day_label(base.begun or last.since)}: {last.why})"
    if trend.lower is None or trend.upper is None or trend.centre is None:
        return f"{words}; under 12 weeks, so no limits are drawn (a run chart)"
    moving = points((trend.upper - trend.centre) / LIMIT_FACTOR).removeprefix("+")
    limits = f"limits {interval(trend.lower, trend.upper)} (mean ± {LIMIT_FACTOR} × the mean moving range of {moving})"
    locked = "locked" if base.locked else "locked at 26 weeks"
    return f"{words}, {locked}; {limits}, wider in weeks of few hours; {_marked_of_period(trend)}"


def _marked_of_period(trend: Trend) -> str:
    high = [point for point in trend.points if (point.value or 0.0) > UNLIKELY_PACE]
    marked = [point for point in trend.points if point.signal is not None or point in high]
    if not marked:
        return "no week of the period marked: the differences between weeks are usual ones"
    words = f"{plural(len(marked), 'week')} of the period marked"
    explained = sum(bool(point.explained) for point in marked)
    words += f", {explained} of them explained by the process" if explained else ""
    return words + (f", {len(high)} of them over 150 %: are the hours right?" if high else "")


def _audited(trend: Trend, centre: float, lower: float, upper: float) -> str:
    """Say what the audits are read against: the centre of those behind them, and limits that vary with each one."""
    since = _anew(trend)
    rest = f" since {day_label(since)}, where the chart is based anew" if since else ""
    return (
        f"Accuracy: mean {percent(centre)} of {plural(trend.limits_from or 0, 'audit')}{rest}; limits "
        f"by the size of each audit, {interval(lower, upper)} at the last one (mean ± 3 standard errors)"
    )


def _marked(trend: Trend) -> str:
    """Say how many points those limits mark, and apart from them the marks from before the chart was based anew."""
    since = _anew(trend)
    signals = [point.week for point in trend.points if point.signal is not None]
    earlier = sum(since is not None and week < since for week in signals)
    marked = len(signals) - earlier
    words = f"{plural(marked, 'point')} marked" if marked else "no point marked"
    return words + (f"; {plural(earlier, 'point')} marked before that day" if earlier else "")


def _anew(trend: Trend) -> date | None:
    """Return the day since which the chart's own mean and limits hold, None where the chart was never based anew."""
    last = trend.stretches[-1] if trend.stretches else None
    return last.since if last is not None and last.why else None


def _points_of_mean(trend: Trend, unit: str) -> str:
    """Say over how many points the mean is, and since when, where the chart was based anew."""
    since = _anew(trend)
    behind = [point for point in trend.points if point.value is not None and (since is None or point.week >= since)]
    return plural(len(behind), unit) + (f" since {day_label(since)}, where the chart is based anew" if since else "")


def change_sentence(now: Paired, earlier: Paired, label: str) -> str:
    """Say what pace and accuracy were in the period before, always the two together; by which method, if by another."""
    pace = f"pace {percent(earlier.pace.value, 1.0)}" if earlier.pace.value is not None else "no pace"
    then, this = earlier.accuracy, now.accuracy
    if isinstance(then, NotAudited):
        return f"{label}: {pace}; accuracy: {then.reason}."
    by = f", by {method_words(then.method)}" if isinstance(this, Accuracy) and this.method != then.method else ""
    return f"{label}: {pace}; accuracy {accuracy_words(then)}{by}."


def _amount(value: float) -> str:
    nearest = round(value)
    return count(nearest) if abs(value - nearest) < 1e-6 else f"{value:,.1f}"
