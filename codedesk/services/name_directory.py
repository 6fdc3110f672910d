"""Which row a name means: the names of one noun that are in use, the former ones, and names that several share.

Plain data, filled from the rows of a department or of an import. A name fits whatever its letters are made of.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from codedesk import formats, names

Span = tuple[date, date | None]
_PLAIN = " ()"  # behind a name: the one of several who has no note


@dataclass
class Directory:
    """The names of one noun. `numbers` gives the row of every name in use, letter by letter.

    Coders who share a name have a note; `spans` are the days from the first to the last one on the team.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    spans: dict[int, Span] = field(default_factory=dict)
    _called: dict[int, str] = field(default_factory=dict)
    _alike: dict[str, list[int]] = field(default_factory=dict)
    _noted: dict[str, list[int]] = field(default_factory=dict)
    _former: dict[str, int] = field(default_factory=dict)

    def know(self, name: str, number: int, plain: str = "", span: Span | None = None) -> None:
        """Take a name in. plain is the name without its note, where there is one."""
        self.numbers[name] = number
        self._called[number] = name
        self._alike.setdefault(names.key(name), []).append(number)
        if plain and plain != name:
            self._noted.setdefault(names.key(plain), []).append(number)
        if span is not None:
            self.spans[number] = span

    def forget(self, name: str) -> None:
        """Take a name out."""
        number = self.numbers.pop(name, None)
        for known in (self._alike, self._noted):
            for numbers in known.values():
                if number in numbers:
                    numbers.remove(number)

    def remember(self, former: str, number: int) -> None:
        """Take a former name in, which leads to the row as long as nothing else is called so."""
        self._former[names.key(former)] = number

    @property
    def has_more(self) -> bool:
        """Tell whether a text can mean a row that is not called so."""
        return bool(self._former or self._noted)

    def called(self, number: int) -> str:
        """Return the name of a row; "" for one that is not known."""
        return self._called.get(number, "")

    def written(self, number: int) -> str:
        """Return the name as files write it: "Ana Okoro ()" where another of that name has a note."""
        name = self.called(number)
        return name + _PLAIN if self._noted.get(names.key(name)) else name

    def candidates(self, text: str) -> tuple[int, ...]:
        """Return every row that a text can mean: the one of this very name, else all that read like it or once did."""
        wanted = names.key(text)
        noted = self._noted.get(wanted, [])
        if text in self.numbers and not noted:
            return (self.numbers[text],)
        if wanted.endswith(_PLAIN):
            return tuple(self._alike.get(wanted.removesuffix(_PLAIN), ()))
        found = [*self._alike.get(wanted, ()), *noted]
        former = self._former.get(wanted)
        if former is not None and not self._alike.get(wanted):
            found.append(former)
        return tuple(dict.fromkeys(found))

    @property
    def former(self) -> dict[str, int]:
        """The rows that former names lead to, by the form in which names are compared."""
        return dict(self._former)

    def is_former(self, text: str, number: int) -> bool:
        """Tell whether a text is a former name of a row."""
        return self._former.get(names.key(text)) == number

    def own(self, text: str) -> int | None:
        """Return the row that a line of the noun's own file is about: called so now or once; None for a new one."""
        if text in self.numbers:
            return self.numbers[text]
        wanted = names.key(text)
        alike = self._alike.get(wanted) or self._alike.get(wanted.removesuffix(_PLAIN))
        return alike[0] if alike else self._former.get(wanted)

    def on(self, numbers: Iterable[int], day: date | None) -> int | None:
        """Return the only one of several coders who was on the team that day; None where there is not exactly one."""
        there = [number for number in numbers if day is not None and _covers(self.spans.get(number), day)]
        return there[0] if len(there) == 1 else None

    def meant(self, text: str, day: date | None = None) -> int | None:
        """Return the row that a text means: the only one it can, or the only one who was there that day."""
        numbers = self.candidates(text)
        if len(numbers) == 1 and not self.is_noted(text, numbers[0]):
            return numbers[0]
        return self.on(numbers, day)

    def is_noted(self, text: str, number: int) -> bool:
        """Tell whether a text is the name of a coder without the note."""
        return number in self._noted.get(names.key(text), ())

    def can_be(self, text: str, numbers: Iterable[int]) -> str:
        """Say what a text can mean, each with its days and the way to write it."""
        rows = sorted(numbers, key=lambda number: self.spans.get(number, (date.min, None))[0])
        several = " or ".join(self._described(number) for number in rows)
        ways = dict.fromkeys(self.written(number) for number in rows)
        if len({names.key(way) for way in ways}) < len(rows):
            return f"“{names.visible(text)}” can be {several}: two of them read the same, rename one in Setup"
        return f"“{names.visible(text)}” can be {several}: write {' or '.join(f'“{way}”' for way in ways)}"

    def alike(self, number: int) -> tuple[str, ...]:
        """Describe the other rows whose name reads like that of a row, as older versions could make them."""
        others = self._alike.get(names.key(self.called(number)), ())
        return tuple(self._described(other) for other in others if other != number)

    def _described(self, number: int) -> str:
        name, span = names.visible(self.called(number)), self.spans.get(number)
        return name if span is None else f"{name} ({_days(span)})"


def _covers(span: Span | None, day: date) -> bool:
    return span is not None and span[0] <= day and (span[1] is None or day <= span[1])


def _days(span: Span) -> str:
    first, last = span
    return f"from {formats.day(first)}" if last is None else f"{formats.day(first)} to {formats.day(last)}"
