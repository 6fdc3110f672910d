"""An independent scoring of audits from the open files, by every method of docs/figures.md, in exact fractions.

It shares nothing with codedesk.metrics. Only what the files say is used: counts, records, findings, categories.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from tests.independent import Charts, Reckoning, Sample, wilson

Line = dict[str, str]
NAMES = {
    "code_over_code": "code over code",
    "code_over_code_net": "code over code, net",
    "union": "union",
    "error_rate": "error rate, principal twice",
    "record": "record over record",
    "drg": "DRG accuracy",
    "weighted": "weighted points",
}
_ONE = Fraction(1)


@dataclass(frozen=True)
class Unit:
    """What an auditor counted on one chart, or on one audit where its charts are not known one by one."""

    matched: int
    revised: int
    added: int
    deleted: int
    principal: int = 0
    charts: int = 1
    right: int = 0
    drgs: int = 0
    drgs_right: int = 0
    points: Fraction = Fraction(0)


@dataclass(frozen=True)
class Score:
    """A pooled result: right of reviewed, the charts, the sample that its interval counts on."""

    method: str
    correct: Fraction
    reviewed: Fraction
    charts: int
    sample: float
    reported: bool = False

    @property
    def value(self) -> Fraction:
        """The share that was found right."""
        return min(_ONE, max(Fraction(0), self.correct / self.reviewed))

    @property
    def bounds(self) -> tuple[float, float]:
        """The 95 % interval."""
        return wilson(float(self.value), self.sample)


def pair(method: str, unit: Unit) -> tuple[Fraction, Fraction]:
    """What a method counts as right and as reviewed."""
    u = unit
    auditor = u.matched + u.revised + u.added
    principal_twice = u.matched + u.revised + u.deleted + u.charts
    counted: dict[str, tuple[int | Fraction, int]] = {
        "code_over_code": (u.matched, auditor),
        "code_over_code_net": (u.matched - u.deleted, auditor),
        "union": (u.matched, auditor + u.deleted),
        "error_rate": (principal_twice - u.revised - u.added - u.deleted - u.principal, principal_twice),
        "record": (u.right, u.charts),
        "drg": (u.drgs_right, u.drgs),
        "weighted": (u.points / 100, u.charts),
    }
    right, seen = counted[method]
    return Fraction(right), Fraction(seen)


def score(reckoning: Reckoning, coder: str, *, final: bool = True) -> Score | None:
    """The accuracy of a coder by the method of the latest audit; None without an audit that feeds it."""
    audits = sorted(reckoning.audits(coder), key=lambda row: row["date"])
    audits = [row for row in audits if row["state"] != "draft"]
    if not audits:
        return None
    method = audits[-1]["method"]
    chosen = [row for row in audits if row["method"] == method]
    counted = [(row, found) for row in chosen if (found := units_of(reckoning, row, final=final))]
    results = [row for row in chosen if not units_of(reckoning, row, final=final)]
    if not counted:
        return _reported(method, results)
    sample = Sample()
    for row, (units, one_by_one) in counted:
        sample.take([pair(method, unit) for unit in units], one_by_one=one_by_one, charts=row["records"])
    every = [pair(method, unit) for _, (units, _) in counted for unit in units]
    correct, reviewed = sum((right for right, _ in every), Fraction(0)), sum((seen for _, seen in every), Fraction(0))
    by_codes = method in ("code_over_code", "code_over_code_net", "union", "error_rate")
    size = sample.codes / sample.charts if by_codes else _ONE
    more = _reported(method, results) if results else None
    if more:
        correct, reviewed = correct + size * more.correct, reviewed + size * more.reviewed
    charts = sum(unit.charts for _, (units, _) in counted for unit in units) + (more.charts if more else 0)
    others = _others(reckoning, method, {row["audit"] for row, _ in counted})
    worth = sample.independent(others, more.charts if more else 0, size) if by_codes else float(reviewed)
    return Score(method, correct, reviewed, charts, worth)


def _others(reckoning: Reckoning, method: str, own: set[str]) -> dict[str, Charts]:
    """The charts known one by one of all other audits of the method, by coder."""
    found: dict[str, Charts] = defaultdict(list)
    for row in reckoning.feeding(method):
        scored = units_of(reckoning, row, final=True)
        if row["audit"] not in own and scored and scored[1]:
            found[row["coder"]] += [pair(method, unit) for unit in scored[0]]
    return found


def _reported(method: str, audits: list[Line]) -> Score:
    charts = [int(row["records"] or 1) for row in audits]
    right = sum(
        (Fraction(row["reported_accuracy"]) / 100 * n for row, n in zip(audits, charts, strict=True)), Fraction(0)
    )
    return Score(method, right, Fraction(sum(charts)), sum(charts), float(sum(charts)), reported=True)


def units_of(reckoning: Reckoning, audit: Line, *, final: bool) -> tuple[list[Unit], bool] | None:
    """The charts of an audit, or its counts as one unit; whether charts are known one by one."""
    records = [row for row in reckoning.rows("records") if row["audit"] == audit["audit"]]
    if records:
        return [_chart(reckoning, row, _findings(reckoning, audit, row["record"]), final) for row in records], True
    if not (audit["matched"] or audit["records_right"] or audit["drg_reviewed"]):
        return None
    unit = Unit(
        *_codes(audit),
        principal=int(audit["principal_changed"] or 0),
        charts=int(audit["records"] or 0),
        right=int(audit["records_right"] or 0),
        drgs=int(audit["drg_reviewed"] or 0),
        drgs_right=int(audit["drg_right"] or 0),
    )
    return [_without(unit, _findings(reckoning, audit, "")) if final else unit], False


def _findings(reckoning: Reckoning, audit: Line, record: str) -> list[Line]:
    categories = {row["category"]: row for row in reckoning.rows("finding_categories")}
    rows = []
    for row in reckoning.rows("findings"):
        category = categories[row["category"]]
        scored = (row["scored"] or category["scored"]) == "yes"
        if row["audit"] == audit["audit"] and row["record"] == record and scored and category["scored"] == "yes":
            rows.append(row | {"points": row["points"] or category["points"], "role": category["role"]})
    return rows


def _codes(row: Line) -> list[int]:
    return [int(row[name] or 0) for name in ("matched", "revised", "added", "deleted")]


def _change(finding: Line) -> str:
    if finding["original_code"] and finding["corrected_code"]:
        return "revised"
    return "added" if finding["corrected_code"] else "deleted" if finding["original_code"] else ""


def _without(unit: Unit, findings: list[Line]) -> Unit:
    """Take the withdrawn findings out of the codes: added ones leave, the others become matched."""
    for finding in findings:
        kind = _change(finding) if finding["outcome"] == "withdrawn" else ""
        if kind and getattr(unit, kind) > 0:
            unit = replace(unit, **{kind: getattr(unit, kind) - 1})
            unit = unit if kind == "added" else replace(unit, matched=unit.matched + 1)
    return unit


def _chart(reckoning: Reckoning, row: Line, findings: list[Line], final: bool) -> Unit:
    unit = Unit(*_codes(row))
    standing = findings
    if final:
        unit = _without(unit, findings)
        standing = [finding for finding in findings if finding["outcome"] != "withdrawn"]
    clean = unit.revised + unit.added + unit.deleted + len(standing) == 0
    cleared = clean and len(findings) > len(standing)
    wrong: Callable[[str, str], bool] = lambda said, role: (  # noqa: E731
        row[said] == "no" and not cleared and not _all_gone(findings, standing, role)
    )
    principal, drg = wrong("principal_right", "principal"), wrong("drg_right", "drg")
    has_drg = row["drg_right"] != ""
    policy = [Fraction(each["points"]) for each in reckoning.rows("finding_categories") if each["role"] == "drg"]
    return replace(
        unit,
        principal=int(principal),
        right=int(clean and not principal and not drg),
        drgs=int(has_drg),
        drgs_right=int(has_drg and not drg),
        points=_points(standing, drg, policy[0] if policy else Fraction(0)),
    )


def _all_gone(findings: list[Line], standing: list[Line], role: str) -> bool:
    about = [finding for finding in findings if finding["role"] == role]
    return bool(about) and not any(finding in standing for finding in about)


def _points(standing: list[Line], drg_wrong: bool, policy: Fraction) -> Fraction:
    codes = [Fraction(each["points"] or 0) for each in standing if each["role"] != "drg"]
    drgs = [Fraction(each["points"] or 0) for each in standing if each["role"] == "drg"]
    charge = max(drgs, default=Fraction(0)) or (policy if drg_wrong else Fraction(0))
    heaviest = max(codes, default=Fraction(0)) if charge else Fraction(0)
    return max(Fraction(0), 100 - (sum(codes, Fraction(0)) - heaviest + charge))
