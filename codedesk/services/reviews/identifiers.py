"""Patterns of patient identifiers in text of people: a warning before saving and before printing, never a refusal.

Only patterns are known here; what is found is named by its kind and never repeated in a message. A name cannot be
recognised. Codes, counts, years, claims and days of service are ordinary text and raise no warning.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from codedesk.models.fields import Fields

_DATE = r"(\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{1,2}\.? [A-Z][a-z]{2,8}\.?,? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})"
_NUMBER = r"\s*(?:no\.?|number|nr\.?|is|was)?\s*[:#=]?\s*"
_PATTERNS = (
    (
        "a social security number",
        re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])|\bSSN\b\W{0,3}\d{3}\W?\d{2}\W?\d{4}\b", re.IGNORECASE),
    ),
    (
        "a medical record number",
        re.compile(
            rf"\b(?:MRN|medical record|patient (?:id|no\.?|number)|chart number){_NUMBER}[A-Z]{{0,3}}-?\d{{4,}}"
            r"|\bMR\s?#\s?\d{4,}",
            re.IGNORECASE,
        ),
    ),
    (
        "a date of birth",
        re.compile(
            rf"\b(?i:DOB|D\.O\.B\.?|date of birth|birth ?date|born)\b\D{{0,12}}?(?:{_DATE}|(?:19|20)\d\d\b(?![/.\-]))"
        ),
    ),
    (
        "a telephone number",
        re.compile(
            r"(?<![\d.-])(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\d-])"
            r"|\b(?:tel|phone|cell|fax)\w*\.?\W{0,3}\d{10}\b",
            re.IGNORECASE,
        ),
    ),
    ("an e-mail address", re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]*\w")),
)


def identifiers(text: str) -> tuple[str, ...]:
    """Name the kinds of patient identifiers that a text seems to hold, in a fixed order."""
    return tuple(kind for kind, pattern in _PATTERNS if pattern.search(text))


def warning(text: str) -> str:
    """Say what a text that is about to be saved seems to hold; "" where nothing was found."""
    kinds = identifiers(text)
    if not kinds:
        return ""
    return f"This looks like {' and '.join(kinds)}. CodeDesk keeps nothing about patients: take it out"


def warning_in(*values: object) -> str:
    """Say the same of every text in the values given: strings, lists of them, and drafts that hold them."""
    return warning("\n".join(_texts(values)))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, Fields):
        yield from _texts([part for _, part in value])
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
