"""What is tried: an action, made of steps that the product does, and what must be seen of its folder afterwards."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from codedesk.desk import Desk
from tests.faults.looking import WHO, State, content, department

TEAM = "Team.codedesk"
Step = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Scene:
    """What is there when the first step begins: the steps, and in an open department what is shown of it."""

    steps: Sequence[Step]
    seen: Callable[[], State] | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """A thing that people do, tried at every one of its file operations.

    `set_up` makes its folder, once. `scene` opens what is open while it is done, and closes it. `look` tells the state
    of the folder afterwards, by the product's own means, or raises Violation. After k steps that were said to be done
    the folder must look as it looked after k steps that nothing disturbed; with a kill also as after one more. `goal`
    is what it must look like at the end, where that is known otherwise. A `loose` action may be found half done after
    a kill, file by file: each of them old or new.
    """

    name: str
    set_up: Callable[[Path], object]
    scene: Callable[[Path], AbstractContextManager[Scene]]
    look: Callable[[Path], State]
    goal: Callable[[Path], State] | None = None
    loose: bool = False


def on_desk(
    name: str, steps: Callable[[Desk, Path], Sequence[Step]], set_up: Callable[[Path], object], **more: object
) -> Action:
    """Return an action on an open department."""

    @contextmanager
    def scene(folder: Path) -> Iterator[Scene]:
        desk = Desk.open(folder / TEAM, WHO)
        try:
            yield Scene(steps(desk, folder), lambda: {"department": desk.use(lambda held: content(held.raw))})
        finally:
            desk.close()

    return Action(name, set_up, scene, look=more.pop("look", the_department), **more)  # type: ignore[arg-type]


def on_files(
    name: str,
    step: Callable[[Path], object],
    set_up: Callable[[Path], object],
    look: Callable[[Path], State],
    **more: object,
) -> Action:
    """Return an action on files, of one step."""

    @contextmanager
    def scene(folder: Path) -> Iterator[Scene]:
        yield Scene([lambda: step(folder)])

    return Action(name, set_up, scene, look, **more)  # type: ignore[arg-type]


def the_department(folder: Path) -> State:
    """Look at the department."""
    return {"department": department(folder / TEAM)}
