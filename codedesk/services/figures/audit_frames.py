"""Audits, records and findings as scoring wants them: made in one way of what is stored and of what is typed.

Here live the frames. Who reads rows, or has drafts, gives their values as columns. No query.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from codedesk.methods import METHODS
from codedesk.metrics.audits import Audits
from codedesk.metrics.scoring import Counts, Findings, Records
from codedesk.metrics.standards import EVERY_WORK_TYPE, Ints
from codedesk.models.audit_words import AuditDepth, FindingChange, FindingOutcome
from codedesk.models.audits import CODE_COUNTS, SUMS, FindingFields, RecordFields
from codedesk.models.finding_lists import FindingRole
from codedesk.services.figures.columns import floats, ints

OF_AUDITS = (
    *("method", "depth", "feeds_accuracy", "reported_accuracy", "name", "method_version", "selection", "auditor"),
    *("records", *SUMS),
)
OF_RECORDS = (*CODE_COUNTS, "principal_right", "drg_right")
OF_FINDINGS = ("category_id", "change", "outcome", "points")
_METHODS, _DEPTHS, _CHANGES = (
    {str(word): place for place, word in enumerate(words)} for words in (METHODS, AuditDepth, FindingChange)
)
Values = Sequence[Any]


class CategoryPolicy(NamedTuple):
    """What the department's policy says of a finding category."""

    role: str
    points: float
    scored: bool
    voided: bool


def audit_frame(found: Mapping[str, Values], coder: Ints, work_type: Ints, day: Ints) -> Audits:
    """Return audits, given as columns by the names of OF_AUDITS."""
    counts = {name: floats(found[name]) for name in ("records", *SUMS)}
    right, unknown = counts.pop("records_right"), np.full(len(day), np.nan)
    return Audits(
        coder=coder,
        work_type=work_type,
        day=day,
        method=ints([_METHODS[word] for word in found["method"]]),
        depth=ints([_DEPTHS[word] for word in found["depth"]]),
        feeds=np.array(found["feeds_accuracy"], dtype=np.bool_),
        reported=floats(found["reported_accuracy"]) / 100,
        counts=Counts(**counts, right=right, score=unknown),
        names=tuple(found["name"]),
        versions=tuple(found["method_version"]),
        selections=tuple(found["selection"]),
        auditors=tuple(found["auditor"]),
    )


def record_frame(found: Iterable[Any], audit: Ints, work_type: Ints) -> Records:
    """Return records, given as columns in the order of OF_RECORDS."""
    return Records(audit, work_type, *map(floats, found))


def records_of(lines: Sequence[tuple[int, RecordFields]]) -> Records:
    """Return records that are stored or typed, each with the place of its audit; work types by their numbers."""
    types = [EVERY_WORK_TYPE if line.work_type_id is None else line.work_type_id for _, line in lines]
    columns = ([getattr(line, name) for _, line in lines] for name in OF_RECORDS)
    return record_frame(columns, ints([place for place, _ in lines]), ints(types))


def finding_frame(
    found: Iterable[Any], audit: Ints, record: Ints, categories: Mapping[int, CategoryPolicy]
) -> Findings:
    """Return findings, given as columns in the order of OF_FINDINGS, without those whose category is not scored."""
    category, change, outcome, points = found
    policy = [categories[key] for key in category]
    every = Findings(
        audit=audit,
        record=record,
        change=ints([_CHANGES[word] for word in change]),
        withdrawn=np.array([word == FindingOutcome.WITHDRAWN for word in outcome], dtype=np.bool_),
        points=floats([usual.points if own is None else own for own, usual in zip(points, policy, strict=True)]),
        on_principal=np.array([each.role == FindingRole.PRINCIPAL for each in policy], dtype=np.bool_),
        on_drg=np.array([each.role == FindingRole.GROUPER for each in policy], dtype=np.bool_),
    )
    return every.where(np.array([each.scored for each in policy], dtype=np.bool_))


def findings_of(found: Sequence[tuple[int, int, FindingFields]], categories: Mapping[int, CategoryPolicy]) -> Findings:
    """Return findings that are stored or typed, each with the places of its audit and its record (-1 for none)."""
    kept = [each for each in found if each[2].scored]
    columns = ([getattr(finding, name) for *_, finding in kept] for name in OF_FINDINGS)
    places = ints([audit for audit, *_ in kept]), ints([record for _, record, _ in kept])
    return finding_frame(columns, *places, categories)


def drg_points(categories: Mapping[int, CategoryPolicy]) -> float:
    """Return what a DRG change costs by policy, nan where it has no category for it."""
    stated = (each for each in categories.values() if each.role == FindingRole.GROUPER and not each.voided)
    return max((each.points for each in stated if each.scored), default=float("nan"))
