"""What is found of a spreadsheet before anything is taken: the guessed map, why, and what a person has to decide.

Only shapes. Pages and columns count from 0, rows from 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from codedesk.exchange.foreign.maps import BookMap

MOST_QUESTIONS = 8
RowKind = Literal["head", "row", "out", "context"]
NameState = Literal["same", "similar", "new", "left out"]


@dataclass(frozen=True, slots=True)
class RowFound:
    """What a row of a page is: part of a head, a row that is taken, one left out, or one that speaks of those below.

    why says so in words: "total", "empty", "Week of 1/6/2025".
    """

    row: int
    kind: RowKind
    why: str = ""


@dataclass(frozen=True, slots=True)
class NameFound:
    """A name in the sheet: of which noun, in how many rows, whom it is taken for, and whether that is to be decided.

    meant is a name of the department, NEW or LEFT_OUT, as in the map.
    """

    noun: str
    text: str
    rows: int
    state: NameState
    meant: str
    why: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class FormatFound:
    """How one kind of value is read: key of the spelling, of what, the choices with words, the chosen one.

    readings are three real values with what each would be, by choice. is_open: nothing in the file decides it.
    """

    key: str
    about: str
    choices: tuple[tuple[str, str], ...]
    chosen: str
    readings: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    why: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One decision that only a person can make: about what, the choices in words, the one proposed, real values.

    key is "row/PAGE", "coder/PAGE", "month/PAGE", "work_type/PAGE" or "date/PAGE" (of the whole page; "coder/0,1,2"
    of several at once), "column/PAGE/PLACE" or "columns/PAGE/PLACE,PLACE", "format/KEY" or "names/NOUN" (all open names
    of a noun are one decision); maps.answered puts an answer into the map.
    """

    key: str
    words: str
    choices: tuple[tuple[str, str], ...]
    proposed: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guess:
    """The map as far as it can be known, what is open of it, and why it is so.

    rows are the reasons for what a row of a page is, columns those of the columns, by page and place.
    """

    map: BookMap
    questions: tuple[OpenQuestion, ...] = ()
    rows: Mapping[int, str] = field(default_factory=dict)
    columns: Mapping[tuple[int, int], str] = field(default_factory=dict)
    names: tuple[NameFound, ...] = ()
    formats: tuple[FormatFound, ...] = ()
    remembered: bool = False
