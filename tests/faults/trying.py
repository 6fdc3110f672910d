"""One try of an action with a fault in it: a forked child does it, and what is left is looked at."""

import gc
import shutil
import signal
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from codedesk.errors import CodeDeskError
from tests.faults import power
from tests.faults.action import Action, Scene
from tests.faults.children import Say, Told, in_child
from tests.faults.looking import State, Violation, for_others, left_over
from tests.faults.settings import SETTINGS
from tests.faults.shim import COUNT, Fault, Shim, record

UNCONFIRMED = "the disk did not confirm it"
IN_PIECES = "could not be taken back"  # what is said of files that are new already, where the disk takes no name


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one try: whether the fault came about, and the promises that were not kept."""

    fired: bool
    violations: tuple[str, ...]


@dataclass(slots=True)
class Cuts:
    """What came of power cuts: how many states of the disk were looked at, how many differed, what was wrong."""

    states: int = 0
    different: int = 0
    violations: list[str] = field(default_factory=list)


class Tried:
    """An action in a place of its own: its folder is made once and copied for every try."""

    def __init__(self, action: Action, place: Path, shim: Shim) -> None:
        self.action = action
        self._shim = shim
        self.start, self.folder = place / "start", place / "run"
        self.start.mkdir(parents=True)
        action.set_up(self.start)
        self._left_over, self._for_others = left_over(self.start), set(for_others(self.start))
        self.states: list[State] = []
        self.undisturbed: list[str] = []
        self._learn()
        gc.collect()
        gc.freeze()

    def fresh(self) -> Path:
        """Make the folder as it is before the first step."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.start, self.folder)
        return self.folder

    def _learn(self) -> None:
        """Do none, one, … and all steps undisturbed, and remember how the folder looks after each."""
        steps = 1
        while len(self.states) <= steps:
            try:
                with self.action.scene(self.fresh()) as scene:
                    steps = len(scene.steps)
                    for step in scene.steps[: len(self.states)]:
                        step()
                self.states.append(self.action.look(self.folder))
            except (CodeDeskError, Violation) as error:
                self.states.append({})
                self.undisturbed.append(f"undisturbed: {error}")
        if self.action.goal is not None and self.states[-1] != (goal := self.action.goal(self.folder)):
            self.undisturbed.append(f"undisturbed: ends as {self.states[-1]}, not as {goal}")

    def points(self, fault: Fault) -> int:
        """Count the operations at which the fault can come about; those of closing only where it kills."""
        if self.undisturbed:
            return 0
        self.fresh()
        told = in_child(lambda say: self._with(say, Fault("count", COUNT, fault.letters, ""), 0, closing=fault.kills))
        if told.troubles or told.error or told.signal:
            raise RuntimeError(f"{self.action.name} went wrong with no fault in it: {told}")
        return told.count

    def attempt(self, fault: Fault, at: int) -> Trial:
        """Try it with the fault at the n-th operation."""
        self.fresh()
        if fault.kills:
            return self._killed(in_child(lambda say: self._with(say, fault, at, closing=True)))
        if fault.lasting:
            told = in_child(lambda say: self._with(say, fault, at))
            return Trial(bool(told.struck), tuple(self._ended_by_itself(told) + self._after_lasting(told, fault)))
        told = in_child(lambda say: self._with_another_try(say, fault, at))
        return Trial(bool(told.struck), (*self._ended_by_itself(told), *self._looks_as(-1, "after the next try")))

    def power_cuts(self, setting: str, most: int, seed: str) -> Cuts:
        """Do it once, write down what it does to files, and look at the disk after power cuts at all its moments."""
        log = self._log(setting)
        seen: dict[tuple[int, int], list[str]] = {}
        cuts = Cuts()
        for done, state in power.states(log, most, seed):
            mark = (done, hash(tuple(state.items())))
            if mark not in seen:
                shutil.rmtree(self.folder)
                power.write_down(state, self.folder)
                seen[mark] = self._looks_as(done, "after a power cut", or_next=True)
            cuts.states += 1
            cuts.violations += seen[mark][:1]
        cuts.different = len(seen)
        return cuts

    def _log(self, setting: str) -> power.Log:
        inodes = power.inodes(self.fresh())
        path = self.start.with_name("log")

        def job(say: Say) -> None:
            SETTINGS[setting]()
            record(self.folder, path, self._shim)
            with self.action.scene(self.folder) as scene:
                self._shim.mark(0)
                for done, step in enumerate(scene.steps, 1):
                    step()
                    self._shim.mark(done)

        told = in_child(job)
        if told.troubles or told.signal:
            raise RuntimeError(f"{self.action.name} went wrong with no fault in it: {told}")
        return power.Log(self.start, self.folder, inodes, tuple(power.read(path)))

    # ---- in the child ----

    def _with(self, say: Say, fault: Fault, at: int, *, closing: bool = False) -> None:
        """Do the steps while the fault lasts, then close; with `closing` the operations of that are counted too."""
        try:
            with self.action.scene(self.folder) as scene:
                self._shim.arm(self.folder, fault, at)
                self._steps(say, scene)
                if not closing:
                    say(count=self._shim.count)
        except CodeDeskError as error:  # it could not close, and says so
            say(error=str(error))
        say(struck=self._shim.struck, **({"count": self._shim.count} if closing else {}))

    def _with_another_try(self, say: Say, fault: Fault, at: int) -> None:
        """Do the steps with the fault in them; once it is gone, look, and do the one that failed and the rest."""
        with self.action.scene(self.folder) as scene:
            self._shim.arm(self.folder, fault, at)
            done, failed = self._steps(say, scene)
            self._shim.disarm()
            say(struck=self._shim.struck)
            if failed:
                say(troubles=self._shows(scene, done) + self._leaves(taking_away=self._shim.struck == "u", said=""))
                self._steps(say, scene, done, "the next try fails: ")

    def _steps(self, say: Say, scene: Scene, done: int = 0, trouble: str = "") -> tuple[int, bool]:
        """Do the steps from one on until one fails; return how many are done, and whether one failed."""
        for step in scene.steps[done:]:
            try:
                step()
            except Exception as error:
                if isinstance(error, CodeDeskError) and UNCONFIRMED in str(error):
                    done += 1  # it says that it is done, and what is not sure of it
                    say(done=done)
                    continue
                words = f"{trouble}{type(error).__name__}: {error}"
                said = isinstance(error, CodeDeskError)
                say(error=words, troubles=[words] if trouble else [] if said else [f"not in words: {words}"])
                return done, True
            done += 1
            say(done=done)
        return done, False

    def _shows(self, scene: Scene, done: int) -> list[str]:
        """Look after an error as one who goes on working sees it."""
        if scene.seen is None:
            return self._looks_as(done, "after the error")
        now = scene.seen()
        return [] if now.items() <= self.states[done].items() else [f"after the error: {self._instead(now, done)}"]

    # ---- afterwards ----

    @staticmethod
    def _ended_by_itself(told: Told) -> list[str]:
        return [*told.troubles, *([f"ended by signal {told.signal}"] if told.signal else [])]

    def _killed(self, told: Told) -> Trial:
        loose = sorted(set(for_others(self.folder)) - self._for_others)
        found = [f"others may read {name}" for name in loose] + self._looks_as(
            told.done, "after the kill", or_next=True
        )
        return Trial(told.signal == signal.SIGKILL, (*told.troubles, *found))

    def _after_lasting(self, told: Told, fault: Fault) -> list[str]:
        """Look what is there while the fault lasts; then start the program anew and do the rest."""
        found = self._leaves(taking_away="u" in fault.letters, said=told.error) if told.error else []
        found += self._looks_as(told.done, "after the error", or_next=IN_PIECES in told.error)

        def rest(say: Say) -> None:
            with self.action.scene(self.folder) as scene:
                self._steps(say, scene, told.done, "the next try fails: ")

        return [*found, *in_child(rest).troubles, *self._looks_as(-1, "after the next try")]

    def _leaves(self, *, taking_away: bool, said: str) -> list[str]:
        """Name what was left half done; not what was said to be kept, nor where taking it away was what failed."""
        there = set() if taking_away else left_over(self.folder, said) - self._left_over
        return [f"left over: {name}" for name in sorted(there)]

    def _looks_as(self, done: int, when: str, *, or_next: bool = False) -> list[str]:
        """Look whether the folder is as after so many steps, or as after one more; a loose action file by file."""
        wanted = self.states[done : done + 2] if or_next else [self.states[done]]
        try:
            now = self.action.look(self.folder)
        except Violation as violation:
            return [f"{when}: {violation}"]
        if now in wanted or (self.action.loose and or_next and _in_pieces(now, wanted)):
            return []
        return [f"{when}: {self._instead(now, done)}"]

    def _instead(self, now: State, done: int) -> str:
        """Say what is there instead of what was promised."""
        is_at = [number for number, state in enumerate(self.states) if state and now.items() <= state.items()]
        if not is_at:
            return f"neither old nor new ({', '.join(f'{name}: {value}' for name, value in now.items())})"
        return "said not to be done, yet it is" if is_at[0] > done >= 0 else "what was said to be done is lost"


def _in_pieces(now: State, wanted: Sequence[State]) -> bool:
    names = {name for state in (now, *wanted) for name in state}
    return all(any(now.get(name) == state.get(name) for state in wanted) for name in names)
