"""Results of audits: what a draft or a stored audit would score, each for itself, by its own or by every method.

Here live the frames that metrics wants of audits that are drafts. No formula lives here, and no pooling over audits:
the accuracy of a coder and period is the figures service's.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, func, select

from codedesk.errors import Refused
from codedesk.methods import METHODS, Method, method_words
from codedesk.metrics.figures import Accuracy, NotAudited
from codedesk.models import RampStep, Standard, WorkDay, WorkLine
from codedesk.models.audit_words import AuditDepth
from codedesk.models.audits import AuditDraft, RecordDraft
from codedesk.models.standards import Basis
from codedesk.periods import Period, quarter_of
from codedesk.services.department.departments import this_department, year_of
from codedesk.services.live import live

if TYPE_CHECKING:
    from codedesk.metrics.accuracy import Expected
    from codedesk.metrics.audits import Audits, Parts
    from codedesk.metrics.scoring import Findings
    from codedesk.metrics.standards import Floats, Ints, Ramps, Standards
    from codedesk.services.figures.audit_frames import CategoryPolicy

_EPOCH = date(1970, 1, 1)


def preview(session: Session, draft: AuditDraft) -> Accuracy | NotAudited:
    """Score a draft as it stands, with its interval and its standard; NotAudited says what is still missing."""
    try:
        draft.check()
    except Refused as refused:
        return NotAudited(refused.reason, "")
    return results_of(session, (draft,))[0]


def scores(session: Session, draft: AuditDraft) -> tuple[Accuracy | NotAudited, tuple[Accuracy, ...]]:
    """Score a draft as it stands and, where that works, by every method: what stands beside the form."""
    found = preview(session, draft)
    return found, by_every_method(session, draft) if isinstance(found, Accuracy) else ()


def by_every_method(session: Session, draft: AuditDraft) -> tuple[Accuracy, ...]:
    """Score a draft by every method that it has the counts for, in the order of the methods."""
    if draft.depth == AuditDepth.RESULT:
        return ()
    found = results_of(session, tuple(draft.but(method=method, reported_accuracy=None) for method in METHODS))
    return tuple(result for result in found if isinstance(result, Accuracy))


def results_of(session: Session, drafts: tuple[AuditDraft, ...]) -> tuple[Accuracy | NotAudited, ...]:
    """Score audits one by one, each by its own method; first_value is the score before withdrawn findings."""
    if not drafts:
        return ()
    import numpy as np  # noqa: PLC0415  heavy: not before the first audit is scored

    from codedesk.metrics.accuracy import accuracy  # noqa: PLC0415
    from codedesk.metrics.audit_pools import AuditPools  # noqa: PLC0415
    from codedesk.metrics.audits import parts  # noqa: PLC0415
    from codedesk.services.figures.audit_frames import drg_points, records_of  # noqa: PLC0415
    from codedesk.services.figures.audit_scores import policies  # noqa: PLC0415
    from codedesk.services.figures.design_effect import history_but  # noqa: PLC0415

    audits, categories = _audits(drafts), policies(session.connection())
    lines = _lines(drafts)
    made = parts(audits, records_of(lines), _findings(drafts, lines, categories), drg_points(categories))
    bars = _bars(session, drafts, audits, made)
    rows = (np.flatnonzero(made.audit == place) for place in range(len(drafts)))
    others = (history_but(session, draft.id) for draft in drafts)
    return tuple(
        accuracy(audits, made, found, bars, AuditPools(audits, made, [found], known).of(0))
        if len(found)
        else _not_scored(draft)
        for draft, found, known in zip(drafts, rows, others, strict=True)
    )


def _not_scored(draft: AuditDraft) -> NotAudited:
    nowhere = any(finding.scored and not finding.record.strip() for finding in draft.findings)
    if draft.depth == AuditDepth.RECORDS and nowhere and draft.method in (Method.RECORD, Method.WEIGHTED):
        return NotAudited(
            f"a finding names no record, and {method_words(draft.method)} counts by record: say which", ""
        )
    return NotAudited(f"these counts cannot be scored by {method_words(draft.method)}", "")


def cleared(session: Session, draft: AuditDraft) -> tuple[bool, ...]:
    """Tell of each record of an audit whether it is as the coder left it: all that was found in it was withdrawn."""
    from codedesk.metrics.scoring import standing  # noqa: PLC0415
    from codedesk.services.figures.audit_frames import records_of  # noqa: PLC0415
    from codedesk.services.figures.audit_scores import policies  # noqa: PLC0415

    lines = _lines((draft,))
    findings = _findings((draft,), lines, policies(session.connection()))
    return tuple(standing(records_of(lines), findings.where(findings.record >= 0)).cleared.tolist())


def _audits(drafts: tuple[AuditDraft, ...]) -> "Audits":
    from codedesk.services.figures.audit_frames import AUDIT_NUMBERS, AUDIT_TEXTS, audit_frame  # noqa: PLC0415
    from codedesk.services.figures.columns import TextColumn  # noqa: PLC0415

    return audit_frame(
        {name: [getattr(draft, name) for draft in drafts] for name in AUDIT_NUMBERS},
        {name: TextColumn.of(str(getattr(draft, name)) for draft in drafts) for name in AUDIT_TEXTS},
        coder=_ints(draft.coder_id for draft in drafts),
        work_type=_ints(_or_none(draft.work_type_id) for draft in drafts),
        day=_ints((draft.day - _EPOCH).days for draft in drafts),
    )


def _lines(drafts: tuple[AuditDraft, ...]) -> list[tuple[int, RecordDraft]]:
    listed = ((place, draft.record_lines) for place, draft in enumerate(drafts) if draft.depth == AuditDepth.RECORDS)
    return [(place, line) for place, lines in listed for line in lines]


def _findings(
    drafts: tuple[AuditDraft, ...],
    lines: list[tuple[int, RecordDraft]],
    categories: "Mapping[int, CategoryPolicy]",
) -> "Findings":
    from codedesk.services.figures.audit_frames import findings_of  # noqa: PLC0415

    places = {(place, line.reference.strip()): row for row, (place, line) in enumerate(lines)}
    found = [
        (place, places.get((place, finding.record.strip()), -1), finding)
        for place, draft in enumerate(drafts)
        if draft.depth != AuditDepth.RESULT
        for finding in draft.findings
    ]
    return findings_of(found, categories)


def _bars(session: Session, drafts: tuple[AuditDraft, ...], audits: "Audits", made: "Parts") -> "Expected":
    from codedesk.metrics.accuracy import expected_of, standards_of_unnamed  # noqa: PLC0415
    from codedesk.services.figures.audits import covered as covered_by  # noqa: PLC0415

    standards, ramps = _standards(session), _ramps(session)
    stated = this_department(session).accuracy_standard
    whole = float("nan") if stated is None else stated / 100
    types = sorted({*standards.work_type.tolist(), *ramps.work_type.tolist()} - {-1})
    logged = cache(partial(_charts_logged, session))
    fiscal_year = year_of(session)

    def charts_of(place: int) -> "tuple[Ints, Floats]":
        draft = drafts[place]
        covered = covered_by(draft.period_from, draft.period_to, quarter_of(draft.day, fiscal_year))
        charts = logged(draft.coder_id, covered)
        return _ints(types), _floats(charts.get(each, 0) for each in types)

    unnamed = standards_of_unnamed(standards, ramps, audits, whole, charts_of)
    return expected_of(standards, ramps, audits, made, whole, unnamed).audit


def _charts_logged(session: Session, coder_id: int, period: Period) -> dict[int, int]:
    """Return the charts that a coder logged in a period, by work type."""
    query = select(col(WorkLine.work_type_id), func.sum(col(WorkLine.charts))).join(WorkDay).where(
        live(WorkLine), live(WorkDay), col(WorkDay.coder_id) == coder_id,
        col(WorkDay.day).between(period.start, period.end),
    )  # fmt: skip
    return {key: int(charts or 0) for key, charts in session.exec(query.group_by(col(WorkLine.work_type_id)))}


def _standards(session: Session) -> "Standards":
    from codedesk.metrics.standards import Standards, rate  # noqa: PLC0415

    rows = session.exec(select(Standard).where(live(Standard))).all()
    return Standards(
        work_type=_ints(row.work_type_id for row in rows),
        from_day=_ints((row.effective_from - _EPOCH).days for row in rows),
        rate=_floats(rate(row.pace, row.pace_unit, row.hours_per_day, row.units_per_chart) for row in rows),
        paid_basis=_bools(row.basis == Basis.PAID for row in rows),
        accuracy=_floats(row.accuracy / 100 for row in rows),
        stated=tuple("" for _ in rows),
    )


def _ramps(session: Session) -> "Ramps":
    from codedesk.metrics.standards import Ramps  # noqa: PLC0415

    rows = session.exec(select(RampStep).where(live(RampStep))).all()
    return Ramps(
        coder=_ints(row.coder_id for row in rows),
        work_type=_ints(_or_none(row.work_type_id) for row in rows),
        from_day=_ints((row.from_day - _EPOCH).days for row in rows),
        share=_floats(row.pace_percent / 100 for row in rows),
        accuracy=_floats(None if row.accuracy is None else row.accuracy / 100 for row in rows),
    )


def _or_none(key: int | None) -> int:
    return -1 if key is None else key


def _ints(values: Iterable[int]) -> Any:
    import numpy as np  # noqa: PLC0415

    return np.fromiter(values, np.int64)


def _bools(values: Iterable[bool]) -> Any:
    import numpy as np  # noqa: PLC0415

    return np.fromiter(values, np.bool_)


def _floats(values: Iterable[float | None]) -> Any:
    import numpy as np  # noqa: PLC0415

    return np.fromiter((float("nan") if value is None else float(value) for value in values), np.float64)
