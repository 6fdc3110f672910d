"""Masses of rows, given one by one as tests have them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session

from codedesk.models import Row
from codedesk.services.bulk import insert_columns


def insert_many(session: Session, model: type[Row], rows: Sequence[Mapping[str, Any]]) -> range:
    """Insert rows that all give the same columns; return their numbers."""
    if not rows:
        return range(0)
    names = list(rows[0])
    return insert_columns(session, model, {name: [row[name] for row in rows] for name in names})
