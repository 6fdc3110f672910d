"""map, and import --map: spreadsheets of any form at the command line, by the same map as in the window."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from codedesk.cli.opened import opened
from codedesk.cli.output import say, warn
from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.exchange.foreign.book import Book
from codedesk.exchange.foreign.guesses import Guess
from codedesk.exchange.foreign.guessing import guess
from codedesk.exchange.foreign.maps import NEW, BookMap, from_json, to_json, with_name, with_spelling
from codedesk.exchange.foreign.meanings import ROWS
from codedesk.exchange.foreign.opening import open_book
from codedesk.exchange.foreign.translating import translate
from codedesk.exchange.foreign.translations import SheetSum, Translation
from codedesk.formats import plural
from codedesk.services.files.known_names import KnownNames, known_names
from codedesk.services.files.plans import ImportPlan, Problem, Remark

MOST_SAID = 20


def map_file(arguments: argparse.Namespace) -> int:
    """Print how a spreadsheet would be read, as JSON; what a person has to decide goes to stderr."""
    book = _book(arguments.source, arguments.encoding or "")
    if arguments.into is None:
        found = guess(book, KnownNames())
    else:
        with opened(arguments.into) as desk:
            found = guess(book, desk.read(known_names))
    say(to_json(found.map))
    for words in told(found):
        warn(words)
    return 0


def told(found: Guess) -> Iterator[str]:
    """Say what the sheets of a file would be taken for, and what has to be decided."""
    taken = [(page.name, ROWS[page.row]) for _, page in found.map.taken()]
    for name, words in taken:
        yield f"“{name}”: each row is {words}"
    yield from _left_out(found)
    for question in found.questions:
        choices = ", ".join(f"{key or '“”'} ({words})" for key, words in question.choices[:6])
        yield f"to decide: {question.words} Proposed is {question.proposed or 'nothing'}; {choices}"


def _left_out(found: Guess) -> Iterator[str]:
    for at, page in enumerate(found.map.pages):
        if not (page.taken and page.row):
            yield f"“{page.name}” is left out: {found.rows[at]}"


def translated(desk: Desk, arguments: argparse.Namespace) -> tuple[Book, Translation]:
    """Read a spreadsheet by the map of a file. A name that the map does not know is never taken for a similar one."""
    given = from_json(arguments.map.read_bytes())
    for key, choice in (("dates", arguments.dates), ("decimal", arguments.decimal)):
        given = with_spelling(given, key, choice) if choice else given
    book = _book(arguments.source, arguments.encoding or "")
    known = desk.read(known_names)
    found = guess(book, known, given)
    if not found.map.taken():
        raise Refused("; ".join(_left_out(found)))
    done = translate(
        book, _certain(found, given), known, update=arguments.update, create_missing=arguments.create_missing
    )
    return book, replace(done, draft=replace(done.draft, dates_are_right=arguments.dates_are_right))


def _certain(found: Guess, given: BookMap) -> BookMap:
    result = found.map
    for name in found.names:
        if name.state == "similar" and name.is_open and name.text not in given.names.get(name.noun, {}):
            result = with_name(result, name.noun, name.text, NEW)
    return result


def placed(plan: ImportPlan, book: Book, done: Translation) -> ImportPlan:
    """Return a plan of which problems and remarks say where they stand in the spreadsheet."""

    def where(file: str, line: int | None) -> tuple[str, int | None]:
        source = done.sources.get(file, {}).get(line or 0)
        return (f"{book.name}, {book.pages[source.page].name}", source.row) if source else (file, line)

    problems = tuple(Problem(*where(p.file, p.line), p.column, p.value, p.reason) for p in plan.problems)
    remarks = tuple(Remark(*where(r.file, r.line), r.text, r.many) for r in plan.remarks)
    return replace(plan, problems=problems, remarks=remarks)


def beside(book: Book, done: Translation) -> Iterator[str]:
    """Say what was left out, whether the totals of the sheet agree, and what cannot be known."""
    if done.left_out:
        yield f"Left out: {plural(len(done.left_out), 'row or cell', 'rows or cells')}"
    for left in done.left_out[:MOST_SAID]:
        yield f"  {book.pages[left.page].name}, row {left.row}: {left.why}"
    wrong = [each for each in done.sums if not each.agrees]
    if done.sums:
        yield f"Totals of the sheet: {len(done.sums) - len(wrong):,} agree, {len(wrong):,} do not"
    for each in wrong[:MOST_SAID]:
        yield f"  {_sum(book, each)}"
    yield from (f"Cannot be known: {words}" for words in done.cannot)


def _sum(book: Book, each: SheetSum) -> str:
    return f"{book.pages[each.page].name}, {each.words}: your sheet has {each.theirs:g}, ours come to {each.ours:g}"


def document(book: Book, done: Translation) -> dict[str, object]:
    """Return the same as JSON has it."""
    return {
        "left_out": [
            {"sheet": book.pages[each.page].name, "row": each.row, "why": each.why, "words": each.words}
            for each in done.left_out
        ],
        "sums": [
            {"sheet": book.pages[each.page].name, "total": each.words, "theirs": each.theirs, "ours": each.ours}
            for each in done.sums
        ],
        "cannot": list(done.cannot),
    }


def hint(source: Path, encoding: str) -> str:
    """Say of a file that is no open file how it could be brought in by a map; "" where it could not."""
    if not source.is_file():
        return ""
    found = guess(open_book(source, encoding=encoding), KnownNames())
    taken = [f"“{page.name}”: each row is {ROWS[page.row]}" for _, page in found.map.taken()]
    if not taken:
        return ""
    first = "; ".join(taken[:3])
    return (
        f"it is a spreadsheet of another form ({first}). See how it would be read with “codedesk map {source.name} "
        f"--into FILE > MAP.json”, look it over, and import it with --map MAP.json"
    )


def _book(source: Path, encoding: str) -> Book:
    book = open_book(source, encoding=encoding)
    if book.reason:
        words = f"{book.name}: {book.reason}{'; --encoding names it' if book.asks == 'encoding' else ''}"
        raise Refused(words)
    return book
