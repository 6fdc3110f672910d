"""The same audit by every method that it has the counts for, side by side, with the policy's one marked.

Here lives how they stand beside each other. They are scored by services; the score that was given out never changes.
"""

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QWidget

from codedesk import formats
from codedesk.methods import METHODS, UNITS, method_words, not_followed_words
from codedesk.metrics.figures import Accuracy
from codedesk.services.audits.lists import Policy
from codedesk.ui import theme
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.dialog import Dialog
from codedesk.ui.widgets.explain import explain
from codedesk.ui.widgets.table import Table, TableColumn

_WIDTH = 820


@dataclass(frozen=True, slots=True)
class MethodLine:
    """One method's result of an audit; own: the method of the audit, policy: what the policy of its day names.

    usual: there is no policy for that day, and this is the department's usual method.
    """

    result: Accuracy
    own: bool
    policy: bool
    usual: bool


def method_lines(results: tuple[Accuracy, ...], own: str, policy: Policy | None, usual: str) -> tuple[MethodLine, ...]:
    """Mark the audit's own method and the policy's (without one: the usual) among the results of every method."""
    named = policy.method if policy is not None else ""
    return tuple(
        MethodLine(one, one.method == own, one.method == named, policy is None and one.method == usual)
        for one in results
    )


class MethodsDialog(Dialog):
    """The methods side by side. Enter on a line asks how it is made; Esc closes."""

    def __init__(self, parent: QWidget, name: str, lines: tuple[MethodLine, ...], policy: Policy | None) -> None:
        """Show the lines of an audit called so, and what the policy of its day names."""
        super().__init__(parent)
        self.setWindowTitle("Every method")
        self.setAccessibleName(f"Every method, {name}")
        self._name = name
        self.table: Table[MethodLine] = Table(_columns(), "The audit by every method")
        self.table.show_rows(lines)
        self.table.select_where(lambda line: line.own)
        self.table.activated.connect(self._explain)
        self.table.row_menu.name_open("How is this made?")
        self.table.setFixedHeight((len(lines) + 1) * theme.ROW_HEIGHT + 6)
        self.said = theme.label(said_words(lines, policy), "body", "second", wrap=True)
        column = theme.column(self, 12, margins=(theme.PAGE_MARGIN, 16, theme.PAGE_MARGIN, 16))
        column.addWidget(theme.label(f"Every method, side by side: {name}", "section", wrap=True))
        column.addWidget(self.table)
        column.addWidget(self.said)
        row = QHBoxLayout()
        row.addWidget(theme.label("Enter: How is this made?", "caption", "third"), 1)
        row.addWidget(button("Close", self.accept, kind="primary"))
        column.addLayout(row)
        self.resize(_WIDTH, self.sizeHint().height())
        self.table.setFocus()

    def _explain(self, line: MethodLine) -> None:
        explain(self, self._name, (line.result.explanation,))


def said_words(lines: tuple[MethodLine, ...], policy: Policy | None) -> str:
    """Say which method is the policy's, which cannot be had from these counts, and that no score changes."""
    parts = ["No policy is written for this day."]
    if policy is not None:
        version = f", version {policy.version}" if policy.version else ""
        parts = [f"The policy of this day and work type: {method_words(policy.method)}{version}."]
    missing = [name for name in METHODS if name not in {line.result.method for line in lines}]
    if missing:
        parts.append(f"Not to be had from these counts: {', '.join(method_words(name) for name in missing)}.")
    lost = [line.result for line in lines if line.result.not_followed]
    parts += [not_followed_words(result.method, result.not_followed) for result in lost]
    own = next((line for line in lines if line.own), None)
    if own is not None:
        parts.append(f"The audit’s score is by {method_words(own.result.method)}; looking changes nothing.")
    return " ".join(parts)


def _columns() -> tuple[TableColumn[MethodLine], ...]:
    return (
        TableColumn(
            "method", "Method", 200, text=lambda line: method_words(line.result.method), strong=True, stretch=True
        ),
        TableColumn("mark", "Marked", 196, text=_mark, tone=lambda line: "" if line.policy or line.usual else "second"),
        TableColumn("final", "Final", 76, "right", text=lambda line: _percent(line, line.result.value), strong=True),
        TableColumn("first", "First", 76, "right", text=lambda line: _percent(line, line.result.first_value)),
        TableColumn("interval", "95 % interval", 108, "right", text=_interval),
        TableColumn("of", "Made of", 124, "right", text=_made_of),
    )


def _mark(line: MethodLine) -> str:
    named = "● the policy’s" if line.policy else "● the usual one" if line.usual else ""
    words = (named, "this audit’s" if line.own else "")
    return " · ".join(word for word in words if word)


def _percent(line: MethodLine, value: float) -> str:
    return formats.percent(value, line.result.standard)


def _interval(line: MethodLine) -> str:
    return formats.interval(line.result.low, line.result.high)


def _made_of(line: MethodLine) -> str:
    result = line.result
    correct, reviewed = (formats.number(value, 1) for value in (result.correct, result.reviewed))
    return f"{correct} of {reviewed} {UNITS[result.method]}"
