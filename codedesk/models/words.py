"""Lists of words: what a column may say, with what people read for it. Stored as text, known as a member."""

from enum import StrEnum
from typing import Any, Self

from sqlalchemy import Dialect, String, TypeDecorator
from sqlmodel import Field


class Word(StrEnum):
    """A word of a list: the value is what files and tables keep, `words` what people read on screen and paper."""

    words: str

    def __new__(cls, value: str, words: str = "") -> Self:
        """Take the value, and what people read where it is not the value itself with a capital and spaces."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words or value.replace("_", " ").capitalize()
        return member

    @classmethod
    def values(cls) -> tuple[str, ...]:
        """Return what files and tables may keep, in the order of the list."""
        return tuple(str(member) for member in cls)

    @classmethod
    def choices(cls) -> tuple[tuple[str, Any], ...]:
        """Return what a form offers: words and member, in the order of the list."""
        return tuple((member.words, member) for member in cls)


class WordColumn(TypeDecorator[Word]):
    """A text column that is read as a member of a list of words."""

    impl = String
    cache_ok = True

    def __init__(self, words: type[Word]) -> None:
        """Take the list."""
        super().__init__()
        self.words = words

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Store the plain text."""
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Read a member."""
        return None if value is None else self.words(value)


def word(default: Word) -> Any:
    """Return a field of a list of words that says the default where nothing is said."""
    return Field(default=default, sa_type=WordColumn(type(default)))


def word_of(words: type[Word]) -> Any:
    """Return a field of a list of words that has to be given."""
    return Field(sa_type=WordColumn(words))
