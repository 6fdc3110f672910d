"""Sums of months to months.csv, results of months and audits to audits.csv, policy tables to standards.csv."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import compress

from codedesk.exchange.foreign.gathered import Gathered
from codedesk.exchange.foreign.maps import ALL_CHARTS, LEFT_OUT
from codedesk.exchange.foreign.names_meant import NamesMeant
from codedesk.exchange.foreign.numerals import as_number
from codedesk.exchange.foreign.periods import MONTHS_OF_QUARTER
from codedesk.exchange.foreign.spent import hours_spent
from codedesk.exchange.foreign.stated_paces import pace_stated
from codedesk.exchange.foreign.strips import RowStrip
from codedesk.exchange.foreign.translations import PlainSource
from codedesk.services.files.sheets import BY_FILE

_RATES = ("per_hour", "per_day", "per_week", "minutes_per_chart")
_NO_RECORDS = (
    "results that do not say of how many audited charts they are were not taken; a column Charts Audited says it"
)
_NO_TYPE = (LEFT_OUT, ALL_CHARTS)
ResultKey = tuple[str, str, str]
"""Month or day, coder and work type of a result."""
_COUNTS = ("matched", "revised", "added", "deleted", "records_right")


class ResultFacts:
    """Gathers audits of which a row is the result, and sums of months."""

    def __init__(self, meant: NamesMeant, method: str) -> None:
        """Take whom names mean, and the method that the results are of."""
        self._meant, self._method = meant, method
        self.months, self.audits = Gathered("months.csv"), Gathered("audits.csv")
        self.cannot: dict[str, int] = {}
        self._names: dict[str, int] = {}
        self._records: dict[ResultKey, str] = {}
        self._waiting: list[tuple[ResultKey, dict[str, str], PlainSource]] = []

    def take_months(self, strip: RowStrip) -> None:
        """Take what a strip of months says: charts and hours as sums, accuracy as a result of that month."""
        months, coders, types = strip.of("month"), strip.of("coder"), strip.of("work_type")
        if not any(months) and any(quarters := strip.of("quarter")):
            self._take_quarters(strip, quarters)
            return
        if not any(months):
            months = [day[:8] + "01" if len(day) == 10 else day for day in strip.of("date")]
        kept = [LEFT_OUT not in (coder, kind) for coder, kind in zip(coders, types, strict=True)]
        charts, spent = strip.one("charts"), hours_spent(strip)
        if "task" in strip.shared:
            types = self._of_tasks(strip.shared["task"])
            self._count(
                "hours of other time were not taken: a month keeps productive hours alone",
                sum(bool(hour) and kind == LEFT_OUT for hour, kind in zip(spent, types, strict=True)),
            )
            kept = [one and kind != LEFT_OUT for one, kind in zip(kept, types, strict=True)]
        typed = [one and bool(kind) and bool(chart) for one, kind, chart in zip(kept, types, charts, strict=True)]
        untyped = [one and not kind and bool(chart) for one, kind, chart in zip(kept, types, charts, strict=True)]
        base = {"month": months, "coder": coders}
        if "months.csv" in BY_FILE:
            lines = {**base, "work_type": types, "charts": charts, "hours": spent}
            self.months.take(lines, strip, "charts", typed)
            timed = set(compress(zip(months, coders, strict=True), _both(typed, spent)))
            bare = [one and bool(h) and not t for one, h, t in zip(kept, spent, typed, strict=True)]
            apart = [key in timed for key in zip(months, coders, strict=True)]
            self._count("hours without charts, beside hours of work types, were not taken", sum(_both(bare, apart)))
            whole = [one and not beside for one, beside in zip(bare, apart, strict=True)]
            self.months.take({**base, "charts": [""] * len(months), "hours": spent}, strip, "hours", whole)
        else:
            self._count("sums of months cannot be kept yet", sum(typed) + sum(map(bool, spent)))
        self._count("charts of months without a work type were not taken: no standard holds for them", sum(untyped))
        self._take_results(strip, months, kept, months=1)

    def _take_quarters(self, strip: RowStrip, quarters: Sequence[str]) -> None:
        """Take results of quarters; their charts and hours are sums of no one month."""
        sums = sum(bool(a or b) for a, b in zip(strip.one("charts"), hours_spent(strip), strict=True))
        self._count("charts and hours of quarters were not taken: sums are kept by the month", sums)
        kept = [coder != LEFT_OUT for coder in strip.of("coder")]
        self._take_results(strip, quarters, kept, months=MONTHS_OF_QUARTER)

    def _of_tasks(self, tasks: Sequence[str]) -> list[str]:
        """Return the work type of each project or task; that it is left out where it is other time."""
        return [
            LEFT_OUT if self._meant.knows("time_category", text) else self._meant("work_type", text) or LEFT_OUT
            for text in tasks
        ]

    def add_up(self) -> None:
        """Put sums of one month, coder and work type together, as several weeks have them, and results with counts."""
        for of, line, source in self._waiting:
            records = self._records.get(of) or self._records.get((*of[:2], ""), "")
            if records:
                self._add(line, of[2], records, source)
            else:
                self._count(_NO_RECORDS, 1)
        key = [name for name in ("month", "coder", "work_type") if name in self.months.columns]
        if self.months.sources:
            self.months.added_up(key, ("charts", "hours"))

    def take_audits(self, strip: RowStrip) -> None:
        """Take a strip of which each row is an audit with its counts or its result."""
        days = strip.of("date")
        if not any(days):
            days = strip.of("month")
        kept = [coder != LEFT_OUT for coder in strip.of("coder")]
        self._take_results(strip, days, kept, months=0 if "date" in strip.about else 1)

    def _take_results(self, strip: RowStrip, days: Sequence[str], kept: Sequence[bool], *, months: int) -> None:
        """Take results of days, or of periods of so many months."""
        accuracy, records = strip.one("accuracy"), strip.one("records")
        counts = _counted(strip)
        has = [bool(a) or any(texts[at] for texts in counts.values()) for at, a in enumerate(accuracy)]
        deep = "matched" in counts
        for at, one in enumerate(kept):
            coder, when, kind = strip.of("coder")[at], days[at], strip.of("work_type")[at]
            number = records[at] if as_number(records[at]) else ""
            if one and months and number and not has[at]:
                self._records[when, coder, kind] = number
            if not one or not has[at]:
                continue
            counted = deep and bool(counts["matched"][at])
            name = strip.shared.get("audit", [""] * len(kept))[at] or f"{_called(when, months)} {coder}"
            line = {
                "audit": name,
                "date": _last_day(when, months) if months else when,
                "coder": coder,
                "work_type": kind if kind not in _NO_TYPE else "",
                "auditor": strip.shared.get("auditor", [""] * len(kept))[at],
                "note": strip.shared.get("note", [""] * len(kept))[at] if not months else "",
                "method": self._method,
                "period_from": when if months else "",
                "period_to": _last_day(when, months) if months else "",
                **(
                    {key: texts[at] for key, texts in counts.items()}
                    if counted
                    else {"reported_accuracy": accuracy[at]}
                ),
            }
            source = strip.source(at, "accuracy")
            if number or counted:
                self._add(line, kind, records[at], source)
            else:
                self._waiting.append(((when, coder, kind), line, source))

    def _add(self, line: Mapping[str, str], kind: str, records: str, source: PlainSource) -> None:
        told = {**line, "audit": self._free(line["audit"], kind), "records": records}
        self.audits.add({key: [value] for key, value in told.items()}, [source], [True])

    def _free(self, name: str, kind: str) -> str:
        """Return a name that no other audit of the file has."""
        name = f"{name} {kind}" if name in self._names and kind not in ("", LEFT_OUT) else name
        self._names[name] = self._names.get(name, 0) + 1
        return name if self._names[name] == 1 else f"{name} {self._names[name]}"

    def _count(self, words: str, number: int) -> None:
        if number:
            self.cannot[words] = self.cannot.get(words, 0) + number


def _both(first: Sequence[object], second: Sequence[object]) -> list[bool]:
    return [bool(a and b) for a, b in zip(first, second, strict=True)]


def _counted(strip: RowStrip) -> dict[str, list[str]]:
    """Return the codes of each row as audits keep them: right ones as matched, the others as revised."""
    told = {key: strip.one(key) for key in _COUNTS if key in strip.counted}
    if "matched" not in told:
        right, wrong, whole = (strip.one(key) for key in ("correct", "errors", "reviewed"))
        if ("reviewed" in strip.counted) and ({"correct", "errors"} & strip.counted.keys()):
            pairs = list(zip(right, wrong, whole, strict=True))
            told["matched"] = [right_of(*pair) for pair in pairs]
            told["revised"] = [_less(pair[2], right_of(*pair)) for pair in pairs]
        elif {"correct", "errors"} <= strip.counted.keys():
            told["matched"], told["revised"] = right, wrong
    if "matched" in told:
        for key in ("revised", "added", "deleted"):
            told.setdefault(key, ["0" if text else "" for text in told["matched"]])
    return told


def right_of(right: str, wrong: str, whole: str) -> str:
    """Return how many codes were right: as it says, or all but the wrong ones."""
    return right or _less(whole, wrong or "0")


def _less(whole: str, part: str) -> str:
    a, b = as_number(whole), as_number(part)
    return str(int(a - b)) if a is not None and b is not None and (a - b).is_integer() else ""


def _last_day(first: str, months: int) -> str:
    """Return the last day of so many months from a first day on; a text that is no day as it stands."""
    try:
        day = date.fromisoformat(first)
    except ValueError:
        return first
    year, month = divmod(day.year * 12 + day.month - 1 + months - 1, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1]).isoformat()


def _called(when: str, months: int) -> str:
    """Return what a result of a day, a month or a quarter is called by: 2025-01-31, 2025-01, 2025-Q1."""
    quarter = months == MONTHS_OF_QUARTER and when[5:7].isdecimal()
    return f"{when[:4]}-Q{(int(when[5:7]) + 2) // 3}" if quarter else when[:7] if months else when


class StandardFacts:
    """Gathers what is expected of work types."""

    def __init__(self, accuracy: str, *, high: bool = False) -> None:
        """Take the accuracy that is expected where the table does not say it, and which end of a range counts."""
        self._accuracy, self._high = accuracy, high
        self.standards = Gathered("standards.csv")
        self.without_day = 0

    def take(self, strip: RowStrip) -> None:
        """Take a strip of a policy table: the first pace that it states of each work type."""
        types, days, accuracy = strip.of("work_type"), strip.of("date"), strip.one("accuracy")
        for at, kind in enumerate(types):
            stated = next(
                ((key, strip.one(key)[at]) for key in _RATES if key in strip.counted and strip.one(key)[at]), None
            )
            stated = stated or self._with_unit(strip.one("stated")[at])
            if kind in ("", LEFT_OUT) or stated is None:
                continue
            self.without_day += not days[at]
            line = {
                "work_type": kind,
                "effective_from": days[at],
                "pace": stated[1],
                "pace_unit": stated[0],
                "accuracy": accuracy[at] or self._accuracy,
                "reason": strip.shared.get("note", [""] * len(types))[at],
            }
            self.standards.add(
                {key: [value] for key, value in line.items()},
                [strip.source(at, "stated" if "stated" in strip.counted else stated[0])],
                [True],
            )

    def _with_unit(self, text: str) -> tuple[str, str] | None:
        found = pace_stated(text, high=self._high)
        return (found[1], found[0]) if found else None
