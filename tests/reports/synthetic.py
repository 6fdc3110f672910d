"""A packet's rows made by hand for the tests of the printed page: small numbers that can be checked on paper."""

from dataclasses import replace
from datetime import date, timedelta

from codedesk.methods import Method
from codedesk.metrics.figures import (
    Accuracy,
    Baseline,
    EventMark,
    Explanation,
    NotAudited,
    Pace,
    Paired,
    ReworkShare,
    Signal,
    Stretch,
    Trend,
    TrendPoint,
    WorkTypeFigures,
)
from codedesk.models.audit_words import AuditState, Phase, Selection
from codedesk.models.review_words import ReviewState
from codedesk.models.work_days import OtherTimeKind
from codedesk.periods import quarter
from codedesk.services.reviews.rework_rows import ReworkRow
from codedesk.services.reviews.rows import (
    AgreementRow,
    CauseRow,
    CompletenessRow,
    EarlierRow,
    ErrorRow,
    HoursBalanceRow,
    HoursRow,
    PacketAuditRow,
    PacketCheckInRow,
    PacketCoderRow,
    PacketNoteRow,
    PacketRow,
    RampLineRow,
    ReviewTextRow,
    StandardLineRow,
    UnlikelyDayRow,
)

Q3 = quarter(2026, 3)
_NOTHING = Explanation("", "", ())


def pace(earned: float, productive: float, paid: float, charts: int, **more: object) -> Pace:
    """Return a pace whose value is its own division."""
    values: dict[str, object] = {
        "value": earned / productive if productive else None,
        "earned_hours": earned,
        "productive_hours": productive,
        "paid_hours": paid,
        "excused_hours": paid - productive,
        "utilisation": productive / paid if paid else None,
        "expected": 1.0,
        "to_ramp": None,
        "charts": charts,
        "hours_without_standard": 0.0,
        "charts_without_standard": 0,
        "days_entered": 62,
        "days_due": 64,
        "days_beside": 0,
        "days_hours_missing": 0,
        "on_ramp": False,
        "paid_basis": False,
        "explanation": _NOTHING,
    }
    return Pace(**{**values, **more})  # type: ignore[arg-type]


def accuracy(correct: float, reviewed: float, records: int, low: float, high: float, **more: object) -> Accuracy:
    """Return an accuracy against 95 % whose value is its own division."""
    value = correct / reviewed
    values: dict[str, object] = {
        "value": value,
        "method": "code_over_code",
        "correct": correct,
        "reviewed": reviewed,
        "records": records,
        "low": low,
        "high": high,
        "standard": 0.95,
        "observed": "met" if value >= 0.95 else "below",
        "evidence": "meets" if low >= 0.95 else "below" if high < 0.95 else "cannot_tell",
        "as_reported": False,
        "n_effective": float(reviewed),
        "small_sample": records < 30,
        "audits": 1,
        "first_value": value,
        "deleted": 2,
        "explanation": _NOTHING,
    }
    return Accuracy(**{**values, **more})  # type: ignore[arg-type]


def audit(number: int, **more: object) -> PacketAuditRow:
    """Return an audit of ten charts: 93 of 102 codes at first, 95 of 102 in the end."""
    values: dict[str, object] = {
        "name": f"2026-08-{number:02d} Diaz 1",
        "day": date(2026, 8, 1) + timedelta(number - 1),
        "auditor": "R. Okafor",
        "work_type": "Inpatient",
        "selection": Selection.RANDOM,
        "phase": Phase.RETROSPECTIVE,
        "method": Method.CODE_OVER_CODE,
        "method_version": "2026-1",
        "state": AuditState.FINAL,
        "period_from": date(2026, 7, 1),
        "period_to": date(2026, 7, 31),
        "withdrawn": 2,
        "open_rebuttals": 0,
        "result": accuracy(95, 102, 10, 0.8651, 0.9663, first_value=93 / 102),
    }
    return PacketAuditRow(**{**values, **more})  # type: ignore[arg-type]


def _trend() -> Trend:
    start = date(2026, 6, 29)
    values = (0.93, 0.96, None, 0.98, 0.95, 0.91, 0.97, 1.18, 0.96, 0.94, 0.92, 0.71, 0.95, 0.97)
    points = []
    for week, value in enumerate(values):
        signal = "outside" if week in (7, 11) else None
        points.append(TrendPoint(start + timedelta(7 * week), value, signal))  # type: ignore[arg-type]
    known = tuple(value for value in values if value is not None)
    mean = sum(known) / len(known)
    base = Baseline(start, start + timedelta(7 * 13), known, locked=False)
    stretch = Stretch(start, mean, 0.78, 1.12, len(known), baseline=base)
    return Trend("pace", tuple(points), mean, 0.78, 1.12, len(known), "may", (stretch,))


def _accuracy_trend() -> Trend:
    points = (
        TrendPoint(date(2026, 7, 14), 0.941, None, 0.87, 0.97, "17 codes"),
        TrendPoint(date(2026, 8, 4), 0.931, None, 0.8651, 0.9663, "10 charts"),
        TrendPoint(date(2026, 9, 15), 0.968, None, 0.91, 0.99, "12 charts"),
    )
    return Trend("accuracy", points, 0.9467, None, None, None, None)


def row(**more: object) -> PacketRow:
    """Return the rows of a usual packet; any part may be replaced."""
    return PacketRow(**(_who_and_pace() | _quality() | _words() | more))  # type: ignore[arg-type]


def _who_and_pace() -> dict[str, object]:
    return {
        "department": "Harbour Street coding department",
        "manager": "M. Osei",
        "sample": False,
        "paper": "letter",
        "coder": PacketCoderRow(1, "Ana Diaz", "CCS", date(2021, 3, 1), None, 40.0),
        "period": Q3,
        "label": "Q3 2026",
        "printed_on": date(2026, 10, 5),
        "completeness": CompletenessRow(62, 64, 0, 12, 1.5, (UnlikelyDayRow(date(2026, 8, 20), 14.0, 6.0),)),
        "paired": Paired(pace(412.375, 433.25, 490.5, 1450), accuracy(95, 102, 10, 0.8651, 0.9663)),
        "other_methods": (),
        "earlier": EarlierRow("Q2 2026", Paired(pace(405.0, 420.0, 480.0, 1390), accuracy(470, 490, 30, 0.937, 0.974))),
        "work_types": (
            _work_type("Inpatient", 420, 210.0, 210.0, "2 per hour", accuracy(60, 64, 6, 0.85, 0.976)),
            _work_type("Same-day surgery", 480, 100.5, 96.0, "5 per hour", accuracy(35, 38, 4, 0.793, 0.973)),
            _work_type("Emergency", 550, None, 106.375, "24 per day of 8 h", NotAudited()),
        ),
        "hours": HoursBalanceRow(
            490.5,
            0.0,
            (HoursRow("Meeting", OtherTimeKind.EXCUSED, 32.25), HoursRow("Education", OtherTimeKind.EXCUSED, 23.5)),
            0.0,
            (HoursRow("Queries to providers", OtherTimeKind.COUNTED, 18.0),),
            (HoursRow("PTO", OtherTimeKind.ABSENCE, 24.0),),
            1.5,
            433.25,
        ),
        "trend": _trend(),
        "accuracy_trend": _accuracy_trend(),
        "signals": (Signal("process", "pace", "outside", date(2026, 9, 14), _SIGNAL, ("Encoder upgrade go-live",)),),
        "events": (
            EventMark(date(2026, 8, 17), None, "standard_change", "New inpatient standard", "inpatient"),
            EventMark(date(2026, 9, 14), date(2026, 9, 20), "go_live", "Encoder upgrade go-live", "team"),
        ),
    }


def _quality() -> dict[str, object]:
    return {
        "audits": (audit(4),),
        "focused": (
            audit(20, selection=Selection.FOCUSED, name="2026-08-20 Diaz 2", result=accuracy(40, 50, 8, 0.67, 0.888)),
        ),
        "draft_audits": 0,
        "errors": (
            ErrorRow("Secondary diagnosis (CC)", 4, 6, 1, 3),
            ErrorRow("Principal diagnosis", 2, 0, 1, 1),
            ErrorRow("POA", 1, 3, 0, 0),
            ErrorRow("Modifier", 0, 2, 0, 0),
        ),
        "causes": (
            CauseRow("Guideline misread", "coder", 3),
            CauseRow("Slip", "coder", 1),
            CauseRow("Documentation incomplete or conflicting", "documentation", 2),
            CauseRow("Encoder or grouper", "system", 1),
        ),
        "rework": ReworkShare(3, 1450, 3 / 1450),
        "reworked": (ReworkRow(date(2026, 8, 11), "Inpatient", 3, "Payer denial, DRG validation"),),
    }


def _words() -> dict[str, object]:
    return {
        "notes": (),
        "check_ins": (),
        "text": ReviewTextRow(
            ReviewState.DRAFT,
            "Kept the inpatient queue under two days during the upgrade, and answered every query within a day.",
            "Secondary diagnoses that count as CC: four of seven findings, three of them missed codes.",
            "",
            "",
            None,
            None,
        ),
        "agreements": (
            AgreementRow(
                1, 0, "CC capture", "8 of 10 re-audited charts without a missed CC", date(2026, 12, 15), "Two hours", ""
            ),
        ),
        "last_agreements": (
            AgreementRow(
                2,
                0,
                "Learn the new encoder",
                "Certificate by June",
                date(2026, 6, 30),
                "4 h of training",
                "Done on 12 June",
            ),
        ),
        "standards": (
            StandardLineRow(
                "Inpatient", date(2026, 1, 1), "2 per hour", 2.0, "productive", 95.0, "Yearly review", "Own data", "CMO"
            ),
            StandardLineRow("Same-day surgery", date(2025, 1, 1), "5 per hour", 5.0, "productive", 95.0, "", "", ""),
            StandardLineRow(
                "Emergency", date(2025, 1, 1), "24 per day of 8 h", 3.0, "productive", 94.0, "Policy 12", "", ""
            ),
        ),
        "ramps": (),
        "fingerprint": "3f2a9c01b7de4410",
        "version": "0.1.0",
    }


_SIGNAL = (
    "Pace fell outside the limits in the week of 14 Sep 2026, as it did for most of the team: is it the encoder "
    "upgrade? Accuracy of the period: 93.1 % of 102 codes."
)


def _work_type(
    name: str, charts: int, hours: float | None, earned: float, standard: str, quality: Accuracy | NotAudited
) -> WorkTypeFigures:
    known = pace(earned, hours, hours, charts) if hours else replace(pace(earned, 0.0, 0.0, charts), value=None)
    return WorkTypeFigures(name, charts, hours, earned, Paired(known, quality), charts / earned, standard)


def nothing() -> PacketRow:
    """Return the rows of a coder with nothing logged and nothing audited."""
    empty = Paired(pace(0.0, 0.0, 0.0, 0, value=None, days_entered=0, days_due=64, paid_hours=None), NotAudited())
    return row(
        completeness=CompletenessRow(0, 64, 0, 0, 0.0),
        paired=empty,
        earlier=EarlierRow("Q2 2026", empty),
        work_types=(),
        hours=HoursBalanceRow(0.0, 0.0, (), 0.0, (), (), 0.0, 0.0),
        trend=Trend("pace", (), None, None, None, None, None),
        accuracy_trend=Trend("accuracy", (), None, None, None, None, None),
        signals=(),
        events=(),
        audits=(),
        focused=(),
        errors=(),
        causes=(),
        rework=None,
        reworked=(),
        text=ReviewTextRow(ReviewState.DRAFT, "", "", "", "", None, None),
        agreements=(),
        last_agreements=(),
        standards=(),
    )


def talked(pages: int = 0) -> PacketRow:
    """Return a packet with notes and a check-in marked for it; one note can be made about so many pages long."""
    long = " ".join(f"Sentence {number} of a long note about how the queue was shared." for number in range(40 * pages))
    return row(
        notes=(
            PacketNoteRow(date(2026, 7, 20), "praise", "Helped the new colleague with E&M levels, <coder> to <coder>."),
            PacketNoteRow(date(2026, 9, 2), "one_to_one", long or "Talked about the queue."),
        ),
        check_ins=(PacketCheckInRow(date(2026, 9, 3), 3, 4, None, "Busy weeks around the go-live."),),
    )


def learner() -> PacketRow:
    """Return a learner on a ramp: 65 % of the standard, 62.5 % expected, 104 % to ramp."""
    figures = pace(45.5, 70.0, 80.0, 150, expected=0.625, to_ramp=1.04, on_ramp=True)
    ramps = (
        RampLineRow("Inpatient", date(2026, 7, 1), 50.0, 85.0),
        RampLineRow("Inpatient", date(2026, 8, 15), 75.0, None),
    )
    return row(paired=Paired(figures, accuracy(28, 30, 12, 0.7868, 0.9815)), ramps=ramps)
