"""The rows that a review leaves the services with: the packet's every input, and the review page's lists.

Here live frozen shapes only. No query, no formula and no words for people beyond what was stored.
"""

from dataclasses import dataclass
from datetime import date

from codedesk.methods import Method
from codedesk.metrics.figures import (
    NO_GAPS,
    Accuracy,
    Answer,
    DueGaps,
    EventMark,
    NotAudited,
    Paired,
    ReworkShare,
    Signal,
    Trend,
    WorkTypeFigures,
)
from codedesk.models.audit_words import AuditState, Phase, Selection
from codedesk.models.finding_lists import Origin
from codedesk.models.review_words import ReviewState
from codedesk.models.work_days import OtherTimeKind
from codedesk.periods import Period
from codedesk.services.figures.mix_rows import MixRow
from codedesk.services.reviews.rework_rows import ReworkRow

DATA_GAPS = "data gaps"


@dataclass(frozen=True, slots=True)
class PacketCoderRow:
    """The person a packet is about."""

    id: int
    name: str
    credentials: str
    started_on: date
    left_on: date | None
    scheduled_hours_per_week: float | None


@dataclass(frozen=True, slots=True)
class UnlikelyDayRow:
    """A day whose pace asks "are the hours right?": under 40 % or over 150 % of the standard; kept as entered."""

    day: date
    earned_hours: float
    productive_hours: float


@dataclass(frozen=True, slots=True)
class CompletenessRow:
    """How complete the log is: due days that are entered, days without hours, days whose hours look unlikely.

    gaps names the due days that are not entered and days beside them. charts_hours_missing are the charts of days
    without hours, by work type: they earn nothing. summed are months, by their first days, known as sums only.
    """

    days_entered: int
    days_due: int
    days_hours_missing: int
    charts_without_standard: int
    hours_without_standard: float
    unlikely: tuple[UnlikelyDayRow, ...] = ()
    charts_hours_missing: tuple[tuple[str, int], ...] = ()
    gaps: DueGaps = NO_GAPS
    summed: tuple[date, ...] = ()

    @property
    def whole(self) -> bool:
        """Tell whether every due day is entered, and with its hours."""
        return self.days_entered >= self.days_due and self.days_hours_missing == 0


@dataclass(frozen=True, slots=True)
class EarlierRow:
    """The same coder's figures of the period before; with their pair, as everywhere."""

    label: str
    paired: Paired


@dataclass(frozen=True, slots=True)
class HoursRow:
    """Hours of one other-time category in the period."""

    category: str
    kind: OtherTimeKind
    hours: float


@dataclass(frozen=True, slots=True)
class HoursBalanceRow:
    """From paid to productive hours, so that the denominator can be checked by hand.

    line_hours are the hours of days that were logged by line alone, without paid hours (excused time is already
    outside them). beyond_paid are excused hours that exceed the paid hours of their day; a day has never less than 0
    productive hours, so they are added back. without_standard are the hours of work that has no standard in force;
    they leave the denominator. of_sums are the hours of months that are known as sums only.
    """

    paid_hours: float
    line_hours: float
    excused: tuple[HoursRow, ...]
    beyond_paid: float
    counted: tuple[HoursRow, ...]
    absence: tuple[HoursRow, ...]
    without_standard: float
    productive_hours: float
    of_sums: float = 0.0


@dataclass(frozen=True, slots=True)
class PacketAuditRow:
    """One audit as the packet lists it: what it looked at, its result (first and final) and the findings withdrawn."""

    name: str
    day: date
    auditor: str
    work_type: str
    selection: Selection
    phase: Phase
    method: Method
    method_version: str
    state: AuditState
    period_from: date | None
    period_to: date | None
    withdrawn: int
    open_rebuttals: int
    result: Accuracy | NotAudited


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """Findings of one category in the period, and in the period before."""

    category: str
    count: int
    previous: int
    over: int = 0
    under: int = 0


@dataclass(frozen=True, slots=True)
class CauseRow:
    """Findings by root cause. origin: what it lies in; "" where no cause was recorded."""

    cause: str
    origin: str
    count: int

    @property
    def lies_in(self) -> str:
        """What the cause lies in, as people read it."""
        return Origin(self.origin).words if self.origin else "not recorded"


@dataclass(frozen=True, slots=True)
class PacketNoteRow:
    """A note that was marked for the packet."""

    day: date
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class PacketCheckInRow:
    """A check-in that coder and manager agreed to print; each answer 1 to 5 or None where it was skipped."""

    day: date
    workload: int | None
    pace_for_accuracy: int | None
    help: int | None
    note: str


@dataclass(frozen=True, slots=True)
class PacketEducationRow:
    """Education that was marked for the packet. done_on None is still open; hours None were not noted."""

    topic: str
    due_on: date | None
    done_on: date | None
    hours: float | None
    outcome: str


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """A goal agreed: how it is measured, by when, what support was offered, what became of it, in which review."""

    id: int
    position: int
    goal: str
    measure: str
    due_on: date | None
    support: str
    outcome: str
    agreed_in: str = ""


@dataclass(frozen=True, slots=True)
class ReviewTextRow:
    """The words of a review, its state and its dates."""

    state: ReviewState
    went_well: str
    work_on: str
    agreed_last_time: str
    coder_comments: str
    given_on: date | None
    signed_on: date | None
    sections_off: tuple[str, ...] = ()
    refused_reason: str = ""


@dataclass(frozen=True, slots=True)
class PacketChangeRow:
    """One thing that a packet says differently since it was given out: where, what it said, what it says."""

    place: str
    old: str
    new: str

    @property
    def words(self) -> str:
        """The change on one line."""
        return f"{self.place}: {self.old or 'nothing'} → {self.new or 'nothing'}"


@dataclass(frozen=True, slots=True)
class GivenRow:
    """A packet that was given out, without its pages: which revision, when, and the digest of its PDF."""

    id: int
    revision: str
    given_on: date
    sha256: str
    fingerprint: str
    changes: tuple[PacketChangeRow, ...]


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A revision as the list of what was given shows it; who is the person who gave it out, as history has it."""

    given: GivenRow
    who: str


@dataclass(frozen=True, slots=True)
class GivenFileRow:
    """A given packet as an export names it: whose, of which period, and the name of its file."""

    coder_id: int
    coder: str
    period: Period
    given: GivenRow
    file: str


@dataclass(frozen=True, slots=True)
class StandardLineRow:
    """A standard that was in force in the period. accuracy is in per cent, rate in charts per hour."""

    work_type: str
    effective_from: date
    statement: str
    rate: float
    basis: str
    accuracy: float
    reason: str
    source: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class RampLineRow:
    """A step of the coder's ramp in force in the period. work_type "" stands for all."""

    work_type: str
    from_day: date
    pace_percent: float
    accuracy: float | None


@dataclass(frozen=True, slots=True)
class PacketRow:
    """Everything that one packet prints. fingerprint is the start of a SHA-256 over the data it was made from.

    draft_audits are those of the period that are not shared yet and stand in no figure. revision is "" for a working
    print; since names the given revision that changes are told against, "" where there was none. namesakes are coders
    whose names read the same. mix: the change of pace since the period before as mix and pace, if it can be told.
    answers are those marked for the packet; an answered signal that is not has no words.
    """

    department: str
    manager: str
    sample: bool
    paper: str
    coder: PacketCoderRow
    period: Period
    label: str
    printed_on: date
    completeness: CompletenessRow
    paired: Paired
    other_methods: tuple[Accuracy, ...]
    earlier: EarlierRow
    work_types: tuple[WorkTypeFigures, ...]
    hours: HoursBalanceRow
    trend: Trend
    accuracy_trend: Trend
    signals: tuple[Signal, ...]
    events: tuple[EventMark, ...]
    audits: tuple[PacketAuditRow, ...]
    focused: tuple[PacketAuditRow, ...]
    draft_audits: int
    errors: tuple[ErrorRow, ...]
    causes: tuple[CauseRow, ...]
    rework: ReworkShare | None
    reworked: tuple[ReworkRow, ...]
    notes: tuple[PacketNoteRow, ...]
    check_ins: tuple[PacketCheckInRow, ...]
    text: ReviewTextRow
    agreements: tuple[AgreementRow, ...]
    last_agreements: tuple[AgreementRow, ...]
    standards: tuple[StandardLineRow, ...]
    ramps: tuple[RampLineRow, ...]
    fingerprint: str
    version: str
    revision: str = ""
    since: str = ""
    changes: tuple[PacketChangeRow, ...] = ()
    education: tuple[PacketEducationRow, ...] = ()
    namesakes: tuple[str, ...] = ()
    mix: MixRow | None = None
    answers: tuple[Answer, ...] = ()

    @property
    def audited(self) -> bool:
        """Tell whether an audit feeds the accuracy of the period."""
        return not isinstance(self.paired.accuracy, NotAudited)


@dataclass(frozen=True, slots=True)
class PrintRow:
    """A packet to save or print: its row now, and its pages where they were given out (else they are made)."""

    packet: PacketRow
    pdf: bytes | None


@dataclass(frozen=True, slots=True)
class ReviewListRow:
    """One coder in the list of reviews: the state and, in words, what the data lacks."""

    coder_id: int
    coder: str
    state: ReviewState
    gaps: tuple[str, ...]

    @property
    def lacks_data(self) -> bool:
        """Whether the data of a review that is not given out yet has gaps."""
        return bool(self.gaps) and not self.state.is_out

    @property
    def words(self) -> str:
        """How far it is, as people read it, and that data is missing while it is not given out."""
        return f"{self.state.words}, {DATA_GAPS}" if self.lacks_data else self.state.words


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review as the page edits it. stored is False while nothing of it has been written."""

    coder_id: int
    coder: str
    period: Period
    stored: bool
    text: ReviewTextRow
    agreements: tuple[AgreementRow, ...]
    last_label: str
    last_agreements: tuple[AgreementRow, ...]
    private_note: str = ""
    given: tuple[GivenRow, ...] = ()
