"""Sentences that are offered for a review: each names its numbers, none invents, praises past accuracy or blames."""

import re
from dataclasses import replace
from datetime import date

import pytest

from codedesk.metrics.figures import NotAudited, Paired
from codedesk.services.reviews.proposals import proposals
from codedesk.services.reviews.rows import CauseRow, EarlierRow, ErrorRow, PacketEducationRow
from tests.reports import synthetic

GOOD = synthetic.accuracy(98, 100, 12, 0.93, 0.995)
BELOW = synthetic.accuracy(95, 102, 10, 0.8651, 0.9663)


def pair(earned: float, quality: object = GOOD) -> Paired:
    """A pace of so many per cent of 100 productive hours, beside an accuracy."""
    return Paired(synthetic.pace(earned, 100.0, 110.0, 400), quality)  # type: ignore[arg-type]


def test_what_went_well_names_accuracy_and_pace_with_their_samples() -> None:
    row = synthetic.row(paired=pair(103.0))
    assert proposals(row, "went_well")[:2] == (
        "Accuracy met the standard of 95 %: 98.0 % (98 of 100 codes, 12 charts; 95 % interval 93.0–99.5 %); "
        "pace stood at 103.0 %.",
        "Pace was 103.0 %, above the standard of 100 %, with accuracy 98.0 % (98 of 100 codes, 12 charts; "
        "95 % interval 93.0–99.5 %).",
    )


@pytest.mark.parametrize("quality", [BELOW, NotAudited()])
def test_a_good_pace_is_never_praised_beside_an_accuracy_that_is_below_or_unknown(quality: object) -> None:
    assert not [
        words for words in proposals(synthetic.row(paired=pair(118.0, quality)), "went_well") if "Pace" in words
    ]


def test_an_accuracy_below_its_standard_says_what_the_sample_can_show() -> None:
    first, *_ = proposals(synthetic.row(paired=pair(103.0, BELOW)), "work_on")
    assert first == (
        "Accuracy is below the standard of 95 %: 93.1 % (95 of 102 codes, 10 charts; 95 % interval 86.5–96.6 %); "
        "the sample of 10 charts cannot show whether the standard is met."
    )


def test_what_was_found_most_often_says_how_much_of_it_is_not_the_coders_own() -> None:
    errors = (ErrorRow("Modifier", 9, 9), ErrorRow("Units", 3, 1))
    causes = (
        CauseRow("Slip", "coder", 6),
        CauseRow("Time pressure", "system", 5),
        CauseRow("Late", "documentation", 1),
    )
    words = proposals(synthetic.row(paired=pair(103.0), errors=errors, causes=causes), "work_on")
    assert words[0] == "Found most often: “Modifier”, 9 of 12 findings; 6 of the 12 come from documentation or systems."


@pytest.mark.parametrize(
    ("earned", "assurance", "told"),
    [(99.6, "may", False), (95.0, "may", False), (94.9, "may", True), (98.0, "will_not", True)],
)
def test_a_pace_is_to_be_worked_on_from_five_points_under_or_where_it_will_not_be_met(
    earned: float, assurance: str, told: bool
) -> None:
    trend = replace(synthetic.row().trend, assurance=assurance)  # type: ignore[arg-type]
    found = [
        words for words in proposals(synthetic.row(paired=pair(earned), trend=trend), "work_on") if "Pace" in words
    ]
    assert bool(found) is told
    if earned == 94.9:
        assert found == [
            "Pace was 94.9 %, under the standard of 100 % (weeks usually lie in 78.0–112.0 %); accuracy: 98.0 % "
            "(98 of 100 codes, 12 charts; 95 % interval 93.0–99.5 %)."
        ]


def test_rework_names_its_share() -> None:
    assert "3 of 1,450 charts came back as rework (0.2 %)." in proposals(synthetic.row(paired=pair(103.0)), "work_on")


def test_fewer_findings_are_told_with_both_samples_and_only_where_they_are_alike() -> None:
    earlier = EarlierRow("Q2 2026", pair(100.0, synthetic.accuracy(190, 200, 20, 0.91, 0.97)))
    errors = (ErrorRow("POA", 1, 3), ErrorRow("Modifier", 2, 3))
    row = synthetic.row(paired=pair(103.0), earlier=earlier, errors=errors, focused=())
    told = "Fewer findings of “POA”: 1 in 12 charts audited, after 3 in 20 charts in Q2 2026."
    assert told in proposals(row, "went_well")
    assert "Modifier" not in " ".join(proposals(row, "went_well"))  # 2 in 12 charts are more than 3 in 20
    focused = synthetic.row(paired=pair(103.0), earlier=earlier, errors=errors)
    assert "Fewer" not in " ".join(proposals(focused, "went_well"))


def test_education_that_was_done_is_told_with_its_day_and_hours() -> None:
    items = (
        PacketEducationRow("Sepsis sequencing", None, date(2026, 8, 6), 2.0, ""),
        PacketEducationRow("Queries", None, date(2026, 8, 7), 1.0, ""),
        PacketEducationRow("Not yet", date(2026, 12, 1), None, None, ""),
    )
    words = proposals(synthetic.row(paired=pair(103.0), education=items, focused=(), errors=()), "went_well")
    assert words[-2:] == (
        "Education on “Sepsis sequencing” was completed on 6 Aug 2026 (2 hours).",
        "Education on “Queries” was completed on 7 Aug 2026 (1 hour).",
    )


def test_what_was_agreed_is_told_with_its_outcome_or_that_there_is_none() -> None:
    (goal,) = synthetic.row().last_agreements
    asked = (
        replace(goal, goal="Same-day accuracy at 95 %.", outcome="Open: the training was held."),
        replace(goal, outcome=""),
    )
    assert proposals(synthetic.row(last_agreements=asked), "agreed_last_time") == (
        "“Same-day accuracy at 95 %” was agreed in Q2 2026. Outcome: “Open: the training was held”.",
        "“Learn the new encoder” was agreed in Q2 2026. No outcome is recorded yet.",
    )


@pytest.mark.parametrize("field", ["went_well", "work_on"])
def test_every_sentence_names_a_number_and_blames_nobody(field: str) -> None:
    rows = [synthetic.row(), synthetic.learner(), synthetic.nothing(), synthetic.row(paired=pair(60.0, BELOW))]
    for words in (words for row in rows for words in proposals(row, field)):
        assert re.search(r"\d", words) and words.endswith(".") and "\u00a0" not in words
        assert not re.search(r"\b(poor|bad|fail|failed|slow|careless|only|must)\b", words, re.IGNORECASE)


def test_a_text_without_figures_has_nothing_to_propose() -> None:
    assert proposals(synthetic.nothing(), "went_well") == ()
    assert proposals(synthetic.row(), "coder_comments") == ()
