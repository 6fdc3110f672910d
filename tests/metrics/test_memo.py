"""Answers made once: asked again they are the same, of another object or with another question they are not."""

from codedesk.metrics.memo import once


class Asked:
    def __init__(self) -> None:
        self.times = 0

    @once
    def of(self, what: int | None, *, twice: bool = False) -> tuple[int | None, int]:
        self.times += 1
        return what, self.times

    @once
    def other(self, what: int | None) -> tuple[int | None, int]:
        self.times += 1
        return what, self.times


def test_the_same_question_is_answered_once() -> None:
    asked = Asked()
    assert [asked.of(1), asked.of(1), asked.of(2), asked.of(None), asked.of(1)] == [
        (1, 1), (1, 1), (2, 2), (None, 3), (1, 1),
    ]  # fmt: skip
    assert asked.times == 3


def test_another_way_of_asking_is_another_question() -> None:
    asked = Asked()
    assert asked.of(1) == (1, 1)
    assert asked.of(1, twice=True) == (1, 2)
    assert asked.of(1, twice=False) == (1, 3)
    assert asked.other(1) == (1, 4)


def test_another_object_answers_for_itself() -> None:
    first, second = Asked(), Asked()
    first.of(1)
    assert (second.of(1), first.times, second.times) == ((1, 1), 1, 1)
