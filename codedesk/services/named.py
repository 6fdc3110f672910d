"""Names of what a department calls its own: a typed one is refused where it reads like another.

Here lives what every form of Setup asks of a name. In which form names are compared is names.py's.
"""

from collections.abc import Iterable

from codedesk import names
from codedesk.errors import Refused


def same_name(typed: str, others: Iterable[str]) -> str | None:
    """Return the one of the other names that reads like a typed one; None where there is none."""
    wanted, look = names.key(typed), names.looks(typed)
    known = list(others)
    return next(
        (other for other in known if names.key(other) == wanted),
        next((other for other in known if names.looks(other) == look), None),
    )


def same_as(typed: str, other: str) -> str:
    """Say in what a typed name differs from one that reads the same, where the eye does not see it, or nothing."""
    if names.key(typed) != names.key(other):
        letters = names.foreign(f"{typed}{other}".replace(" ", "")) or "of another alphabet"
        return f" (“{typed}” looks the same, with other letters: {letters})"
    first, second = names.told_apart(typed, other)
    hidden = first != typed or second != other
    return f" (what you typed, “{first}”, differs only in what cannot be seen)" if hidden else ""


def require_free(typed: str, others: Iterable[str]) -> None:
    """Refuse a name that reads like one in the list."""
    other = same_name(typed, others)
    if other is not None:
        raise Refused(f"“{names.visible(other)}” is in the list already{same_as(typed, other)}", "name")
