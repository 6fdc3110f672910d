"""An independent reckoning of a department from its open files, in plain Python and exact fractions.

It shares nothing with codedesk.metrics: it reads the CSV files as a stranger would and follows docs/figures.md.
"""

import csv
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

Rows = list[dict[str, str]]
Charts = list[tuple[Fraction, Fraction]]
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

    def reworked(self) -> Rows:
        """What was reopened in the period for the coder's error, overturned denials left out."""
        return [
            row
            for row in self.rows("rework")
            if self.within(row["date"]) and row["cause"] in ("", "coder") and row["outcome"] != "overturned"
        ]

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
            without = all(self.standard(line["work_type"], day) is None for line in lines)
            if without and len(hours_known) < len(lines):
                continue  # all of the day's hours are of work without a standard
            for line in lines:
                standard = self.standard(line["work_type"], day)
                if standard is None:
                    worked -= Fraction(line["hours"] or "0")
                    continue
                assert standard.get("basis", "productive") in ("", "productive")
                earned += int(line["charts"]) * Fraction(line.get("weight") or "1") / self.rate(standard)
            productive += worked
        return {
            "earned": earned,
            "productive": productive,
            "paid": paid_sum,
            "pace": earned / productive if productive else None,
        }

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

    def feeding(self, method: str) -> Rows:
        """The audits of all coders and of all time that feed an accuracy by a method."""
        rows = [row for row in self.rows("audits") if (row["selection"] or "random") == "random"]
        return [row for row in rows if row["method"] == method and row.get("state") != "draft"]

    def code_over_code(self, coder: str) -> tuple[Fraction, Fraction, float, float] | None:
        """Matched, reviewed codes and the interval; None without audits by that method that have counts."""
        mine = [row["audit"] for row in self.audits(coder)]
        sample = Sample()
        others: dict[str, Charts] = defaultdict(list)
        matched = total = Fraction(0)
        reported: list[tuple[Fraction, int]] = []
        for audit in self.feeding("code_over_code"):
            rows = [row for row in self.rows("records") if row["audit"] == audit["audit"]]
            if not rows and not audit["matched"]:
                if audit["audit"] in mine:
                    reported.append((Fraction(audit["reported_accuracy"]) / 100, int(audit["records"] or 1)))
                continue
            counts = [self._counts(row) for row in rows or [audit]]
            self._withdraw(audit["audit"], rows, counts)
            pairs = [(Fraction(m), Fraction(m + r + a)) for m, r, a, _ in counts]
            if audit["audit"] not in mine:
                others[audit["coder"]] += pairs if rows else []
                continue
            matched, total = matched + sum(m for m, _ in pairs), total + sum(t for _, t in pairs)
            sample.take(pairs, one_by_one=bool(rows), charts=audit["records"])
        if not total:
            return None
        size = sample.codes / sample.charts if reported else Fraction(0)
        matched += sum((share * charts * size for share, charts in reported), Fraction(0))
        results = sum(charts for _, charts in reported)
        low, high = wilson(float(matched / (total + results * size)), sample.independent(others, results, size))
        return matched, total + results * size, low, high

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


def spread(charts: Charts) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """Of one coder's charts, right codes of codes: spread seen, of independent codes, the codes, pairs of codes."""
    k, right, seen = len(charts), sum(m for m, _ in charts), sum(t for _, t in charts)
    if not k or not seen:
        return Fraction(0), Fraction(0), Fraction(0), Fraction(0)
    ratio = Fraction(right) / seen
    expected = max(Fraction(0), ratio * (1 - ratio) * seen * (k - 1) / k)
    pairs = sum((t * (t - 1) for _, t in charts), Fraction(0))
    return sum(((m - ratio * t) ** 2 for m, t in charts), Fraction(0)), expected, Fraction(seen), pairs


@dataclass
class Sample:
    """What a figure by codes is made of: charts known one by one, and codes in counts with their charts, if known."""

    known: Charts = field(default_factory=list)
    loose: Fraction = Fraction(0)
    codes: Fraction = Fraction(0)
    charts: int = 0

    def take(self, pairs: Charts, *, one_by_one: bool, charts: str) -> None:
        """Add one audit."""
        seen = sum((t for _, t in pairs), Fraction(0))
        if one_by_one:
            self.known += pairs
        else:
            self.loose += seen
        number = len(pairs) if one_by_one else int(charts or 0)
        self.codes, self.charts = self.codes + (seen if number else 0), self.charts + number

    def independent(self, others: dict[str, Charts], results: int = 0, size: Fraction = Fraction(0)) -> float:
        """How many independent codes this is worth, beside the charts of each coder's other audits."""
        seen, expected, codes, pairs = spread(self.known)
        away = [spread(charts) for charts in others.values()]
        away_seen, away_expected, away_codes, away_pairs = (
            sum((each[n] for each in away), Fraction(0)) for n in range(4)
        )
        every = codes + self.loose + results * size
        if not codes and not away_codes:
            return float(every**2 / ((codes + self.loose) ** 2 / self.charts + results * size**2))
        prior = Fraction("0.15")
        if away_expected > 0 and away_pairs > 0:
            more = away_pairs / away_codes
            shown = min(max((away_seen - away_expected) / (away_expected * more), Fraction(0)), Fraction(1, 2))
            prior = (away_expected * shown + 4 * more * prior) / (away_expected + 4 * more)
        alike = prior
        usual = (pairs + away_pairs) / (codes + away_codes)
        every_pair = pairs + self.loose * usual
        if expected > 0 and pairs > 0:
            more = pairs / codes
            shown = min(max((seen - expected) / (expected * more), Fraction(0)), Fraction(1, 2))
            weight = 3 * max(more, every_pair / (codes + self.loose)) * every / codes
            alike = (expected * shown + weight * prior) / (expected + weight)
        spent = codes + self.loose + every_pair * alike + results * size**2
        return float(every**2 / spent)


def wilson(share: float, n: float) -> tuple[float, float]:
    """The 95 % interval of a share of n."""
    centre = (share * n + Z * Z / 2) / (n + Z * Z)
    half = Z * math.sqrt(n * share * (1 - share) + Z * Z / 4) / (n + Z * Z)
    return centre - half, centre + half


def mondays(start: date, end: date) -> list[date]:
    """The Mondays of the weeks that a period touches."""
    first = start - timedelta(start.weekday())
    return [first + timedelta(7 * n) for n in range((end - first).days // 7 + 1)]
