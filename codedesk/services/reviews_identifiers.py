"""Patterns of patient identifiers in text of people: a warning before printing, never a refusal.

Only patterns are known here; what is found is named by its kind and never repeated in a message.
"""

import re

_PATTERNS = (
    ("a social security number", re.compile(r"\b\d{3}-\d{2}-\d{4}\b")),
    ("a medical record number", re.compile(r"\bMRN?\b\s*[:#]?\s*\d{4,}", re.IGNORECASE)),
    ("a date of birth", re.compile(r"\b(DOB|date of birth|born)\b[^.\n]{0,12}\d", re.IGNORECASE)),
    ("a telephone number", re.compile(r"(?<![\d-])(\+?1[ .-]?)?(\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\d-])")),
    ("an e-mail address", re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]*\w")),
)


def identifiers(text: str) -> tuple[str, ...]:
    """Name the kinds of patient identifiers that a text seems to hold, in a fixed order."""
    return tuple(kind for kind, pattern in _PATTERNS if pattern.search(text))
