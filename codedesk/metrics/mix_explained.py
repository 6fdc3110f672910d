"""How a change as mix and pace is made, in words and with every input, so that the sum can be done again by hand."""

from collections.abc import Iterator, Sequence

from codedesk import formats
from codedesk.metrics import explaining
from codedesk.metrics.figures import Explanation, Part
from codedesk.metrics.jackknife import FEWEST
from codedesk.metrics.mixes import PaceSplit
from codedesk.metrics.splits import Effect, KindEffect, Split

FORMULA = (
    "pace effect = sum over the work types of the mean share of the hours × the difference of pace; mix effect = sum "
    "of the mean pace × the difference of the share of the hours (Kitagawa 1955); together they are the change"
)
RAMPED = "A ramp was in force: part of the pace effect is learning."
UNSPLIT = (
    "The change of accuracy is not split by mix: the audits name fewer than two work types, results as reported stand "
    "among them, or the methods differ."
)
_DUST = 5e-5
_SMALL = 0.01


def explanation(
    told: PaceSplit, quality: Split | None, work_types: Sequence[str], labels: tuple[str, str], notes: tuple[str, ...]
) -> Explanation:
    """Explain a change of pace as mix and pace; labels name the later period, then the earlier one. notes come last."""
    parts = (*_types(told.split, work_types, labels), *_sums(told, work_types), *_quality(quality, labels))
    return Explanation(f"Mix and pace since {labels[1]}", FORMULA, parts, (*_remarks(told, labels), *notes))


def _types(made: Split, work_types: Sequence[str], labels: tuple[str, str]) -> Iterator[Part]:
    totals = [sum(kind.below[n] for kind in made.kinds) for n in (0, 1)]
    for kind in made.kinds:
        name = work_types[kind.kind]
        for n, label in ((0, labels[1]), (1, labels[0])):
            yield Part(f"{name}, {label}", _pace(kind, n), _share(kind, n, totals[n]))
        yield Part(f"{name}, effects", f"mix {_points(kind.mix)}, pace {_points(kind.rate)}", _made(kind))


def _pace(kind: KindEffect, n: int) -> str:
    rate = (kind.rate_before, kind.rate_now)[n]
    if rate is None:
        return "not done"
    return f"{explaining.hours(kind.above[n])} earned ÷ {explaining.hours(kind.below[n])} = {explaining.percent(rate)}"


def _share(kind: KindEffect, n: int, total: float) -> str:
    share = (kind.share_before, kind.share_now)[n]
    return f"{explaining.percent(share)} of {explaining.hours(total)}"


def _made(kind: KindEffect) -> str:
    if kind.rate_before is None or kind.rate_now is None:
        return "done in one of the periods only: its pace in the other is taken to be the same, so all of it is mix"
    return "mix against the mean pace of both periods"


def _sums(told: PaceSplit, work_types: Sequence[str]) -> Iterator[Part]:
    made = told.split
    yield Part("Mix effect", *_effect(made.mix))
    yield Part("Pace effect", *_effect(made.rate))
    if told.restated:
        names = ", ".join(work_types[kind] for kind in told.restated)
        yield Part("Of it only another standard", _points(told.by_standard), f"standards changed: {names}")
    paces = f"{explaining.percent(made.before)} to {explaining.percent(made.now)}"
    yield Part("Change", f"{_points(made.change.value)}, from {paces}", _interval(made.change))


def _quality(made: Split | None, labels: tuple[str, str]) -> Iterator[Part]:
    if made is not None:
        paces = f"{explaining.percent(made.before)} ({labels[1]}) to {explaining.percent(made.now)} ({labels[0]})"
        yield Part("Accuracy beside it", f"{_points(made.change.value)}, from {paces}", _interval(made.change))
        said = f"mix of what was audited {_points(made.mix.value)}, the work itself {_points(made.rate.value)}"
        yield Part("Accuracy, as mix", said, f"mix: {_interval(made.mix)}; the work itself: {_interval(made.rate)}")


def _remarks(told: PaceSplit, labels: tuple[str, str]) -> Iterator[str]:
    weeks = told.split.rows
    if told.split.change.low is None:
        yield f"No interval: one of the periods has under {FEWEST} weeks ({weeks[1]} and {weeks[0]})."
    else:
        yield (
            f"Intervals: 95 %, from leaving out each of the {weeks[1]} weeks of {labels[0]} and {weeks[0]} of "
            f"{labels[1]} in turn (jackknife)."
        )
    if told.laid_out > _SMALL:
        yield (
            f"{explaining.percent(told.laid_out)} of the hours are on no line of their own. They are laid out by the "
            "earned hours and by how long each work type usually takes against its standard; the intervals of mix and "
            "pace are wider for it."
        )


def _effect(effect: Effect) -> tuple[str, str]:
    return _points(effect.value), _interval(effect)


def _interval(effect: Effect) -> str:
    if effect.low is None or effect.high is None:
        return "too few for an interval"
    return f"95 % interval {_points(effect.low).removesuffix(' points')} to {_points(effect.high)}"


def _points(value: float) -> str:
    """Write a difference in points with two decimals: "−4.25 points"."""
    text = formats.fixed(abs(value) * 100, 2)
    sign = "" if abs(value) < _DUST else "−" if value < 0 else "+"
    return f"{sign}{text} points"
