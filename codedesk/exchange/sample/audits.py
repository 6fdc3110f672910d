"""The audits of the sample: who was audited when, how deep, with what result, drawn around each coder's accuracy."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from codedesk.exchange.sample.calendar import QUARTERS, Calendar, dice
from codedesk.exchange.sample.findings import ADVISORY, HURRIED, PRINCIPAL, SampleFinding, full_audit, kinds
from codedesk.exchange.sample.team import (
    ANCILLARY,
    CARDIAC,
    CLINIC,
    DAX,
    EMERGENCY,
    INES,
    INPATIENT,
    KAORI,
    MAREN,
    OBINNA,
    PEOPLE,
    PRIYANKA,
    SURGERY,
    TOBIAH,
    YLVA,
    Rows,
    SamplePerson,
)
from codedesk.periods import quarter_number

AUDITORS = ("G. Lindqvar", "S. Abbotsleigh")
EXTERNAL = "Northlight Review"
# How many codes a chart has, about.
CODES = {INPATIENT: 11.0, SURGERY: 4.0, EMERGENCY: 4.0, ANCILLARY: 2.0, CLINIC: 3.0, CARDIAC: 6.0}
WRITTEN_OUT = {0: (DAX, YLVA, MAREN, OBINNA, INES, PRIYANKA), 1: (DAX, YLVA, OBINNA), 3: (MAREN, KAORI)}


@dataclass(frozen=True, slots=True)
class Planned:
    """An audit before its result: aim is the accuracy in per cent that it is drawn around."""

    day: date
    coder: str
    work_type: str
    aim: float
    depth: str = "counts"
    selection: str = "random"
    method: str = "code_over_code"
    auditor: str = AUDITORS[0]
    records: int = 20
    state: str = "final"
    told: bool = False
    shared_on: date | None = None


def tables(calendar: Calendar) -> dict[str, Rows]:
    """Return audits.csv, records.csv, findings.csv, actions.csv and education.csv."""
    made: dict[str, Rows] = {"audits.csv": [], "records.csv": [], "findings.csv": []}
    count: dict[tuple[int, int], int] = {}
    for planned in sorted(_planned(calendar), key=lambda each: (each.day, each.coder, each.selection)):
        quarter = quarter_number(planned.day)
        count[quarter] = count.get(quarter, 0) + 1
        name = f"{quarter[0]}Q{quarter[1]}-{count[quarter]:02d}"
        row, records, found = _audited(name, planned)
        made["audits.csv"].append(row)
        made["records.csv"] += records
        made["findings.csv"] += found
    return made | {
        "actions.csv": _actions(calendar, made["audits.csv"]),
        "education.csv": _education(calendar, made["audits.csv"]),
    }


def _planned(calendar: Calendar) -> Iterator[Planned]:
    for person in PEOPLE:
        for ago in range(QUARTERS - 1, -1, -1):
            yield from _random_audits(calendar, person, ago)
    yield from _special_audits(calendar)


def _random_audits(calendar: Calendar, person: SamplePerson, ago: int) -> Iterator[Planned]:
    """Plan the quarter's random audits of a coder: one in the first years, two in the last year, the second smaller."""
    if (person.name == KAORI and ago == 0) or calendar.quarter(ago).start < person.starts(calendar):
        return
    for number, week in enumerate((5, 10) if ago < 4 else (7,)):
        draw = dice("audit", person.name, ago, number)
        day = calendar.working_day(calendar.at(ago, week + draw.randint(-1, 1), draw.randint(0, 4)))
        mix = person.mix_on(calendar, day)
        plan = Planned(
            day=day,
            coder=person.name,
            work_type=mix[number % len(mix)][0] if ago < 4 else mix[0][0],
            aim=min(99.6, person.accuracies[QUARTERS - 1 - ago] + draw.uniform(-0.5, 0.5)),
            depth=_depth(person.name, ago, number),
            auditor=AUDITORS[(ago + number) % 2],
            records=20 if number else 30,
        )
        yield _adapted(calendar, plan, ago, number)


def _depth(coder: str, ago: int, number: int) -> str:
    if number == 0 and coder in WRITTEN_OUT.get(ago, ()):
        return "records"
    if ago >= 7 or coder == TOBIAH:
        return "result"
    return "counts"


def _adapted(calendar: Calendar, plan: Planned, ago: int, number: int) -> Planned:
    """Return the plan with what is told of this one audit."""
    if plan.coder == OBINNA and ago == 0 and number == 0:
        return replace(plan, work_type=INPATIENT, records=10, told=True)
    if plan.coder == KAORI and ago == 5:
        return replace(plan, method="record", aim=85.0)
    if plan.depth == "records":
        plan = replace(plan, records=15 if plan.work_type == INPATIENT else 25)
    if (plan.coder, ago, number) == (YLVA, 0, 0):  # shared in the last week: the coder's answers are awaited
        return replace(plan, state="shared", shared_on=calendar.working_day(calendar.at(0, 13)))
    if (plan.coder, ago, number) == (PRIYANKA, 0, 0):  # answered: a rebuttal waits for its outcome
        return replace(plan, state="answered")
    return plan


def _special_audits(calendar: Calendar) -> Iterator[Planned]:
    def on(ago: int, week: int) -> date:
        return calendar.working_day(calendar.at(ago, week, 2))

    yield Planned(on(6, 12), PRIYANKA, EMERGENCY, 87.0, selection="new_coder", records=40)
    for coder in (MAREN, YLVA, OBINNA):
        yield Planned(on(3, 8), coder, INPATIENT, 95.0, selection="external", method="drg", auditor=EXTERNAL)
    yield Planned(on(1, 10), INES, INPATIENT, 89.0, selection="new_coder", records=25)
    yield Planned(on(0, 5), DAX, SURGERY, 84.0, selection="focused", records=20, state="answered")
    yield Planned(on(0, 12), DAX, SURGERY, 92.5, selection="follow_up", records=15)


def _audited(name: str, plan: Planned) -> tuple[dict[str, str], Rows, Rows]:
    draw = dice("result", name, plan.coder)
    row = {
        "audit": name,
        "date": plan.day.isoformat(),
        "coder": plan.coder,
        "work_type": plan.work_type,
        "auditor": plan.auditor,
        "selection": plan.selection,
        "phase": "pre_bill" if plan.work_type == INPATIENT else "retrospective",
        "method": plan.method,
        "period_from": (plan.day - timedelta(plan.day.weekday() + 35)).isoformat(),
        "period_to": (plan.day - timedelta(plan.day.weekday() + 3)).isoformat(),
        "depth": plan.depth,
        "state": plan.state,
    }
    blank = dict.fromkeys(_RESULTS, "") | _asked(plan)
    if plan.depth == "records":
        records, found = full_audit(name) if plan.told else _recorded(name, plan, draw)
        return row | blank, records, found
    result = _reported(plan) if plan.depth == "result" else _counted(plan, draw)
    return row | blank | result, [], []


def _asked(plan: Planned) -> dict[str, str]:
    """Say when a sheet was given to its coder, and by when an answer was asked for: two weeks."""
    if plan.depth != "records":
        return {"shared_on": "", "answer_due": ""}
    shared = plan.shared_on or plan.day + timedelta(7)
    return {"shared_on": shared.isoformat(), "answer_due": (shared + timedelta(14)).isoformat()}


_RESULTS = (
    "records",
    "matched",
    "revised",
    "added",
    "deleted",
    "principal_changed",
    "records_right",
    "drg_reviewed",
    "drg_right",
    "reported_accuracy",
)


def _reported(plan: Planned) -> dict[str, str]:
    return {"records": str(plan.records), "reported_accuracy": f"{plan.aim:.1f}"}


def _counted(plan: Planned, draw: random.Random) -> dict[str, str]:
    codes = round(plan.records * CODES[plan.work_type] * draw.uniform(0.95, 1.05))
    aim = 96.0 if plan.method in ("record", "drg") else plan.aim
    wrong = round(codes * (100 - aim) / 100)
    added = wrong * 2 // 5
    counts = {"records": plan.records, "matched": codes - wrong, "revised": wrong - added, "added": added}
    counts |= {
        "deleted": round(wrong * draw.uniform(0.1, 0.4)),
        "records_right": plan.records - min(wrong, plan.records),
    }
    if plan.method == "record":
        counts["records_right"] = round(plan.records * plan.aim / 100)
    if plan.work_type == INPATIENT:
        changed = min(2, wrong // 4)
        counts |= {
            "principal_changed": min(1, changed),
            "drg_reviewed": plan.records,
            "drg_right": plan.records - changed,
        }
    return {key: str(value) for key, value in counts.items()}


def _recorded(name: str, plan: Planned, draw: random.Random) -> tuple[Rows, Rows]:
    """Draw an audit record by record: every code that the auditor changed has its finding."""
    mean = CODES[plan.work_type]
    codes = [max(1, round(draw.gauss(mean, mean / 4))) for _ in range(plan.records)]
    wrong = round(sum(codes) * (100 - plan.aim) / 100)
    hurried = plan.coder == DAX
    changing = HURRIED[:5] if hurried else kinds(plan.work_type, "revised", "added")
    deleting = kinds(plan.work_type, "deleted")
    where = draw.sample([at for at, number in enumerate(codes) for _ in range(number - 1)], wrong)
    drawn = [(at, draw.choice(changing)) for at in where]
    drawn += [(draw.randrange(plan.records), draw.choice(deleting)) for _ in range(round(wrong * 0.3))]
    drawn = _one_principal_each(drawn, changing)
    records = [
        _record(name, plan, at, number, [k for on, k in drawn if on == at], draw) for at, number in enumerate(codes)
    ]
    listed = sorted(drawn, key=lambda pair: pair[0])
    answers = _in_state(plan.state, [_answer(draw) for _ in listed])
    rows = [kind.row(name, _reference(name, at), **answer) for (at, kind), answer in zip(listed, answers, strict=True)]
    if plan.work_type == INPATIENT:
        said = {} if plan.state == "shared" else {"answer": "agree"}
        rows.append(ADVISORY.row(name, _reference(name, draw.randrange(plan.records)), **said))
    return records, rows


def _one_principal_each(
    drawn: list[tuple[int, SampleFinding]], changing: tuple[SampleFinding, ...]
) -> list[tuple[int, SampleFinding]]:
    """Return the findings with no second change of the principal diagnosis in a record: there is only one."""
    others = [kind for kind in changing if kind.category != PRINCIPAL]
    seen: set[int] = set()
    kept = []
    for at, kind in drawn:
        again = kind.category == PRINCIPAL and at in seen
        kept.append((at, others[at % len(others)] if again else kind))
        if kind.category == PRINCIPAL:
            seen.add(at)
    return kept


def _record(
    name: str, plan: Planned, at: int, codes: int, found: list[SampleFinding], draw: random.Random
) -> dict[str, str]:
    changes = [kind.change for kind in found]
    counts = {change: changes.count(change) for change in ("revised", "added", "deleted")}
    row = {"audit": name, "record": _reference(name, at), "work_type": plan.work_type}
    row |= {"matched": str(codes - counts["revised"] - counts["added"])}
    row |= {change: str(number) for change, number in counts.items()}
    row |= dict.fromkeys(("principal_right", "drg_right", "payment_before", "payment_after"), "")
    if plan.work_type == INPATIENT:
        principal = any(kind.category == PRINCIPAL for kind in found)
        moved = next((kind.direction for kind in found if kind.severity == "high"), "")
        row |= {"principal_right": "no" if principal else "yes", "drg_right": "no" if moved else "yes"}
        if moved:
            before, difference = draw.randrange(7000, 16000, 50), draw.randrange(1500, 4600, 50)
            after = before - difference if moved == "over" else before + difference
            row |= {"payment_before": f"{before}.00", "payment_after": f"{after}.00"}
    return row


def _answer(draw: random.Random) -> dict[str, str]:
    if draw.random() < 0.9:
        return {"answer": "agree", "outcome": "upheld"}
    reason = "The note can be read in two ways."
    return {"answer": "rebut", "answer_reason": reason, "outcome": "upheld", "outcome_reason": "A query was due."}


def _in_state(state: str, answers: list[dict[str, str]]) -> list[dict[str, str]]:
    """Take back what is not said yet: every answer of a shared audit, one outcome of an answered one."""
    if state == "shared":
        return [{} for _ in answers]
    if state == "answered":
        return [{"answer": "rebut", "answer_reason": "The provider’s addendum of the next day says so."}, *answers[1:]]
    return answers


def _reference(audit: str, at: int) -> str:
    return f"{audit}-{at + 1:02d}"


def _actions(calendar: Calendar, audits: Rows) -> Rows:
    """Return what was decided after the audits: an education, and the template that a finding came from."""

    def latest(coder: str, selection: str) -> str:
        return [row["audit"] for row in audits if row["coder"] == coder and row["selection"] == selection][-1]

    dax = {
        "audit": latest(DAX, "focused"),
        "gap": "Modifiers 51, 59, LT and RT on same-day surgery",
        "kind": "education",
        "due_on": calendar.at(0, 9).isoformat(),
        "evidence": "Two hours with the educator",
        "reaudit_on": calendar.at(0, 12, 2).isoformat(),
        "outcome": "Held; the follow-up is better, not yet at the standard",
    }
    obinna = {
        "audit": [row["audit"] for row in audits if row["coder"] == OBINNA and row["depth"] == "records"][-1],
        "gap": "Respiratory failure named without its signs",
        "kind": "documentation",
        "due_on": calendar.at(-1, 3).isoformat(),
        "evidence": "",
        "reaudit_on": "",
        "outcome": "",
    }
    return [dax, obinna]


def _education(calendar: Calendar, audits: Rows) -> Rows:
    """Return what is learned after the audits: done and looked at again, to come, and late."""
    columns = ("coder", "topic", "due_on", "done_on", "hours", "reaudit_on", "outcome", "category", "audit")
    focused = next(row["audit"] for row in reversed(audits) if row["coder"] == DAX and row["selection"] == "focused")
    listed = {row["coder"]: row["audit"] for row in audits if row["depth"] == "records"}
    held = calendar.at(0, 8, 2).isoformat()
    again = calendar.at(0, 12, 2).isoformat()
    rows = (
        (DAX, "Modifiers on same-day surgery", held, held, "2", again, "9 of 10 right in the exercise", "modifier",
         focused),
        (OBINNA, "Signs of respiratory failure: when to ask", calendar.at(0, 11).isoformat(), "", "1", "", "",
         "secondary diagnosis MCC", listed[OBINNA]),
        (MAREN, "Complications that count as CC", calendar.at(-1, 4).isoformat(), "", "1",
         calendar.at(-1, 10).isoformat(), "", "secondary diagnosis CC", listed[MAREN]),
    )  # fmt: skip
    return [dict(zip(columns, row, strict=True)) for row in rows]
