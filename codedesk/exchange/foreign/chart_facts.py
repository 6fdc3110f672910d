"""Rows of which each is an audited chart to audits.csv, records.csv and findings.csv.

Charts of one coder and day are one audit, or of one month where most days have only one. A chart is named by its row,
never by the number of an account: that may say who a patient is.
"""

from collections import defaultdict
from dataclasses import dataclass

from codedesk.exchange.foreign.gathered import Gathered
from codedesk.exchange.foreign.maps import LEFT_OUT
from codedesk.exchange.foreign.matching import words_of
from codedesk.exchange.foreign.names_meant import NamesMeant
from codedesk.exchange.foreign.numerals import as_number, figure
from codedesk.exchange.foreign.other_facts import right_of
from codedesk.exchange.foreign.strips import RowStrip
from codedesk.exchange.foreign.translations import PlainSource
from codedesk.exchange.foreign.words import RIGHT_WORDS, WRONG_WORDS

_SHARED = ("audit", "auditor", "record", "note")
_CODES = ("matched", "revised", "added", "deleted")
Wrong = tuple[str, int]


@dataclass(frozen=True, slots=True)
class ChartFact:
    """An audited chart as a row has it. codes are matched, revised, added and deleted; "" where it does not count."""

    audit: str
    day: str
    month: str
    coder: str
    work_type: str
    auditor: str
    record: str
    note: str
    codes: tuple[str, ...]
    accuracy: str
    drg: str
    principal: str
    wrong: tuple[Wrong, ...]
    source: PlainSource


class ChartFacts:
    """Gathers audits from the charts of which they are made."""

    def __init__(self, meant: NamesMeant, method: str) -> None:
        """Take whom names mean, and the method that the audits are of."""
        self._meant, self._method = meant, method
        self._charts: list[ChartFact] = []
        self.audits, self.records = Gathered("audits.csv"), Gathered("records.csv")
        self.findings = Gathered("findings.csv")
        self.said: list[str] = []

    def take(self, strip: RowStrip) -> None:
        """Take the charts of a strip."""
        for at, row in enumerate(strip.rows):
            coder = strip.of("coder")[at]
            if coder == LEFT_OUT:
                continue
            codes, wrong, drg, principal = self._codes(strip, at)
            day, month = strip.of("date")[at], strip.of("month")[at]
            shared = {
                key: strip.shared[key][at] if key in strip.shared else ""
                for key in ("audit", "auditor", "record", "note")
            }
            accuracy = strip.one("accuracy")[at]
            if not any(codes) and not accuracy:
                continue
            self._charts.append(
                ChartFact(
                    shared["audit"], day, month or day[:7], coder, strip.of("work_type")[at].replace(LEFT_OUT, ""),
                    shared["auditor"], shared["record"] or f"row {row}", shared["note"],
                    codes, accuracy, drg, principal, wrong, strip.source(at),
                )
            )  # fmt: skip

    def _codes(self, strip: RowStrip, at: int) -> tuple[tuple[str, ...], tuple[Wrong, ...], str, str]:
        def one(meaning: str) -> str:
            return strip.one(meaning)[at]

        drg, principal = _yes(one("drg_right")), _yes(one("principal_right"))
        if one("drg_before") and one("drg_after"):
            drg = "yes" if one("drg_before") == one("drg_after") else "no"
        right, errors, wrong = 0, 0, list[Wrong]()
        for column, texts in strip.counted.get("right", ()):
            said, category = _yes(texts[at]), dict(column.says).get("category", column.head)
            right, errors = right + (said == "yes"), errors + (said == "no")
            words = words_of(category).split()
            drg = said if said and not drg and "drg" in words else drg
            principal = said if said and not principal and {"pdx", "principal"} & set(words) else principal
            if said == "no":
                wrong.append((category, 1))
        for column, texts in strip.counted.get("errors_of", ()):
            right += _yes(texts[at]) == "no"
            if number := int(as_number(texts[at]) or (_yes(texts[at]) == "yes")):
                errors += number
                wrong.append((dict(column.says).get("category", column.head), number))
        if "matched" in strip.counted:
            codes = tuple(one(key) or "0" for key in _CODES) if one("matched") else ("", "", "", "")
        elif "reviewed" in strip.counted and ({"correct", "errors", "errors_of"} & strip.counted.keys()):
            counted = "errors_of" in strip.counted and not ({"correct", "errors"} & strip.counted.keys())
            matched = right_of(
                one("correct"), str(sum(n for _, n in wrong)) if counted else one("errors"), one("reviewed")
            )
            rest = (as_number(one("reviewed")) or 0) - (as_number(matched) or 0)
            codes = (matched, figure(rest), "0", "0") if matched else ("", "", "", "")
        elif {"correct", "errors"} <= strip.counted.keys():
            codes = (one("correct"), one("errors"), "0", "0")
        else:
            codes = (str(right), str(errors), "0", "0") if right + errors else ("", "", "", "")
        return codes, tuple(wrong), drg, principal

    def done(self) -> list[Gathered]:
        """Return the files: audits with the charts that they are made of."""
        for key, charts in self._groups().items():
            counted = [chart for chart in charts if chart.codes[0]]
            days = sorted(chart.day for chart in charts)
            kinds = {chart.work_type for chart in charts}
            first, last = days[0] or f"{charts[0].month}-01", days[-1] or f"{charts[0].month}-28"
            line = {
                "audit": key, "date": last, "coder": charts[0].coder,
                "work_type": kinds.pop() if len(kinds) == 1 else "",
                "auditor": charts[0].auditor if len({chart.auditor for chart in charts}) == 1 else "",
                "method": self._method, "period_from": first if first != last else "",
                "period_to": last if first != last else "",
            }  # fmt: skip
            if counted:
                self._add_records(key, counted)
            else:
                values = [
                    float(chart.accuracy.rstrip("%"))
                    for chart in charts
                    if as_number(chart.accuracy.rstrip("%")) is not None
                ]
                if not values:
                    continue
                line |= {"records": str(len(values)), "reported_accuracy": f"{figure(sum(values) / len(values))}%"}
                self.said.append(
                    "results of audits are the mean of the per cents of their charts: the sheet has no counts"
                )
            self.audits.add({name: [value] for name, value in line.items()}, [charts[0].source], [True])
        return [file for file in (self.audits, self.records, self.findings) if file.sources]

    def _groups(self) -> dict[str, list[ChartFact]]:
        by_day = {(chart.coder, chart.day) for chart in self._charts}
        daily = len(self._charts) >= 2 * len(by_day)
        groups = defaultdict[str, list[ChartFact]](list)
        for chart in self._charts:
            when = chart.day if daily and chart.day else chart.month
            groups[(chart.audit and f"{chart.audit} {chart.coder}") or f"{when} {chart.coder}"].append(chart)
        return groups

    def _add_records(self, audit: str, charts: list[ChartFact]) -> None:
        seen: dict[str, int] = {}
        for chart in charts:
            seen[chart.record] = seen.get(chart.record, 0) + 1
            record = chart.record if seen[chart.record] == 1 else f"{chart.record} ({seen[chart.record]})"
            line = {"audit": audit, "record": record, "work_type": chart.work_type,
                    **dict(zip(_CODES, chart.codes, strict=True)),
                    "principal_right": chart.principal, "drg_right": chart.drg, "note": chart.note}  # fmt: skip
            self.records.add({name: [value] for name, value in line.items()}, [chart.source], [True])
            for category, number in chart.wrong:
                name = self._meant("category", category)
                if name:
                    found = {"audit": audit, "record": record, "category": name, "direction": "neither"}
                    for _ in range(number):
                        self.findings.add({key: [value] for key, value in found.items()}, [chart.source], [True])


def _yes(text: str) -> str:
    words = words_of(text) or text.strip()
    return "yes" if words in RIGHT_WORDS else "no" if words in WRONG_WORDS else ""
