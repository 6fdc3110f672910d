"""The paper's one font family, embedded: regular, semibold and italic of Source Sans 3, whose digits are tabular.

Importing this module loads the PDF library; only the modules that draw do so.
"""

from functools import cache

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from codedesk.paths import resource

REGULAR = "SourceSans3-Regular"
SEMIBOLD = "SourceSans3-Semibold"
ITALIC = "SourceSans3-It"


@cache
def register() -> None:
    """Make the family known to the PDF library, and the default, so that no other font is ever named in a file."""
    for name in (REGULAR, SEMIBOLD, ITALIC):
        pdfmetrics.registerFont(TTFont(name, str(resource(f"fonts/{name}.ttf"))))
    rl_config.canvas_basefontname = REGULAR


@cache
def characters() -> frozenset[int]:
    """Return the code points that every face of the family can show."""
    register()
    faces = (pdfmetrics.getFont(name).face.charToGlyph for name in (REGULAR, SEMIBOLD, ITALIC))
    return frozenset.intersection(*(frozenset(face) for face in faces)) - frozenset(range(32)) - {0x7F, 0xAD}


register()
