"""Changes of pace in words, by hand: whose they are, what may explain them, what is asked, and for how long."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from codedesk.metrics.accuracy_changes import AccuracyChange
from codedesk.metrics.accuracy_words import DatedChange
from codedesk.metrics.change_words import NOTHING, Explained, in_period
from codedesk.metrics.changes import FoundChange
from codedesk.metrics.pace_marks import Explains
from codedesk.metrics.pace_up_accuracy_down import Opposed
from codedesk.metrics.signals import Cause

MONDAYS = tuple(date(2026, 7, 6) + timedelta(7 * week) for week in range(12))
TEAM = FoundChange("team", None, None, 4, None, -0.182, -0.241, -0.119, 6.0, (5, 6))
TYPE = replace(TEAM, level="work_type", work_type=1, shared=(2, 3))
MIX = replace(TEAM, level="mix", coder=0)
ANA = replace(TEAM, level="coder", coder=0, size=0.1)
BO = replace(TEAM, level="coder", coder=1)
# Ana does both work types, Bo the first, Cy the second.
KNOWN = Explained(
    (), MONDAYS, ("Ana", "Bo", "Cy"), ("Inpatient", "Emergency"), (frozenset({0, 1}), frozenset({0}), frozenset({1})),
    (), (11, 12, None), (21, 22),
)  # fmt: skip
OPPOSED = Opposed(0, 2, 9, 0.1, 0.05, 0.15, -0.04, -0.06, -0.01, 8, 0)


def text(change: FoundChange, *causes: Cause) -> str:
    """Return what is told of one change that somebody hears of."""
    known = replace(KNOWN, changes=(change,), causes=causes)
    (one,) = known.of_team() if change.coder is None else known.of_coder(change.coder)
    return one.text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (TEAM, "The team as a whole: pace 18 % lower (12 to 24 %) since the week of 3 Aug 2026, seen in 5 of 6 coders "
         "– what changed in the work?"),
        (TYPE, "Emergency, all who do it: pace 18 % lower (12 to 24 %) since the week of 3 Aug 2026, seen in 2 of "
         "3 coders – what changed in the work?"),
        (MIX, "Ana: pace 18 % lower since the week of 3 Aug 2026 by another mix of work, not by its speed"),
        (ANA, "Ana: pace 10 % higher (12 to 24 %) since the week of 3 Aug 2026 – has something changed in the work?"),
        (replace(BO, level="ramp"), "Bo: 18 % below the ramp (12 to 24 %) since the week of 3 Aug 2026 – has something "
         "changed in the work?"),
        (replace(ANA, last=4), "Ana: pace 10 % higher (12 to 24 %) in the week of 3 Aug 2026 – are the hours and "
         "charts of that week right?"),
        (replace(BO, last=4), "Bo: pace 18 % lower (12 to 24 %) in the week of 3 Aug 2026 – has something changed in "
         "the work?"),
        (replace(ANA, last=6), "Ana: pace 10 % higher (12 to 24 %) in the weeks of 3 Aug 2026 to 17 Aug 2026 – has "
         "something changed in the work?"),
        (replace(BO, last=8, held=6), "Bo: pace 18 % lower (12 to 24 %) in the weeks of 3 Aug 2026 to 17 Aug 2026, "
         "fading until the week of 31 Aug 2026 – has something changed in the work?"),
        (replace(BO, last=8, held=4), "Bo: pace 18 % lower (12 to 24 %) in the week of 3 Aug 2026, fading until the "
         "week of 31 Aug 2026 – has something changed in the work?"),
        (replace(TEAM, full=11), "The team as a whole: pace 18 % lower (12 to 24 %) little by little from the week of "
         "3 Aug 2026 to the week of 21 Sep 2026, seen in 5 of 6 coders – what changed in the work?"),
    ],
)  # fmt: skip
def test_a_change_is_told_for_whom_how_much_and_since_when(change: FoundChange, words: str) -> None:
    assert text(change) == words


def test_a_signal_carries_its_numbers() -> None:
    (one,) = replace(KNOWN, changes=(replace(BO, last=6),)).of_coder(1)
    assert (one.kind, one.measure, one.mark, one.level) == ("individual", "pace", "shift", "coder")
    assert (one.since, one.until) == (date(2026, 8, 3), date(2026, 8, 23))  # a Monday, and a Sunday
    assert (one.size, one.low, one.high, one.coder_id, one.work_type_id) == (-0.182, -0.241, -0.119, 12, None)
    (kind,) = replace(KNOWN, changes=(TYPE,)).of_team()
    assert (kind.kind, kind.until, kind.coder_id, kind.work_type_id) == ("process", None, None, 22)
    (bare,) = replace(KNOWN, changes=(BO,), coder_ids=(), work_type_ids=()).of_coder(1)
    assert bare.coder_id is None


def test_what_may_explain_it_comes_before_a_question() -> None:
    first, second = Cause(MONDAYS[4], "New encoder", kind="go_live"), Cause(MONDAYS[2], "Moved", coder="Bo")
    assert text(BO, first, second).endswith(
        "since the week of 3 Aug 2026 – look at the process first: Moved (20 Jul 2026)"
    )
    assert text(TEAM, first, second).endswith(" – look at the process first: New encoder (3 Aug 2026)")
    (one,) = replace(KNOWN, changes=(BO,), causes=(second,)).of_coder(1)
    assert (one.kind, one.candidates) == ("process", ("Moved (20 Jul 2026)",))


def heard(coder: int | None, *changes: FoundChange) -> list[str]:
    known = replace(KNOWN, changes=changes)
    found = known.of_team() if coder is None else known.of_coder(coder)
    return [one.text.split(":")[0] for one in found]


def test_everybody_hears_of_the_team_who_does_a_type_of_it_and_only_who_it_is_of_what_is_their_own() -> None:
    every = (BO, TYPE, TEAM, ANA, MIX)
    assert heard(None, *every) == ["Emergency, all who do it", "The team as a whole"]
    assert heard(0, *every) == ["Emergency, all who do it", "The team as a whole", "Ana", "Ana"]
    assert heard(1, *every) == ["The team as a whole", "Bo"]
    assert heard(2, *every) == ["Emergency, all who do it", "The team as a whole"]
    assert (NOTHING.of_team(), KNOWN.of_coder(0)) == ((), ())


def audited(level: str = "coder", coder: int | None = 0, size: float = -0.05, **more: int) -> DatedChange:
    given = {"work_type": None, "auditor": None, **more}
    change = AccuracyChange(level, coder, given["work_type"], given["auditor"], 0, None, size, size - 0.02, size + 0.02)  # type: ignore[arg-type]
    return DatedChange(change, date(2026, 8, 3), None)


def test_changes_of_accuracy_follow_with_their_names_and_what_may_explain_them() -> None:
    known = replace(
        KNOWN, auditors=("Ali", "Ruth"), causes=(Cause(MONDAYS[4], "New encoder"),),
        accuracy=(
            audited(), audited("auditor", None, auditor=1), audited("work_type", None, work_type=1),
            audited("team", None),
        ),
    )  # fmt: skip
    said = [one.text for one in known.of_coder(0)]
    assert [words.split(":")[0] for words in said] == [
        "Audits by Ruth", "Emergency, all who do it", "The team as a whole", "Ana",
    ]  # fmt: skip
    assert said[0].endswith("is the same rule read in the same way?")
    assert said[2].endswith("look at the process first: New encoder (3 Aug 2026)")
    assert said[3].endswith(" – has something changed in the work?")  # it left all others as they were
    assert len(known.of_coder(1)) == 2
    assert len(known.of_team()) == 3
    assert (known.of_coder(0)[3].coder_id, known.of_coder(0)[1].work_type_id) == (11, 22)


def test_pace_up_and_accuracy_down_of_one_are_told_as_one_where_both_are_sure() -> None:
    every = replace(KNOWN, changes=(ANA,), accuracy=(audited(),), opposed=(OPPOSED,))
    assert [one.measure for one in every.of_coder(0)] == ["both"]
    assert every.of_coder(0)[0].coder_id == 11
    unsure = replace(every, opposed=(replace(OPPOSED, fall_high=0.0, more=2),))
    assert [one.measure for one in unsure.of_coder(0)] == ["pace", "both", "accuracy"]
    other = replace(
        every, changes=(replace(ANA, size=-0.1), TEAM), accuracy=(audited(size=0.05), audited("team", None))
    )
    assert [one.measure for one in other.of_coder(0)] == ["pace", "pace", "both", "accuracy", "accuracy"]
    assert [one.measure for one in every.of_coder(1)] == []
    team = replace(every, opposed=(replace(OPPOSED, coder=None),))
    assert [one.measure for one in team.of_coder(0)] == ["pace", "both", "accuracy"]
    assert [one.measure for one in team.of_team()] == ["both"]
    assert team.of_team()[0].text.startswith("The team as a whole: pace up")


def explains(kind: str, begins: int, ends: int | None = None, size: float = -0.1) -> bool:
    """Tell whether an event from some day to another, from the first Monday of a change on, may explain it."""
    first = MONDAYS[4]
    cause = Cause(first + timedelta(begins), "It", until=None if ends is None else first + timedelta(ends), kind=kind)
    return "It (" in text(replace(TEAM, size=size), cause)


@pytest.mark.parametrize(
    ("begins", "ends", "slower", "faster"),
    [
        (6, None, True, False),  # on the Sunday of its first week
        (7, None, False, False),
        (-21, None, True, False),
        (-22, None, False, False),
        (-90, 0, True, True),
        (-90, 6, True, True),
        (-90, 7, True, False),
        (-90, -1, False, True),
        (-90, -21, False, True),
        (-90, -22, False, False),
        (7, 9, False, False),
    ],
)  # fmt: skip
def test_a_go_live_explains_what_is_slower_while_it_lasts_and_faster_when_it_lets_go(
    begins: int, ends: int | None, slower: bool, faster: bool
) -> None:
    assert (explains("go_live", begins, ends), explains("go_live", begins, ends, 0.1)) == (slower, faster)


@pytest.mark.parametrize("kind", ["downtime", "documentation"])
def test_what_slows_no_longer_than_it_lasts_explains_nothing_a_week_after_it(kind: str) -> None:
    assert explains(kind, -10, -7)
    assert not explains(kind, -10, -8)
    assert explains("go_live", -10, -8)
    assert explains(kind, -10, -8, 0.1)
    # downtime without an end is over on its day
    assert explains("downtime", -7)
    assert explains("downtime", -8) is False
    assert explains("documentation", -8)


@pytest.mark.parametrize(
    ("begins", "ends", "both"),
    [(6, None, True), (7, None, False), (-21, None, True), (-22, None, False), (-90, 0, True), (-90, -21, True),
     (-90, -22, False)],
)  # fmt: skip
def test_any_other_event_may_explain_either_way(begins: int, ends: int | None, both: bool) -> None:
    assert (explains("training", begins, ends), explains("training", begins, ends, 0.1)) == (both, both)


@pytest.mark.parametrize(
    ("change", "cause", "may"),
    [
        (TEAM, {}, True),
        (TEAM, {"work_type": "Emergency"}, True),
        (TEAM, {"coder": "Ana"}, False),
        (TYPE, {}, True),
        (TYPE, {"work_type": "Emergency"}, True),
        (TYPE, {"work_type": "Inpatient"}, False),
        (BO, {}, False),  # what concerns everybody left the others as they were
        (BO, {"coder": "Bo"}, True),
        (BO, {"coder": "Ana"}, False),
        (BO, {"work_type": "Inpatient"}, False),  # Ana does it too
        (BO, {"work_type": "Emergency"}, False),
    ],
)
def test_an_event_explains_only_what_it_concerns(change: FoundChange, cause: dict[str, str], may: bool) -> None:
    assert ("It (" in text(change, Cause(MONDAYS[4], "It", **cause))) is may  # type: ignore[arg-type]


def test_an_event_of_work_that_one_does_alone_explains_that_coder_s_change() -> None:
    alone = replace(KNOWN, done=(frozenset({0, 1}), frozenset({0}), frozenset({0})), changes=(ANA, BO))
    known = replace(alone, causes=(Cause(MONDAYS[4], "It", work_type="Emergency"),))
    assert known.of_coder(0)[0].candidates == ("It (3 Aug 2026)",)
    assert known.of_coder(1)[0].candidates == ()
    assert known.types_of(0) == {"Inpatient", "Emergency"}


def test_marks_of_a_chart_are_explained_by_what_is_the_process_s() -> None:
    every_change = (
        replace(TEAM, last=6),
        replace(TYPE, size=0.1),
        MIX,
        BO,
        replace(ANA, level="ramp"),
        replace(MIX, coder=None),
    )
    known = replace(KNOWN, every_change=every_change)
    team = Explains(MONDAYS[4], MONDAYS[6], False, "with the whole team")
    kind = Explains(MONDAYS[4], None, True, "with all who do Emergency")
    mix = Explains(MONDAYS[4], None, False, "by another mix of work")
    assert known.explains_team() == (team, kind, mix)
    assert known.explains_coder(0) == (team, kind, mix, mix)
    assert known.explains_coder(1) == (team, mix)  # nothing explains Bo's own
    assert known.explains_coder(2) == (team, kind, mix)
    assert (known.explains_type(0), known.explains_type(1)) == ((team,), (team, kind))


def test_an_event_of_one_s_own_explains_one_s_marks_and_is_named() -> None:
    causes = (Cause(MONDAYS[4], "Moved", coder="Bo"), Cause(MONDAYS[3], "New encoder"))
    known = replace(KNOWN, every_change=(BO, TEAM), causes=causes)
    assert [each.words for each in known.explains_coder(1)] == [
        "after “Moved (3 Aug 2026)”", "with the whole team, after “New encoder (27 Jul 2026)”",
    ]  # fmt: skip


@pytest.mark.parametrize(("full", "start", "seen"), [(9, MONDAYS[9] + timedelta(42), True), (9, MONDAYS[11], True),
                                                   (9, MONDAYS[9] + timedelta(43), False)])  # fmt: skip
def test_what_grows_is_told_while_it_grows_and_six_weeks_more(full: int, start: date, seen: bool) -> None:
    change = replace(TEAM, full=full)
    assert in_period([change], MONDAYS, start) == ((change,) if seen else ())
    (one,) = replace(KNOWN, changes=(change,)).of_team()
    assert (one.since, one.whole_since, one.until) == (MONDAYS[4], MONDAYS[9], None)


@pytest.mark.parametrize(("begins", "explains"), [(1, True), (0, False), (6, True), (7, False)])
def test_what_begins_in_the_first_third_of_its_way_may_explain_what_grows(begins: int, explains: bool) -> None:
    """It grows from week 4 to week 11: a third of the way is week 6; three weeks before it is week 1."""
    cause = Cause(MONDAYS[begins], "New template", kind="tool")
    assert ("New template" in text(replace(TEAM, full=11), cause)) is explains


@pytest.mark.parametrize(
    ("last", "start", "seen"),
    [
        (None, MONDAYS[4] + timedelta(42), True),
        (None, MONDAYS[4] + timedelta(43), False),
        (6, MONDAYS[6] + timedelta(6), True),
        (11, MONDAYS[11] + timedelta(6), True),
        (11, MONDAYS[11] + timedelta(7), False),
    ],
)
def test_a_change_is_told_for_six_weeks_and_while_it_goes_on(last: int | None, start: date, seen: bool) -> None:
    change = replace(TEAM, last=last)
    assert in_period([change], MONDAYS, start) == ((change,) if seen else ())
