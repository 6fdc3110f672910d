"""A forked child that does a job and tells of it, line by line, as far as it comes."""

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SECONDS = 120
_LOOKS = 100_000
FOR_OTHERS_TO_READ = (
    0o022  # the mask that most systems give: nothing is kept from others that the program does not keep
)
Say = Callable[..., None]


@dataclass(slots=True)
class Told:
    """What a child told before it ended, and how it ended."""

    done: int = 0
    count: int = 0
    struck: str = ""
    error: str = ""
    troubles: list[str] = field(default_factory=list)
    signal: int = 0


def in_child(job: Callable[[Say], None]) -> Told:
    """Do a job in a forked child and return what it told; an error that the job lets out is a trouble."""
    reading, writing = os.pipe()
    printed = os.memfd_create("printed")
    _be_alone()
    if not (child := os.fork()):
        os.close(reading)
        os.dup2(printed, sys.stderr.fileno())
        _be_child(job, writing)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as lines:
        messages: list[dict[str, Any]] = [json.loads(line) for line in lines]
    _, status = os.waitpid(child, 0)
    told = Told(signal=os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0)
    told.troubles += _tracebacks(printed)
    for message in messages:
        told.troubles += message.pop("troubles", [])
        for name, value in message.items():
            setattr(told, name, value)
    return told


def _be_alone() -> None:
    """Wait until every other thread is gone: what one that ends holds in a library (OpenSSL) stays held in a child."""
    tasks = Path("/proc/self/task")
    for _ in range(_LOOKS):
        if len(list(tasks.iterdir())) == 1:
            return
        os.sched_yield()


def _tracebacks(printed: int) -> list[str]:
    """Return the end of what was printed beside the words, where that is a traceback."""
    with os.fdopen(printed, encoding="utf-8") as file:
        file.seek(0)
        text = file.read()
    return [f"prints a traceback: {text.strip().splitlines()[-1]}"] if "Traceback" in text else []


def _be_child(job: Callable[[Say], None], writing: int) -> None:
    """Do the job and end, with nothing of what the parent would do at its end."""
    os.umask(FOR_OTHERS_TO_READ)
    signal.alarm(SECONDS)

    def say(**words: object) -> None:
        os.write(writing, f"{json.dumps(words)}\n".encode())

    try:
        job(say)
    except BaseException as error:
        say(troubles=[f"not in words: {type(error).__name__}: {error}"])
    finally:
        os._exit(0)
