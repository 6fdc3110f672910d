"""How a stored row is voided: always for a reason, which stays in the history. One rule for every noun."""

from codedesk.errors import Refused
from codedesk.models import Row


def reasoned(reason: str, what: str = "") -> str:
    """Return a reason as it is kept; Refused where none is given. what: "this audit", for the refusal."""
    kept = reason.strip()
    if not kept:
        said = f"say why {what} is voided" if what else "say why"
        raise Refused(f"{said}: the reason stays in the history", "reason")
    return kept


def void(row: Row, reason: str, what: str = "") -> None:
    """Void a row for a reason; Refused without one."""
    row.void_reason = reasoned(reason, what)
    row.voided = True
