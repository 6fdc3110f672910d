"""Figures of the Trends page leaving as files: a page as PDF, the picture alone as PDF or SVG. Frozen figure in.

Here live the late doors to the drawing library and the names of the files.
"""

from codedesk import paths
from codedesk.charts.figure import Figure


def build_page(figure: Figure) -> bytes:
    """Return the figure as a page on the department's paper, with head, foot and privacy line."""
    # The drawing library is heavy: it loads with the first figure.
    from codedesk.reports.figure_pages import document_of  # noqa: PLC0415

    return document_of(figure)


def build_picture(figure: Figure) -> bytes:
    """Return the figure alone as a PDF of its own size, to be made a picture."""
    from codedesk.reports.figure_pages import picture_of  # noqa: PLC0415

    return picture_of(figure)


def build_svg(figure: Figure) -> bytes:
    """Return the figure alone as SVG, in UTF-8."""
    from codedesk.reports.figure_pages import svg_of  # noqa: PLC0415

    return svg_of(figure).encode("utf-8")


def file_name(figure: Figure, suffix: str) -> str:
    """Name the file: "Trends Ana Diaz Q3 2026.png"."""
    return f"{paths.file_name(f'{figure.name} {figure.who} {figure.when}')}.{suffix}"
