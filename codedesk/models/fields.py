"""What a noun says of itself, once: each field with its rule, its words, its CHECK and its column in the open files.

A noun is a class of fields. Its table keeps them, its draft brings them; forms, import, paste and command line refuse
what the fields refuse, with the same sentence. Here live the kinds of rules and how they are read; no noun, no query.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import isfinite
from types import NoneType
from typing import Any, Literal, Self, get_args

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from sqlalchemy import CheckConstraint
from sqlmodel import SQLModel

from codedesk.entry import Bounds
from codedesk.errors import Refused
from codedesk.formats import typed
from codedesk.models.base import Row, check, one_of, within
from codedesk.names import clean
from codedesk.words import Word

Kind = Literal["day", "yes", "count", "number", "percent", "money", "text", "name", "word", "link"]


@dataclass(frozen=True, slots=True)
class Text:
    """A text. needed: what is said of an empty one; longest: in characters; line: a short one without line breaks.

    why: what is said behind the length. name: what the department calls something of its own, which is kept without
    what cannot be seen in it. checked: whether the table has a CHECK that it is given.
    """

    needed: str = ""
    longest: int | None = None
    why: str = ""
    line: bool = False
    name: bool = False
    checked: bool = True


@dataclass(frozen=True, slots=True)
class Number:
    """A number and what it may be. kind: where it is not told by its type; said: in words, where bounds say too little.

    checked: what the table itself refuses of it: all that is out of bounds, what is too low, or nothing.
    """

    bounds: Bounds
    kind: Literal["", "percent", "money"] = ""
    said: str = ""
    checked: Literal["bounds", "low", "nothing"] = "bounds"


@dataclass(frozen=True, slots=True)
class InFiles:
    """How the open files write a field that they do not call and read as the table does.

    needed: the column has to be there, whatever a draft may leave out. blank: its cells may be empty for all that.
    unsaid: what a file that leaves it out means.
    """

    column: str = ""
    needed: bool = False
    blank: bool = False
    unsaid: object = ...


PERCENT = Number(Bounds(0, 100, "%"), "percent")
LABEL = Text(line=True)
NAME = Text("a name is needed", 300, line=True, checked=False, name=True)


@dataclass(frozen=True, slots=True)
class Described:
    """One field: what it is, what it may be, what it points at, and how the open files write it.

    optional: None is a value; required: a draft has to bring it.
    """

    name: str
    kind: Kind
    optional: bool
    required: bool
    default: Any
    text: Text
    number: Number | None
    words: type[Word] | None
    target: str
    files: InFiles

    def reason(self, value: Any) -> str:
        """Say why a value cannot be right; "" where it can."""
        if value is None:
            return "" if self.optional else f"{self.name.replace('_', ' ')} is empty"
        if isinstance(value, str) and self.kind in ("text", "name"):
            return self._reason_of_text(self.tidy(value))
        if self.words is not None:
            return "" if value in self.words.values() else not_one_of(value, self.words)
        return self._reason_of_number(value) if self.number is not None else ""

    def tidy(self, value: Any) -> Any:
        """Return a value as it is kept: a text without space around it, a name without what cannot be seen in it."""
        if type(value) is not str:
            return value
        return clean(value) if self.text.name else value.strip()

    def _reason_of_text(self, value: str) -> str:
        if not value:
            return self.text.needed
        if self.text.longest is None or len(value) <= self.text.longest:
            return ""
        return f"at most {self.text.longest:,} characters{f': {self.text.why}' if self.text.why else ''}"

    def _reason_of_number(self, value: Any) -> str:
        assert self.number is not None
        if not isfinite(value):
            return f"“{value}” is not a number"
        try:
            self.number.bounds.check(value, typed(value))
        except Refused as refused:
            return self.number.said or refused.reason
        return ""

    def check(self) -> CheckConstraint | None:
        """Return what the table itself refuses; None where it leaves that to the program."""
        if self.words is not None:
            return one_of(self.name, self.words.values())
        if self.text.needed and self.text.checked:
            return check(f"{self.name}_given", f"length({self.name}) > 0")
        if self.number is None or self.number.checked == "nothing":
            return None
        bounds = self.number.bounds
        if self.number.checked == "bounds":
            return within(self.name, bounds.low, bounds.high)
        left_out = f"{self.name} IS NULL OR " if self.optional else ""
        return check(f"{self.name}_not_negative", f"{left_out}{self.name} >= {bounds.low}")


class Fields(SQLModel):
    """The fields of a noun, as its table keeps them and its draft brings them."""

    model_config = {"defer_build": True}

    @classmethod
    def noun(cls) -> type["Fields"]:
        """Return the class of the fields alone, of a table or a draft as well."""
        found = (each for each in cls.__mro__ if issubclass(each, Fields) and not issubclass(each, (Draft, Row)))
        return next(found)

    @classmethod
    def described(cls) -> dict[str, Described]:
        """Return what each field says of itself, in the order of the table."""
        return _described(cls)

    @classmethod
    def bounds_of(cls, field: str) -> Bounds:
        """Return what a number may be, for a form that asks for it."""
        number = cls.described()[field].number
        assert number is not None
        return number.bounds

    def contradictions(self) -> Iterator[Refused]:
        """Yield what fields that are right by themselves cannot be together. A noun says so where it has such rules."""
        yield from ()

    def questions(self) -> Iterator[Refused]:
        """Yield what is taken and still to be asked: a form marks it, an import remarks on it. Nothing is refused."""
        yield from ()

    def refusals(self) -> Iterator[Refused]:
        """Yield every reason why this cannot be right, whatever else is stored."""
        reasons = ((name, each.reason(getattr(self, name))) for name, each in self.described().items())
        single = [Refused(reason, name) for name, reason in reasons if reason]
        yield from single
        if not single:
            yield from self.contradictions()

    def check(self) -> None:
        """Refuse what cannot be right whatever else is stored, naming the field and the reason."""
        for refused in self.refusals():
            raise refused

    def names(self) -> dict[str, str]:
        """Return what the department calls something of its own, as it is kept."""
        return {name: each.tidy(getattr(self, name)) for name, each in self.described().items() if each.text.name}

    def kept(self) -> dict[str, Any]:
        """Return the values as they are kept."""
        return {name: each.tidy(getattr(self, name)) for name, each in self.described().items()}


class Draft(Fields):
    """What enters: the fields of a noun as somebody typed them. It never changes; `but` makes another one."""

    model_config = {"frozen": True, "extra": "forbid"}

    def __init__(self, **values: Any) -> None:
        """Take the values by name; Refused in words where one is of another kind."""
        try:
            super().__init__(**values)
        except ValidationError as wrong:
            raise _in_words(type(self), wrong) from None

    def but(self, **values: Any) -> Self:
        """Return the same draft with other values."""
        return type(self)(**{**dict(self), **values})

    @classmethod
    def described(cls) -> dict[str, Described]:
        """Return what each field of the noun says of itself; what a draft carries beside them is not among it."""
        return cls.noun().described()

    @classmethod
    def of(cls, row: SQLModel, **values: Any) -> Self:
        """Return the draft that a stored row was made of; values are what it carries beside the fields of its noun."""
        return cls(**{name: getattr(row, name) for name in cls.described() if hasattr(row, name)}, **values)


def checks(noun: type[Fields], *names: str) -> tuple[CheckConstraint, ...]:
    """Return the CHECKs of a table that follow from its fields, in their order; of some of them, in that order."""
    described = noun.described()
    return tuple(made for name in names or described if (made := described[name].check()) is not None)


@cache
def _described(noun: type[Fields]) -> dict[str, Described]:
    return {name: _field(name, info) for name, info in noun.model_fields.items() if name not in _OF_ROWS}


# What a row has besides what is said of its noun; position follows from the place in its list.
_OF_ROWS = ("id", "voided", "void_reason", "position")


def _field(name: str, info: FieldInfo) -> Described:
    types = [each for each in get_args(info.annotation) or (info.annotation,) if each is not NoneType]
    kind: Any = types[0]
    said = {type(each): each for each in info.metadata}
    text, number = said.get(Text, Text()), said.get(Number)
    words = kind if isinstance(kind, type) and issubclass(kind, Word) else None
    return Described(
        name=name,
        kind=_kind(kind, text, number, _target(info)),
        optional=NoneType in get_args(info.annotation),
        required=info.is_required(),
        default=info.default,
        text=text,
        number=number,
        words=words,
        target=_target(info),
        files=said.get(InFiles, InFiles()),
    )


def _kind(kind: type, text: Text, number: Number | None, target: str) -> Kind:
    if target:
        return "link"
    if number is not None and number.kind:
        return number.kind
    if issubclass(kind, Word):
        return "word"
    plain: dict[type, Kind] = {date: "day", bool: "yes", int: "count", float: "number"}
    return plain.get(kind, "name" if text.line or text.name else "text")


def _target(info: FieldInfo) -> str:
    """Return the table that a field points at; "" for none."""
    said = [getattr(each, "foreign_key", None) for each in (info, *info.metadata)]
    found = next((each for each in said if isinstance(each, str)), "")
    return found.partition(".")[0]


def not_one_of(value: object, words: type[Word]) -> str:
    """Say that a value is no word of a list, and which there are."""
    return f"“{value}” is not one of: {', '.join(filter(None, words.values()))}"


_KINDS = {"date": "a date", "int": "a whole number", "float": "a number", "bool": "yes or no", "string": "a text"}


def _in_words(noun: type[Fields], wrong: ValidationError) -> Refused:
    """Say the first of what is of another kind than its field, as every other refusal is said."""
    first = wrong.errors()[0]
    name, given = str(first["loc"][0]), first["input"]
    said = noun.described().get(name)
    if said is not None and said.words is not None:
        return Refused(not_one_of(given, said.words), name)
    kind = next((words for kind, words in _KINDS.items() if first["type"].startswith(kind)), "")
    return Refused(f"“{given}” is not {kind}" if kind else f"{name.replace('_', ' ')} is not known here", name)
