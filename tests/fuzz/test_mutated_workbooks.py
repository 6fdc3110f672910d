"""Workbooks and texts altered at random: read to the end or refused in a sentence, whatever was done to them.

What is read of one goes on into an import of the open files, which stores all of it or nothing.
"""

import io
import multiprocessing
import random
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from codedesk.exchange.csv_reading import read_draft
from codedesk.exchange.foreign.book import Book
from codedesk.exchange.foreign.opening import open_book
from codedesk.exchange.workbooks import received
from tests.thorough import times

Mutation = Callable[[bytearray, random.Random], None]
HEAD = ("date", "coder", "work_type", "charts", "hours")


def workbook() -> bytes:
    packed = io.BytesIO()
    with Workbook(packed) as book:
        page = book.add_worksheet("log")
        day, percent = (book.add_format({"num_format": form}) for form in ("d/m/yyyy", "0.0%"))
        page.write_row(0, 0, HEAD)
        for row in range(1, 40):
            page.write_datetime(row, 0, datetime(2026, 1, 1 + row % 28), day)
            page.write_row(row, 1, ("Ana Okoro", "Inpatient", row % 9, 7.5))
            page.write_formula(row, 5, f"=D{row + 1}/E{row + 1}", percent, 0.9)
        page.write_comment("B3", "half a day")
    return packed.getvalue()


def text() -> bytes:
    lines = [";".join(HEAD), *(f"2026-01-{day:02};Zoë Okoro;Inpatient;{day};7,5" for day in range(1, 29))]
    return "\r\n".join(lines).encode("utf-8")


def flip(raw: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 5, 50))):
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)


def cut(raw: bytearray, chance: random.Random) -> None:
    del raw[chance.randrange(len(raw)) :]


def write_over(raw: bytearray, chance: random.Random) -> None:
    size = chance.choice((1, 16, 256))
    place = chance.randrange(len(raw))
    raw[place : place + size] = chance.choice((bytes(size), b"\xff" * size, chance.randbytes(size)))


def twice(raw: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(raw))
    raw[place:place] = raw[chance.randrange(len(raw)) :][:500]


def change_a_part(raw: bytearray, chance: random.Random) -> None:
    """Alter what a part of the archive holds, and pack it well again: what no check sum finds."""
    packed = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
            chosen = chance.choice(old.namelist())
            for name in old.namelist():
                content = bytearray(old.read(name))
                if name == chosen and content:
                    chance.choice((flip, cut, write_over, twice))(content, chance)
                new.writestr(name, bytes(content))
    except (zipfile.BadZipFile, NotImplementedError, EOFError):
        return
    raw[:] = packed.getvalue()


MUTATIONS: tuple[Mutation, ...] = (flip, cut, write_over, twice, change_a_part, change_a_part)


def is_whole_or_refused(book: Book) -> bool:
    return bool(book.reason) != bool(book.pages) or not any(page.rows for page in book.pages)


def altered(folder: Path, name: str, content: bytes, mutation: Mutation, seed: int) -> Path:
    raw = bytearray(content)
    mutation(raw, random.Random(seed))
    path = folder / name
    path.write_bytes(raw)
    return path


SETTINGS = settings(deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module", autouse=True)
def one_server() -> Iterator[None]:
    """Readers are forked from a process that has loaded what they need: hundreds are started."""
    if not sys.platform.startswith("linux"):
        yield
        return
    multiprocessing.set_forkserver_preload(["codedesk.exchange.workbooks.child", "python_calamine"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(received, "CONTEXT", multiprocessing.get_context("forkserver"))
        yield


@settings(SETTINGS, max_examples=times(6))
@given(mutation=st.sampled_from(MUTATIONS), seed=st.integers(0, 2**32))
def test_a_workbook_is_read_whole_or_refused(tmp_path: Path, mutation: Mutation, seed: int) -> None:
    path = altered(tmp_path, "log.xlsx", workbook(), mutation, seed)
    book = open_book(path)
    assert is_whole_or_refused(book)
    assert book.reason == "" or " " in book.reason.strip()


@settings(SETTINGS, max_examples=times(25))
@given(mutation=st.sampled_from(MUTATIONS[:4]), seed=st.integers(0, 2**32))
def test_a_text_is_read_whole_or_refused(tmp_path: Path, mutation: Mutation, seed: int) -> None:
    path = altered(tmp_path, "log.csv", text(), mutation, seed)
    assert is_whole_or_refused(open_book(path))
    read_draft(path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + bytes(600), b"\0" * 600])
@pytest.mark.parametrize("name", ["log.xlsx", "log.xls", "log.ods", "log.csv"])
def test_the_beginning_of_a_file_alone_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    book = open_book(tmp_path / name)
    assert book.reason and book.pages == ()
