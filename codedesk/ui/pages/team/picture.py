"""The two-way picture with its words: pace against accuracy of everybody, and who cannot be placed and why."""

from PySide6.QtWidgets import QFrame

from codedesk.charts.picture import Dot
from codedesk.charts.scatter import team_scatter
from codedesk.services.people.team import TeamPageRow
from codedesk.ui import theme
from codedesk.ui.widgets.scatter import CROWD, ScatterView

_READ_ME = "Move to a dot, or use the arrow keys, to read a coder; Enter opens the page."
_SOME_NAMED = " Names without room are left out of the picture."


class PairPicture(QFrame):
    """The card of the two-way picture: title, drawing, the words of a dot, and who cannot be placed."""

    def __init__(self) -> None:
        """Start without dots."""
        super().__init__()
        self.view = ScatterView()
        self.view.pointed.connect(self._read)
        self._rest = _READ_ME
        self._title = theme.label("", "section", wrap=True)
        self._subtitle = theme.label("", "caption", "second", wrap=True)
        self._words = theme.label(_READ_ME, "caption", "second", wrap=True)
        self._apart = theme.label("", "caption", "second", wrap=True)
        column = theme.card(self, 4)
        for part in (self._title, self._subtitle):
            column.addWidget(part)
        column.addWidget(self.view, 1)
        for part in (self._words, self._apart):
            column.addWidget(part)

    def show_team(self, page: TeamPageRow) -> None:
        """Show the coders of a period."""
        scatter = team_scatter(page.figures.coders)
        self._title.setText(scatter.title)
        self._subtitle.setText(scatter.subtitle)
        lists = (("Not placed: ", scatter.apart), ("Another accuracy standard: ", scatter.other_standards))
        self._apart.setText(". ".join(words + "; ".join(names) for words, names in lists if names))
        self._apart.setVisible(bool(self._apart.text()))
        self._rest = f"{_READ_ME}{_SOME_NAMED if len(scatter.dots) > CROWD else ''}"
        self._words.setText(scatter.empty or self._rest)
        self.view.setVisible(not scatter.empty)
        self.view.show_scatter(scatter)

    def _read(self, dot: Dot | None) -> None:
        self._words.setText("\n".join(dot.words) if dot else self._rest)
