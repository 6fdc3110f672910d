"""The names that a department knows, for a file that names people and work in its own way: read once, plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlmodel import Session

from codedesk.entry import DateOrder
from codedesk.services.department.departments import this_department
from codedesk.services.name_directories import directory_of
from codedesk.services.name_directory import Directory

NAMED = ("coder", "work_type", "time_category", "category")


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The directories by noun, how the department reads 7/3 (None: nobody said), and what was decided of earlier files.

    remembered: by noun, by the text in a sheet, the name that it means.
    """

    directories: Mapping[str, Directory] = field(default_factory=dict)
    date_order: DateOrder | None = None
    remembered: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def names(self, noun: str) -> tuple[str, ...]:
        """Return the names of a noun that are in use."""
        return tuple(self.directories[noun].numbers) if noun in self.directories else ()

    def meant(self, noun: str, text: str) -> str:
        """Return the name that a text means for sure, be it a former one; "" where there is none."""
        directory = self.directories.get(noun)
        number = directory.meant(text) if directory is not None else None
        return directory.called(number) if directory is not None and number is not None else ""


def known_names(session: Session, remembered: Mapping[str, Mapping[str, str]] | None = None) -> KnownNames:
    """Read the names of coders, work types, other time and categories of findings."""
    directories = {noun: directory_of(session, noun) for noun in NAMED}
    return KnownNames(directories, this_department(session).order, remembered or {})
