"""Audits, records and findings as scoring wants them: made in one way of what is stored and of what is typed.

Here live the frames. Who reads rows, or has drafts, gives their values as columns. No query.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from codedesk.methods import METHODS
from codedesk.metrics.audits import Audits
from codedesk.metrics.scoring import Counts, Findings, Records
from codedesk.metrics.standards import EVERY_WORK_TYPE, Floats, Ints
from codedesk.models.audit_words import AuditDepth, FindingChange, FindingOutcome
from codedesk.models.audits import CODE_COUNTS, SUMS, FindingFields, RecordFields
from codedesk.models.finding_lists import FindingRole
from codedesk.services.figures.columns import TextColumn, floats, ints

AUDIT_NUMBERS = ("feeds_accuracy", "reported_accuracy", "records", *SUMS)
AUDIT_TEXTS = ("method", "depth", "name", "method_version", "selection", "auditor")
OF_RECORDS = (*CODE_COUNTS, "principal_right", "drg_right")
FINDING_TEXTS = ("change", "outcome")
_METHODS, _DEPTHS, _CHANGES = (
    {str(word): place for place, word in enumerate(words)} for words in (METHODS, AuditDepth, FindingChange)
)
Values = Sequence[Any] | Floats


class CategoryPolicy(NamedTuple):
    """What the department's policy says of a finding category."""

    role: str
    points: float
    scored: bool
    voided: bool


Policies = Mapping[int, CategoryPolicy]
"""What the policy says of each finding category, by its number."""


def audit_frame(
    numbers: Mapping[str, Values], texts: Mapping[str, TextColumn], coder: Ints, work_type: Ints, day: Ints
) -> Audits:
    """Return audits, given as columns by the names of AUDIT_NUMBERS and AUDIT_TEXTS."""
    counts = {name: floats(numbers[name]) for name in ("records", *SUMS)}
    right, unknown = counts.pop("records_right"), np.full(len(day), np.nan)
    return Audits(
        coder=coder,
        work_type=work_type,
        day=day,
        method=texts["method"].numbers(_METHODS),
        depth=texts["depth"].numbers(_DEPTHS),
        feeds=np.array(numbers["feeds_accuracy"], dtype=np.bool_),
        reported=floats(numbers["reported_accuracy"]) / 100,
        counts=Counts(**counts, right=right, score=unknown),
        names=texts["name"].each(),
        versions=texts["method_version"].each(),
        selections=texts["selection"].each(),
        auditors=texts["auditor"].each(),
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
    audit: Ints, record: Ints, category: Ints, points: Floats, texts: Mapping[str, TextColumn], policies: Policies
) -> Findings:
    """Return findings without those whose category is not scored.

    category: their numbers. points: their own, nan as the category has them. texts: by the names of FINDING_TEXTS.
    """
    known = sorted(policies)
    at, own = np.searchsorted(ints(known), category), [policies[key] for key in known]
    usual = floats([each.points for each in own])[at]
    outcomes = {text: int(text == FindingOutcome.WITHDRAWN) for text in texts["outcome"].texts}
    every = Findings(
        audit=audit,
        record=record,
        change=texts["change"].numbers(_CHANGES),
        withdrawn=texts["outcome"].numbers(outcomes) > 0,
        points=np.where(np.isnan(points), usual, points),
        on_principal=np.array([each.role == FindingRole.PRINCIPAL for each in own], dtype=np.bool_)[at],
        on_drg=np.array([each.role == FindingRole.GROUPER for each in own], dtype=np.bool_)[at],
    )
    return every.where(np.array([each.scored for each in own], dtype=np.bool_)[at])


def findings_of(found: Sequence[tuple[int, int, FindingFields]], policies: Policies) -> Findings:
    """Return findings that are stored or typed, each with the places of its audit and its record (-1 for none)."""
    kept = [each for each in found if each[2].scored]
    fields = [finding for *_, finding in kept]
    texts = {name: TextColumn.of(str(getattr(each, name)) for each in fields) for name in FINDING_TEXTS}
    category, points = ints([each.category_id for each in fields]), floats([each.points for each in fields])
    audit, record = ints([audit for audit, _, _ in kept]), ints([record for _, record, _ in kept])
    return finding_frame(audit, record, category, points, texts, policies)


def drg_points(policies: Policies) -> float:
    """Return what a DRG change costs by policy, nan where it has no category for it."""
    stated = (each for each in policies.values() if each.role == FindingRole.GROUPER and not each.voided)
    return max((each.points for each in stated if each.scored), default=float("nan"))
