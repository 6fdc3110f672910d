"""What an import is made of: lines read, choices, problems, and the plan that a person looks at first.

Only shapes. Reading files lives in exchange, deciding in importing and its neighbours.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from codedesk import names
from codedesk.errors import Refused
from codedesk.services.days.marks import LookRow
from codedesk.services.files.shapes import CsvSheet

# "Total", "Wk total", "Ana Okoro Total" (as spreadsheets name sums of groups), "Total for January", "Summe 2026"; but
# not "Total joint replacement".
_TOTAL = re.compile(
    r"(?:\S+[ .:-]+){0,4}(?:sub|grand)?[ -]?totals?"
    r"(?:\.|:.{0,30}| (?:for|of|in|per|charts?|hours?|records?|days?)\b.{0,30}| [\d(].{0,20}"
    r"| (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec).{0,15})?"
    r"|(?:sum|summe|gesamt\w*|somme|suma|totale|totaal)(?:[: ].{0,30})?"
)
CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return " (did you mean “…”?)" for the closest known name, or nothing."""
    folded = {names.key(each): each for each in known if each}
    wanted = names.key(name)[:200]
    close = get_close_matches(wanted, folded, n=1, cutoff=0.7)
    close = close or [each for each in folded if wanted and len(wanted) > 2 and wanted in each][:1]
    return f" (did you mean “{folded[close[0]]}”?)" if close else ""


def shown(text: str) -> str:
    """Return a value short and on one line, as a problem names it; what cannot be seen in it is spelled out."""
    flat = names.visible(CONTROL.sub("·", text))
    return flat if len(flat) <= 60 else f"{flat[:57]}…"


def reads_as_total(text: str) -> bool:
    """Tell whether a text reads as the name of a sum: "Total", "Wk total", "Grand total January"."""
    return _TOTAL.fullmatch(names.key(text)) is not None


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that stands in the way: where (file, line, column), the value as it was read, and why."""

    file: str
    line: int | None
    column: str
    value: str
    reason: str

    @property
    def sentence(self) -> str:
        """The problem as one line for people: "log.csv, line 7, charts: “-3” is under 0"."""
        where = ", ".join(
            [self.file, *([f"line {self.line}"] if self.line else []), *([self.column] if self.column else [])]
        )
        return f"{where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something worth knowing that stands in the way of nothing: of which file, which line (or from which on)."""

    file: str
    line: int | None
    text: str
    many: bool = True

    @property
    def sentence(self) -> str:
        """The remark as one line for people: "log.csv, from line 2 on: Inpatient is now Acute care"."""
        line = f"from line {self.line} on" if self.many else f"line {self.line}"
        return f"{self.file}, {line}: {self.text}" if self.line else f"{self.file}: {self.text}"


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """The lines of one file whose cells are sound: a list of values per column, all of one length.

    lines are the line numbers, given the columns that the file has. doubtful are the names of lines that were not
    sound; broken is set when no line could be read: what refers to either is not complained of again.
    """

    sheet: CsvSheet
    file: str
    lines: Sequence[int]
    columns: Mapping[str, Sequence[object]]
    given: frozenset[str]
    problems: tuple[Problem, ...] = ()
    doubtful: frozenset[str] = frozenset()
    broken: bool = False
    total: int = 0
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportDraft:
    """Files to take in. update: the file wins over what is stored. create_missing: make unknown names known.

    dates_are_right: dates in years that are hardly ever meant (1926, 2062) are taken.
    """

    sheets: tuple[ReadSheet, ...]
    problems: tuple[Problem, ...] = ()
    update: bool = False
    create_missing: bool = False
    remarks: tuple[Remark, ...] = ()
    dates_are_right: bool = False


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What would happen with one file, in lines."""

    file: str
    lines: int
    new: int
    same: int
    changed: int
    problems: int


@dataclass(frozen=True, slots=True)
class Created:
    """A name that --create-missing makes known."""

    noun: str
    name: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do, or did. With problems nothing is stored.

    days are the coders' days (coder, date) that the files name, and the department's of which they say what waits;
    to_look_at their surprising values as the window lists them; both are known once the import was stored or rehearsed
    and looked at.
    """

    files: tuple[FilePlan, ...]
    problems: tuple[Problem, ...] = ()
    created: tuple[Created, ...] = ()
    remarks: tuple[Remark, ...] = ()
    days: frozenset[tuple[int, date]] = frozenset()
    to_look_at: tuple[LookRow, ...] = ()
    same_lines: Mapping[str, frozenset[int]] = field(default_factory=dict)
    changed_lines: Mapping[str, frozenset[int]] = field(default_factory=dict)

    @property
    def changes(self) -> int:
        """How many lines bring something."""
        return sum(each.new + each.changed for each in self.files)


class ImportRefused(Refused):
    """The import has problems; nothing was stored. `plan` lists every one."""

    def __init__(self, plan: ImportPlan) -> None:
        """Keep the plan; the sentence gives the number of problems."""
        if len(plan.problems) == 1:
            words = f"{plan.problems[0].sentence}; so nothing was stored. Correct it and import again."
        else:
            count = f"{len(plan.problems):,} problems were found, so nothing was stored."
            words = f"{count} Correct the lines that are named and import again."
        super().__init__(words)
        self.plan = plan


class ImportStopped(Refused):
    """The person cancelled the import while it was being stored; nothing was stored."""


@dataclass
class FileTally:
    """Counts of one file while its plan is made."""

    file: str
    lines: int
    new: int = 0
    same: int = 0
    changed: int = 0
    problems: list[Problem] = field(default_factory=list)
    same_lines: set[int] = field(default_factory=set)
    changed_lines: set[int] = field(default_factory=set)

    def note_same(self, line: int) -> None:
        """Count a line that says what is stored already."""
        self.same += 1
        self.same_lines.add(line)

    def note_changed(self, line: int) -> None:
        """Count a line that says something else than what is stored, whatever was said of it before."""
        if line in self.same_lines:
            self.same_lines.remove(line)
            self.same -= 1
        self.changed += 1
        self.changed_lines.add(line)

    def done(self) -> FilePlan:
        """Return the counts as they leave."""
        bad = len({problem.line for problem in self.problems if problem.line} or self.problems)
        return FilePlan(self.file, self.lines, self.new, self.same, self.changed, bad)
