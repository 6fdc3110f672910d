"""What audits add up to: the same ten charts by every method, as counts, as records, as a result; and who has none."""

import numpy as np
import pytest

from codedesk.metrics.audits import COUNTS, RECORDS, AuditSums, Parts, parts
from tests.metrics.audited import NAN, audit, audits, findings, records

NO_RECORDS, NO_FINDINGS = records(), findings()
# Ten charts: 95 codes right, 3 revised, 4 missed by the coder, 2 not supported; one principal diagnosis changed; 6
# charts without an error; of 8 charts with a DRG 7 right.
TEN = {
    "matched": 95, "revised": 3, "added": 4, "deleted": 2, "principal_changed": 1, "records": 10, "right": 6,
    "drg_reviewed": 8, "drg_right": 7,
}  # fmt: skip


def sums(found: Parts, row: int = 0) -> AuditSums:
    return AuditSums(*found.sums[row].tolist())


@pytest.mark.parametrize(
    ("method", "correct", "reviewed"),
    [
        ("code_over_code", 95, 102),  # 95 ÷ (95 + 3 + 4)
        ("code_over_code_net", 93, 102),  # (95 − 2) ÷ 102
        ("union", 95, 104),  # 95 ÷ (102 + 2)
        ("error_rate", 100, 110),  # 1 − (3 + 4 + 2 + 1) ÷ (95 + 3 + 2 + 10)
        ("record", 6, 10),
        ("drg", 7, 8),
    ],
)
def test_counts_by_every_method(method: str, correct: float, reviewed: float) -> None:
    found = parts(audits(audit(method, **TEN)), NO_RECORDS, NO_FINDINGS, NAN)
    assert (found.audit.tolist(), found.work_type.tolist(), found.as_reported.tolist()) == ([0], [-1], [False])
    assert not len(found.unscored)
    one = sums(found)
    assert (one.correct, one.reviewed, one.first_correct, one.first_reviewed) == (correct, reviewed, correct, reviewed)
    assert (one.matched, one.revised, one.added, one.deleted) == (95, 3, 4, 2)
    assert (one.records, one.principal_changed, one.unfollowed) == (10, 1, 0)
    assert one[AuditSums._fields.index("known") : -1] == (0, 0, 0, 0, 0, 0)  # no chart of them is known one by one


def test_charts_known_one_by_one_are_added_up_with_their_squares() -> None:
    # (8 of 10) and (9 of 9): Σc = 17, Σt = 19, Σc² = 64 + 81, Σct = 80 + 81, Σt² = 100 + 81
    charts = records((0, (8, 1, 1, 0)), (0, (9, 0, 0, 1)))
    one = sums(parts(audits(audit()), charts, NO_FINDINGS, NAN))
    assert (one.correct, one.reviewed, one.records) == (17, 19, 2)
    assert (one.known, one.known_correct, one.known_reviewed) == (2, 17, 19)
    assert (one.square_correct, one.product, one.square_reviewed) == (145, 161, 181)


def test_an_audit_is_parted_by_the_work_types_that_its_charts_name() -> None:
    charts = records((0, (8, 2, 0, 0)), (0, (9, 1, 0, 0)), (0, (5, 0, 0, 0)), (1, (7, 3, 0, 0)), types=[3, -1, 3, -1])
    found = parts(audits(audit(work_type=1), audit()), charts, NO_FINDINGS, NAN)
    rows = {(int(a), int(w)): sums(found, n) for n, (a, w) in enumerate(zip(found.audit, found.work_type, strict=True))}
    assert {key: (one.correct, one.reviewed) for key, one in rows.items()} == {
        (0, 3): (13, 15), (0, 1): (9, 10), (1, -1): (7, 10),
    }  # fmt: skip
    whole = found.pooled(np.flatnonzero(found.audit == 0))
    assert (whole.correct, whole.reviewed, whole.records) == (22, 25, 3)


def test_a_result_is_as_many_charts_right_as_it_says_and_weighs_one_where_their_number_is_not_known() -> None:
    found = parts(audits(audit(reported=0.9, records=20), audit(reported=0.8), audit(reported=0.7, records=0)),
                  NO_RECORDS, NO_FINDINGS, NAN)  # fmt: skip
    assert found.as_reported.tolist() == [True, True, True]
    seen = [(sums(found, row).correct, sums(found, row).reviewed) for row in range(3)]
    assert seen == [(18, 20), (0.8, 1), (0.7, 1)]
    assert sums(found).records == 20
    assert np.isnan(sums(found, 1).records)
    assert np.isnan(sums(found).matched)
    assert (sums(found).known, sums(found).unfollowed) == (0, 0)


def test_what_cannot_be_scored_by_its_method_is_named_and_a_result_takes_its_place() -> None:
    blank = audit("union", matched=95, revised=3, added=4, records=10)  # union needs what was deleted
    found = parts(audits(blank, blank | {"reported": 0.9}, audit(depth=COUNTS)), NO_RECORDS, NO_FINDINGS, NAN)
    assert found.unscored.tolist() == [0, 2]
    assert (found.audit.tolist(), found.as_reported.tolist()) == ([1], [True])
    assert (sums(found).correct, sums(found).reviewed) == (9, 10)


def test_nothing_reviewed_is_no_score() -> None:
    nothing = audit(matched=0, revised=0, added=0, deleted=3, records=2)
    assert parts(audits(nothing), NO_RECORDS, NO_FINDINGS, NAN).unscored.tolist() == [0]
    assert parts(audits(nothing | {"method": "union"}), NO_RECORDS, NO_FINDINGS, NAN).sums[0, :2].tolist() == [0, 3]


def test_withdrawn_findings_change_counts_and_the_first_score_is_kept() -> None:
    gone = findings((0, -1, "revised", True), (0, -1, "added", True), (0, -1, "deleted", True), (0, -1, "added", False))
    one = sums(parts(audits(audit(**TEN)), NO_RECORDS, gone, NAN))
    assert (one.first_correct, one.first_reviewed) == (95, 102)
    assert (one.matched, one.revised, one.added, one.deleted) == (97, 2, 3, 1)  # revised and deleted become matched
    assert (one.correct, one.reviewed) == (97, 102)


def test_no_more_is_withdrawn_than_was_counted() -> None:
    gone = findings(*[(0, -1, "revised", True)] * 5, about=["principal"] * 5)
    one = sums(parts(audits(audit("error_rate", **TEN)), NO_RECORDS, gone, NAN))
    assert (one.matched, one.revised, one.principal_changed) == (98, 0, 0)
    assert (one.correct, one.reviewed) == (104, 110)  # 110 − 4 added − 2 deleted


def test_a_withdrawn_drg_is_right_again_and_never_more_than_were_reviewed() -> None:
    for withdrawn, right in ((1, 8), (3, 8)):
        gone = findings(*[(0, -1, "none", True)] * withdrawn, about=["drg"] * withdrawn)
        assert sums(parts(audits(audit("drg", **TEN)), NO_RECORDS, gone, NAN)).correct == right


def test_which_chart_is_right_again_is_known_only_where_no_error_is_left() -> None:
    one_left = {**TEN, "revised": 1, "added": 1, "deleted": 0, "principal_changed": 0, "drg_right": 8, "right": 8}
    gone = findings((0, -1, "revised", True))
    one = sums(parts(audits(audit("record", **one_left)), NO_RECORDS, gone, NAN))
    assert (one.correct, one.reviewed, one.unfollowed) == (8, 10, 1)  # one added code is left: it may be anywhere
    both = findings((0, -1, "revised", True), (0, -1, "added", True))
    one = sums(parts(audits(audit("record", **one_left)), NO_RECORDS, both, NAN))
    assert (one.correct, one.reviewed, one.unfollowed) == (10, 10, 0)
    standing = findings((0, -1, "revised", True), (0, -1, "added", True), (0, -1, "none", False))
    assert sums(parts(audits(audit("record", **one_left)), NO_RECORDS, standing, NAN)).correct == 8


def test_findings_that_name_no_chart_move_codes_of_an_audit_with_charts() -> None:
    charts = records((0, (8, 1, 1, 0)), (0, (9, 1, 0, 1)), principal=[0, 1], drg=[0, 1])
    for method, about, before, after in (
        ("code_over_code", "", (17, 20), (18, 20)),
        ("error_rate", "principal", (17, 22), (19, 22)),  # 22 − 2 − 1 − 1 − 1, then 22 − 1 − 1 − 1
        ("drg", "drg", (1, 2), (2, 2)),
    ):
        change = "none" if about == "drg" else "revised"
        gone = findings((0, -1, change, True), about=[about])
        whole = parts(audits(audit(method)), charts, gone, NAN).pooled(np.arange(2))
        assert (whole.first_correct, whole.first_reviewed) == before, method
        assert (whole.correct, whole.reviewed) == after, method
        assert whole.unfollowed == 0


def test_by_charts_a_finding_that_names_none_cannot_be_followed() -> None:
    charts = records((0, (8, 2, 0, 0)), (0, (10, 0, 0, 0)))
    gone = findings((0, -1, "revised", True))
    whole = parts(audits(audit("record")), charts, gone, NAN).pooled(np.arange(2))
    assert (whole.correct, whole.reviewed, whole.unfollowed) == (1, 2, 1)
    # beside the codes, nobody can tell which chart it makes wrong: the audit cannot be scored
    for change, method in (("none", "record"), ("revised", "weighted")):
        found = parts(audits(audit(method)), charts, findings((0, -1, change, False), points=[10]), NAN)
        assert found.unscored.tolist() == [0], method


@pytest.mark.parametrize(
    "left",
    [
        {"revised": 1, "added": 1}, {"added": 1, "deleted": 1}, {"revised": 1, "deleted": 1}, {"deleted": 1},
        {"principal_changed": 1}, {"revised": 1, "principal_changed": 1}, {"drg_right": 7},
        {"added": 1, "drg_right": 7},
    ],
)  # fmt: skip
def test_while_an_error_of_any_kind_is_left_no_chart_is_taken_to_be_right_again(left: dict[str, int]) -> None:
    none = {**TEN, "revised": 0, "added": 0, "deleted": 0, "principal_changed": 0, "drg_right": 8, "right": 6}
    entered = {**none, **left, "added": left.get("added", 0) + 1}
    one = sums(parts(audits(audit("record", **entered)), NO_RECORDS, findings((0, -1, "added", True)), NAN))
    assert (one.correct, one.reviewed, one.unfollowed) == (6, 10, 1)
    clean = sums(parts(audits(audit("record", **none, **{"depth": COUNTS})), NO_RECORDS, NO_FINDINGS, NAN))
    assert (clean.correct, clean.unfollowed) == (6, 0)  # nothing was withdrawn: it is as it was entered


def test_what_was_not_counted_is_no_error_that_is_left() -> None:
    entered = {"matched": 9, "revised": 0, "added": 1, "deleted": 0, "records": 10, "right": 6}
    one = sums(parts(audits(audit("record", **entered)), NO_RECORDS, findings((0, -1, "added", True)), NAN))
    assert (one.correct, one.unfollowed) == (10, 0)


def test_a_withdrawn_finding_changes_the_chart_that_it_names() -> None:
    """Also the first one: 8 of 10 and 9 of 10 right, then 9 of 10 and 9 of 10; work types 0 and −1."""
    charts = records((0, (8, 2, 0, 0)), (0, (9, 1, 0, 0)), types=[0, -1])
    found = parts(audits(audit(work_type=1)), charts, findings((0, 0, "revised", True), (0, 1, "revised", False)), NAN)
    assert found.work_type.tolist() == [0, 1]
    assert [sums(found, row)[:4] for row in (0, 1)] == [(9, 10, 8, 10), (9, 10, 9, 10)]
    assert sums(found).unfollowed == 0


def test_one_chart_alone_is_a_score() -> None:
    found = parts(audits(audit("record")), records((0, (9, 0, 0, 0))), NO_FINDINGS, NAN)
    assert (sums(found).correct, sums(found).reviewed, len(found.unscored)) == (1, 1, 0)


def test_an_audit_of_charts_without_any_is_read_by_its_counts_and_without_those_by_its_result() -> None:
    said = {key: value for key, value in TEN.items() if key != "drg_right"}
    rows = [audit(depth=RECORDS, **said), audit(depth=RECORDS, reported=0.8), audit()]
    found = parts(audits(*rows), NO_RECORDS, NO_FINDINGS, NAN)
    assert (found.audit.tolist(), found.as_reported.tolist()) == ([0, 1], [False, True])
    assert [sums(found, row).correct for row in (0, 1)] == [95, 0.8]
    assert found.unscored.tolist() == [2]


def test_charts_of_an_audit_that_was_entered_as_counts_do_not_count() -> None:
    charts = records((0, (1, 9, 0, 0)), (1, (8, 2, 0, 0)))
    found = parts(audits(audit(**TEN), audit()), charts, NO_FINDINGS, NAN)
    assert {int(a): sums(found, row).matched for row, a in enumerate(found.audit)} == {0: 95, 1: 8}


def test_no_more_of_a_kind_is_withdrawn_from_charts_than_they_count() -> None:
    """One revised, one missed and one principal diagnosis of two charts, each withdrawn three times over."""
    charts = records((0, (8, 1, 0, 0)), (0, (9, 0, 1, 0)), principal=[0, 1])
    gone = findings(
        *[(0, -1, "revised", True)] * 3, *[(0, -1, "added", True)] * 3, *[(0, -1, "deleted", True)] * 3,
        about=["principal"] * 3 + [""] * 6,
    )  # fmt: skip
    whole = parts(audits(audit()), charts, gone, NAN).pooled(np.arange(2))
    assert (whole.matched, whole.revised, whole.added, whole.deleted) == (18, 0, 0, 0)
    assert (whole.correct, whole.reviewed, whole.first_correct, whole.first_reviewed) == (18, 18, 17, 19)
    assert whole.principal_changed == 0


def test_of_charts_no_drg_is_right_again_that_was_right_already() -> None:
    charts = records((0, (8, 0, 0, 0)), (0, (9, 0, 0, 0)), drg=[0, 1])
    whole = parts(audits(audit("drg")), charts, findings(*[(0, -1, "none", True)] * 3, about=["drg"] * 3), NAN)
    assert whole.pooled(np.arange(2))[:4] == (2, 2, 1, 2)


def test_where_points_are_withdrawn_that_name_no_chart_the_score_cannot_be_followed() -> None:
    charts = records((0, (8, 2, 0, 0)), (1, (8, 0, 0, 0)))
    gone = findings((0, -1, "revised", True), points=[10])
    found = parts(audits(audit("weighted"), audit("weighted")), charts, gone, NAN)
    assert found.unscored.tolist() == [0]
    assert found.audit.tolist() == [1]
