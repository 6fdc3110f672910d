"""Check-ins: a coder's short, voluntary answers about the work, entered by the manager; any item may be empty.

Here live the questions and changes about them, and the team's answers without names. Skipping is normal: nothing here
counts who answered and who did not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlmodel import Session, col, select

from codedesk.formats import fixed, plural
from codedesk.models import CheckIn
from codedesk.models.events import CheckInDraft
from codedesk.periods import Period
from codedesk.services.live import live
from codedesk.services.nouns import Noun

Item = Literal["workload", "pace_for_accuracy", "help"]
ITEMS: tuple[tuple[Item, str], ...] = (
    ("workload", "My workload was manageable"),
    ("pace_for_accuracy", "I could work at a pace that let me code accurately"),
    ("help", "I had the help I needed"),
)
SHORT_ITEMS: dict[Item, str] = {"workload": "workload", "pace_for_accuracy": "pace for accuracy", "help": "help"}
ENOUGH_ANSWERS = 5
CHECK_INS = Noun(CheckIn, CheckInDraft)


@dataclass(frozen=True, slots=True)
class CheckInRow:
    """A check-in as the coder's own page shows it."""

    id: int
    draft: CheckInDraft

    @property
    def source_words(self) -> str:
        """Where the answers come from, as people read it."""
        return self.draft.source.words


@dataclass(frozen=True, slots=True)
class TeamCheckInsRow:
    """The team's check-ins of a period without any name.

    means: the mean of each item's answers, in the order of ITEMS; None where fewer than five coders answered it. Below
    five answers of five coders nothing but why is told: neither how many there are nor from whom.
    """

    means: tuple[float | None, ...]
    answers: int | None

    @property
    def words(self) -> str:
        """The one line that a page may show."""
        if self.answers is None:
            return f"Check-ins: team figures are shown from {ENOUGH_ANSWERS} answers of {ENOUGH_ANSWERS} coders on."
        said = [
            f"{SHORT_ITEMS[name]} {f'{fixed(mean, 1)} of 5' if mean is not None else 'too few answers'}"
            for (name, _), mean in zip(ITEMS, self.means, strict=True)
        ]
        return f"Check-ins, {plural(self.answers, 'answer')}, mean: {', '.join(said)}. Voluntary; no names."


def check_ins(session: Session, coder_id: int) -> tuple[CheckInRow, ...]:
    """List the check-ins of a coder, the newest first."""
    query = select(CheckIn).where(live(CheckIn), col(CheckIn.coder_id) == coder_id)
    found = session.exec(query.order_by(col(CheckIn.day).desc(), col(CheckIn.id).desc()))
    return tuple(CheckInRow(row.key, CHECK_INS.draft_of(row)) for row in found)


def team_check_ins(session: Session, period: Period) -> TeamCheckInsRow:
    """Pool the answers of a period over the team; nothing is told below five answers of five different coders."""
    columns = (col(CheckIn.coder_id), col(CheckIn.workload), col(CheckIn.pace_for_accuracy), col(CheckIn.help))
    query: Any = select(*columns).where(live(CheckIn), col(CheckIn.day).between(period.start, period.end))
    answered = [row for row in map(tuple, session.exec(query)) if any(value is not None for value in row[1:])]
    if not _enough([row[0] for row in answered]):
        return TeamCheckInsRow((None,) * len(ITEMS), None)
    return TeamCheckInsRow(tuple(_mean(answered, place) for place in range(1, len(ITEMS) + 1)), len(answered))


def _mean(answered: Sequence[tuple[Any, ...]], place: int) -> float | None:
    given = [(row[0], row[place]) for row in answered if row[place] is not None]
    if not _enough([coder for coder, _ in given]):
        return None
    return float(sum(value for _, value in given)) / len(given)


def _enough(coders: Sequence[int]) -> bool:
    return len(coders) >= ENOUGH_ANSWERS and len(set(coders)) >= ENOUGH_ANSWERS
