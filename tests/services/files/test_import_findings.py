"""findings.csv as others write it: what a finding stands for is told by its codes, its record and its direction."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from codedesk import models
from codedesk.desk import Desk
from codedesk.metrics.figures import Accuracy
from codedesk.periods import Period
from codedesk.services.figures.figures import team_figures
from tests.services.files.test_importing import TEAM, counts, problems_of, take_in

DAY = date(2026, 7, 9)
# The worked sheet: record, matched, revised, added, deleted, principal right, DRG right
SHEET = (
    "1,8,0,0,0,yes,yes", "2,11,1,1,0,yes,yes", "3,6,1,0,0,no,no", "4,14,0,2,0,yes,yes", "5,9,0,0,1,yes,yes",
    "6,12,0,1,0,yes,no", "7,5,0,0,0,yes,yes", "8,10,1,0,0,yes,yes", "9,7,0,0,0,yes,yes", "10,13,0,0,1,yes,no",
)  # fmt: skip
FINDINGS = (
    "2,secondary diagnosis other,under,{two}", "2,secondary diagnosis other,neither,", "3,principal diagnosis,over,",
    "3,DRG,over,{drg}", "4,secondary diagnosis other,under,", "4,secondary diagnosis other,under,",
    "5,secondary diagnosis other,over,{five}", "6,secondary diagnosis CC,under,{six}",
    "8,secondary diagnosis CC,over,{eight}", "10,procedure PCS,over,",
)  # fmt: skip


def files(method: str, **outcomes: str) -> dict[str, str]:
    said = dict.fromkeys(("two", "drg", "five", "six", "eight"), "") | outcomes
    records = "\n".join(f"July,{line}" for line in SHEET)
    findings = "\n".join(f"July,{line.format(**said)}" for line in FINDINGS)
    return {
        **TEAM,
        "audits.csv": f"audit,date,coder,method\nJuly,{DAY},Ana Diaz,{method}\n",
        "records.csv": f"audit,record,matched,revised,added,deleted,principal_right,drg_right\n{records}\n",
        "findings.csv": f"audit,record,category,direction,outcome\n{findings}\n",
    }


def accuracy(desk: Desk) -> Accuracy:
    found = desk.read(team_figures, Period(DAY, DAY), None, DAY).coders[0].paired.accuracy
    assert isinstance(found, Accuracy)
    return found


def changes(session: Session) -> list[str]:
    return list(session.exec(select(models.Finding.change).order_by(col(models.Finding.id))))


def test_without_codes_a_finding_stands_for_what_its_record_has_left(department: Desk) -> None:
    take_in(department, files("code_over_code"))
    assert department.read(changes) == [
        "added", "revised",  # record 2: what is under-coded is the added one, the other is left
        "revised", "none",  # a DRG is no code
        "added", "added", "deleted", "added",
        "revised",  # record 8: over-coded, but only a revised code was counted
        "deleted",
    ]  # fmt: skip
    assert counts(take_in(department, files("code_over_code")), "findings.csv") == (0, 10, 0)


@pytest.mark.parametrize(
    ("method", "outcomes", "first", "final"),
    [
        # one revised and one added withdrawn: 96 of 101
        ("code_over_code", {"eight": "withdrawn", "six": "withdrawn"}, (95, 102), (96, 101)),
        # a deleted one becomes matched, and one of the auditor's codes
        ("code_over_code", {"five": "withdrawn"}, (95, 102), (96, 103)),
        ("union", {"five": "withdrawn"}, (95, 104), (96, 104)),
        # the DRG finding alone: no code moves, the DRG is right
        ("code_over_code", {"drg": "withdrawn"}, (95, 102), (95, 102)),
        ("drg", {"drg": "withdrawn"}, (7, 10), (8, 10)),
        # record 3: 25 for the DRG first, 15 for the principal diagnosis then: 90.0 becomes 91.0
        ("weighted", {"drg": "withdrawn"}, (9.0, 10), (9.1, 10)),
        ("record", {"five": "withdrawn", "eight": "withdrawn"}, (3, 10), (5, 10)),
        # records with an error that stands stay wrong
        ("record", {"two": "withdrawn"}, (3, 10), (3, 10)),
        # 110 = 95 + 3 + 2 + 10; right 95 + 10 - 4 - 1
        ("error_rate", {"six": "withdrawn"}, (100, 110), (101, 110)),
    ],
)
def test_the_final_score_from_files_is_that_by_hand(
    department: Desk, method: str, outcomes: dict[str, str], first: tuple[float, int], final: tuple[float, int]
) -> None:
    take_in(department, files(method, **outcomes))
    found = accuracy(department)
    assert (found.correct, found.reviewed) == (pytest.approx(final[0]), final[1])
    assert found.first_value == pytest.approx(first[0] / first[1])


def test_a_finding_of_an_audit_in_counts_stands_for_what_the_counts_have_left(department: Desk) -> None:
    lines = ("under,", "under,", "neither,withdrawn", "over,withdrawn", "over,")
    take_in(
        department,
        {
            **TEAM,
            "audits.csv": "audit,date,coder,method,records,matched,revised,added,deleted\n"
            f"July,{DAY},Ana Diaz,code_over_code,10,95,4,1,2\n",
            "findings.csv": "audit,record,category,direction,outcome\n"
            + "\n".join(f"July,,secondary diagnosis other,{line}" for line in lines)
            + "\n",
        },
    )
    # one added code was counted: the second that is under-coded is a revised one
    assert department.read(changes) == ["added", "revised", "revised", "deleted", "deleted"]
    found = accuracy(department)
    assert (found.correct, found.reviewed) == (97, 101)  # 95 + 1 revised + 1 deleted, of 100 + 1


def test_what_the_file_says_itself_is_kept(department: Desk) -> None:
    given = files("code_over_code")
    given["findings.csv"] = "audit,record,category,direction,change\nJuly,3,DRG,over,revised\nJuly,3,APC,over,\n"
    take_in(department, given)
    assert department.read(changes) == ["revised", "none"]


@pytest.mark.parametrize(
    ("answer", "outcome", "column", "state"),
    [
        ("rebut", "", "", "answered"),  # a final audit has no open rebuttal
        ("rebut", "upheld", "", "final"),
        ("agree", "", "", "final"),
        ("rebut", "", "shared", "shared"),  # what the file says itself is kept
    ],
)
def test_an_open_rebuttal_keeps_an_audit_from_being_final(
    department: Desk, answer: str, outcome: str, column: str, state: str
) -> None:
    given = files("code_over_code")
    if column:
        given["audits.csv"] = f"audit,date,coder,method,state\nJuly,{DAY},Ana Diaz,code_over_code,{column}\n"
    given["findings.csv"] = f"audit,record,category,direction,answer,outcome\nJuly,2,POA,under,{answer},{outcome}\n"
    take_in(department, given)

    def states(session: Session) -> list[str]:
        return list(session.exec(select(models.Audit.state)))

    assert department.read(states) == [state]
    assert counts(take_in(department, given), "audits.csv") == (0, 1, 0)


OPEN = "1 rebuttal has no outcome yet: uphold or withdraw first, then make the audit final"
ANSWERED = "audit,record,category,direction,answer,outcome\n"


def test_an_audit_that_is_called_final_with_an_open_rebuttal_is_refused(department: Desk) -> None:
    given = files("code_over_code")
    given["audits.csv"] = f"audit,date,coder,method,state\nJuly,{DAY},Ana Diaz,code_over_code,final\n"
    given["findings.csv"] = f"{ANSWERED}July,2,POA,under,rebut,\nJuly,3,POA,under,rebut,upheld\n"
    assert problems_of(department, given) == [("audits.csv", 2, "state", OPEN)]


def test_an_open_rebuttal_does_not_come_into_an_audit_that_is_final(department: Desk) -> None:
    take_in(department, files("code_over_code"))
    later = {"findings.csv": f"{ANSWERED}July,4,POA,under,agree,\nJuly,2,POA,under,rebut,\n"}
    assert problems_of(department, later) == [("findings.csv", 2, "outcome", OPEN)]
    opened = {"audits.csv": f"audit,date,coder,method,state\nJuly,{DAY},Ana Diaz,code_over_code,answered\n"}
    take_in(department, {**opened, **later}, update=True)
    assert problems_of(department, {"audits.csv": opened["audits.csv"].replace("answered", "final")}, update=True) == [
        ("audits.csv", 2, "state", OPEN)
    ]


def test_what_a_file_leaves_out_of_a_stored_audit_is_judged_as_it_is_stored(department: Desk) -> None:
    header = "audit,date,coder,method,records,drg_reviewed,drg_right\n"
    take_in(department, {**TEAM, "audits.csv": f"{header}July,{DAY},Ana Diaz,drg,10,10,9\n"})
    part = "audit,date,coder,method,drg_right\nJuly,{},Ana Diaz,drg,{}\n"
    found = problems_of(department, {"audits.csv": part.format(DAY, 11)}, update=True)
    assert found == [("audits.csv", 2, "drg_right", "more DRGs right than DRGs reviewed")]
    assert counts(take_in(department, {"audits.csv": part.format(DAY, 8)}, update=True), "audits.csv") == (0, 0, 1)


def test_an_audit_record_by_record_needs_its_records(department: Desk) -> None:
    given = {**TEAM, "audits.csv": f"audit,date,coder,method,depth\nJuly,{DAY},Ana Diaz,drg,records\n"}
    assert problems_of(department, given) == [("audits.csv", 2, "depth", "enter at least one record, such as 8 1 0 0")]


def test_a_severity_is_one_of_the_list_or_added_to_it_on_demand(department: Desk) -> None:
    given = files("code_over_code")
    given["findings.csv"] = "audit,record,category,direction,severity\nJuly,2,POA,under,level 4\nJuly,3,POA,over,HIGH\n"
    ((file, line, column, reason),) = problems_of(department, given)
    assert (file, line, column) == ("findings.csv", 2, "severity")
    assert reason == "there is no severity “level 4”; add it to severities.csv"
    plan = take_in(department, given, create_missing=True)
    assert [(made.noun, made.name) for made in plan.created] == [("severity", "level 4")]

    def severities(session: Session) -> tuple[list[str], list[str]]:
        listed = session.exec(select(models.Severity.name).order_by(col(models.Severity.position))).all()
        return list(listed), list(session.exec(select(models.Finding.severity).order_by(col(models.Finding.id))))

    assert department.read(severities) == (["low", "medium", "high", "level 4"], ["level 4", "high"])


def test_where_no_severity_is_said_the_middle_of_the_list_is_meant(department: Desk) -> None:
    given = files("code_over_code")
    given["severities.csv"] = "severity\nminor\nmoderate\nmajor\n"
    given["findings.csv"] = "audit,record,category,direction\nJuly,2,POA,under\n"
    take_in(department, given)
    said = department.read(lambda session: list(session.exec(select(models.Finding.severity))))
    assert said == ["moderate"]
