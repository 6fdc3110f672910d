"""A figure is a value that knows its parts, so that any screen or page can answer "how is this made?".

Here live the shapes that leave metrics: no calculation beyond what a property derives from its own parts. Ratios are
fractions at full precision (0.9545), hours are hours; a value that cannot be had is None, never 0.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from codedesk.metrics.charted import NO_TREND, Assurance, Baseline, EventMark, Mark, Stretch, Trend, TrendPoint
from codedesk.metrics.due_gaps import NO_GAPS, BesideWhy, DueGaps
from codedesk.periods import day_label

__all__ = [
    "NO_GAPS",
    "NO_TREND",
    "Accuracy",
    "Answer",
    "Assurance",
    "Baseline",
    "BesideWhy",
    "Block",
    "DueGaps",
    "EventMark",
    "Evidence",
    "Explanation",
    "Mark",
    "NotAudited",
    "Observed",
    "Pace",
    "Paired",
    "Part",
    "ReworkShare",
    "Signal",
    "Stretch",
    "TeamFigures",
    "Trend",
    "TrendPoint",
    "Way",
    "WorkTypeFigures",
]

Observed = Literal["met", "below"]
Evidence = Literal["meets", "cannot_tell", "below"]


@dataclass(frozen=True, slots=True)
class Part:
    """One input of a figure: its name, its value in words and numbers, and what it was taken from."""

    name: str
    value: str
    source: str = ""


_Said = tuple[str, str, tuple[Part, ...], tuple[str, ...]]


class Explanation:
    """How a figure is made: the formula in words, its inputs in order, and remarks that bound it.

    Its words are put together when they are first looked at: of a hundred figures on a page, one is asked how it was
    made. It is a plain value all the same: equal to what says the same, never changed, and copied with its words.
    """

    __slots__ = ("_make", "_said")

    def __init__(self, title: str, formula: str, parts: tuple[Part, ...], remarks: tuple[str, ...] = ()) -> None:
        """Take the words as they are."""
        self._said: _Said | None = (title, formula, parts, remarks)
        self._make: Callable[[], Explanation] | None = None

    @classmethod
    def later(cls, make: "Callable[[], Explanation]") -> "Explanation":
        """Return the explanation that make returns, made when it is first looked at."""
        made = cls.__new__(cls)
        made._said, made._make = None, make
        return made

    @property
    def title(self) -> str:
        """What is explained."""
        return self._words[0]

    @property
    def formula(self) -> str:
        """The formula in words."""
        return self._words[1]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The inputs in order."""
        return self._words[2]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What bounds the figure."""
        return self._words[3]

    @property
    def _words(self) -> _Said:
        if self._said is None:
            make = self._make
            if make is not None:  # another thread may have been here meanwhile
                self._said = make()._words
                self._make = None
        assert self._said is not None
        return self._said

    def __eq__(self, other: object) -> bool:
        """Tell whether both say the same."""
        return self._words == other._words if isinstance(other, Explanation) else NotImplemented

    def __hash__(self) -> int:
        """Agree with what is equal."""
        return hash(self._words)

    def __repr__(self) -> str:
        """Show the words."""
        return f"Explanation{self._words!r}"

    def __reduce__(self) -> tuple[type["Explanation"], _Said]:
        """Copy the words, not how they would be made."""
        return Explanation, self._words


@dataclass(frozen=True, slots=True)
class Pace:
    """Earned hours over productive hours, pooled. value is None where no productive hours are known ("n/a").

    days_entered are due days that are entered, day by day; days_beside were worked and were not due. summed: the
    months (by their first days) that are known as sums only, summed_hours their hours, also those without a standard.
    """

    value: float | None
    earned_hours: float
    productive_hours: float
    paid_hours: float | None
    excused_hours: float
    utilisation: float | None
    expected: float
    to_ramp: float | None
    charts: int
    hours_without_standard: float
    charts_without_standard: int
    days_entered: int
    days_due: int
    days_beside: int
    days_hours_missing: int
    on_ramp: bool
    paid_basis: bool
    explanation: Explanation
    summed: tuple[date, ...] = ()
    summed_hours: float = 0.0


@dataclass(frozen=True, slots=True)
class Likely:
    """The likely range of a coder's accuracy given the team: middle and 95 % of the posterior, as fractions.

    team: the accuracy of all coders audited by the method; apart: their variance beyond chance; drawn: by how much the
    middle is drawn towards the team.
    """

    value: float
    low: float
    high: float
    team: float
    apart: float
    drawn: float
    coders: int


@dataclass(frozen=True, slots=True)
class Accuracy:
    """What audits found right, by a named method, with the interval and both statements about the standard.

    correct and reviewed are the pooled counts of the method (codes, records or points); records is the number of
    charts audited; first_value is the score before withdrawn findings. standard is a fraction, None if none is set.
    not_followed: withdrawn findings of which the method cannot tell what they change, so that they change nothing.
    as_reported: all of it is; reported_share: how much of what was reviewed is. more_charts: how many more would show
    whether the standard is met (0: shown already; None: no number that could be audited, or not known). likely: None
    where the team is too small to tell.
    """

    value: float
    method: str
    correct: float
    reviewed: float
    records: int | None
    low: float
    high: float
    standard: float | None
    observed: Observed | None
    evidence: Evidence | None
    as_reported: bool
    n_effective: float
    small_sample: bool
    audits: int
    first_value: float
    deleted: int | None
    explanation: Explanation
    method_version: str = ""
    not_followed: int = 0
    reported_share: float = 0.0
    more_charts: int | None = None
    likely: Likely | None = None


@dataclass(frozen=True, slots=True)
class NotAudited:
    """No audit feeds the accuracy of this coder and period; stands in the place and size of the figure."""

    what: str = "not audited"
    why: str = "0 charts"

    @property
    def reason(self) -> str:
        """What stands for the figure and why, in one: "not audited (0 charts)"."""
        return f"{self.what} ({self.why})" if self.why else self.what


@dataclass(frozen=True, slots=True)
class Paired:
    """Pace and the accuracy of the same coder and period: the only shape in which pace leaves for a person."""

    pace: Pace
    accuracy: Accuracy | NotAudited

    @property
    def accurate_pace(self) -> float | None:
        """Pace times accuracy: the third figure, only ever shown beside its two parts."""
        if self.pace.value is None or isinstance(self.accuracy, NotAudited):
            return None
        return self.pace.value * self.accuracy.value

    @property
    def accurate_pace_range(self) -> tuple[float, float] | None:
        """The accurate pace at both ends of the accuracy's interval; the pace itself is counted, not sampled."""
        if self.pace.value is None or isinstance(self.accuracy, NotAudited):
            return None
        return self.pace.value * self.accuracy.low, self.pace.value * self.accuracy.high


@dataclass(frozen=True, slots=True)
class ReworkShare:
    """Charts reopened for the coder's error, of the charts coded in the same period. value None without charts."""

    charts: int
    of: int
    value: float | None


Way = Literal["", "up", "down"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the manager said about a signal: who, when, and whether the packet may say it. since: where it stands.

    about: the signal in words, as it was told then; scope: whose it is, by name. id is its number in the file.
    """

    id: int
    words: str
    by: str
    on: date
    in_packet: bool
    since: date
    until: date | None
    about: str = ""
    scope: str = ""

    @property
    def said(self) -> str:
        """The words, by whom and when: "“leave”, M. Lee, 12 Oct 2026"; "" where they are kept back."""
        parts = [f"“{self.words}”", self.by, day_label(self.on)] if self.words else []
        return ", ".join(part for part in parts if part)

    def for_paper(self) -> "Answer":
        """Return what a packet may know of it: of one that is not for the packet only that it was given."""
        return self if self.in_packet else replace(self, words="", by="")


@dataclass(frozen=True, slots=True)
class Signal:
    """Something worth a question. process signals name the candidates; individual ones are worded as a question.

    A shift says of whom it is, how large, and its last day if it is over: size, low and high (the 95 % interval) are a
    share of the pace before, or a difference of accuracies. Of an opposed one (pace up, accuracy down) they are of the
    pace, and accuracy_size, accuracy_low and accuracy_high of the accuracy. whole_since: the week from which a shift
    has its whole size, where it came little by little.
    coder_id and work_type_id: whose it is, both None for the team. answer: what was said about it.
    """

    kind: Literal["process", "individual"]
    measure: Literal["pace", "accuracy", "both"]
    mark: Mark | Literal["shift", "opposed"]
    since: date
    text: str
    candidates: tuple[str, ...] = ()
    until: date | None = None
    size: float | None = None
    low: float | None = None
    high: float | None = None
    level: Literal["team", "work_type", "mix", "coder", "ramp", "auditor"] | None = None
    coder_id: int | None = field(default=None, repr=False)
    work_type_id: int | None = field(default=None, repr=False)
    answer: Answer | None = field(default=None, repr=False)
    accuracy_size: float | None = None
    accuracy_low: float | None = None
    accuracy_high: float | None = None
    whole_since: date | None = None

    @property
    def way(self) -> Way:
        """Tell which way it points, where it has a size."""
        if self.size is None or self.size == 0:
            return ""
        return "up" if self.size > 0 else "down"

    @property
    def open(self) -> bool:
        """Tell whether nothing was said about it yet."""
        return self.answer is None

    @property
    def statement(self) -> str:
        """What it says without what it asks."""
        return self.text.split(" – ")[0]

    @property
    def with_answer(self) -> str:
        """What it says, with what it asks while it is open, and with its answer afterwards."""
        if self.answer is None:
            return self.text
        said = f": {self.answer.said}" if self.answer.said else ""
        return f"{self.statement} – answered{said}"


@dataclass(frozen=True, slots=True)
class WorkTypeFigures:
    """One work type of one coder (or the team) in the period. hours None where line hours are not all known.

    hours_known and earned_known are those of its lines whose hours are known, as far as a standard was in force.
    """

    work_type: str
    charts: int
    hours: float | None
    earned_hours: float
    paired: Paired
    rate: float | None
    standard: str
    hours_known: float = 0.0
    earned_known: float = 0.0

    @property
    def pace_known(self) -> float | None:
        """The pace over the lines whose hours are known; None without any. It is the pace where all are known."""
        return self.earned_known / self.hours_known if self.hours_known > 0 else None


@dataclass(frozen=True, slots=True)
class Block:
    """Everything `figures` says of one coder, or of the team pooled."""

    coder: str
    coder_id: int | None
    paired: Paired
    other_methods: tuple[Accuracy, ...]
    focused: tuple[Accuracy, ...]
    rework: ReworkShare | None
    work_types: tuple[WorkTypeFigures, ...]
    trend: Trend
    accuracy_trend: Trend
    signals: tuple[Signal, ...]
    events: tuple[EventMark, ...]
    due_gaps: DueGaps = NO_GAPS
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamFigures:
    """The figures of a period: the team pooled, and a block per coder by name."""

    start: date
    end: date
    team: Block
    coders: tuple[Block, ...]
