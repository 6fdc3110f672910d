"""Audits, records and findings written down in a line each, for the tests of what metrics make of them."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from codedesk.methods import METHODS
from codedesk.metrics.audits import COUNTS, RECORDS, RESULT, Audits
from codedesk.metrics.consistency import Difference, difference
from codedesk.metrics.intervals import wilson
from codedesk.metrics.scoring import ADDED, DELETED, NO_CHANGE, REVISED, Counts, Findings, Records
from codedesk.metrics.standards import EVERY_WORK_TYPE
from tests.charts.made import accuracy

DAY = date(2026, 7, 14)
NAN = float("nan")
CHANGES = {"revised": REVISED, "added": ADDED, "deleted": DELETED, "none": NO_CHANGE}
_COUNTS = tuple(Counts.__dataclass_fields__)


def day_number(day: date) -> int:
    return (day - date(1970, 1, 1)).days


def newcombe(right: tuple[int, int], n: tuple[int, int]) -> Difference:
    """The difference of two accuracies that are so many right of so many independent codes."""
    first, second = (accuracy(x / size, *wilson(x, size)) for x, size in zip(right, n, strict=True))
    return difference(first, second)


def audit(method: str = "code_over_code", **said: object) -> dict[str, object]:
    """One audit: its method, counts by name, and depth (of counts where any is given, else of a result)."""
    counted = any(name in said for name in ("matched", "right", "drg_right"))
    depth = {"depth": COUNTS if counted else RESULT if "reported" in said else RECORDS}
    return {"method": method, **depth, **said}


def audits(*rows: dict[str, object]) -> Audits:
    def column(name: str, otherwise: object, kind: type) -> np.ndarray:
        return np.array([row.get(name, otherwise) for row in rows], kind)

    def words(name: str, otherwise: str) -> tuple[str, ...]:
        return tuple(str(row.get(name, otherwise)) for row in rows)

    days = [row.get("day", DAY) for row in rows]
    return Audits(
        coder=column("coder", 0, np.int64),
        work_type=column("work_type", EVERY_WORK_TYPE, np.int64),
        day=np.array([day_number(day) for day in days if isinstance(day, date)], np.int64),
        method=np.array([METHODS.index(str(row["method"])) for row in rows], np.int64),
        depth=column("depth", RECORDS, np.int64),
        feeds=column("feeds", True, np.bool_),
        reported=column("reported", NAN, np.float64),
        counts=Counts(*(column(name, NAN, np.float64) for name in _COUNTS)),
        names=tuple(str(row.get("name", f"audit {number}")) for number, row in enumerate(rows)),
        versions=words("version", ""),
        selections=words("selection", "random"),
        auditors=words("auditor", ""),
    )


def records(*rows: tuple[int, Sequence[float]], types: Sequence[int] = (), **more: Sequence[float]) -> Records:
    """Charts: the audit, and (matched, revised, added, deleted). more: principal and drg of each, else nan."""
    n = len(rows)
    counts = np.array([counted for _, counted in rows], np.float64).reshape(n, 4)
    none = np.full(n, NAN)
    return Records(
        np.array([place for place, _ in rows], np.int64),
        np.array(types or [EVERY_WORK_TYPE] * n, np.int64),
        *counts.T,
        np.array(more["principal"], np.float64) if "principal" in more else none,
        np.array(more["drg"], np.float64) if "drg" in more else none,
    )


def findings(*rows: tuple[int, int, str, bool], points: Sequence[float] = (), about: Sequence[str] = ()) -> Findings:
    """Findings: audit, record (−1: none named), what they changed, whether withdrawn; about "principal" or "drg"."""
    n = len(rows)
    about = about or [""] * n
    return Findings(
        np.array([row[0] for row in rows], np.int64),
        np.array([row[1] for row in rows], np.int64),
        np.array([CHANGES[row[2]] for row in rows], np.int64),
        np.array([row[3] for row in rows], np.bool_),
        np.array(points or [0.0] * n, np.float64),
        np.array([each == "principal" for each in about], np.bool_),
        np.array([each == "drg" for each in about], np.bool_),
    )
