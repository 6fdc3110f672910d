"""Days of work to lines of log.csv, time.csv, day_notes.csv and absences.csv.

Hours of a row with a work type are hours of that work; without one they are the paid hours of the day.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from codedesk.exchange.foreign.gathered import Gathered
from codedesk.exchange.foreign.maps import LEFT_OUT, ColumnMap
from codedesk.exchange.foreign.matching import words_of
from codedesk.exchange.foreign.names_meant import NamesMeant
from codedesk.exchange.foreign.numerals import figure
from codedesk.exchange.foreign.pay_codes import is_unpaid, is_worked
from codedesk.exchange.foreign.spent import hours_spent, in_hours
from codedesk.exchange.foreign.strips import RowStrip, Taken
from codedesk.exchange.foreign.values import each
from codedesk.exchange.foreign.words import ABSENT_WORDS
from codedesk.formats import plural

_PAID = "paid"
# Hours, h: what rows of a day come to beyond it are no two shifts, but the hours of the day said again.
_TWO_SHIFTS = 10.0


class DayFacts:
    """Gathers the lines of days from strips."""

    def __init__(self, meant: NamesMeant) -> None:
        """Take whom names mean."""
        self._meant = meant
        self.log, self.time, self._paid = Gathered("log.csv"), Gathered("time.csv"), Gathered("time.csv")
        self.notes, self.absences = Gathered("day_notes.csv"), Gathered("absences.csv")
        self.once: set[str] = set()

    def take(self, strip: RowStrip) -> None:
        """Take what a strip of days says."""
        number = len(strip.rows)
        base = {"date": strip.of("date"), "coder": strip.of("coder")}
        taken = [coder != LEFT_OUT for coder in base["coder"]]
        counting = "charts" if "charts" in strip.counted else "each"
        charts, spent = strip.one(counting), hours_spent(strip)
        types, categories = self._work(strip, number)
        typed = [kept and kind not in ("", LEFT_OUT) for kept, kind in zip(taken, types, strict=True)]
        notes = strip.shared.get("note", [""] * number) if strip.first else [""] * number
        counted = [bool(a or b) and (a, b) != ("", "0") for a, b in zip(charts, spent, strict=True)]
        noted = any(typed) and not any("work_type" in dict(c.says) or "date" in dict(c.says) for c, _ in _all(strip))
        lines = {
            **base,
            "work_type": types,
            "charts": charts,
            "hours": spent,
            "note": notes if noted else [""] * number,
        }
        meaning = counting if counting in strip.counted else "hours"
        self.log.take(lines, strip, meaning, _both(typed, counted))
        bare = [kept and not kind for kept, kind in zip(taken, types, strict=True)]
        untyped = [one and bool(chart) and not cat for one, chart, cat in zip(bare, charts, categories, strict=True)]
        self.log.take({**lines, "hours": [""] * number}, strip, meaning, untyped)
        self._take_time(strip, base, spent, bare, taken, categories)
        if not noted and strip.first and not any("date" in dict(c.says) for c, _ in _all(strip)):
            self.notes.take({**base, "note": notes}, strip, "", _both(taken, notes))

    def _work(self, strip: RowStrip, number: int) -> tuple[list[str], list[str]]:
        """Return the work type and the category of other time of each row: a project can be either."""
        types, categories = strip.of("work_type"), [""] * number
        if "category" in strip.shared and not {"time", "time_minutes"} & strip.counted.keys():
            categories = each(self._category, strip.shared["category"])
        if tasks := strip.shared.get("task"):
            other = [self._meant.knows("time_category", text) for text in tasks]
            meant = [
                (self._meant("time_category", text) if apart else self._meant("work_type", text))
                for text, apart in zip(tasks, other, strict=True)
            ]
            types = ["" if apart or not name else name for name, apart in zip(meant, other, strict=True)]
            categories = [
                (LEFT_OUT if name is None else name) if apart or name is None else cat
                for name, apart, cat in zip(meant, other, categories, strict=True)
            ]
        return types, categories

    def _category(self, text: str) -> str:
        """Return the other time of a row by its pay code, "" for hours worked."""
        if is_worked(text):
            return ""
        meant = self._meant("time_category", text)
        return LEFT_OUT if meant is None else meant

    def _take_time(
        self,
        strip: RowStrip,
        base: dict[str, list[str]],
        spent: list[str],
        bare: list[bool],
        taken: list[bool],
        categories: list[str],
    ) -> None:
        number = len(strip.rows)
        tasks = "task" in strip.shared or any(map(is_worked, strip.shared.get("category", ())))
        paid = [one and bool(h) and (not cat) for one, h, cat in zip(bare, spent, categories, strict=True)]
        if tasks:
            paid = [
                one and h not in ("", "0") and cat != LEFT_OUT and not (_is_absence(cat) or is_unpaid(cat))
                for one, h, cat in zip(taken, spent, categories, strict=True)
            ]
        self.time.take({**base, "category": [_PAID] * number, "hours": spent}, strip, "hours", paid)
        named = [
            one and cat not in ("", LEFT_OUT) and bool(h) for one, h, cat in zip(taken, spent, categories, strict=True)
        ]
        self.time.take({**base, "category": categories, "hours": spent}, strip, "hours", named)
        for _, texts in strip.counted.get("paid", ()):
            self._paid.take({**base, "category": [_PAID] * number, "hours": texts}, strip, "paid", _both(taken, texts))
        beside = self._beside_work(strip)
        for meaning in ("time", "time_minutes"):
            for column, texts in strip.counted.get(meaning, ()):
                name = self._meant("time_category", dict(column.says).get("time_category", column.head))
                told = texts if meaning == "time" else in_hours(texts)
                if name is not None or beside:
                    kinds = [each or name or LEFT_OUT for each in beside] if beside else [name or ""] * number
                    keep = [
                        kept and text not in ("", "0") and kind != LEFT_OUT
                        for kept, text, kind in zip(taken, told, kinds, strict=True)
                    ]
                    self.time.take({**base, "category": kinds, "hours": told}, strip, meaning, keep)

    def _beside_work(self, strip: RowStrip) -> list[str]:
        """Return what the other time beside work was, row by row, where a column says it and another has its hours."""
        said = strip.shared.get("category")
        if not said or not {"time", "time_minutes"} & strip.counted.keys():
            return []
        return each(lambda text: LEFT_OUT if (found := self._meant("time_category", text)) is None else found, said)

    def take_comments(self, strip: RowStrip, comments: Mapping[tuple[int, int], str]) -> None:
        """Take what is said of the cells of a strip for notes of their days."""
        days, coders = strip.of("date"), strip.of("coder")
        at_row = {row: at for at, row in enumerate(strip.rows)}
        places = {column.place for column, _ in _all(strip)}
        for (row, place), words in comments.items():
            at = at_row.get(row)
            if at is not None and place in places and coders[at] != LEFT_OUT:
                line = {"date": [days[at]], "coder": [coders[at]], "note": [" ".join(words.split())]}
                self.notes.add(line, [(strip.page, row, place, words)], [True])

    def take_absences(self, taken: Taken, knows: Callable[[str], str]) -> None:
        """Take words like PTO in the place of a figure for absences, where the department has such a category."""
        seen, parts = set[tuple[str, str]](), set[tuple[str, str, str]]()
        worked = set(zip(self.log.columns.get("date", ()), self.log.columns.get("coder", ()), strict=True))
        for page, row, place, day, coder, kind, spent in taken.absent:
            name = knows(kind)
            if not name or not day[:2].isdecimal() or coder in ("", LEFT_OUT):
                continue
            if spent and (day, coder, kind) not in parts:
                parts.add((day, coder, kind))
                part = {"date": [day], "coder": [coder], "category": [name], "hours": [figure(spent)]}
                self.time.add(part, [(page, row, place, kind)], [True])
            elif not spent and (day, coder) not in seen | worked:
                seen.add((day, coder))
                line = {"coder": [coder], "from": [day], "to": [day], "category": [name]}
                self.absences.add(line, [(page, row, place, kind)], [True])

    def done(self) -> tuple[list[Gathered], list[str]]:
        """Return the files with lines of one key put together, and what is to be said of that."""
        said = [*self._paid_once(), *self._doubles()]
        for file, key, sums in (
            (self.log, ("date", "coder", "work_type"), ("charts", "hours")),
            (self.time, ("date", "coder", "category"), ("hours",)),
            (self.notes, ("date", "coder"), ()),
        ):
            if file.sources and (gone := file.added_up(key, sums)) and file is self.log:
                said.append(
                    f"{plural(gone, 'row is', 'rows are')} of a coder, day and work type that another row has too: "
                    f"{'it was' if gone == 1 else 'they were'} added up"
                )
        return [file for file in (self.log, self.time, self.notes, self.absences) if file.sources], said

    def _paid_once(self) -> Iterator[str]:
        """Take paid hours that stand the same on each row of a coder's day once: they are those of the day."""
        if not self._paid.sources:
            return
        gone = self._paid.taken_once(("date", "coder"), "hours", _TWO_SHIFTS)
        self.time.add(self._paid.columns, self._paid.sources, [True] * len(self._paid.sources))
        if gone:
            yield (
                f"paid hours stand the same on each row of a coder's day ({gone:,} repeated): "
                "they were taken once a day, not added"
            )

    def _doubles(self) -> Iterator[str]:
        """Say how many rows of work are possibly there twice."""
        if self.log.sources and (twice := self.log.doubles(("date", "coder", "work_type", "charts", "hours"))):
            yield (
                f"possible doubles: {twice:,} of the rows say the same coder, day, work type, charts and hours "
                "as another one; they were added up, so leave out those that are not work of their own"
            )


def _both(first: Sequence[object], second: Sequence[object]) -> list[bool]:
    return [bool(a and b) for a, b in zip(first, second, strict=True)]


def _all(strip: RowStrip) -> list[tuple[ColumnMap, list[str]]]:
    return [pair for pairs in strip.counted.values() for pair in pairs]


def _is_absence(category: str) -> bool:
    return bool(ABSENT_WORDS.get(words_of(category)))
