"""The check in its parts: what is looked at in words, what was found, and how long it took."""

from collections.abc import Iterator
from dataclasses import dataclass

from typing_extensions import override

from codedesk import formats
from codedesk.store import checks
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.health import Health
from codedesk.ui.pages.safety.views import SafetyView
from codedesk.ui.widgets.table import Table, TableColumn


@dataclass(frozen=True, slots=True)
class _PartLine:
    """A line of the table: what is looked at, and what a check found there; None where none was made."""

    words: str
    part: checks.CheckedPart | None

    @property
    def found(self) -> str:
        """What was found."""
        if self.words.startswith(_WITHIN):
            return ""
        return "–" if self.part is None else self.part.problem or "nothing wrong"

    @property
    def took(self) -> str:
        """How long it took."""
        if self.part is None or self.words.startswith(_WITHIN):
            return ""
        return f"{formats.count(round(1000 * self.part.seconds))} ms" if self.part.seconds >= 0.001 else "under 1 ms"


_WITHIN = "   ·  "
_COLUMNS: tuple[TableColumn[_PartLine], ...] = (
    TableColumn("what", "What is looked at", 480, text=lambda line: line.words, tooltip=lambda line: line.words,
                stretch=True),
    TableColumn("found", "Found", 320, text=lambda line: line.found, tooltip=lambda line: line.found,
                tone=lambda line: "error" if line.part and line.part.problem else "second"),
    TableColumn("took", "Took", 88, "right", text=lambda line: line.took, tone=lambda _: "second"),
)  # fmt: skip
_WHEN = (
    "The end of the history and all but its length are looked at at every open, before and after every upgrade, and in "
    "every backup that is made; every row and the whole history after that, while nobody waits."
)


class CheckView(SafetyView):
    """Check now, and what each part of it found."""

    name, word = "check", "The check"

    def __init__(self, context: Context) -> None:
        """List what is looked at."""
        super().__init__(context)
        self._health = Health.of(context)
        self.said = theme.label("", "body", "second", wrap=True)
        self.table: Table[_PartLine] = Table(_COLUMNS, "What is checked", settings=context.settings)
        column = theme.column(self, 8)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        column.addWidget(theme.label(_WHEN, "caption", "third", wrap=True))
        self._health.changed.connect(self._show)
        self._show()

    @override
    def tools(self) -> tuple[Action, ...]:
        return (Action("safety.check", "Check everything now", "", self.check, "safety", icon="check"),)

    @override
    def focus(self) -> None:
        self.table.setFocus()

    def check(self) -> None:
        """Check the whole file."""
        self.said.setText("Checking …")
        theme.restyle(self.said, tone="second")
        self.context.use(self, checks.check, self._health.was_checked)

    def _show(self) -> None:
        whole = self._health.whole
        parts = {part.name: part for part in whole.report.parts} if whole else {}
        self.table.show_rows(tuple(_lines(parts)))
        if whole is None:
            self.said.setText("Everything was not yet checked at once in this session.")
            return
        words, at = checked_words(whole.report), formats.moment(whole.at)
        took = sum(part.seconds for part in whole.report.parts)
        self.said.setText(f"{at}: {words} It took {took:.1f} s.")
        theme.restyle(self.said, tone="improvement" if whole.report.sound else "error")


def _lines(parts: dict[str, checks.CheckedPart]) -> Iterator[_PartLine]:
    for name, words in checks.PARTS.items():
        yield _PartLine(f"{words[:1].upper()}{words[1:]}", parts.get(name))
        if name == "promises":
            yield from (_PartLine(f"{_WITHIN}{promise}", parts.get(name)) for promise in checks.PROMISES)


def checked_words(report: checks.CheckReport) -> str:
    """Say what a whole check found."""
    if report.sound:
        rows = formats.plural(sum(report.rows.values()), "row")
        words = f"sound, with {rows} and {formats.plural(report.changes, 'step')} of history, its chain unbroken."
    else:
        words = f"{report.problems[0]}. Restore the last backup that can be restored."
    return " ".join((words, *(f"{remark[:1].upper()}{remark[1:]}." for remark in report.remarks)))
