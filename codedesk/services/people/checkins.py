"""Check-ins: a coder's short, voluntary answers about the work, entered by the manager; any item may be empty.

Here live the questions and changes about them, and the team's answers without names. Skipping is normal: nothing here
counts who answered and who did not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlmodel import Session, col, select

from codedesk.errors import Refused
from codedesk.formats import fixed, plural
from codedesk.models import CheckIn, Coder
from codedesk.periods import Period
from codedesk.services.live import live
from codedesk.services.voiding import void

Item = Literal["workload", "pace_for_accuracy", "help"]
ITEMS: tuple[tuple[Item, str], ...] = (
    ("workload", "My workload was manageable"),
    ("pace_for_accuracy", "I could work at a pace that let me code accurately"),
    ("help", "I had the help I needed"),
)
SHORT_ITEMS: dict[Item, str] = {"workload": "workload", "pace_for_accuracy": "pace for accuracy", "help": "help"}
SOURCE_WORDS = {"said": "Said in a talk", "slip": "Handed in on a slip"}
ENOUGH_ANSWERS = 5
LONGEST_NOTE = 500
_LOWEST, _HIGHEST = 1, 5


@dataclass(frozen=True, slots=True)
class CheckInDraft:
    """A check-in as told or handed in: each answer 1 to 5, or None where it was skipped; private unless in_packet."""

    coder_id: int
    day: date
    workload: int | None = None
    pace_for_accuracy: int | None = None
    help: int | None = None
    note: str = ""
    source: str = "said"
    in_packet: bool = False


@dataclass(frozen=True, slots=True)
class CheckInRow:
    """A check-in as the coder's own page shows it."""

    id: int
    draft: CheckInDraft

    @property
    def source_words(self) -> str:
        """Where the answers come from, as people read it."""
        return SOURCE_WORDS[self.draft.source]


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
    return tuple(CheckInRow(row.key, _draft(row)) for row in found)


def add_check_in(session: Session, draft: CheckInDraft) -> int:
    """Store a check-in, private unless it is marked; return its number. Refused for what cannot be right."""
    row = CheckIn(**_checked(session, draft))
    session.add(row)
    session.flush()
    return row.key


def change_check_in(session: Session, check_in_id: int, draft: CheckInDraft) -> None:
    """Change a check-in. Refused for what cannot be right."""
    row = _stored(session, check_in_id)
    for name, value in _checked(session, draft).items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def mark_check_in(session: Session, check_in_id: int, in_packet: bool) -> None:
    """Give one check-in to the packet, or keep it private."""
    _stored(session, check_in_id).in_packet = in_packet


def void_check_in(session: Session, check_in_id: int, reason: str) -> None:
    """Void a check-in with a reason. Refused without one."""
    void(_stored(session, check_in_id), reason)


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


def _draft(row: CheckIn) -> CheckInDraft:
    return CheckInDraft(**{name: getattr(row, name) for name in CheckInDraft.__dataclass_fields__})


def _checked(session: Session, draft: CheckInDraft) -> dict[str, Any]:
    coder = session.get(Coder, draft.coder_id)
    if coder is None or coder.voided:
        raise Refused("this coder is no longer there", "coder_id")
    for name, _ in ITEMS:
        value = getattr(draft, name)
        if value is not None and not _LOWEST <= value <= _HIGHEST:
            raise Refused("an answer is 1, 2, 3, 4 or 5; leave it empty where it was skipped", name)
    if all(getattr(draft, name) is None for name, _ in ITEMS) and not draft.note.strip():
        raise Refused("nothing was answered: a check-in that was skipped is not entered", "workload")
    if len(draft.note.strip()) > LONGEST_NOTE:
        raise Refused(f"one line is enough: at most {LONGEST_NOTE} characters", "note")
    if draft.source not in SOURCE_WORDS:
        raise Refused(f"“{draft.source}” is not a source of a check-in", "source")
    return {name: getattr(draft, name) for name in CheckInDraft.__dataclass_fields__} | {"note": draft.note.strip()}


def _stored(session: Session, check_in_id: int) -> CheckIn:
    found = session.get(CheckIn, check_in_id)
    if found is None or found.voided:
        raise Refused("this check-in is no longer there")
    return found
