"""The manual (docs/using.md) as its parts: help shows the one about a page, the palette finds them by any word.

The same text is read on the web, in the source and in the window; nothing is written twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, partial

from codedesk import paths
from codedesk.names import searched
from codedesk.ui.actions import Action

USING = "using.md"
# Each page of the window, and the heading under which the manual tells of it.
HEADINGS = {
    "welcome": "Opening",
    "home": "What is due: Home",
    "today": "Every day: Today",
    "looking": "Every day: Today",
    "audits": "When audits come in: Audits",
    "team": "What you see: Team and Coder",
    "coder": "What you see: Team and Coder",
    "trends": "Over any time: Trends",
    "capacity": "Work that waits: Capacity",
    "standards": "What is expected: Standards",
    "reviews": "Every quarter: Reviews",
    "history": "What was done: History",
    "safety": "Is it safe: Safety",
    "setup": "Setting up: Setup",
    "files": "In and out: Import and export",
}
# What else comes with the program, by the name under which it is offered.
DOCUMENTS = {
    "How the figures are made": "figures.md",
    "What a packet holds": "packet.md",
    "The open files": "files.md",
}


@dataclass(frozen=True)
class ManualPart:
    """A part of the manual: its heading, and its text as Markdown, the heading included."""

    heading: str
    text: str

    @cached_property
    def searched(self) -> str:
        """Its text as the palette searches it."""
        return searched(self.text)

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages of the window that it tells of."""
        return tuple(page for page, heading in HEADINGS.items() if heading == self.heading)


@cache
def parts() -> tuple[ManualPart, ...]:
    """Return the parts in the order of the manual: what stands before the first heading belongs to none."""
    _, *chapters = ("\n" + document(USING)).split("\n## ")
    return tuple(ManualPart(chapter.partition("\n")[0].strip(), f"## {chapter.rstrip()}\n") for chapter in chapters)


def part_about(page: str) -> ManualPart:
    """Return the part about a page, the first one for a page that the manual does not tell of."""
    heading = HEADINGS.get(page, "")
    return next((part for part in parts() if part.heading == heading), parts()[0])


def document(name: str) -> str:
    """Return a document of the manual as Markdown."""
    return paths.manual(name).read_text(encoding="utf-8")


def actions(open_part: Callable[[str], None]) -> tuple[Action, ...]:
    """Return what opens each part, by which the palette finds it."""
    return tuple(
        Action(f"help.{part.heading}", f"Help: {part.heading}", "", partial(open_part, part.heading), icon="info",
               about=part.searched)
        for part in parts()
    )  # fmt: skip
