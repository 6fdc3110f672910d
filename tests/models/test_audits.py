"""What an audit as typed contradicts, field by field, and what its parts say of themselves."""

from datetime import date, timedelta
from typing import Any

import pytest

from codedesk.models.audits import AuditDraft, FindingDraft, RecordDraft

DAY = date(2026, 7, 1)
COUNTS = {"records": 10, "matched": 95, "revised": 3, "added": 2, "records_right": 6, "drg_reviewed": 8, "drg_right": 7}
RESULT = {"depth": "result", "records": 10, "reported_accuracy": 88.6}


def wrong(**said: Any) -> list[tuple[str, str]]:
    draft = AuditDraft(**{"name": "Quarter", "coder_id": 1, "day": DAY, **said})
    return [(refused.field, refused.reason) for refused in draft.contradictions()]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, ""),
        ({"period_from": DAY, "period_to": DAY}, ""),
        ({"period_from": DAY, "period_to": DAY - timedelta(1)}, "period_to"),
        ({"period_to": DAY - timedelta(1)}, ""),
        ({"shared_on": DAY, "answer_due": DAY}, ""),
        ({"shared_on": DAY, "answer_due": DAY - timedelta(1)}, "answer_due"),
        ({"answer_due": DAY - timedelta(1)}, ""),
        ({"records_right": 10}, ""),
        ({"records_right": 11}, "records_right"),
        ({"records_right": 11, "records": None, "drg_reviewed": None, "drg_right": None}, ""),
        ({"principal_changed": 10}, ""),
        ({"principal_changed": 11}, "principal_changed"),
        ({"drg_right": 8}, ""),
        ({"drg_right": 9}, "drg_right"),
        ({"drg_reviewed": 10}, ""),
        ({"drg_reviewed": 11}, "drg_reviewed"),
        ({"drg_reviewed": None}, "drg_reviewed"),
        ({"revised": None}, "revised"),
        ({"added": None}, "added"),
        ({"matched": None}, "matched"),
        ({"deleted": 0, "matched": None}, "matched"),
    ],
)
def test_counts_contradict_themselves_only_where_a_part_is_more_than_its_whole(
    said: dict[str, Any], field: str
) -> None:
    assert [name for name, _ in wrong(**COUNTS | said)] == ([field] if field else [])


def test_counts_by_charts_or_by_drgs_need_no_codes_and_none_at_all_are_asked_for() -> None:
    assert wrong(records=10, records_right=6) == []
    assert wrong(records=10, drg_reviewed=8, drg_right=7) == []
    assert wrong(records=10) == [("matched", "enter the counts: at least the codes matched")]
    assert [name for name, _ in wrong(deleted=1)] == ["matched", "revised", "added"]


def test_a_result_needs_its_accuracy_and_its_charts() -> None:
    assert wrong(**RESULT) == []
    assert [name for name, _ in wrong(depth="result")] == ["reported_accuracy", "records"]
    assert [name for name, _ in wrong(**RESULT | {"records": 0})] == ["records"]
    assert wrong(**RESULT | {"reported_accuracy": 0.0}) == []


def test_a_chart_counts_its_errors() -> None:
    assert RecordDraft(reference="A1", matched=8, revised=3, added=2, deleted=1).errors == 6


@pytest.mark.parametrize(
    ("answer", "outcome", "waits", "withdrawn"),
    [
        ("", "", False, False), ("rebut", "", True, False), ("rebut", "upheld", False, False),
        ("rebut", "withdrawn", False, True), ("agree", "", False, False),
    ],
)  # fmt: skip
def test_a_rebuttal_waits_until_it_has_an_outcome(answer: str, outcome: str, waits: bool, withdrawn: bool) -> None:
    found = FindingDraft(category_id=1, answer=answer, outcome=outcome)
    assert (found.waits, found.withdrawn) == (waits, withdrawn)
