"""Answers that are made once: of an object whose parts never change, the same question has the same answer."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

S = TypeVar("S")
P = ParamSpec("P")
T = TypeVar("T")


def once(method: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """Keep every answer of a method with its object; what is asked with must be hashable."""
    name = f"_once_{method.__name__}"

    @wraps(method)
    def answer(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        answers: dict[object, T] = self.__dict__.setdefault(name, {})
        asked = (args, tuple(sorted(kwargs.items()))) if kwargs else args
        if asked not in answers:
            answers[asked] = method(self, *args, **kwargs)
        return answers[asked]

    return answer
