"""What leaves the Trends page: the figure shown, copied as a picture or a table, saved as PNG, SVG, PDF or CSV.

Whatever leaves carries pace and accuracy; how it is drawn is the printed reports' matter.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QGuiApplication, QImage

from codedesk.charts.figure import Figure
from codedesk.reports import figures, raster
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.pages.trends.views import Leaving
from codedesk.ui.printing import Job, OutputMenu, ask_file, png_of
from codedesk.ui.widgets.clipboard import copy_rows, csv_of
from codedesk.ui.widgets.pdf_view import image_of

_PIXELS_PER_POINT = 2.5
_KINDS: dict[str, tuple[str, str]] = {
    "png": ("as picture (PNG)", "Pictures (*.png)"),
    "svg": ("as drawing (SVG)", "Drawings (*.svg)"),
    "pdf": ("as page (PDF)", "PDF (*.pdf)"),
    "csv": ("as table (CSV)", "Tables (*.csv)"),
}


class Leaver(OutputMenu):
    """Copies and saves what is shown. figure() returns what is shown, or None."""

    def __init__(self, context: Context, figure: Callable[[], Figure | None], is_there: Callable[[], bool]) -> None:
        """Take what gives the figure, and what tells at once whether there is one."""
        super().__init__(context)
        self._figure, self._is_there = figure, is_there

    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        """Return the ways in which a figure leaves."""
        there = self._is_there
        return (
            Action("trends.leave", "Copy or save", "Ctrl+S", self.open_menu, "trends", there, icon="save"),
            Action("trends.copy_picture", "Copy the picture", "", self.copy_picture, "trends", there,
                   shown=False),
            Action("trends.copy_table", "Copy the table", "", self.copy_table, "trends", there,
                   shown=False),
            *(
                Action(f"trends.save_{suffix}", f"Save {words}", "", partial(self.save, suffix), "trends", there,
                       shown=False)
                for suffix, (words, _) in _KINDS.items()
            ),
        )  # fmt: skip

    def open_menu(self) -> None:
        """Offer all of them in a menu under the button."""
        self.offer(self.actions()[1:], "trends.leave")

    def copy_picture(self) -> None:
        """Put the figure on the clipboard as a picture, white in a dark window too."""
        figure = self._figure()
        if figure is not None:
            self.context.run(self, _picture, figure, then=self._copied)

    def copy_table(self) -> None:
        """Put the table behind the figure on the clipboard, with pace and accuracy in it."""
        figure = self._figure()
        if figure is not None:
            copy_rows(figure.rows)
            self.context.say("done", "The table is copied.")

    def save(self, suffix: str) -> None:
        """Ask where, then write the figure in one form."""
        figure = self._figure()
        if figure is None or self.output.running:
            return
        words, kinds = _KINDS[suffix]
        path = ask_file(self, self.context, f"Save {words}", figures.file_name(figure, suffix), kinds)
        if path is not None:
            self.output.save((Job(path.name, partial(_MADE[suffix], figure), path),))

    def _copied(self, image: QImage) -> None:
        QGuiApplication.clipboard().setImage(image)
        self.context.say("done", "The picture is copied.")


def figure_of(leaving: Leaving, context: Context, when: str, version: str, department: str, paper: str) -> Figure:
    """Complete what leaves a view with when it is of, and who made it."""
    return Figure(
        name=leaving.name,
        title=leaving.title,
        who=leaving.subject.name,
        when=when,
        parts=leaving.parts,
        notes=leaving.notes,
        table=leaving.table,
        paired=leaving.subject.block.paired,
        department=department,
        version=version,
        made_on=context.today(),
        sample=context.sample,
        paper=paper,
    )


def _picture(figure: Figure) -> QImage:
    return image_of(raster.picture(figures.build_picture(figure), 0, _PIXELS_PER_POINT))


def _png(figure: Figure) -> bytes:
    return png_of(_picture(figure))


def _csv(figure: Figure) -> bytes:
    return csv_of(figure.rows)


_MADE: dict[str, Callable[[Figure], bytes]] = {
    "png": _png,
    "svg": figures.build_svg,
    "pdf": figures.build_page,
    "csv": _csv,
}
