"""What may be there once only: the row whose key a draft would have a second time."""

from typing import TypeVar

from sqlmodel import Session, col, select

from codedesk.models import Row
from codedesk.models.fields import Draft
from codedesk.services.live import live

T = TypeVar("T", bound=Row)


def same_key(session: Session, table: type[T], draft: Draft, key: tuple[str, ...]) -> T | None:
    """Return the row in use whose values of the key are those of a draft; None where there is none."""
    kept = draft.kept()
    wanted = (col(getattr(table, name)).is_not_distinct_from(kept[name]) for name in key)
    return session.exec(select(table).where(live(table), *wanted)).first()


def is_other(found: Row | None, row: Row | None) -> bool:
    """Tell whether a found row is another one than the row that is changed."""
    return found is not None and (row is None or found.key != row.key)
