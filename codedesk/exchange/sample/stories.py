"""What is told of the sample team: events, notes, check-ins, rework, reviews and agreements."""

from collections import defaultdict
from datetime import date, timedelta
from random import Random

from codedesk.exchange.sample.calendar import QUARTERS, Calendar, dice
from codedesk.exchange.sample.slowdowns import (
    GO_LIVE,
    GO_LIVE_WEEKS,
    LATE_SUMMARIES,
    LATE_WEEKS,
    TEMPLATE,
    TOOL,
    When,
)
from codedesk.exchange.sample.team import (
    CARDIAC,
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
)
from codedesk.periods import monday

TRAINING_HOURS = 4.0
NETWORK = (0, 4, 2)
# When the whole team could not work, and for how many hours.
DOWNTIMES: tuple[tuple[When, float], ...] = (((5, 11, 1), 3.5), ((1, 1, 1), 1.5), ((1, 2, 3), 1.0), (NETWORK, 3.0))
REWORK_SHARE = 0.008
REWORK_SHARE_DAX = (0.008, 0.008, 0.008, 0.009, 0.011, 0.014, 0.018, 0.024, 0.03)
REWORK_REASONS = ("Payer denial, coding", "Claim edit", "Returned by the unit", "Query answered after coding")
_SOURCES = dict(zip(REWORK_REASONS, ("denial", "claim_edit", "internal", "query"), strict=True))


def training_hours(calendar: Calendar, number: int, day: date) -> float:
    """Return the hours of training before the go-live: one half day each, spread over the two weeks before."""
    opening = calendar.at(*GO_LIVE) - timedelta(14)
    spread = opening + timedelta(7 * (number % 2) + number % 3)
    return TRAINING_HOURS if day == calendar.working_day(spread) else 0.0


def downtime_hours(calendar: Calendar, day: date) -> float:
    """Return the hours in which nobody could code on a day."""
    return sum(hours for when, hours in DOWNTIMES if calendar.working_day(calendar.at(*when)) == day)


# From, weeks it lasted (None: one day), kind, work type, coder, text, whether control limits start anew.
_EVENTS: tuple[tuple[When, int | None, str, str, str, str, bool], ...] = (
    ((7, 0, 1), None, "guideline_change", "", "", "The new fiscal year's code set comes into force", False),
    (LATE_SUMMARIES, LATE_WEEKS, "documentation", INPATIENT, "", "Discharge summaries of two units arrive late", False),
    ((6, 10, 0), None, "staffing", "", PRIYANKA, "Joins the team", False),
    ((5, 11, 1), None, "downtime", "", "", "The encoder is down for half a day", False),
    ((3, 0, 2), None, "guideline_change", "", "", "The new fiscal year's code set comes into force", False),
    (TOOL, None, "tool", CARDIAC, "", "The encoder suggests the codes of devices", True),
    (GO_LIVE, GO_LIVE_WEEKS, "go_live", "", "", "The new record system goes live", False),
    ((1, 6, 0), None, "staffing", "", INES, "Starts to learn inpatient work", True),
    (NETWORK, None, "downtime", "", "", "The network is down for three hours", False),
    (TEMPLATE, None, "guideline_change", SURGERY, "", "The surgeons use a new note template", False),
)


def events(calendar: Calendar) -> Rows:
    """Return events.csv."""
    rows = [
        {
            "from": calendar.at(*when).isoformat(),
            "to": (calendar.at(*when) + timedelta(7 * weeks - 3)).isoformat() if weeks else "",
            "kind": kind,
            "work_type": work_type,
            "coder": coder,
            "text": text,
            "rebase": "yes" if rebase else "no",
        }
        for when, weeks, kind, work_type, coder, text, rebase in _EVENTS
    ]
    revised = {
        "from": calendar.quarter(2).start.isoformat(),
        "to": "",
        "kind": "standard_change",
        "work_type": INPATIENT,
        "coder": "",
        "text": "The inpatient standard is revised from 18 to 16 a day",
        "rebase": "no",
    }
    return sorted([*rows, revised], key=lambda row: row["from"])


# When, coder, kind, text, whether it is meant for the packet.
_NOTES: tuple[tuple[When, str, str, str, bool], ...] = (
    ((6, 12, 2), PRIYANKA, "one_to_one", "First month: settling in, asks good questions about infusion times.", False),
    ((4, 8, 3), PRIYANKA, "praise", "Finished the ramp on time.", True),
    ((3, 9, 1), DAX, "praise", "Took over the emergency backlog while two were away.", True),
    ((2, 7, 2), KAORI, "praise", "Wrote the clinics' part of the new system's test plan.", True),
    ((1, 3, 2), MAREN, "one_to_one", "The new system's problem list is slow. Raised with the project team.", False),
    (
        (1, 6, 0),
        INES,
        "agreement",
        "Learns inpatient work on a ramp until next quarter; Maren mentors twice a week.",
        True,
    ),
    (
        (1, 10, 3),
        DAX,
        "one_to_one",
        "Talked about modifiers 59 and 51: which edits the new system no longer shows.",
        False,
    ),
    ((0, 4, 1), YLVA, "praise", "Two long stays with complications without a single finding.", True),
    (
        (0, 5, 3),
        DAX,
        "concern",
        "Three returned encounters in one week, all modifiers. Stays late on most days.",
        False,
    ),
    ((0, 6, 3), DAX, "training", "Two hours on modifiers with the educator.", True),
    ((0, 7, 4), TOBIAH, "one_to_one", "Wants to keep three days a week next year.", False),
    (
        (0, 9, 2),
        OBINNA,
        "one_to_one",
        "Two findings of the last audit withdrawn after the coder's answer. Well argued.",
        True,
    ),
    ((0, 10, 1), INES, "praise", "Asks before she guesses; her queries are clear and complete.", True),
    ((0, 11, 0), KAORI, "other", "This quarter's audit moved to the next one: the auditor is away.", False),
    ((0, 12, 2), MAREN, "praise", "Mentors with patience; both gain.", True),
)


def notes(calendar: Calendar) -> Rows:
    """Return notes.csv."""
    return [
        {
            "date": calendar.working_day(calendar.at(*when)).isoformat(),
            "coder": coder,
            "kind": kind,
            "text": text,
            "in_packet": "yes" if shown else "no",
        }
        for when, coder, kind, text, shown in _NOTES
    ]


# Workload, pace for accuracy, help: what each coder's answers lie around.
_MOODS = {
    MAREN: (4, 4, 4),
    DAX: (3, 2, 3),
    YLVA: (4, 4, 4),
    INES: (3, 3, 5),
    TOBIAH: (4, 4, 4),
    KAORI: (4, 4, 3),
    OBINNA: (4, 4, 4),
    PRIYANKA: (3, 4, 5),
}
_WORDS = {
    (1, DAX): "The queue is what sets the pace.",
    (0, DAX): "I would rather do fewer and be sure.",
    (0, INES): "The mentoring helps a lot.",
    (1, MAREN): "Everything takes two clicks more.",
}


def checkins(calendar: Calendar) -> Rows:
    """Return checkins.csv: twice a quarter in the last year, and many are skipped, as they may be."""
    rows: Rows = []
    for ago in range(3, -1, -1):
        for week in (5, 11):
            day = calendar.working_day(calendar.at(ago, week, 4))
            rows += [_checkin(day, ago, week, person.name) for person in PEOPLE if _answers(person.name, ago, week)]
    return rows


def _answers(coder: str, ago: int, week: int) -> bool:
    return dice("answers", coder, ago, week).random() < 0.7 or (week == 11 and (ago, coder) in _WORDS)


def _checkin(day: date, ago: int, week: int, coder: str) -> dict[str, str]:
    draw = dice("check-in", coder, ago, week)
    strain = 1 if ago == GO_LIVE[0] and week == 5 else 0
    answers = [str(min(5, max(1, mood - strain + draw.choice((-1, 0, 0, 1))))) for mood in _MOODS[coder]]
    words = _WORDS.get((ago, coder), "") if week == 11 else ""
    named = dict(zip(("workload", "pace_for_accuracy", "help"), answers, strict=True))
    return {"date": day.isoformat(), "coder": coder, **named, "note": words, "in_packet": "yes" if words else "no"}


def rework(calendar: Calendar, log: Rows) -> Rows:
    """Return rework.csv: a small share of each month's charts, a growing one where the accuracy falls."""
    charts: dict[tuple[str, str, str], int] = defaultdict(int)
    for line in log:
        charts[line["coder"], line["work_type"], line["date"][:7]] += int(line["charts"])
    rows: Rows = []
    for (coder, work_type, month), count in sorted(charts.items(), key=lambda item: (item[0][2], item[0])):
        draw = dice("rework", coder, work_type, month)
        day = calendar.working_day(date.fromisoformat(f"{month}-01") + timedelta(draw.randint(8, 22)))
        share = REWORK_SHARE_DAX[QUARTERS - 1 - calendar.ago(day)] if coder == DAX else REWORK_SHARE
        share *= 0.25 if work_type not in (INPATIENT, SURGERY, EMERGENCY) else 1
        if reopened := round(count * share * draw.uniform(0.5, 1.5)):
            reason = draw.choice(REWORK_REASONS)
            keys = {"date": day.isoformat(), "coder": coder, "work_type": work_type}
            rows.append(keys | {"charts": str(reopened), "reason": reason} | _came_back(calendar, day, reason, draw))
    return sorted([*rows, *_nobodys_error(calendar)], key=lambda row: row["date"])


def _came_back(calendar: Calendar, day: date, reason: str, draw: Random) -> dict[str, str]:
    """Return where a coder's rework came from and what became of it; denials of the last weeks are open."""
    source = _SOURCES[reason]
    made = {"source": source, "cause": "coder", "outcome": "corrected", "at_stake": "", "recovered": ""}
    ended = day + timedelta(draw.randint(20, 55) if source == "denial" else draw.randint(1, 6))
    if source == "denial":
        at_stake = 100 * draw.randint(3, 40)
        made |= {
            "outcome": "upheld",
            "at_stake": str(at_stake),
            "recovered": str(draw.randint(0, at_stake // 200) * 100),
        }
    if ended > calendar.last.end:
        return made | {"outcome": "open", "recovered": "", "resolved": ""}
    return made | {"resolved": ended.isoformat()}


def _nobodys_error(calendar: Calendar) -> Rows:
    """Return what came back in the last year for other causes than the coder's error, and denials that fell."""
    rows: Rows = []
    for ago in range(3, -1, -1):
        for week, (coder, work_type, source, cause, outcome, reason) in zip((2, 5, 8, 11), _OTHER_CAUSES, strict=True):
            draw = dice("nobody's error", ago, week)
            day = calendar.working_day(calendar.at(ago, week, draw.randint(0, 3)))
            ended, at_stake = day + timedelta(draw.randint(3, 24)), 100 * draw.randint(8, 60)
            over = ended > calendar.last.end
            money = (
                {"at_stake": str(at_stake), "recovered": "" if over else str(at_stake)} if source == "denial" else {}
            )
            rows.append(
                {"date": day.isoformat(), "coder": coder, "work_type": work_type, "charts": str(draw.randint(1, 4))}
                | {"reason": reason, "source": source, "cause": cause, "outcome": "open" if over else outcome}
                | ({"at_stake": "", "recovered": ""} | money)
                | {"resolved": "" if over else ended.isoformat()}
            )
    return rows


_OTHER_CAUSES = (
    (OBINNA, CARDIAC, "denial", "coder", "overturned", "Denied as not documented; the note was there"),
    ("", INPATIENT, "query", "documentation", "corrected", "Discharge summary changed after coding"),
    ("", EMERGENCY, "claim_edit", "system", "corrected", "Charge interface dropped a modifier"),
    ("", SURGERY, "denial", "payer", "corrected", "Payer read the wrong policy year"),
)


# Coder: what went well and what to work on a quarter ago, the goal, its measure, the support, what became of it.
_AGREED = {
    MAREN: (
        "Kept pace and accuracy through the go-live.",
        "Make time for mentoring.",
        ("Mentor Inés twice a week", "Two half hours a week in the log", "Half a day less of emergency work", "Done"),
    ),
    DAX: (
        "The emergency queue has never been shorter.",
        "Modifiers on same-day surgery.",
        (
            "Accuracy of same-day surgery back at 95 %",
            "The next random audits",
            "Two hours with the educator; no extra queue",
            "Open: the training was held, the audits do not show it yet",
        ),
    ),
    YLVA: (
        "The most accurate work of long stays.",
        "Say early when a record waits for an answer.",
        ("Queries sent on the day they arise", "Query list, monthly", "Query templates", "Done"),
    ),
    INES: (
        "Ready for a new work type.",
        "Principal diagnosis with two candidates.",
        ("First 200 inpatient accounts", "Log", "Mentoring; every case of the first weeks reviewed", "Done"),
    ),
    OBINNA: (
        "Dependable in two very different work types.",
        "Discharge disposition.",
        ("No disposition finding in the next audit", "The next random audit", "The one-page table at hand", "Done"),
    ),
}


# This quarter's reviews as far as they are written: state, what went well, what to work on, goals for the time ahead.
_WRITTEN: dict[str, tuple[str, str, str, tuple[tuple[str, str, str], ...]]] = {
    DAX: (
        "draft",
        "The emergency queue was never over a day old, also in the weeks when two were away.",
        "Modifiers on same-day surgery: nine of twelve findings. Fewer charts and more certainty are wanted, not more.",
        (
            (
                "Accuracy of same-day surgery at 95 %",
                "The two random audits of next quarter, 30 charts or more",
                "Modifier table at hand; surgery in the morning; no overtime for the queue",
            ),
            ("No week over 40 hours", "The log", "The emergency queue is shared with Inés"),
        ),
    ),
    YLVA: (
        "ready",
        "Two long stays with complications without a single finding; queries are sent on the day.",
        "Nothing but time: which steps could the encoder take over?",
        (("One hour a week with the encoder's shortcuts", "The log, education", "Maren shows hers"),),
    ),
    INES: (
        "draft",
        "On the ramp in the first quarter of inpatient work, with questions that help everybody.",
        "Principal diagnosis where two conditions qualify.",
        (("Full standard from the second week", "The ramp", "Every case with two candidates is talked through"),),
    ),
}


def reviews(calendar: Calendar) -> Rows:
    """Return reviews.csv: last quarter's reviews, given and signed, and this quarter's as far as they are written."""
    given = calendar.working_day(calendar.at(0, 2, 2))
    signed = calendar.working_day(given + timedelta(7))
    dates = {"given_on": given.isoformat(), "signed_on": signed.isoformat()}
    before = [
        _reviewed(calendar, coder, 1) | {"state": "signed", "went_well": well, "work_on": work_on} | dates
        for coder, (well, work_on, _) in _AGREED.items()
    ]
    now = [
        _reviewed(calendar, coder, 0)
        | {"state": state, "went_well": well, "work_on": work_on, "given_on": "", "signed_on": ""}
        for coder, (state, well, work_on, _) in _WRITTEN.items()
    ]
    return before + now


def agreements(calendar: Calendar) -> Rows:
    """Return agreements.csv: what was agreed last quarter and what became of it, and what is proposed for the next."""
    past, next_one = (monday(calendar.quarter(ago).end - timedelta(7)).isoformat() for ago in (0, -1))
    before = [
        _reviewed(calendar, coder, 1)
        | {"goal": goal, "measure": measure, "due_on": past, "support": support, "outcome": outcome}
        for coder, (_, _, (goal, measure, support, outcome)) in _AGREED.items()
    ]
    ahead = [
        _reviewed(calendar, coder, 0)
        | {"goal": goal, "measure": measure, "due_on": next_one, "support": support, "outcome": ""}
        for coder, (_, _, _, goals) in _WRITTEN.items()
        for goal, measure, support in goals
    ]
    return before + ahead


def _reviewed(calendar: Calendar, coder: str, ago: int) -> dict[str, str]:
    period = calendar.quarter(ago)
    return {"coder": coder, "period_from": period.start.isoformat(), "period_to": period.end.isoformat()}
