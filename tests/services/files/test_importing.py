"""Taking files in: what is new, the same or changed; what depth an audit has; all or nothing in one step."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from codedesk import models
from codedesk.desk import Desk
from codedesk.exchange.csv_reading import read_text
from codedesk.services.files import importing
from codedesk.services.files.plans import ImportDraft, ImportPlan, ImportRefused, ImportStopped
from codedesk.services.files.sheets import BY_FILE

TEAM = {
    "coders.csv": "coder,started_on\nAna Diaz,2026-01-01\nBo Lind,2026-01-01\n",
    "work_types.csv": "work_type\nInpatient\nEmergency\n",
}

LOG_OF_THREE = (
    "date,coder,work_type,charts\n"
    "2026-01-05,Ana Diaz,Inpatient,12\n2026-01-06,Ana Diaz,Inpatient,14\n2026-01-07,Ana Diaz,Inpatient,10\n"
)


def draft(files: dict[str, str], *, update: bool = False, create_missing: bool = False) -> ImportDraft:
    sheets = tuple(read_text(BY_FILE[name], text, name) for name, text in files.items())
    return ImportDraft(sheets, update=update, create_missing=create_missing)


def take_in(desk: Desk, files: dict[str, str], *, update: bool = False, create_missing: bool = False) -> ImportPlan:
    wanted = draft(files, update=update, create_missing=create_missing)
    return desk.write(importing.step_name(wanted), importing.apply, wanted)


def problems_of(desk: Desk, files: dict[str, str], **choices: bool) -> list[tuple[str, int | None, str, str]]:
    plan = desk.read(importing.plan, draft(files, **choices))
    return [(each.file, each.line, each.column, each.reason) for each in plan.problems]


def counts(plan: ImportPlan, file: str) -> tuple[int, int, int]:
    found = next(each for each in plan.files if each.file == file)
    return found.new, found.same, found.changed


def lines(session: Session) -> list[tuple[date, str, str, int | None, float | None, float, str]]:
    query = (
        select(models.WorkLine, models.WorkDay, models.Coder, models.WorkType)
        .where(col(models.WorkLine.work_day_id) == models.WorkDay.id)
        .where(col(models.WorkDay.coder_id) == models.Coder.id)
        .where(col(models.WorkLine.work_type_id) == models.WorkType.id)
        .where(col(models.WorkLine.voided).is_(False))
        .order_by(col(models.WorkLine.id))
    )
    return [
        (day.day, coder.shown_name, kind.name, line.charts, line.hours, line.weight, line.note)
        for line, day, coder, kind in session.exec(query)
    ]


def audits(session: Session) -> dict[str, models.Audit]:
    found = {audit.name: audit for audit in session.exec(select(models.Audit))}
    session.expunge_all()
    return found


def test_a_log_is_stored_as_it_stands(department: Desk) -> None:
    log = (
        "date,coder,work_type,charts,hours,weight,note\n"
        "2026-07-01,Ana Diaz,Inpatient,6,3,,\n"
        "2026-07-01,Ana Diaz,Emergency,0,0.25,1.5,slow system\n"
        '2026-07-02,Bo Lind,Inpatient,,4,,"two\nlines"\n'
    )
    plan = take_in(department, {**TEAM, "log.csv": log})
    assert counts(plan, "log.csv") == (3, 0, 0)
    assert department.read(lines) == [
        (date(2026, 7, 1), "Ana Diaz", "Inpatient", 6, 3.0, 1.0, ""),
        (date(2026, 7, 1), "Ana Diaz", "Emergency", 0, 0.25, 1.5, "slow system"),
        (date(2026, 7, 2), "Bo Lind", "Inpatient", None, 4.0, 1.0, "two\nlines"),
    ]


def test_an_import_is_one_step_that_undo_takes_back(department: Desk) -> None:
    log = "date,coder,work_type,charts\n2026-07-01,Ana Diaz,Inpatient,6\n2026-07-02,Ana Diaz,Inpatient,7\n"
    take_in(department, {**TEAM, "log.csv": log})
    assert department.undo_step == "Import 3 files: 2 lines of coders.csv"
    department.undo()
    assert department.read(lines) == []
    department.redo()
    assert [line[3] for line in department.read(lines)] == [6, 7]


def test_the_same_files_twice_change_nothing(department: Desk) -> None:
    files = {
        **TEAM,
        "log.csv": "date,coder,work_type,charts,hours\n2026-07-01,Ana Diaz,Inpatient,6,3\n",
        "time.csv": "date,coder,category,hours\n2026-07-01,Ana Diaz,paid,8\n2026-07-01,Ana Diaz,meeting,0.5\n",
        "rework.csv": "date,coder,work_type,charts,reason\n" + 2 * "2026-07-01,Ana Diaz,Inpatient,1,\n",
        "events.csv": "from,kind,text\n2026-07-01,go-live,New encoder\n",
        "audits.csv": "audit,date,coder,method,matched,revised,added\nA1,2026-07-09,Ana Diaz,code_over_code,95,5,2\n",
    }
    take_in(department, files)
    before = department.revision
    plan = take_in(department, files)
    assert plan.changes == 0
    assert department.revision == before
    assert counts(plan, "rework.csv") == (0, 2, 0)


def test_another_value_for_a_line_that_is_there_needs_update(department: Desk) -> None:
    log = "date,coder,work_type,charts,hours,note\n2026-07-01,Ana Diaz,Inpatient,{},3,kept\n"
    take_in(department, {**TEAM, "log.csv": log.format(6)})
    assert problems_of(department, {"log.csv": log.format(8)}) == [
        (
            "log.csv",
            2,
            "charts",
            "this line is already there with charts 6 instead of 8; import with --update to take the file's",
        )
    ]
    shorter = "date,coder,work_type,charts\n2026-07-01,Ana Diaz,Inpatient,8\n"
    plan = take_in(department, {"log.csv": shorter}, update=True)
    assert counts(plan, "log.csv") == (0, 0, 1)
    assert department.read(lines) == [(date(2026, 7, 1), "Ana Diaz", "Inpatient", 8, 3.0, 1.0, "kept")]


def test_paid_hours_fill_a_day_that_had_none_without_update(department: Desk) -> None:
    take_in(department, {**TEAM, "log.csv": "date,coder,work_type,charts\n2026-07-01,Ana Diaz,Inpatient,6\n"})
    plan = take_in(department, {"time.csv": "date,coder,category,hours\n2026-07-01,Ana Diaz,paid,8\n"})
    assert counts(plan, "time.csv") == (1, 0, 0)
    assert problems_of(department, {"time.csv": "date,coder,category,hours\n2026-07-01,Ana Diaz,paid,7.5\n"}) == [
        (
            "time.csv",
            2,
            "hours",
            "this line is already there with hours 8 instead of 7.5; import with --update to take the file's",
        )
    ]


def test_hours_already_stored_count_into_the_24_of_a_day(department: Desk) -> None:
    log = "date,coder,work_type,charts,hours\n2026-07-01,Ana Diaz,{},6,{}\n"
    take_in(department, {**TEAM, "log.csv": log.format("Inpatient", 13)})
    assert problems_of(department, {"log.csv": log.format("Emergency", 12)}) == [
        ("log.csv", 2, "hours", "that makes 25 h in the work lines, and a day has 24")
    ]
    assert problems_of(department, {"log.csv": log.format("Inpatient", 12)}, update=True) == []


def test_unknown_names_are_made_only_when_asked(department: Desk) -> None:
    files = {
        "log.csv": "date,coder,work_type,charts\n2026-07-03,Cy Oda,Clinic,6\n2026-07-02,Cy Oda,Clinic,4\n",
        "time.csv": "date,coder,category,hours\n2026-07-02,Cy Oda,fire drill,0.5\n",
    }
    assert [each[2] for each in problems_of(department, files)] == ["coder", "coder", "coder"]
    plan = take_in(department, files, create_missing=True)
    assert [(each.noun, each.name) for each in plan.created] == [
        ("coder", "Cy Oda"), ("work_type", "Clinic"), ("time_category", "fire drill"),
    ]  # fmt: skip

    def made(session: Session) -> tuple[date, str]:
        coder = session.exec(select(models.Coder)).one()
        category = session.exec(
            select(models.OtherTimeCategory).where(models.OtherTimeCategory.name == "fire drill")
        ).one()
        return coder.started_on, category.kind

    assert department.read(made) == (date(2026, 7, 2), "counted")


def test_a_name_written_nearly_like_another_is_never_made_by_itself(department: Desk) -> None:
    take_in(department, TEAM)
    log = "date,coder,work_type,charts\n2026-07-03,Ana-Diaz,Inpatient,6\n"
    found = problems_of(department, {"log.csv": log}, create_missing=True)
    assert [each[:3] for each in found] == [("log.csv", 2, "coder")]
    assert "did you mean “Ana Diaz”?" in found[0][3]


def test_two_coders_of_one_name_are_told_apart_by_their_note(department: Desk) -> None:
    coders = "coder,started_on,name_note\nAna Diaz,2026-01-01,\nAna Diaz (night),2026-01-01,night\n"
    log = "date,coder,work_type,charts\n2026-07-01,Ana Diaz (),Inpatient,6\n2026-07-01,Ana Diaz (night),Inpatient,9\n"
    take_in(department, {"coders.csv": coders, "work_types.csv": TEAM["work_types.csv"], "log.csv": log})
    assert [line[1:4] for line in department.read(lines)] == [
        ("Ana Diaz", "Inpatient", 6), ("Ana Diaz (night)", "Inpatient", 9),
    ]  # fmt: skip


def test_a_time_category_may_be_written_as_people_write_it(department: Desk) -> None:
    rows = "".join(f"2026-07-01,Ana Diaz,{name},0.25\n" for name in ("Meeting", "downtime", "pto", "E-Mail"))
    plan = take_in(department, {**TEAM, "time.csv": f"date,coder,category,hours\n{rows}"})
    assert counts(plan, "time.csv") == (4, 0, 0)
    assert plan.created == ()


def test_the_depth_of_an_audit_follows_from_what_is_given(department: Desk) -> None:
    files = {
        **TEAM,
        "audits.csv": (
            "audit,date,coder,selection,method,records,matched,revised,added,deleted,"
            "drg_reviewed,drg_right,reported_accuracy\n"
            "slip,2026-07-09,Ana Diaz,random,code_over_code,20,,,,,,,88.6\n"
            "counts,2026-07-09,Ana Diaz,focused,code_over_code,10,95,5,2,2,,,\n"
            "drg,2026-07-09,Ana Diaz,,drg,10,,,,,10,7,\n"
            "chart by chart,2026-07-09,Bo Lind,,code_over_code,2,19,,,,,,\n"
        ),
        "records.csv": (
            "audit,record,matched,revised,added,deleted,payment_before,payment_after\n"
            "chart by chart,r1,8,0,0,0,,\nchart by chart,r2,11,1,1,0,4550.25,-0.5\n"
        ),
    }
    take_in(department, files)
    found = department.read(audits)
    assert {name: audit.depth for name, audit in found.items()} == {
        "slip": "result", "counts": "counts", "drg": "counts", "chart by chart": "records",
    }  # fmt: skip
    assert {name: audit.feeds_accuracy for name, audit in found.items()} == {
        "slip": True, "counts": False, "drg": True, "chart by chart": True,
    }  # fmt: skip
    assert found["slip"].state == "final"

    def payments(session: Session) -> list[tuple[int | None, int | None]]:
        return [(row.payment_before_cents, row.payment_after_cents) for row in session.exec(select(models.AuditRecord))]

    assert department.read(payments) == [(None, None), (455025, -50)]


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("A,2026-07-09,Ana Diaz,drg,9,,,,4,5,", "drg_right", "more DRGs right than DRGs reviewed"),
        ("A,2026-07-09,Ana Diaz,drg,3,,,,4,2,", "drg_reviewed", "more DRGs reviewed than charts audited"),
        (
            "A,2026-07-09,Ana Diaz,code_over_code,,95,,2,,,",
            "revised",
            "revised is empty, and the method code_over_code needs it",
        ),
        ("A,2026-07-09,Ana Diaz,code_over_code,9,,,,,,", "reported_accuracy", "the audit has no result"),
        ("A,2026-07-09,Ana Diaz,weighted,9,,,,,,", "reported_accuracy", "needs the lines of records.csv"),
        ("A,2026-07-09,Ana Diaz,code_over_cod,,9,1,1,,,", "method", "did you mean “code_over_code”?"),
        ("A,2026-07-09,Ana Diaz,code_over_code,,,,,,,100.5", "reported_accuracy", "“100.5” is over 100"),
    ],
)
def test_an_audit_that_contradicts_itself_is_named(department: Desk, line: str, column: str, reason: str) -> None:
    header = "audit,date,coder,method,records,matched,revised,added,drg_reviewed,drg_right,reported_accuracy\n"
    found = problems_of(department, {**TEAM, "audits.csv": f"{header}{line}\n"})
    assert [each[:3] for each in found] == [("audits.csv", 2, column)]
    assert reason in found[0][3]


def test_every_drg_and_every_record_right_is_no_contradiction(department: Desk) -> None:
    header = "audit,date,coder,method,records,records_right,principal_changed,drg_reviewed,drg_right,reported_accuracy"
    assert not problems_of(department, {**TEAM, "audits.csv": f"{header}\nA,2026-07-09,Ana Diaz,drg,4,4,4,4,4,\n"})


def test_counts_that_differ_from_the_sum_of_the_records_are_named(department: Desk) -> None:
    files = {
        **TEAM,
        "audits.csv": "audit,date,coder,method,records,matched,added\nA,2026-07-09,Ana Diaz,code_over_code,3,19,1\n",
        "records.csv": "audit,record,matched,revised,added,deleted\nA,r1,8,0,0,0\nA,r2,11,1,1,0\n",
    }
    assert problems_of(department, files) == [
        ("audits.csv", 2, "records", "records is 3, but the lines of records.csv come to 2")
    ]


def test_a_finding_counts_as_its_codes_say(department: Desk) -> None:
    files = {
        **TEAM,
        "audits.csv": "audit,date,coder,method\nA,2026-07-09,Ana Diaz,code_over_code\n",
        "records.csv": "audit,record,matched,revised,added,deleted\nA,r1,8,1,1,1\n",
        "findings.csv": (
            "audit,record,category,direction,original_code,corrected_code,outcome\n"
            "A,r1,principal diagnosis,over,J18.9,J15.9,\nA,r1,secondary diagnosis CC,under,,E87.1,withdrawn\n"
            "A,r1,Modifier,over,59,,\nA,r1,advisory,neither,,,\nA,,E/M level,over,,,\n"
        ),
    }
    take_in(department, files)

    def stored(session: Session) -> list[tuple[str, bool, str]]:
        return [(row.change, row.scored, row.outcome) for row in session.exec(select(models.Finding))]

    assert department.read(stored) == [
        ("revised", True, ""),
        ("added", True, "withdrawn"),
        ("deleted", True, ""),
        ("none", False, ""),
        ("revised", True, ""),
    ]
    assert counts(take_in(department, files), "findings.csv") == (0, 5, 0)


def test_a_finding_that_got_an_answer_is_changed_and_not_doubled(department: Desk) -> None:
    files = {
        **TEAM,
        "audits.csv": "audit,date,coder,method\nA,2026-07-09,Ana Diaz,code_over_code\n",
        "records.csv": "audit,record,matched,revised,added,deleted\nA,r1,8,1,1,1\n",
    }
    findings = "audit,record,category,direction,original_code,corrected_code,answer\nA,r1,modifier,over,59,,{}\n"
    take_in(department, {**files, "findings.csv": findings.format("")})
    found = problems_of(department, {"findings.csv": findings.format("agree")})
    assert [each[:3] for each in found] == [("findings.csv", 2, "answer")]
    plan = take_in(department, {"findings.csv": findings.format("agree")}, update=True)
    assert counts(plan, "findings.csv") == (0, 0, 1)

    def stored(session: Session) -> list[str]:
        live = select(models.Finding).where(col(models.Finding.voided).is_(False))
        return [row.answer for row in session.exec(live)]

    assert department.read(stored) == ["agree"]


def test_findings_of_records_or_audits_that_are_not_there_are_named(department: Desk) -> None:
    files = {
        **TEAM,
        "audits.csv": "audit,date,coder,method,matched,revised,added\nA,2026-07-09,Ana Diaz,code_over_code,9,1,0\n",
        "findings.csv": "audit,record,category,direction\nA,r9,modifier,over\nB,r1,modifier,over\nA,,modifyer,over\n",
    }
    found = problems_of(department, files)
    assert [each[:3] for each in found] == [
        ("findings.csv", 2, "record"), ("findings.csv", 3, "audit"), ("findings.csv", 4, "category"),
    ]  # fmt: skip
    assert "did you mean “modifier”?" in found[2][3]


def test_dates_in_the_wrong_order_are_named(department: Desk) -> None:
    coders = "coder,started_on,left_on\nAna Diaz,2026-05-01,2026-04-30\n"
    events = "from,to,kind,text\n2026-05-01,2026-04-30,other,Move\n"
    assert [each[:3] for each in problems_of(department, {"coders.csv": coders, "events.csv": events})] == [
        ("coders.csv", 2, "left_on"), ("events.csv", 2, "to"),
    ]  # fmt: skip


def test_an_empty_hours_per_day_means_the_usual_day_of_the_department(department: Desk) -> None:
    files = {
        "settings.csv": "setting,value\nusual_hours_per_day,7.5\n",
        **TEAM,
        "standards.csv": (
            "work_type,effective_from,pace,pace_unit,hours_per_day,accuracy\n"
            "Inpatient,2026-01-01,24,per_day,,95\nInpatient,2026-04-01,24,Per Day,8,95\n"
        ),
    }
    take_in(department, files)

    def hours(session: Session) -> list[tuple[float, str]]:
        return [(row.hours_per_day, row.pace_unit) for row in session.exec(select(models.Standard))]

    assert department.read(hours) == [(7.5, "per_day"), (8.0, "per_day")]


def test_lists_take_the_starters_place_only_while_nothing_is_stored(department: Desk) -> None:
    lists = "category,kind\nstand-up,counted\nmeeting,counted\n"
    take_in(department, {"time_categories.csv": lists, **TEAM})

    def names(session: Session) -> list[tuple[str, str]]:
        live = select(models.OtherTimeCategory).where(col(models.OtherTimeCategory.voided).is_(False))
        rows = session.exec(live.order_by(col(models.OtherTimeCategory.position)))
        return [(row.name, row.kind) for row in rows]

    assert department.read(names) == [("stand-up", "counted"), ("meeting", "counted")]
    assert problems_of(department, {"time_categories.csv": "category,kind\nmeeting,excused\n"}) == [
        (
            "time_categories.csv", 2, "kind",
            "this line is already there with kind “counted” instead of “excused”; "
            "import with --update to take the file's",
        )
    ]  # fmt: skip


def test_refused_means_nothing_at_all_is_stored(department: Desk) -> None:
    before = department.revision
    with pytest.raises(ImportRefused) as refused:
        take_in(department, {**TEAM, "log.csv": "date,coder,work_type,charts\n2026-07-01,Ana Diaz,Inpatient,-1\n"})
    assert refused.value.plan.problems[0].value == "-1"
    assert department.revision == before
    assert department.read(lambda session: len(session.exec(select(models.Coder)).all())) == 0


def test_the_lines_that_say_the_same_or_something_else_are_known_by_number(department: Desk) -> None:
    take_in(department, {**TEAM, "log.csv": LOG_OF_THREE})
    changed = LOG_OF_THREE.replace(",14", ",15")
    changed += "2026-01-08,Ana Diaz,Inpatient,9\n"
    plan = department.read(importing.plan, draft({"log.csv": changed}, update=True))
    assert (plan.same_lines, plan.changed_lines) == ({"log.csv": frozenset({2, 4})}, {"log.csv": frozenset({3})})
    assert counts(plan, "log.csv") == (1, 2, 1)


def test_an_import_that_is_cancelled_while_it_is_stored_stores_nothing(department: Desk) -> None:
    answers = iter((False, True))
    wanted = draft({**TEAM, "log.csv": LOG_OF_THREE})
    with pytest.raises(ImportStopped):
        department.write("Import", importing.apply, wanted, lambda: next(answers))
    assert department.read(lines) == [] and department.undo_step is None
