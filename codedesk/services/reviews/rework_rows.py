"""Rework of a coder as pages and papers show it: the coder's error, and what is another's or was overturned, apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from codedesk import formats
from codedesk.models.rework import ReworkCause, ReworkOutcome, ReworkSource, counts_as_rework


class ReworkKind(NamedTuple):
    """Where it came back from, whose error it was, and what became of it."""

    source: ReworkSource
    cause: ReworkCause
    outcome: ReworkOutcome


OF_BEFORE = ReworkKind(ReworkSource.INTERNAL, ReworkCause.CODER, ReworkOutcome.OPEN)
"""What rework means of which nothing is said but day, charts and reason, as in files before revision 0011."""


@dataclass(frozen=True, slots=True)
class ReworkRow:
    """Charts reopened on one day."""

    day: date
    work_type: str
    charts: int
    reason: str
    kind: ReworkKind = OF_BEFORE

    @property
    def counted(self) -> bool:
        """Whether it counts as rework: the coder's error, and not overturned."""
        return counts_as_rework(self.kind.cause, self.kind.outcome)

    @property
    def known(self) -> str:
        """What is known of it beside the reason, in words: "denial, payer’s error, overturned"; "" for nothing."""
        if self.kind == OF_BEFORE:
            return ""
        cause = self.kind.cause
        said = (self.kind.source.words, "" if cause == ReworkCause.CODER else cause.words, self.kind.outcome.words)
        return ", ".join(word.lower() for word in said if word)

    @property
    def why(self) -> str:
        """The reason with what is known beside it: "DRG validation; denial, upheld"."""
        return "; ".join(filter(None, (self.reason, self.known)))


class CameBack(Protocol):
    """Charts that were reopened, and whether they count as the coder's error."""

    @property
    def charts(self) -> int:
        """How many."""

    @property
    def counted(self) -> bool:
        """Whether they count."""


def others_apart(reworked: Iterable[CameBack]) -> str:
    """Say how many charts were reopened for no coder's error; "" for none. A sentence with a space before it."""
    apart = sum(row.charts for row in reworked if not row.counted)
    return f" Not counted: {formats.plural(apart, 'chart')} of another cause, or overturned." if apart else ""
