"""What was reopened in a period, by coder, work type, cause and source, beside accuracy. No formula: see metrics."""

from collections.abc import Callable, Iterable, Sequence

from sqlmodel import Session

from codedesk.metrics.figures import Accuracy, NotAudited
from codedesk.metrics.quantities import Quantity
from codedesk.metrics.reworks import (
    CAUSES,
    Reopened,
    ReworkCounts,
    cause_share,
    days_to_resolve,
    denial_share,
    denied_dollars,
    money,
    rework_share,
)
from codedesk.metrics.tallies import types_of
from codedesk.models.rework import ReworkCause, ReworkOutcome, ReworkSource
from codedesk.periods import Period
from codedesk.services.figures.audited import audited
from codedesk.services.figures.frames import Frames
from codedesk.services.flow.logged import reopened_in
from codedesk.services.flow.rows import ReworkLineRow, ReworkTableRow

TOTAL = "All"


def rework_table(session: Session, period: Period, frames: Frames, revenue: Quantity) -> ReworkTableRow:
    """Return what was reopened in a period; coders by name, work types in the manager's order."""
    rows = reopened_in(session, period)
    coded = types_of(frames.runs)["charts"]
    whole = int(coded.sum())
    of_type = {key: int(coded[:, place].sum()) for key, place in frames.work_type_at.items()}
    return ReworkTableRow(
        total=_line(None, TOTAL, rows, whole),
        denied_dollars=denied_dollars(rows, revenue),
        days_to_resolve=days_to_resolve(rows),
        open=sum(row.charts for row in rows if row.outcome == ReworkOutcome.OPEN),
        by_coder=_by_coder(session, period, frames, rows),
        by_type=tuple(
            _line(key, frames.work_types[place], own, of_type[key])
            for key, place in sorted(frames.work_type_at.items(), key=lambda each: each[1])
            if (own := [row for row in rows if row.work_type == key])
        ),
        by_cause=tuple(_of_cause(cause, rows, whole) for cause in CAUSES if any(row.cause == cause for row in rows)),
        by_source=tuple(
            _line(source.value, source.words, own, whole)
            for source in ReworkSource
            if (own := [row for row in rows if row.source == source])
        ),
    )


def _by_coder(session: Session, period: Period, frames: Frames, rows: Sequence[Reopened]) -> tuple[ReworkLineRow, ...]:
    """Return a line for each coder of whom anything was reopened, by name, beside the accuracy of the period."""
    concerned = {row.coder for row in rows if row.coder in frames.person_at}
    if not concerned:
        return ()
    coded = types_of(frames.runs)["charts"].sum(axis=1)
    _, quality = audited(session, period, frames)
    return tuple(
        _line(
            person.id,
            person.name,
            [row for row in rows if row.coder == person.id],
            int(coded[place]),
            accuracy=quality.of(place)[0],
        )
        for place, person in enumerate(frames.people)
        if person.id in concerned
    )


def _of_cause(cause: str, rows: Sequence[Reopened], coded: int) -> ReworkLineRow:
    own, words = [row for row in rows if row.cause == cause], ReworkCause(cause).words
    return _line(cause, words, own, coded, share=lambda counts: cause_share(counts, cause, words.lower(), coded))


def _line(
    key: int | str | None,
    name: str,
    rows: Iterable[Reopened],
    coded: int,
    *,
    accuracy: Accuracy | NotAudited | None = None,
    share: Callable[[ReworkCounts], Quantity] | None = None,
) -> ReworkLineRow:
    own = list(rows)
    counts = ReworkCounts.of(own)
    return ReworkLineRow(
        key=key,
        name=name,
        charts=counts.charts,
        **counts.by_cause,
        overturned=counts.overturned,
        denials=counts.denials,
        coded=coded,
        share=rework_share(counts, coded) if share is None else share(counts),
        denial_share=denial_share(counts, coded),
        at_stake=money("Money at stake", [row.at_stake for row in own]),
        recovered=money("Money recovered", [row.recovered for row in own]),
        accuracy=accuracy,
    )
