"""The sample department tells its stories in its own tables: every figure here is summed from them by hand."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

import pytest

from codedesk.exchange.sample import sample_tables
from codedesk.services.files.sheets import BY_FILE

Row = dict[str, str]
EXCUSED = {"meeting", "education", "mentoring", "system downtime", "audit rebuttal", "project"}
ABSENT = {"PTO", "holiday", "sick"}
# Charts per hour, as the department's statements come to: 18 a day of 8 h, 16 a day of 8 h, 5 min, 400 a week …
RATES = {"Same-day surgery": 5, "Emergency": 12, "Ancillary": 30, "Clinic E/M": 10, "Cardiac procedures": 3.5}
QUARTERS = [(year, number) for year in (2024, 2025, 2026) for number in (1, 2, 3, 4)][2:11]
STEADY = ("Maren Tolliver", "Ylva Brandvoll", "Tobiah Wrenfield", "Kaori Umezanno", "Obinna Adexu")


@cache
def tables() -> dict[str, list[Row]]:
    return sample_tables()


def rate(work_type: str, day: str) -> float:
    return (2.0 if day >= "2026-01-01" else 2.25) if work_type == "Inpatient" else RATES[work_type]


def days(year: int, number: int) -> tuple[str, str]:
    last = date(year + number // 4, number % 4 * 3 + 1, 1) - timedelta(1)
    return date(year, number * 3 - 2, 1).isoformat(), last.isoformat()


def within(rows: Iterable[Row], first: str, last: str, coder: str = "") -> list[Row]:
    return [row for row in rows if first <= row["date"] <= last and coder in ("", row["coder"])]


def hours(coder: str, first: str, last: str, categories: set[str]) -> float:
    rows = within(tables()["time.csv"], first, last, coder)
    return sum(float(row["hours"]) for row in rows if row["category"] in categories)


def earned(coder: str, first: str, last: str) -> float:
    return sum(
        int(row["charts"]) * float(row["weight"] or 1) / rate(row["work_type"], row["date"])
        for row in within(tables()["log.csv"], first, last, coder)
    )


def pace(coder: str, first: str, last: str) -> float:
    return earned(coder, first, last) / (hours(coder, first, last, {"paid"}) - hours(coder, first, last, EXCUSED))


def audits(coder: str, first: str = "", last: str = "9999", **such: str) -> list[Row]:
    found = within(tables()["audits.csv"], first, last, coder)
    return [row for row in found if all(row[name] == value for name, value in such.items())]


def counts(audit: Row) -> Counter[str]:
    """The matched, revised, added and deleted codes of an audit, from its records where they are known."""
    records = [row for row in tables()["records.csv"] if row["audit"] == audit["audit"]] or [audit]
    return Counter(
        {name: sum(int(row[name]) for row in records) for name in ("matched", "revised", "added", "deleted")}
    )


def accuracy(coder: str, first: str, last: str) -> float:
    pooled: Counter[str] = Counter()
    for audit in audits(coder, first, last, selection="random", method="code_over_code"):
        pooled += counts(audit)
    return 100 * pooled["matched"] / (pooled["matched"] + pooled["revised"] + pooled["added"])


def test_it_is_the_same_every_time() -> None:
    assert sample_tables() == tables()


def test_it_is_eight_coders_six_work_types_and_nine_quarters() -> None:
    assert len(tables()["coders.csv"]) == 8
    assert len({row["work_type"] for row in tables()["log.csv"]}) == 6 == len(tables()["work_types.csv"])
    logged = {(row["date"][:4], (int(row["date"][5:7]) + 2) // 3) for row in tables()["log.csv"]}
    assert logged == {(str(year), number) for year, number in QUARTERS}
    assert min(row["date"] for row in tables()["log.csv"]) == "2024-07-01"
    assert max(row["date"] for row in tables()["log.csv"]) == "2026-09-30"


@pytest.mark.parametrize("last", [date(2025, 3, 31), date(2027, 6, 30)])
def test_it_can_end_with_any_quarter(last: date) -> None:
    made = sample_tables(last)
    assert max(row["date"] for row in made["log.csv"]) in {(last - timedelta(n)).isoformat() for n in range(4)}
    assert len({row["coder"] for row in made["log.csv"]}) == 8


def test_it_cannot_end_in_the_middle_of_a_quarter() -> None:
    with pytest.raises(ValueError, match="no calendar quarter ends on 2026-09-29"):
        sample_tables(date(2026, 9, 29))


def test_every_column_is_one_of_the_open_files() -> None:
    for file, rows in tables().items():
        known = {column.name for column in BY_FILE[file].columns}
        needed = {column.name for column in BY_FILE[file].columns if not column.optional}
        assert {name for row in rows for name in row} <= known
        assert all(needed <= set(row) for row in rows)


def test_no_day_is_logged_twice_and_no_day_has_more_hours_than_it_can() -> None:
    assert max(Counter((r["date"], r["coder"], r["work_type"]) for r in tables()["log.csv"]).values()) == 1
    assert max(Counter((r["date"], r["coder"], r["category"]) for r in tables()["time.csv"]).values()) == 1
    assert all(0 < float(row["hours"]) <= 10 for row in tables()["time.csv"])


def test_nobody_works_on_a_holiday_or_a_weekend() -> None:
    worked = {date.fromisoformat(row["date"]) for row in tables()["log.csv"]}
    holidays = {date(2024, 7, 4), date(2024, 11, 28), date(2025, 5, 26), date(2026, 7, 3), date(2026, 9, 7)}
    assert not worked & holidays
    assert not [day for day in worked if day.weekday() > 4]


def test_line_hours_are_the_productive_hours_of_their_day() -> None:
    coder, first, last = "Maren Tolliver", *days(2026, 3)
    for day in {row["date"] for row in within(tables()["log.csv"], first, last, coder)}:
        lines = sum(float(row["hours"]) for row in within(tables()["log.csv"], day, day, coder))
        assert lines == hours(coder, day, day, {"paid"}) - hours(coder, day, day, EXCUSED)


@pytest.mark.parametrize("quarter", QUARTERS, ids=lambda quarter: f"{quarter[0]}Q{quarter[1]}")
@pytest.mark.parametrize("coder", STEADY)
def test_a_steady_coder_is_between_85_and_112_per_cent_but_for_the_go_live(
    coder: str, quarter: tuple[int, int]
) -> None:
    low = 0.75 if quarter == (2026, 2) else 0.85
    assert low < pace(coder, *days(*quarter)) < 1.12


def test_the_fast_coder_grows_faster_while_the_accuracy_falls() -> None:
    dax = "Dax O'Fennimore"
    assert pace(dax, *days(2024, 3)) == pytest.approx(1.03, abs=0.03)
    assert pace(dax, *days(2026, 3)) == pytest.approx(1.16, abs=0.03)
    assert accuracy(dax, *days(2025, 4)) > 93.5
    assert accuracy(dax, *days(2026, 3)) == pytest.approx(90, abs=1)
    falling = [accuracy(dax, *days(*quarter)) for quarter in ((2025, 4), (2026, 1), (2026, 2), (2026, 3))]
    assert falling == sorted(falling, reverse=True)
    coded = {q: sum(int(r["charts"]) for r in within(tables()["log.csv"], *days(*q), dax)) for q in QUARTERS}
    again = {q: sum(int(r["charts"]) for r in within(tables()["rework.csv"], *days(*q), dax)) for q in QUARTERS}
    assert again[2026, 3] / coded[2026, 3] > 2 * again[2025, 1] / coded[2025, 1]


def test_the_fast_coder_works_overtime_in_five_weeks_of_the_last_quarter() -> None:
    paid = [row for row in tables()["time.csv"] if row["category"] == "paid" and row["coder"] == "Dax O'Fennimore"]
    weeks: Counter[date] = Counter()
    for row in within(paid, *days(2026, 3)):
        day = date.fromisoformat(row["date"])
        weeks[day - timedelta(day.weekday())] += float(row["hours"]) > 8.5
    assert sum(longer >= 3 for longer in weeks.values()) >= 4


def test_the_careful_coder_is_under_the_pace_and_nearly_always_right() -> None:
    ylva = "Ylva Brandvoll"
    for quarter in ((2025, 4), (2026, 1), (2026, 3)):
        assert 0.85 < pace(ylva, *days(*quarter)) < 0.95
        assert 97.5 < accuracy(ylva, *days(*quarter)) < 99.7


def test_the_part_timer_works_24_hours_a_week() -> None:
    paid = [row for row in tables()["time.csv"] if row["coder"] == "Tobiah Wrenfield" and row["category"] == "paid"]
    weeks: Counter[str] = Counter()
    for row in paid:
        weeks["{}-{}".format(*date.fromisoformat(row["date"]).isocalendar()[:2])] += float(row["hours"])
    assert max(weeks.values()) <= 26
    assert sorted(weeks.values())[len(weeks) // 2] == 24


def test_the_learner_is_on_a_ramp_in_a_new_work_type_and_keeps_up_with_it() -> None:
    ines = "Inés Quintabar"
    lines = [row for row in tables()["log.csv"] if row["coder"] == ines and row["work_type"] == "Inpatient"]
    assert min(row["date"] for row in lines) == "2026-05-11"
    steps = {row["from"]: float(row["pace_percent"]) for row in tables()["ramps.csv"] if row["coder"] == ines}
    assert steps == {"2026-05-11": 40, "2026-06-15": 55, "2026-08-03": 70, "2026-10-12": 100}
    late = within(lines, "2026-08-03", "2026-09-30")
    inpatient = sum(int(r["charts"]) * float(r["weight"] or 1) for r in late) / 2 / sum(float(r["hours"]) for r in late)
    assert inpatient == pytest.approx(0.72, abs=0.04)
    assert pace(ines, *days(2026, 3)) < 0.90


def test_the_go_live_slows_everybody_for_five_weeks_and_then_wears_off() -> None:
    for coder in (row["coder"] for row in tables()["coders.csv"]):
        before, during = pace(coder, "2026-02-02", "2026-03-20"), pace(coder, "2026-04-06", "2026-05-08")
        assert during < 0.86 * before
    for coder in STEADY:
        between, after = pace(coder, "2026-05-18", "2026-06-05"), pace(coder, "2026-07-01", "2026-09-30")
        assert pace(coder, "2026-04-06", "2026-05-08") < between < after
    event = next(row for row in tables()["events.csv"] if row["kind"] == "go_live")
    assert (event["from"], event["to"], event["coder"], event["work_type"]) == ("2026-04-06", "2026-05-08", "", "")


def line_pace(coder: str, work_type: str, first: str, last: str) -> float:
    """Pace in one work type over lines that say their hours."""
    rows = [row for row in within(tables()["log.csv"], first, last, coder) if row["work_type"] == work_type]
    done = sum(int(row["charts"]) * float(row["weight"] or 1) / rate(work_type, row["date"]) for row in rows)
    return done / sum(float(row["hours"]) for row in rows)


@pytest.mark.parametrize("coder", ["Maren Tolliver", "Ylva Brandvoll", "Obinna Adexu"])
def test_while_summaries_are_late_long_stays_are_held_take_longer_and_are_asked_about(coder: str) -> None:
    late, after = ("2025-02-10", "2025-03-07"), ("2025-03-10", "2025-04-04")
    assert line_pace(coder, "Inpatient", *late) < 0.88 * line_pace(coder, "Inpatient", *after)
    (other,) = {row["work_type"] for row in within(tables()["log.csv"], *late, coder)} - {"Inpatient"}
    assert line_pace(coder, other, *late) > 0.93 * line_pace(coder, other, *after)
    share = [shares(coder, *span)["Inpatient"] for span in (late, after)]
    assert share[0] < share[1] - 0.06
    asked = [hours(coder, *span, {"queries to providers"}) for span in (late, after)]
    assert asked[0] > 2 * asked[1]


def shares(coder: str, first: str, last: str) -> dict[str, float]:
    rows = within(tables()["log.csv"], first, last, coder)
    whole = sum(float(row["hours"]) for row in rows)
    return {
        name: sum(float(row["hours"]) for row in rows if row["work_type"] == name) / whole
        for name in {row["work_type"] for row in rows}
    }


@pytest.mark.parametrize("coder", ["Maren Tolliver", "Ylva Brandvoll", "Dax O'Fennimore"])
def test_with_the_new_template_surgery_takes_longer_and_the_other_work_does_not(coder: str) -> None:
    before, since = ("2026-07-06", "2026-08-21"), ("2026-08-24", "2026-09-30")
    assert line_pace(coder, "Same-day surgery", *since) < 0.93 * line_pace(coder, "Same-day surgery", *before)
    (other,) = {row["work_type"] for row in within(tables()["log.csv"], *since, coder)} - {"Same-day surgery"}
    assert line_pace(coder, other, *since) > 0.95 * line_pace(coder, other, *before)


def test_without_network_nobody_coded_for_three_hours_and_these_hours_say_so() -> None:
    day = "2026-07-29"
    there = {row["coder"] for row in within(tables()["log.csv"], day, day)}
    assert len(there) >= 6
    for coder in there:
        assert hours(coder, day, day, {"system downtime"}) == 3.0
        assert pace(coder, day, day) > 0.8 * pace(coder, "2026-07-06", "2026-08-21")
        # Had these hours stayed in, that day would have looked three eighths slower.
        assert earned(coder, day, day) / hours(coder, day, day, {"paid"}) < 0.72 * pace(coder, day, day)


def test_what_was_answered_names_the_week_that_it_is_about_and_blames_nobody() -> None:
    rows = tables()["answers.csv"]
    assert [(row["coder"], row["work_type"], row["since"], row["in_packet"]) for row in rows] == [
        ("Dax O'Fennimore", "", "2025-12-01", "no"),
        ("", "Same-day surgery", "2026-08-24", "yes"),
    ]
    assert all(row["on"] > row["since"] and row["by"] == "R. Castellane" for row in rows)
    assert all(row["about"].endswith(("week of 1 Dec 2025", "24 Aug 2026")) for row in rows)


def test_the_inpatient_standard_was_revised_with_a_reason() -> None:
    first, second = (row for row in tables()["standards.csv"] if row["work_type"] == "Inpatient")
    assert (first["pace"], second["pace"], second["effective_from"]) == ("18", "16", "2026-01-01")
    assert "Stays are longer" in second["reason"]
    assert {row["pace_unit"] for row in tables()["standards.csv"]} == {
        "per_hour", "per_day", "per_week", "minutes_per_chart"
    }  # fmt: skip


def test_one_coder_was_not_audited_in_the_last_quarter() -> None:
    audited = {row["coder"] for row in within(tables()["audits.csv"], *days(2026, 3))}
    assert {row["coder"] for row in tables()["coders.csv"]} - audited == {"Kaori Umezanno"}
    assert len(audits("Kaori Umezanno", *days(2026, 2))) == 2


def test_a_rebuttal_changed_a_score_from_93_14_to_95_05() -> None:
    audit = next(row for row in audits("Obinna Adexu", *days(2026, 3)) if row["depth"] == "records")
    first = counts(audit)
    assert first == {"matched": 95, "revised": 3, "added": 4, "deleted": 2}
    found = [row for row in tables()["findings.csv"] if row["audit"] == audit["audit"]]
    assert Counter(row["change"] for row in found) == {"revised": 3, "added": 4, "deleted": 2}
    withdrawn = Counter(row["change"] for row in found if row["outcome"] == "withdrawn")
    assert withdrawn == {"revised": 1, "added": 1}
    assert (first["matched"] + 1) / (102 - 1) == pytest.approx(0.9505, abs=0.0001)
    elsewhere = [row for row in tables()["findings.csv"] if row["outcome"] == "withdrawn" and row not in found]
    assert not elsewhere


def test_every_finding_stands_for_the_codes_that_its_record_counts() -> None:
    found = Counter((row["audit"], row["record"], row["change"]) for row in tables()["findings.csv"])
    for row in tables()["records.csv"]:
        for change in ("revised", "added", "deleted"):
            assert found[row["audit"], row["record"], change] == int(row[change])


def test_audits_come_in_all_depths_and_selections() -> None:
    assert {row["depth"] for row in tables()["audits.csv"]} == {"result", "counts", "records"}
    assert {row["selection"] for row in tables()["audits.csv"]} == {
        "random",
        "focused",
        "new_coder",
        "external",
        "follow_up",
    }
    methods = Counter(row["method"] for row in tables()["audits.csv"])
    assert methods["code_over_code"] > 0.9 * methods.total()
    assert len(methods) == 3


def test_a_day_has_hours_that_are_surely_wrong_and_kept() -> None:
    days_of = [row for row in tables()["time.csv"] if row["coder"] == "Tobiah Wrenfield" and row["hours"] == "0.8"]
    assert [(row["date"], row["category"]) for row in days_of] == [("2026-08-19", "paid")]
    assert pace("Tobiah Wrenfield", "2026-08-19", "2026-08-19") > 5


def test_a_day_has_charts_and_no_hours_and_some_days_are_not_entered() -> None:
    [day] = {
        row["date"]
        for row in within(tables()["log.csv"], *days(2026, 3))
        if not hours(row["coder"], row["date"], row["date"], {"paid"})
    }
    assert day == "2026-09-03"
    assert max(row["date"] for row in tables()["log.csv"] if row["coder"] == "Priyanka Velloorin") < "2026-09-28"


def test_everybody_has_days_off_and_education() -> None:
    for coder in (row["coder"] for row in tables()["coders.csv"]):
        for quarter in QUARTERS[4:]:
            assert hours(coder, *days(*quarter), ABSENT) >= 16
            assert hours(coder, *days(*quarter), {"education"}) >= 4


def test_names_hold_an_apostrophe_and_an_accent() -> None:
    names = " ".join(row["coder"] for row in tables()["coders.csv"])
    assert "'" in names
    assert "é" in names


def test_what_a_review_says_of_findings_is_what_the_audits_found() -> None:
    written = {(row["coder"], row["period_to"]): row for row in tables()["reviews.csv"]}
    assert "nine of twelve findings" in written["Dax O'Fennimore", "2026-09-30"]["work_on"]
    names = {row["audit"] for row in audits("Dax O'Fennimore", *days(2026, 3), selection="random")}
    found = [row for row in tables()["findings.csv"] if row["audit"] in names]
    assert (len(found), sum(row["category"] == "modifier" for row in found)) == (12, 9)
    for row in tables()["agreements.csv"]:
        assert (row["coder"], row["period_to"]) in written


def test_invented_figures_say_that_they_are_invented_and_stand_beside_work_types_of_the_sample() -> None:
    rows = tables()["benchmarks.csv"]
    assert [row["work_type"] for row in rows] == ["Inpatient", "Emergency", "Clinic E/M"]
    assert {row["source"] for row in rows} == {"Example benchmark, invented for the sample"}
    assert {row["year"] for row in rows} == {"2025"}
    assert all("No survey and no publication" in row["note"] for row in rows)


def test_everybody_was_given_the_sheet_of_the_last_new_standard_and_all_but_one_said_so() -> None:
    rows = tables()["acknowledgements.csv"]
    assert len({row["coder"] for row in rows}) == len(rows) == 8
    assert {row["sheet_of"] for row in rows} == {"2026-01-02"}
    assert [row["coder"] for row in rows if not row["acknowledged_on"]] == ["Tobiah Wrenfield"]
    days = [date.fromisoformat(row["acknowledged_on"]) for row in rows if row["acknowledged_on"]]
    assert all(date(2026, 1, 2) < day <= date(2026, 1, 20) and day.weekday() < 5 for day in days)
