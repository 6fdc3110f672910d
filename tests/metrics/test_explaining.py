"""How figures are made, in words: numbers that can be added up again by hand, units, one and many."""

from datetime import date

import pytest

from codedesk.metrics import explaining
from codedesk.metrics.figures import Part
from codedesk.metrics.mix_explained import RAMPED, UNSPLIT, explanation
from codedesk.metrics.mixes import PaceSplit
from codedesk.metrics.splits import Effect, KindEffect, Split


@pytest.mark.parametrize(
    ("value", "words"),
    [(1234.5, "1,234.5"), (0.00004, "0"), (0.00006, "0.0001"), (7.0, "7"), (2 / 3, "0.6667"), (-1.25, "−1.25")],
)
def test_numbers_have_up_to_four_decimals_and_no_idle_zeros(value: float, words: str) -> None:
    assert explaining.number(value) == words
    assert explaining.hours(value) == f"{words} h"


@pytest.mark.parametrize(
    ("share", "words"), [(0.95, "95 %"), (0.93137, "93.14 %"), (2 / 3, "66.67 %"), (1.0, "100 %"), (0.0, "0 %")]
)
def test_shares_have_up_to_two_decimals(share: float, words: str) -> None:
    assert explaining.percent(share) == words


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 charts"), (1, "1 chart"), (1.5, "1.5 charts"), (1200, "1,200 charts")]
)
def test_one_chart_and_many(count: float, words: str) -> None:
    assert explaining.charts(count) == words


def test_earned_hours_show_charts_weights_rate_and_utilisation() -> None:
    assert explaining.earned_part("IP", (6, 6), 2.0, 1, "2 an hour") == Part(
        "Earned, IP", "6 charts ÷ 2 an hour = 3 h", "2 an hour"
    )
    assert explaining.earned_part("IP", (6, 9), 2.0, 0.8, "16 a day").value == (
        "6 charts, 9 with their weights ÷ 2 an hour × 0.8 utilisation = 3.6 h"
    )


def test_a_ratio_and_what_cannot_be_had() -> None:
    assert explaining.ratio("Pace", 0.75, 6.0, 8.0) == Part("Pace", "6 h ÷ 8 h = 75 %")
    assert explaining.ratio("Pace", None, 6.0, 0.0).value == "n/a"


def test_an_audit_says_its_day_selection_and_charts() -> None:
    day = date(2026, 7, 14)
    assert explaining.audit_part("A", 9, 10, day, "high_risk", 3) == Part(
        "A", "9 of 10", "14 Jul 2026, high risk, 3 charts"
    )
    assert explaining.audit_part("A", 9, 10, day, "random", None).source == "14 Jul 2026, random, charts not known"


def test_an_accuracy_is_named_by_its_method_and_version() -> None:
    made = explaining.accuracy("union", "3", [], ["why"])
    assert (made.title, made.formula, made.remarks) == (
        "Accuracy by union, version 3", "matched ÷ (matched + revised + added + deleted)", ("why",),
    )  # fmt: skip
    assert explaining.accuracy("union", "", [], []).title == "Accuracy by union"


# IP: 6 of 8 h earned, then 9 of 12; ED: not done before, then 4 of 4. Pace 75 %, then 13 ÷ 16 = 81.25 %.
IP = KindEffect(0, (6.0, 9.0), (8.0, 12.0), 1.0, 0.75, 0.75, 0.75, mix=-0.0156, rate=0.0)
ED = KindEffect(1, (0.0, 4.0), (0.0, 4.0), 0.0, 0.25, None, 1.0, mix=0.0781, rate=0.0)
NONE = Effect(0.0, None, None)


def split(change: Effect, rows: tuple[int, int]) -> Split:
    return Split(0.75, 0.8125, change, Effect(0.0625, 0.01, 0.115), NONE, (IP, ED), rows)


def told(
    change: Effect, rows: tuple[int, int], restated: tuple[int, ...] = (), by_standard: float = 0.0, said: float = 24.0
) -> PaceSplit:
    """A change of pace; said: so many of the 24 hours stand on lines of their own."""
    return PaceSplit(split(change, rows), by_standard, restated, hours_said=said, hours_all=24.0)


LABELS = ("Q3 2026", "Q2 2026")


def test_a_change_is_shown_type_by_type_then_as_mix_and_pace() -> None:
    made = explanation(told(Effect(0.0625, -0.01, 0.135), (9, 8)), None, ("IP", "ED"), LABELS, (RAMPED, UNSPLIT))
    assert made.title == "Mix and pace since Q2 2026"
    assert [(part.name, part.value, part.source) for part in made.parts] == [
        ("IP, Q2 2026", "6 h earned ÷ 8 h = 75 %", "100 % of 8 h"),
        ("IP, Q3 2026", "9 h earned ÷ 12 h = 75 %", "75 % of 16 h"),
        ("IP, effects", "mix −1.56 points, pace 0.00 points", "mix against the mean pace of both periods"),
        ("ED, Q2 2026", "not done", "0 % of 8 h"),
        ("ED, Q3 2026", "4 h earned ÷ 4 h = 100 %", "25 % of 16 h"),
        (
            "ED, effects", "mix +7.81 points, pace 0.00 points",
            "done in one of the periods only: its pace in the other is taken to be the same, so all of it is mix",
        ),
        ("Mix effect", "+6.25 points", "95 % interval +1.00 to +11.50 points"),
        ("Pace effect", "0.00 points", "too few for an interval"),
        ("Change", "+6.25 points, from 75 % to 81.25 %", "95 % interval −1.00 to +13.50 points"),
    ]  # fmt: skip
    assert made.remarks == (
        "Intervals: 95 %, from leaving out each of the 8 weeks of Q3 2026 and 9 of Q2 2026 in turn (jackknife).",
        RAMPED, UNSPLIT,
    )  # fmt: skip


@pytest.mark.parametrize(("mix", "words"), [(5.5e-5, "+0.01"), (4.9e-5, "0.00"), (-5.5e-5, "−0.01"), (-4.9e-5, "0.00")])
def test_what_rounds_to_nothing_has_no_sign(mix: float, words: str) -> None:
    made = explanation(told(Effect(mix, None, None), (3, 3)), None, ("IP", "ED"), LABELS, ())
    assert made.parts[-1].value.startswith(f"{words} points, from")


def test_too_few_weeks_are_said_and_what_is_only_another_standard() -> None:
    few = told(Effect(0.0625, None, None), (3, 8), restated=(1, 0), by_standard=-0.02, said=23.75)
    made = explanation(few, None, ("IP", "ED"), LABELS, ())
    only = next(part for part in made.parts if part.name == "Of it only another standard")
    assert (only.value, only.source) == ("−2.00 points", "standards changed: ED, IP")
    assert made.remarks[0] == "No interval: one of the periods has under 4 weeks (8 and 3)."
    assert made.remarks[1].startswith("1.04 % of the hours are on no line of their own.")
    edge = told(Effect(0.0625, None, None), (3, 8), said=23.76)
    assert len(explanation(edge, None, ("IP", "ED"), LABELS, ()).remarks) == 1


def test_the_accuracy_stands_beside_it_split_where_that_can_be() -> None:
    quality = Split(
        0.95, 0.93, Effect(-0.02, -0.05, 0.01), Effect(-0.005, None, None), Effect(-0.015, -0.04, 0.01), (), (5, 6)
    )
    made = explanation(told(NONE, (8, 8)), quality, ("IP", "ED"), LABELS, ())
    shown = {part.name: (part.value, part.source) for part in made.parts}
    assert shown["Accuracy beside it"] == (
        "−2.00 points, from 95 % (Q2 2026) to 93 % (Q3 2026)", "95 % interval −5.00 to +1.00 points",
    )  # fmt: skip
    assert shown["Accuracy, as mix"] == (
        "mix of what was audited −0.50 points, the work itself −1.50 points",
        "mix: too few for an interval; the work itself: 95 % interval −4.00 to +1.00 points",
    )
    assert "Accuracy beside it" not in {
        part.name for part in explanation(told(NONE, (8, 8)), None, ("IP", "ED"), LABELS, ()).parts
    }
