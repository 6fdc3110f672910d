"""The team's overview of a period: the figures, how complete the data is, and who needs attention for which reason.

Here live completeness and attention. Figures come from figures.py; nobody is ranked, and pace alone is no reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from codedesk.formats import plural
from codedesk.metrics.figures import Accuracy, Block, NotAudited, TeamFigures
from codedesk.metrics.signals import unsure
from codedesk.periods import Period, day_label
from codedesk.services.audits import answers as audits_answers
from codedesk.services.audits.uncounted import UncountedRow, uncounted
from codedesk.services.cache import beside_the_log
from codedesk.services.figures.figures import team_figures
from codedesk.services.people.checkins import TeamCheckInsRow, team_check_ins
from codedesk.services.standards import standards

_DUE_NAMED = 4


@dataclass(frozen=True, slots=True)
class ReviewDueRow:
    """A standard in force whose review date has come."""

    work_type: str
    review_due: date
    work_type_id: int = 0


@dataclass(frozen=True, slots=True)
class DaysEnteredRow:
    """How complete the period's data is: due days that are entered, and who lacks what, by name.

    days_beside are days that were worked and were not due: no gap, yet said.
    """

    days_entered: int
    days_due: int
    missing_days: tuple[tuple[str, int], ...]
    days_beside: tuple[tuple[str, int], ...]
    hours_missing: tuple[tuple[str, int], ...]
    not_audited: tuple[str, ...]
    without_standard: int
    reviews_due: tuple[ReviewDueRow, ...]

    @property
    def whole(self) -> bool:
        """Tell whether nothing is missing."""
        gaps = (self.missing_days, self.hours_missing, self.not_audited, self.without_standard, self.reviews_due)
        return not any(gaps)

    @property
    def words(self) -> tuple[str, ...]:
        """What is there and what is missing, one phrase each."""
        found = [f"{self.days_entered:,} of {self.days_due:,} due days entered"]
        if self.missing_days:
            found.append(f"days missing: {_named(self.missing_days)}")
        if self.days_beside:
            found.append(f"worked beside the due days: {_named(self.days_beside)}")
        if self.hours_missing:
            found.append(f"hours missing: {_named(self.hours_missing)}")
        if self.without_standard:
            found.append(f"{plural(self.without_standard, 'chart')} without a standard")
        if self.not_audited:
            found.append(f"not audited: {', '.join(self.not_audited)}")
        if self.reviews_due:
            found.append(self.of_reviews)
        return tuple(found)

    @property
    def of_reviews(self) -> str:
        """The standards to review, the first by name."""
        named = [f"{row.work_type} ({day_label(row.review_due)})" for row in self.reviews_due[:_DUE_NAMED]]
        more = len(self.reviews_due) - len(named)
        return f"standards to review: {', '.join([*named, *([f'and {more} more'] if more else [])])}"


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One coder of the overview (or the team, pooled) with the reasons to look closer."""

    block: Block
    reasons: tuple[str, ...]

    @property
    def pooled(self) -> bool:
        """Tell whether this is the team as a whole."""
        return self.block.coder_id is None


@dataclass(frozen=True, slots=True)
class TeamPageRow:
    """Everything that the overview shows: the team's row first in `team`, the coders by name in `coders`.

    waiting is a line on what waits after audits, or "". uncounted: what is audited and not counted, by coder (None: the
    team). check_ins has no names, and no figure below five answers of
    five coders.
    """

    figures: TeamFigures
    team: TeamRow
    coders: tuple[TeamRow, ...]
    completeness: DaysEnteredRow
    check_ins: TeamCheckInsRow
    waiting: str = ""
    uncounted: Mapping[int | None, tuple[UncountedRow, ...]] = field(default_factory=dict)

    @property
    def by_attention(self) -> tuple[TeamRow, ...]:
        """The coders with the most reasons to look closer first, by name among equals."""
        return tuple(sorted(self.coders, key=lambda row: -len(row.reasons)))


def team_page(session: Session, period: Period, today: date) -> TeamPageRow:
    """Make the overview of a period as of today."""
    figures = team_figures(session, period, today=today)
    due, waiting, check_ins, left_out = beside_the_log(
        session,
        ("beside the team", period, today),
        lambda: (
            _reviews_due(session, today),
            audits_answers.waiting_words(audits_answers.waiting(session, today)),
            team_check_ins(session, period),
            uncounted(session, period),
        ),
    )
    return TeamPageRow(
        figures=figures,
        team=TeamRow(figures.team, ()),
        coders=tuple(TeamRow(block, reasons(block)) for block in figures.coders),
        completeness=completeness(figures, due),
        waiting=waiting,
        check_ins=check_ins,
        uncounted=left_out,
    )


def _reviews_due(session: Session, today: date) -> tuple[ReviewDueRow, ...]:
    due = standards.reviews_due(session, today)
    return tuple(ReviewDueRow(row.work_type, row.review_due or today, row.work_type_id) for row in due)


def completeness(figures: TeamFigures, reviews_due: tuple[ReviewDueRow, ...] = ()) -> DaysEnteredRow:
    """Say how complete the data behind the figures is."""
    paces = [(block.coder, block.paired.pace) for block in figures.coders]
    missing = ((name, pace.days_due - pace.days_entered) for name, pace in paces)
    return DaysEnteredRow(
        days_entered=sum(pace.days_entered for _, pace in paces),
        days_due=sum(pace.days_due for _, pace in paces),
        missing_days=tuple((name, days) for name, days in missing if days > 0),
        days_beside=tuple((name, pace.days_beside) for name, pace in paces if pace.days_beside),
        hours_missing=tuple((name, pace.days_hours_missing) for name, pace in paces if pace.days_hours_missing),
        not_audited=tuple(block.coder for block in figures.coders if isinstance(block.paired.accuracy, NotAudited)),
        without_standard=sum(pace.charts_without_standard for _, pace in paces),
        reviews_due=reviews_due,
    )


def reasons(block: Block) -> tuple[str, ...]:
    """Name what asks for a closer look: accuracy first, then the data, then signals. A pace alone is no reason."""
    pace, accuracy = block.paired.pace, block.paired.accuracy
    found = [of_accuracy(accuracy)] if of_accuracy(accuracy) else []
    if pace.days_due > pace.days_entered:
        found.append(f"{plural(pace.days_due - pace.days_entered, 'due day')} not entered")
    if pace.days_hours_missing:
        found.append(f"hours missing on {plural(pace.days_hours_missing, 'day')}")
    asking = [signal for signal in block.signals if signal.open]
    both = [signal for signal in asking if signal.mark == "opposed" and signal.kind == "individual"]
    if both:
        found.append(f"pace up, accuracy {'perhaps ' if all(map(unsure, both)) else ''}down: worth a question")
    others = [signal for signal in asking if signal.mark != "opposed" or signal.kind == "process"]
    process = sum(1 for signal in others if signal.kind == "process")
    own = len(others) - process
    if process:
        found.append(plural(process, "process signal"))
    if own:
        found.append(f"{plural(own, 'signal')} worth a question")
    return tuple(found)


def of_accuracy(accuracy: Accuracy | NotAudited) -> str:
    """Say what of an accuracy asks for a closer look; "" where nothing does."""
    if isinstance(accuracy, NotAudited):
        return "not audited"
    if accuracy.evidence == "below":
        return "accuracy below the standard"
    return "accuracy observed below the standard, sample cannot tell" if accuracy.observed == "below" else ""


def _named(pairs: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{name} {count}" for name, count in pairs)
