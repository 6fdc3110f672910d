"""Whatever is voided, somebody says why."""

import ast
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from codedesk import services
from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models import Audit, Coder, CorrectiveAction, EducationItem
from codedesk.services.audits import answers
from codedesk.services.people import education

MODULES = sorted(Path(services.__path__[0]).rglob("*.py"))


def fill(session: Session) -> None:
    session.add(Coder(id=1, name="Ana Diaz", started_on=date(2026, 1, 1)))
    session.flush()
    session.add(Audit(id=1, name="A1", coder_id=1, day=date(2026, 7, 1)))
    session.flush()
    session.add(CorrectiveAction(id=1, audit_id=1, gap="Modifiers"))
    session.add(EducationItem(id=1, coder_id=1, topic="Modifiers"))


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_an_action_or_an_education_item_is_not_voided_without_a_reason(department: Desk, reason: str) -> None:
    department.write("Fill", fill)
    with pytest.raises(Refused, match="say why this action is voided"):
        department.write("Void", answers.ACTIONS.void, 1, reason)
    with pytest.raises(Refused, match="say why this education item is voided"):
        department.write("Void", education.EDUCATION.void, 1, reason)
    kept = department.read(lambda session: [session.get_one(CorrectiveAction, 1), session.get_one(EducationItem, 1)])
    assert [row.voided for row in kept] == [False, False]


def test_a_reason_is_kept_without_its_outer_blanks(department: Desk) -> None:
    department.write("Fill", fill)
    department.write("Void", education.EDUCATION.void, 1, " typed twice ")
    assert department.read(lambda session: session.get_one(EducationItem, 1).void_reason) == "typed twice"


def test_no_service_voids_by_a_rule_of_its_own() -> None:
    """A void_ function that takes a reason never writes it down itself."""
    own = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith(("void_", "_void")):
                own += [f"{path.stem}.{node.name}"] if "reason.strip()" in ast.unparse(node) else []
    assert own == []
