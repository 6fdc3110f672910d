"""The paper's type scale, colours and grid: the one place that knows a size or a colour of the printed page."""

from dataclasses import dataclass, replace

from codedesk.reports.fonts import ITALIC, REGULAR, SEMIBOLD

INK = "#1B1F26"
INK_2 = "#4A5260"
INK_3 = "#626B7A"
RULE = "#D3D8E0"
LINE = "#767D8A"
FILL = "#F0F2F5"
CONCERN = "#D55E00"
IMPROVEMENT = "#0072B2"
SPECIAL = "#3D1466"
COMMON = "#878E99"
WHITE = "#FFFFFF"

MARGIN = 54.0
TOP = 62.0
BOTTOM = 60.0
GUTTER = 16.0
PAPERS = {"letter": (612.0, 792.0), "a4": (595.2756, 841.8898)}


@dataclass(frozen=True, slots=True)
class Type:
    """A face, a size, a line height (both in points) and a colour."""

    font: str
    size: float
    leading: float
    colour: str = INK

    def in_colour(self, colour: str) -> "Type":
        """Return the same type in another colour."""
        return replace(self, colour=colour)


CAPTION = Type(REGULAR, 8.5, 11.0, INK_2)
CAPTION_STRONG = Type(SEMIBOLD, 8.5, 11.0, INK_2)
TABLE = Type(REGULAR, 9.5, 12.5)
TABLE_STRONG = Type(SEMIBOLD, 9.5, 12.5)
BODY = Type(REGULAR, 10.5, 14.5)
BODY_STRONG = Type(SEMIBOLD, 10.5, 14.5)
QUIET = Type(ITALIC, 9.5, 12.5, INK_2)
SECTION = Type(SEMIBOLD, 13.0, 17.0)
TITLE = Type(SEMIBOLD, 18.0, 22.0)
FIGURE = Type(SEMIBOLD, 26.0, 30.0)
