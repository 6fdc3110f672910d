"""Mix and pace of coders and the team since two earlier periods, from a file, as rows, words and JSON."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from codedesk.charts import mix
from codedesk.desk import Desk
from codedesk.exchange.figures_json import figures_document
from codedesk.metrics.figures import Accuracy, NotAudited
from codedesk.periods import Period, month, quarter
from codedesk.services.figures.figures import plain_figures
from codedesk.services.figures.mix_rows import MixRow
from codedesk.services.figures.mixes import mixes, year_before
from codedesk.services.people.holding_making import slow_types
from codedesk.services.people.holdings import holdings
from tests.services.figures.figure_department import SmallDepartment, engine_at, fill_lists

JULY, AUGUST = month(2026, 7), month(2026, 8)
TODAY = date(2026, 12, 1)


@pytest.fixture
def department(tmp_path: Path) -> Iterator[SmallDepartment]:
    engine = engine_at(tmp_path / "mix.db")
    with Session(engine) as session:
        small = fill_lists(SmallDepartment(session, {}))
        small.standard("IP", 2)
        small.standard("ED", 12)
        small.coder("Ana Diaz")
        small.coder("Bo Chen")
        yield small
    engine.dispose()


def weeks(department: SmallDepartment, coder: str, month_: Period, inpatient: float, emergency: float) -> None:
    """Log a day of 10 hours a week: the hours of inpatient at 110 or 90 % of their standard, as they are given."""
    first = month_.start + timedelta((7 - month_.start.weekday()) % 7)
    for week in range(4):
        lines = {
            "IP": (round(inpatient * 2.2), inpatient),
            "ED": (round(emergency * 10.8), emergency),
        }
        done = {kind: said for kind, said in lines.items() if said[1]}
        department.day(coder, first + timedelta(7 * week), inpatient + emergency, done)


def of(department: SmallDepartment, coder: str | None, period: Period = AUGUST) -> tuple[MixRow, ...]:
    found = mixes(department.session, period, None, TODAY)
    return found[None if coder is None else department.ids[coder]]


def test_other_work_is_told_as_mix_and_not_as_pace(department: SmallDepartment) -> None:
    """5 h of inpatient at 110 % and 5 of emergency at 90 % are 100 %; 0 and 10 h of them 90 %: all of it mix.

    The second period has emergency alone, so inpatient's pace in it is taken to be the same.
    """
    weeks(department, "Ana Diaz", JULY, 5, 5)
    weeks(department, "Ana Diaz", AUGUST, 0, 10)
    (row,) = of(department, "Ana Diaz")
    assert (row.before_label, row.label) == ("July 2026", "August 2026")
    assert row.change.value == pytest.approx(-0.10)
    assert row.mix.value == pytest.approx(-0.10)
    assert row.pace.value == pytest.approx(0.0)
    assert mix.worth_telling(row)
    assert mix.title_of(row) == "Of −10.0 points of pace since July 2026, −10.0 are mix and 0.0 are pace"
    assert mix.sentence(row).replace("\u00a0", " ") == (
        "Pace changed by −10.0 points since July 2026 (100.0 % to 90.0 %): "
        "−10.0 (95 % interval −10.0 to −10.0) by mix, 0.0 (0.0 to 0.0) by pace."
    )
    assert "not audited (0 charts)" in mix.accuracy_sentence(row)


def test_every_input_stands_in_how_it_is_made(department: SmallDepartment) -> None:
    weeks(department, "Ana Diaz", JULY, 5, 5)
    weeks(department, "Ana Diaz", AUGUST, 2.5, 7.5)
    (row,) = of(department, "Ana Diaz")
    parts = {part.name: (part.value, part.source) for part in row.explanation.parts}
    assert parts["IP, July 2026"] == ("22 h earned ÷ 20 h = 110 %", "50 % of 40 h")
    # 81 emergency charts a week earn 6.75 h; four weeks 27 h in 30 h.
    assert parts["ED, August 2026"] == ("27 h earned ÷ 30 h = 90 %", "75 % of 40 h")
    # 6 inpatient charts (5.5 rounded) earn 3 h in 2.5 h: 120 %.
    assert parts["IP, August 2026"] == ("12 h earned ÷ 10 h = 120 %", "25 % of 40 h")
    # Mean of 100 and 97.5 is 98.75 %: (115 − 98.75) × −0.25 = −4.0625 and (90 − 98.75) × 0.25 = −2.1875: −6.25.
    assert parts["Mix effect"][0] == "−6.25 points"
    # (0.5 + 0.25) ÷ 2 × 10 points.
    assert parts["Pace effect"][0] == "+3.75 points"
    assert parts["Change"][0] == "−2.50 points, from 100 % to 97.5 %"


def test_the_team_and_the_year_before(department: SmallDepartment) -> None:
    weeks(department, "Ana Diaz", month(2025, 8), 10, 0)
    weeks(department, "Bo Chen", AUGUST, 0, 10)
    (row,) = of(department, None)
    assert row.before_label == "August 2025"
    assert row.mix.value == pytest.approx(-0.20)
    assert of(department, "Bo Chen") == ()


def test_the_same_quarter_month_or_days_a_year_before() -> None:
    assert year_before(quarter(2026, 3)) == quarter(2025, 3)
    assert year_before(month(2026, 2)) == month(2025, 2)
    assert year_before(Period(date(2026, 7, 6), date(2026, 7, 19))) == Period(date(2025, 7, 7), date(2025, 7, 20))


def test_another_standard_is_named_and_not_called_speed(department: SmallDepartment) -> None:
    """The standard falls from 2 to 1.5 in August: 110 % become 146.7 %, +36.7 points, none of it by the work."""
    department.standard("IP", 1.5, AUGUST.start)
    weeks(department, "Ana Diaz", JULY, 10, 0)
    weeks(department, "Ana Diaz", AUGUST, 10, 0)
    (row,) = of(department, "Ana Diaz")
    assert row.by_standard == pytest.approx(22 / 15 - 1.1)
    words = mix.sentence(row).replace("\u00a0", " ")
    assert words.endswith(
        "all in one work type: there is no mix – +36.7 by another standard for IP, 0.0 by the work itself."
    )
    assert not mix.worth_telling(row)


def test_accuracy_is_split_by_the_mix_of_what_was_audited(department: SmallDepartment) -> None:
    """July: 90 of 100 inpatient codes, 100 of 100 emergency, 95 %. August: 180 of 200 and 50 of 50: 92 %, all mix."""
    counts = {"depth": "counts", "added": 0, "deleted": 0, "records": 10}
    for month_, inpatient, emergency in ((JULY, (90, 10), (100, 0)), (AUGUST, (180, 20), (50, 0))):
        weeks(department, "Ana Diaz", month_, 5, 5)
        for kind, (matched, revised) in (("IP", inpatient), ("ED", emergency)):
            name = f"A {kind} {month_.start}"
            more = counts | {"matched": matched, "revised": revised, "state": "final"}
            department.audit("Ana Diaz", name, month_.start + timedelta(9), kind, **more)
    (row,) = of(department, "Ana Diaz")
    assert row.accuracy is not None
    assert row.accuracy.change.value == pytest.approx(-0.03)
    assert row.accuracy.mix.value == pytest.approx(-0.03)
    assert row.accuracy.rate.value == pytest.approx(0.0)
    assert "Of −3.0 points of accuracy, −3.0 by the mix of what was audited" in mix.accuracy_sentence(row)


def test_accuracies_that_were_scored_by_two_methods_name_both(department: SmallDepartment) -> None:
    """26 of 30 charts without a finding beside 90 of 100 codes: side by side a reader would compare them."""
    for month_, method, kind in ((JULY, "code_over_code", "IP"), (AUGUST, "record", "IP")):
        weeks(department, "Ana Diaz", month_, 5, 5)
        counts = {"depth": "counts", "records": 30, "matched": 90, "revised": 10, "added": 0, "deleted": 0}
        more = {"method": method, "records_right": 26 if method == "record" else None}
        department.audit("Ana Diaz", f"A {month_}", month_.start + timedelta(9), kind, **counts, **more)
    (row,) = of(department, "Ana Diaz")
    words = mix.accuracy_sentence(row).replace("\u00a0", " ")
    assert words.startswith("Beside it accuracy 86.7 % (70.3–94.7 %, 30 charts in 1 audit) by record over record; ")
    assert words.endswith("30 charts in 1 audit) by code over code.")


def test_of_two_accuracies_that_agree_no_part_is_told(department: SmallDepartment) -> None:
    """95 % in both months, of the same work: "of 0.0 points +0.1 by the work" would be what rounding left over."""
    for month_ in (JULY, AUGUST):
        weeks(department, "Ana Diaz", month_, 5, 5)
        for kind, matched in (("IP", 90), ("ED", 100)):
            counts = {"depth": "counts", "records": 10, "matched": matched, "revised": 100 - matched, "added": 0}
            department.audit("Ana Diaz", f"A {kind} {month_}", month_.start + timedelta(9), kind, deleted=0, **counts)
    (row,) = of(department, "Ana Diaz")
    words = mix.accuracy_sentence(row)
    assert words.endswith("Both agree to a tenth of a point, and the mix of what was audited makes no difference.")
    assert "0.0 points" not in words


def test_who_holds_the_hard_charts_by_name(department: SmallDepartment) -> None:
    """Ana has 10 of 40 hours in inpatient, Bo all 40 of his: the team 50 of 80. ED asks for six times the charts."""
    weeks(department, "Ana Diaz", AUGUST, 2.5, 7.5)
    weeks(department, "Bo Chen", AUGUST, 10, 0)
    row = holdings(department.session, AUGUST, TODAY)
    assert row is not None
    assert (row.work_types, row.hard, row.by_complexity) == (("IP", "ED"), ("IP",), False)
    assert [each.name for each in row.coders] == ["Ana Diaz", "Bo Chen"]
    assert [each.hard for each in row.coders] == [pytest.approx(0.25), pytest.approx(1.0)]
    assert row.team.hard == pytest.approx(0.625)
    lines = mix.holdings_table(row).rows
    assert lines[1][0] == "Ana Diaz" and lines[1][mix.HELD_ACCURACY] == "not audited (0 charts)"
    assert "IP" in mix.holdings_words(row)


def test_complexity_says_what_is_hard_before_the_rates_do(department: SmallDepartment) -> None:
    department.standard("Trauma", 12)
    department.session.flush()
    department.work_type("Complex ED", tier="complex")
    weeks(department, "Ana Diaz", AUGUST, 5, 5)
    row = holdings(department.session, AUGUST, TODAY)
    assert row is not None
    assert (row.hard, row.by_complexity) == ((), True)


def test_slow_is_at_most_half_of_the_rate_in_the_middle() -> None:
    assert slow_types({"a": 2.0, "b": 4.0, "c": 12.0, "d": None}) == ("a",)
    assert slow_types({"a": 2.0}) == ()


def test_json_has_both_effects_with_their_intervals_beside_pace_and_accuracy(sample: Desk) -> None:
    """Inés works at other charts since spring, and at each of them as fast as a year ago (a story of the sample)."""
    period = quarter(2026, 3)
    found = sample.read(mixes, period, None, TODAY)
    document = figures_document(sample.read(plain_figures, period, None, TODAY), found)
    ines = next(block for block in document["coders"] if block["coder"] == "Inés Quintabar")
    then = next(each for each in ines["mix"] if each["since"] == "Q3 2025")
    assert then["change"]["value"] == pytest.approx(ines["pace"]["value"] - then["pace_before"])
    assert then["mix_effect"]["value"] + then["pace_effect"]["value"] == pytest.approx(then["change"]["value"])
    assert then["mix_effect"]["high"] < -0.1 < then["pace_effect"]["low"]
    assert then["accuracy_before"]["value"] > 0.9
    hours = [(each["hours"], each["earned_hours"]) for each in then["work_types"]]
    assert sum(each[0] for each in hours) == pytest.approx(ines["pace"]["productive_hours"])
    assert sum(each[1] for each in hours) == pytest.approx(ines["pace"]["earned_hours"])


def test_everybody_is_recomputed_by_hand_from_the_rows(sample: Desk) -> None:
    """Kitagawa's sums from the hours and earned hours of each row give its effects; its paces are those of the page."""
    for rows in sample.read(mixes, quarter(2026, 3), None, TODAY).values():
        for row in rows:
            total = [sum(each.hours[n] for each in row.types) for n in (0, 1)]
            mixed = paced = 0.0
            for each in row.types:
                share = [each.hours[n] / total[n] for n in (0, 1)]
                rate = [each.earned[n] / each.hours[n] if each.hours[n] else None for n in (0, 1)]
                rates = [one if one is not None else other or 0.0 for one, other in (rate, rate[::-1])]
                mixed += sum(rates) / 2 * (share[1] - share[0])
                paced += sum(share) / 2 * (rates[1] - rates[0])
            assert (row.mix.value, row.pace.value) == (pytest.approx(mixed), pytest.approx(paced))
            assert row.now.pace.value is not None and row.before.pace.value is not None
            assert row.change.value == pytest.approx(row.now.pace.value - row.before.pace.value, abs=1e-9)
            assert isinstance(row.now.accuracy, Accuracy | NotAudited)


def test_why_accuracy_is_not_split_is_said(department: SmallDepartment) -> None:
    """Audits that name one work type have no mix; an audited and a not audited period nothing to compare."""
    counts = {"depth": "counts", "matched": 95, "revised": 5, "added": 0, "deleted": 0, "records": 10, "state": "final"}
    for month_ in (JULY, AUGUST):
        weeks(department, "Ana Diaz", month_, 5, 5)
        weeks(department, "Bo Chen", month_, 5, 5)
        department.audit("Ana Diaz", f"A {month_.start}", month_.start + timedelta(9), "IP", **counts)
    (ana,), (bo,) = of(department, "Ana Diaz"), of(department, "Bo Chen")
    assert ana.accuracy is None
    assert any("not split by mix" in remark for remark in ana.explanation.remarks)
    assert not any("not split by mix" in remark for remark in bo.explanation.remarks)
