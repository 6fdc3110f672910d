"""Exports of audit tools and lists that look like them: what agrees is right, and what has no place is said."""

import pytest

from codedesk.exchange.foreign.opening import pasted_book
from tests.exchange.foreign.layouts import NOBODY, brought, problems, total

PER_CODE = """\
Audit ID,Auditor,Coder,Account,Review Date,Code Type,{head},Comment
Q1-01,D. Orr,Jane Smith,A1,3/13/2025,PDX,{yes},
Q1-01,D. Orr,Jane Smith,A1,3/13/2025,SDX,{no},specificity
Q1-01,D. Orr,Jane Smith,A2,3/13/2025,SDX,{yes},
Q1-01,D. Orr,Bob Lee,B1,3/14/2025,CPT,{yes},
"""
AGREED = """\
"Audit Name","Coder","Case #","Audit Date","Total Codes","Agreed","Disagreed","Accuracy %"
"2025 Q1 ED","Smith, Jane","1","03/13/2025","8","7","1","87.50%"
"2025 Q1 ED","Lee, Bob","3","03/13/2025","6","6","0","100.00%"
"","","","Totals","14","13","1","92.86%"
"""
DENIALS = """\
Denial Date,Account,Payer,Coder,Denial Reason,Amount Denied,Appeal Status,Overturned
3/3/2025,A1,Payer A,Jane Smith,DRG downgrade,"$4,500.00",Appealed,Y
3/15/2025,A2,Payer B,Bob Lee,Medical necessity,"$1,200.00",Written off,N
"""


@pytest.mark.parametrize(
    ("head", "yes", "no"),
    [
        ("Agree/Disagree", "Agree", "Disagree"),
        ("Correct/Incorrect", "Correct", "Incorrect"),
        ("Auditor agreed?", "Y", "N"),
        ("Error (Y/N)", "N", "Y"),
    ],
)
def test_a_row_per_code_is_right_where_it_says_so_whatever_its_head(head: str, yes: str, no: str) -> None:
    _, done = brought(pasted_book(PER_CODE.format(head=head, yes=yes, no=no)), NOBODY)
    assert problems(done) == []
    assert (total(done, "records.csv", "matched"), total(done, "records.csv", "revised")) == (3, 1)


def test_codes_that_were_not_agreed_upon_are_errors() -> None:
    _, done = brought(pasted_book(AGREED), NOBODY)
    assert problems(done) == []
    assert (total(done, "records.csv", "matched"), total(done, "records.csv", "revised")) == (13, 1)
    assert [each.words for each in done.sums if not each.agrees] == []


def test_a_list_of_denials_is_no_audit_and_says_where_denials_go() -> None:
    found, done = brought(pasted_book(DENIALS), NOBODY)
    assert (done.draft.sheets, found.map.taken()) == ((), [])
    assert found.rows[0].startswith("it is a list of denials: enter them under Rework and denials")


def test_a_text_that_is_no_table_says_what_would_help() -> None:
    found, _ = brought(pasted_book("Productivity for Monday\n\nJane: 23 IP, 6.5h\nBob: 70 ED, 7.5h\nThanks!"), NOBODY)
    assert found.rows[0].startswith("no row names columns, as Coder, Date, Charts do; give each column a head")
