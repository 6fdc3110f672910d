"""Lists of words: what may be said, with what people read for it. A leaf; how a table keeps a word is models'."""

from enum import StrEnum
from typing import Any, Self


class Word(StrEnum):
    """A word of a list: the value is what files and tables keep, `words` what people read on screen and paper."""

    words: str

    def __new__(cls, value: str, words: str = "") -> Self:
        """Take the value, and what people read where it is not the value itself with a capital and spaces."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words or value.replace("_", " ").capitalize()
        return member

    def __repr__(self) -> str:
        """Return what the plain text would: fingerprints are made of it, and stand on papers that were given out."""
        return repr(self.value)

    @classmethod
    def values(cls) -> tuple[str, ...]:
        """Return what files and tables may keep, in the order of the list."""
        return tuple(str(member) for member in cls)

    @classmethod
    def choices(cls) -> tuple[tuple[str, Any], ...]:
        """Return what a form offers: words and member, in the order of the list."""
        return tuple((member.words, member) for member in cls)
