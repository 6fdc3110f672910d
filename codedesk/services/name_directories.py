"""The directories of a department: for each noun the names in use, read once. What a name means: name_directory.py."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, select

from codedesk.errors import Refused
from codedesk.models import Audit, Coder, FindingCategory, OtherTimeCategory, RootCause, Row, Severity, WorkType
from codedesk.services.files.plans import shown, suggestion
from codedesk.services.former_names import former_names
from codedesk.services.live import live
from codedesk.services.name_directory import Directory

NOUNS: dict[str, type[Row]] = {
    "coder": Coder,
    "work_type": WorkType,
    "time_category": OtherTimeCategory,
    "category": FindingCategory,
    "root_cause": RootCause,
    "severity": Severity,
    "audit": Audit,
}


def directory_of(session: Session, noun: str) -> Directory:
    """Read the names of a noun, former ones too; coders with their notes and their days on the team."""
    found = Directory()
    if noun == "coder":
        for coder in session.exec(select(Coder).where(live(Coder))):
            found.know(coder.shown_name, coder.key, coder.name, (coder.started_on, coder.left_on))
        return _with_former(session, found, Coder)
    kind = NOUNS[noun]
    table = sa.inspect(kind).local_table.c
    rows = session.connection().execute(sa.select(table.name, table.id).where(table.voided.is_(False)))
    for name, number in rows:
        found.know(name, number)
    return found if kind is Audit else _with_former(session, found, kind)


def _with_former(session: Session, found: Directory, kind: type[Any]) -> Directory:
    for number, rows in former_names(session, kind).items():
        for row in reversed(rows):
            found.remember(row.name, number)
    return found


def coder_named(session: Session, name: str) -> int:
    """Return the number of the coder that a name means; Refused with the closest name, or with all that it can be."""
    directory = directory_of(session, "coder")
    number = directory.meant(name)
    if number is not None:
        return number
    several = directory.candidates(name)
    if several:
        raise Refused(f"{directory.can_be(name, several)}.")
    raise Refused(f"There is no coder “{shown(name)}” in this department{suggestion(name, directory.numbers)}.")
