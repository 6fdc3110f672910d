"""The steps that can be undone and done again, as the history tells them, whoever made them and when.

Undo takes back the newest step first, so that nothing later stands in its way. The step in which the department was
made is none: without it there is no department.
"""

from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlmodel import Session, col

from codedesk.models import Change

KEPT = 1000


@dataclass
class Steps:
    """What can be undone and what done again, the next one last: numbers and names."""

    done: list[tuple[int, str]] = field(default_factory=list)
    undone: list[tuple[int, str]] = field(default_factory=list)

    def add(self, number: int, name: str) -> None:
        """Note a new step: what was undone before it cannot be done again."""
        self.done.append((number, name))
        self.undone.clear()


def steps(session: Session) -> Steps:
    """Play the newest changes of the history through, and return what stands at the end of them."""
    founding = session.scalar(sa.select(sa.func.min(col(Change.id))))
    query = sa.select(col(Change.id), col(Change.step), col(Change.kind), col(Change.reverts_id))
    newest = session.execute(query.order_by(col(Change.id).desc()).limit(KEPT)).all()
    found = Steps()
    for number, name, kind, reverts_id in reversed(newest):
        if kind == "upgrade":
            found = Steps()  # the rows before it had another form
        elif kind == "undo":
            _move(reverts_id, found.done, found.undone)
        elif kind == "redo":
            _move(reverts_id, found.undone, found.done)
        elif number != founding:
            found.add(number, name)
    return found


def _move(number: int, source: list[tuple[int, str]], target: list[tuple[int, str]]) -> None:
    """Move a step from one pile to the other; one from before the newest changes is in neither."""
    if source and source[-1][0] == number:
        target.append(source.pop())
