"""An independent reckoning of a department from its open files, in plain Python and exact fractions.

It shares nothing with codedesk.metrics: it reads the CSV files as a stranger would and follows docs/figures.md.
"""

import csv
import math
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

Rows = list[dict[str, str]]
Z = 1.959964


class Reckoning:
    """The figures of one period, computed from the files in a folder."""

    def __init__(self, folder: Path, start: date, end: date) -> None:
        self.folder, self.start, self.end = folder, start, end
        self.files: dict[str, Rows] = {}
        for path in folder.glob("*.csv"):
            with path.open(encoding="utf-8-sig", newline="") as file:
                self.files[path.stem] = list(csv.DictReader(file))
        kinds = {"meeting": "excused"}
        self.kinds = kinds | {row["category"]: row["kind"] for row in self.rows("time_categories")}
        self.standards: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in sorted(self.rows("standards"), key=lambda row: row["effective_from"]):
            self.standards[row["work_type"]].append(row)

    def rows(self, name: str) -> Rows:
        """The rows of a file; none where it was not written."""
        return self.files.get(name, [])

    def standard(self, work_type: str, day: str) -> dict[str, str] | None:
        """The standard in force."""
        rows = [row for row in self.standards[work_type] if row["effective_from"] <= day]
        return rows[-1] if rows else None

    def rate(self, row: dict[str, str]) -> Fraction:
        """Charts per hour of a stated standard."""
        pace, hours = Fraction(row["pace"]), Fraction(row.get("hours_per_day") or "8")
        unit = row["pace_unit"]
        if unit == "per_hour":
            return pace
        if unit == "per_day":
            return pace / hours
        return pace / (5 * hours) if unit == "per_week" else 60 / pace

    def within(self, day: str) -> bool:
        """Whether a date lies in the period."""
        return self.start <= date.fromisoformat(day) <= self.end

    def pace(self, coders: Iterable[str]) -> dict[str, Fraction | None]:
        """Earned, productive and paid hours and pace, pooled over the coders."""
        wanted = set(coders)
        earned = productive = paid_sum = Fraction(0)
        per_day = self._days(wanted)
        for (_, day), (paid, excused, lines) in per_day.items():
            hours_known = [Fraction(line["hours"]) for line in lines if line["hours"]]
            if paid is not None:
                worked = max(Fraction(0), paid - excused)
                paid_sum += paid
            elif lines and len(hours_known) == len(lines):
                worked = sum(hours_known, Fraction(0))
            else:
                continue
            for line in lines:
                standard = self.standard(line["work_type"], day)
                if standard is None:
                    worked -= Fraction(line["hours"] or "0")
                    continue
                assert standard.get("basis", "productive") in ("", "productive")
                earned += int(line["charts"]) * Fraction(line.get("weight") or "1") / self.rate(standard)
            productive += worked
        return {"earned": earned, "productive": productive, "pace": earned / productive if productive else None}

    def _days(self, wanted: set[str]) -> dict[tuple[str, str], tuple[Fraction | None, Fraction, Rows]]:
        paid: dict[tuple[str, str], Fraction] = {}
        excused: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
        lines: dict[tuple[str, str], Rows] = defaultdict(list)
        for row in self.rows("time"):
            key = (row["coder"], row["date"])
            if row["coder"] not in wanted or not self.within(row["date"]):
                continue
            if row["category"] == "paid":
                paid[key] = Fraction(row["hours"])
            elif self.kinds[row["category"]] == "excused":
                excused[key] += Fraction(row["hours"])
        for row in self.rows("log"):
            if row["coder"] in wanted and self.within(row["date"]) and row["charts"] != "":
                lines[row["coder"], row["date"]].append(row)
        keys = sorted({*paid, *excused, *lines})
        return {key: (paid.get(key), excused[key], lines[key]) for key in keys}

    def audits(self, coder: str) -> Rows:
        """The audits of the period that feed the coder's accuracy."""
        return [
            row
            for row in self.rows("audits")
            if row["coder"] == coder and self.within(row["date"]) and (row["selection"] or "random") == "random"
        ]

    def code_over_code(self, coder: str) -> tuple[Fraction, Fraction, float, float] | None:
        """Matched, reviewed codes and the interval; None without audits by that method that have counts."""
        audits = [row for row in self.audits(coder) if row["method"] == "code_over_code"]
        records: list[tuple[int, int]] = []
        matched = total = 0
        for audit in audits:
            rows = [row for row in self.rows("records") if row["audit"] == audit["audit"]]
            if not rows and not audit["matched"]:
                continue
            counts = [self._counts(row) for row in rows or [audit]]
            self._withdraw(audit["audit"], rows, counts)
            if rows:
                records += [(m, m + r + a) for m, r, a, _ in counts]
            matched += sum(m for m, _, _, _ in counts)
            total += sum(m + r + a for m, r, a, _ in counts)
        if not total:
            return None
        low, high = wilson(matched / total, effective(records, matched, total))
        return Fraction(matched), Fraction(total), low, high

    @staticmethod
    def _counts(row: dict[str, str]) -> list[int]:
        return [int(row[name] or 0) for name in ("matched", "revised", "added", "deleted")]

    def _withdraw(self, audit: str, rows: Rows, counts: list[list[int]]) -> None:
        for finding in self.rows("findings"):
            if finding["audit"] != audit or finding["outcome"] != "withdrawn":
                continue
            names = [row["record"] for row in rows]
            place = counts[names.index(finding["record"]) if finding["record"] in names else 0]
            if finding["original_code"] and finding["corrected_code"]:
                place[0], place[1] = place[0] + 1, place[1] - 1
            elif finding["corrected_code"]:
                place[2] -= 1
            elif finding["original_code"]:
                place[0], place[3] = place[0] + 1, place[3] - 1


def effective(records: list[tuple[int, int]], matched: int, total: int) -> float:
    """The number of independent codes that the interval may count on."""
    k = len(records)
    if not k:
        return float(total)
    known_m, known_t = sum(m for m, _ in records), sum(t for _, t in records)
    ratio = known_m / known_t
    if k < 3 or ratio in (0.0, 1.0) or matched == total:
        return float(k)
    variance = k / (k - 1) * sum((m - ratio * t) ** 2 for m, t in records) / known_t**2
    return total / max(1.0, variance / (ratio * (1 - ratio) / known_t))


def wilson(share: float, n: float) -> tuple[float, float]:
    """The 95 % interval of a share of n."""
    centre = (share * n + Z * Z / 2) / (n + Z * Z)
    half = Z * math.sqrt(n * share * (1 - share) + Z * Z / 4) / (n + Z * Z)
    return centre - half, centre + half


def mondays(start: date, end: date) -> list[date]:
    """The Mondays of the weeks that a period touches."""
    first = start - timedelta(start.weekday())
    return [first + timedelta(7 * n) for n in range((end - first).days // 7 + 1)]
