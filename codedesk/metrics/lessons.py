"""What audits teach: findings by category, cause and severity, as counts and rates; what is shared, what is repeated.

Frames in, frozen rows out; the one place that brings pandas in. No SQL, no Qt, no verdict on a coder.

A frame of findings has a row per finding that stands: audit (number), coder (number), now (in the period, else in the
one before), category, cause, severity, origin, direction. A frame of audits has a row per audit: audit, coder,
work_type, day, now, records and codes (nan where unknown), listed (its errors are listed as findings).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pandas import DataFrame, Series

# Whose a finding is: what a coder can learn from, and what the documentation, a system or the auditor brought about.
OWN_ORIGINS = ("coder", "")
_SHARED_FROM = 3
_RUNNING = 2


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What was audited by audits that list their errors; records and codes are None where none is known.

    audits: all of them, with those that list nothing (a slip with a result, counts without findings).
    """

    audits: int
    listed: int
    records: int | None
    codes: int | None
    coders: int


@dataclass(frozen=True, slots=True)
class LessonRow:
    """Findings of one name: counts, rates per 100 of what was reviewed, and how many of the audited coders have it.

    shared: found with most of the coders who were audited (of at least three), so the work is asked before a person.
    """

    name: str
    count: int
    previous: int
    over: int
    under: int
    per_100_records: float | None
    previous_per_100_records: float | None
    per_100_codes: float | None
    previous_per_100_codes: float | None
    coders: int
    of_coders: int
    shared: bool


@dataclass(frozen=True, slots=True)
class Repeat:
    """A category that one coder's audits found two or more times running. audit: the latest of them, by its number."""

    coder: int
    category: str
    audit: int
    running: int
    findings: int


def frame(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> "DataFrame":
    """Make a frame of rows under these column names."""
    import pandas as pd  # noqa: PLC0415  heavy: not before the first lesson is asked for

    return pd.DataFrame([list(row) for row in rows], columns=list(names))


def reviewed(audits: "DataFrame") -> tuple[Reviewed, Reviewed]:
    """Add up what was audited in the period and in the one before."""
    now = audits["now"].astype(bool)
    return _reviewed(audits[now]), _reviewed(audits[~now])


def by(
    column: str, findings: "DataFrame", audits: "DataFrame", team: "DataFrame | None" = None
) -> tuple[LessonRow, ...]:
    """Count findings by a column, the most first: cross tables of name × period, name × direction, name × coder.

    team: the findings of all coders, to tell what is shared, where `findings` are only some coder's.
    """
    if findings.empty:
        return ()
    seen, before = reviewed(audits)
    now = findings[findings["now"].astype(bool)]
    counts = findings.groupby([column, "now"]).size().unstack(fill_value=0)
    directions = now.groupby([column, "direction"]).size().unstack(fill_value=0)
    whole = findings if team is None else team
    spread = whole[whole["now"].astype(bool)].groupby(column)["coder"].nunique()
    rows = [_row(str(name), counts, directions, spread, (seen, before)) for name in counts.index]
    return tuple(sorted(rows, key=lambda row: (-row.count, -row.previous, row.name)))


def with_coders(rows: tuple[LessonRow, ...], of_coders: int) -> tuple[LessonRow, ...]:
    """Say of how many audited coders the spread is, and call shared what most of them have."""
    enough = of_coders >= _SHARED_FROM
    return tuple(replace(row, of_coders=of_coders, shared=enough and 2 * row.coders > of_coders) for row in rows)


def own(findings: "DataFrame") -> "DataFrame":
    """Return the findings that a coder can learn from: without documentation, system and the auditor's own."""
    return findings[findings["origin"].isin(OWN_ORIGINS)]


def apart(findings: "DataFrame") -> "DataFrame":
    """Return the findings whose cause is the documentation's, a system's or the auditor's."""
    return findings[~findings["origin"].isin(OWN_ORIGINS)]


def repeats(findings: "DataFrame", audits: "DataFrame") -> tuple[Repeat, ...]:
    """Find categories in two audits running of one coder, by the coder's own findings, whatever the audits were for.

    Running: one after the other by date, among the coder's audits that list their errors; or among those of one work
    type, so that audits of other work in between hide nothing. One row per coder and category: the latest run that
    ends in the period (an audit with `now`).
    """
    listed = audits[audits["listed"].astype(bool)].sort_values(["day", "audit"])
    found = own(findings)
    if listed.empty or found.empty:
        return ()
    counts = found.groupby(["coder", "category", "audit"]).size()
    held = {key: int(count) for key, count in counts.items()}
    ends = set(listed.loc[listed["now"].astype(bool), "audit"].tolist())
    place = {audit: at for at, audit in enumerate(listed["audit"].tolist())}
    best: dict[tuple[int, str], Repeat] = {}
    for columns in (["coder"], ["coder", "work_type"]):
        for _, lane in listed.groupby(columns):
            order = lane["audit"].tolist()
            coder = int(lane["coder"].iloc[0])
            for category in found.loc[found["coder"] == coder, "category"].unique():
                run = _latest_run([held.get((coder, category, audit), 0) for audit in order], order, ends)
                if run is not None:
                    repeat = Repeat(coder, str(category), *run)
                    known = best.get((coder, repeat.category))
                    if known is None or _rank(repeat, place) > _rank(known, place):
                        best[coder, repeat.category] = repeat
    return tuple(best[key] for key in sorted(best))


def _rank(repeat: Repeat, place: dict[int, int]) -> tuple[int, int]:
    """Return what puts the longer of two runs first, then the one that ends later by its date."""
    return repeat.running, place[repeat.audit]


def _latest_run(counts: list[int], order: list[int], ends: set[int]) -> tuple[int, int, int] | None:
    """Return audit, length and findings of the last run of two or more that ends in the period."""
    best, running, total = None, 0, 0
    for audit, count in zip(order, counts, strict=True):
        running, total = (running + 1, total + count) if count else (0, 0)
        if running >= _RUNNING and audit in ends:
            best = audit, running, total
    return best


def _reviewed(audits: "DataFrame") -> Reviewed:
    listed = audits[audits["listed"].astype(bool)]
    return Reviewed(
        audits=len(audits),
        listed=len(listed),
        records=_total(listed["records"]),
        codes=_total(listed["codes"]),
        coders=int(listed["coder"].nunique()),
    )


def _total(values: "Series[Any]") -> int | None:
    """Add up what is known of every audit; None where any is not, so that no rate comes out too high."""
    return None if values.empty or bool(values.isna().any()) else int(values.sum())


def _row(
    name: str,
    counts: "DataFrame",
    directions: "DataFrame",
    spread: "Series[Any]",
    seen: tuple[Reviewed, Reviewed],
) -> LessonRow:
    now, previous = _cell(counts, name, True), _cell(counts, name, False)
    this, before = seen
    return LessonRow(
        name=name,
        count=now,
        previous=previous,
        over=_cell(directions, name, "over"),
        under=_cell(directions, name, "under"),
        per_100_records=_rate(now, this.records),
        previous_per_100_records=_rate(previous, before.records),
        per_100_codes=_rate(now, this.codes),
        previous_per_100_codes=_rate(previous, before.codes),
        coders=int(spread.get(name, 0)),
        of_coders=0,
        shared=False,
    )


def _cell(table: "DataFrame", row: str, column: str | bool) -> int:
    if row not in table.index or column not in table.columns:
        return 0
    found: Any = table[column].loc[row]
    return int(found)


def _rate(count: int, of: int | None) -> float | None:
    return None if not of else 100 * count / of
