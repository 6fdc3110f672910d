"""What makes a department file for the window: an empty one with what fills it, or the sample team."""

from functools import partial
from importlib import import_module
from pathlib import Path

from codedesk.desk import Desk
from codedesk.errors import CannotSave


def create(path: Path, who: str, fill: "partial[None]") -> Desk:
    """Make a department and its folder; CannotSave where one of them cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        words = f"The folder “{path.parent}” could not be made: {error.strerror}. Choose another one."
        raise CannotSave(words) from error
    return Desk.create(path, who, fill)


def make_sample(path: Path, who: str) -> Desk:
    """Make the sample department."""
    sample = import_module("codedesk.exchange.sample")  # late: it draws its figures with numpy
    fill: partial[None] = sample.sample_fill()
    return create(path, who, fill)
