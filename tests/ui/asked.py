"""A person who answers every dialog as the test decided beforehand; a question nobody expected fails the test."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from codedesk.ui import ask
from codedesk.ui.ask import Asker
from codedesk.ui.dialogs.asking import WayOut


class Answers(Asker):
    """Answers in order; keeps what was asked."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.offered: list[str] = []
        self.told = ""

    def _next(self, title: str) -> object:
        self.asked.append(title)
        assert self.answers, f"nobody expected to be asked: {title}"
        return self.answers.pop(0)

    @override
    def question(self, parent: QWidget | None, title: str, text: str, yes: str, no: str = "Cancel") -> bool:
        return bool(self._next(title))

    @override
    def tell(self, parent: QWidget | None, title: str, text: str) -> None:
        self._next(f"{title}: {text}")

    @override
    def way(self, parent: QWidget | None, title: str, text: str, ways: Sequence[WayOut], leave: str = "Later") -> str:
        answer = self._next(title)
        offered = [way.name for way in ways]
        assert isinstance(answer, str) and answer in (*offered, ""), f"“{answer}” is not among {offered}"
        self.offered, self.told = offered, text
        return answer

    @override
    def line(self, parent: QWidget | None, title: str, label: str, text: str = "", typed: object = None) -> str | None:
        answer = self._next(title)
        assert answer is None or isinstance(answer, str)
        return answer

    @override
    def secret(
        self, parent: QWidget | None, title: str, text: str, yes: str, *, new: bool = False, noun: str = "Passphrase"
    ) -> str | None:
        answer = self._next(title)
        self.told = text
        assert answer is None or isinstance(answer, str)
        return answer

    @override
    def open_file(self, parent: QWidget | None, title: str, folder: Path, kinds: str) -> Path | None:
        return self._path(title)

    @override
    def save_file(self, parent: QWidget | None, title: str, suggested: Path, kinds: str) -> Path | None:
        return self._path(title)

    @override
    def folder(self, parent: QWidget | None, title: str, folder: Path) -> Path | None:
        return self._path(title)

    def _path(self, title: str) -> Path | None:
        answer = self._next(title)
        assert answer is None or isinstance(answer, Path)
        return answer


@contextmanager
def answered(*answers: object) -> Iterator[Answers]:
    """Answer what is asked in order, while this lasts; all of it has to be asked."""
    asker = Answers(*answers)
    before = ask.replace(asker)
    try:
        yield asker
    finally:
        ask.replace(before)
    assert not asker.answers, "not everything was asked"
