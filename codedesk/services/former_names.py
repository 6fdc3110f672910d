"""Former names: kept when something is renamed, listed with what they lead to now, and given up in Setup.

Here live the questions and changes. How a text then finds its row is name_directory.py's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias, cast

import sqlalchemy as sa
from sqlmodel import Session, col, select

from codedesk import formats, models, names
from codedesk.errors import Refused
from codedesk.models import Coder, FormerName
from codedesk.models.former_names import FormerNameDraft
from codedesk.services.live import live
from codedesk.services.nouns import Noun
from codedesk.services.voiding import void

Named: TypeAlias = (
    "Coder | models.WorkType | models.OtherTimeCategory | models.FindingCategory | models.RootCause | models.Severity"
)
FORMER_NAMES = Noun(FormerName, FormerNameDraft)


@dataclass(frozen=True, slots=True)
class FormerNameRow:
    """A former name as Setup lists it, and the day until which it was the name."""

    id: int
    name: str
    until: date


def former_names(session: Session, kind: type[Named]) -> dict[int, tuple[FormerNameRow, ...]]:
    """Return the former names of every row of a kind, the latest first."""
    found: dict[int, list[FormerNameRow]] = {}
    for owner, row in _kept(session, kind):
        found.setdefault(owner, []).append(FormerNameRow(row.key, row.name, row.until))
    return {owner: tuple(rows) for owner, rows in found.items()}


def called(row: Named) -> str:
    """Return the name of a row as lists and files show it."""
    return row.shown_name if isinstance(row, Coder) else row.name


def remember(session: Session, row: Named, was: str) -> None:
    """Keep the name that a row had before; one that it has again is no former one any more."""
    now, kind = called(row), type(row)
    if names.key(now) == names.key(was):
        return
    for owner, kept in _kept(session, kind):
        if names.key(kept.name) in (names.key(now), names.key(was)) and owner == row.key:
            void(kept, "it is the name again")
    owned: dict[str, Any] = {_owner(kind): row.key}
    FORMER_NAMES.add(session, FormerNameDraft(name=was, until=date.today(), **owned))


def require_given_up(session: Session, kind: type[Named], typed: str, besides: int | None, field: str = "name") -> None:
    """Refuse a name that something else had before: files that still say so would mean two things."""
    for owner, kept in _kept(session, kind):
        if owner != besides and names.key(kept.name) == names.key(typed):
            row = cast(Named, session.get_one(kind, owner))
            until = formats.day(kept.until)
            raise Refused(
                f"{called(row)} was called “{kept.name}” until {until}, and files that say so mean it: "
                f"remove the former name there first, or choose another one",
                field,
            )


def remove_former_name(session: Session, former_id: int) -> None:
    """Give a former name up: files that say so mean nothing known any more, and something new may be called so."""
    FORMER_NAMES.void(session, former_id, "removed in Setup")


def _kept(session: Session, kind: type[Named]) -> Iterator[tuple[int, FormerName]]:
    """Yield the former names of what is in use, the latest first, each with the number of its row."""
    owner = sa.inspect(FormerName).local_table.c[_owner(kind)]
    query = select(FormerName).join(kind, owner == col(kind.id)).where(live(FormerName), live(kind))
    for row in session.exec(query.order_by(col(FormerName.until).desc(), col(FormerName.id).desc())).all():
        yield getattr(row, _owner(kind)), row


def _owner(kind: type[Named]) -> str:
    """Return the column of a former name that points at such a row."""
    target, columns = f"{kind.__tablename__}.id", sa.inspect(FormerName).local_table.c
    return next(str(each.name) for each in columns if any(key.target_fullname == target for key in each.foreign_keys))
