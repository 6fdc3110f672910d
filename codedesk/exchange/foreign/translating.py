"""A spreadsheet by its map to the draft of an import: lines of the open files, which then go the one way that exists.

Every rule of the open files holds; each line keeps the cell that it comes from.
"""

from collections.abc import Iterator, Sequence
from itertools import compress

from codedesk.exchange.foreign.book import Book
from codedesk.exchange.foreign.chart_facts import ChartFacts
from codedesk.exchange.foreign.day_facts import DayFacts
from codedesk.exchange.foreign.gathered import Gathered
from codedesk.exchange.foreign.maps import LEFT_OUT, BookMap
from codedesk.exchange.foreign.names_meant import NamesMeant
from codedesk.exchange.foreign.not_kept import not_kept
from codedesk.exchange.foreign.other_facts import ResultFacts, StandardFacts
from codedesk.exchange.foreign.strips import Taken, taken_of
from codedesk.exchange.foreign.sums import sums_of
from codedesk.exchange.foreign.translations import LineSources, NotTaken, Translation
from codedesk.formats import plural
from codedesk.methods import Method
from codedesk.services.files.known_names import KnownNames
from codedesk.services.files.plans import ImportDraft, Problem, Remark
from codedesk.services.files.sheets import BY_FILE, SHEETS


def translate(
    book: Book, book_map: BookMap, known: KnownNames, *, update: bool = False, create_missing: bool = True
) -> Translation:
    """Return what the taken pages of a book bring, by its map.

    A cell that cannot be read is a problem of the line that it would be part of.
    """
    if book.reason:
        problem = Problem(book.name, None, "", "", book.reason)
        return Translation(ImportDraft((), (problem,), update, create_missing))
    if len(book_map.pages) != len(book.pages):
        reason = f"the map is of a file with {plural(len(book_map.pages), 'sheet')}, this one has {len(book.pages)}"
        return Translation(ImportDraft((), (Problem(book.name, None, "", "", reason),), update, create_missing))
    taken = taken_of(book, book_map)
    files, said, cannot = _files(book, book_map, known, taken)
    sheets, sources = [], dict[str, LineSources]()
    for file in sorted(files, key=lambda each: SHEETS.index(BY_FILE[each.file])):
        sheet, sources[file.file] = file.read()
        sheets.append(sheet)
    remarks = tuple(Remark(book.name, None, words) for words in (*book.said, *said, *_of_pages(book, book_map)))
    problems = () if sheets else (_nothing(book, book_map, cannot),)
    draft = ImportDraft(tuple(sheets), problems, update, create_missing, remarks, dates_are_right=False)
    left = (*taken.left, *_left_by_name(taken))
    return Translation(draft, sources, left, tuple(sums_of(book, book_map, taken)), tuple(cannot))


def _files(
    book: Book, book_map: BookMap, known: KnownNames, taken: Taken
) -> tuple[list[Gathered], list[str], list[str]]:
    meant = NamesMeant(book_map)
    method = book_map.spellings.get("method") or Method.CODE_OVER_CODE.value
    days, charts = DayFacts(meant), ChartFacts(meant, method)
    results, standards = (
        ResultFacts(meant, method),
        StandardFacts(book_map.spellings.get("accuracy", ""), high=book_map.spellings.get("ranges") == "high"),
    )
    for kind, strip in taken.strips:
        match kind:
            case "days":
                days.take(strip)
                if book_map.spellings.get("comments") == "yes":
                    days.take_comments(strip, book.pages[strip.page].comments)
            case "months":
                results.take_months(strip)
            case "charts":
                charts.take(strip)
            case "audits":
                results.take_audits(strip)
            case "standards":
                standards.take(strip)
    days.take_absences(taken, lambda kind: known.meant("time_category", kind))
    files, said = days.done()
    results.add_up()
    files += charts.done()
    several = [file for file in (results.months, results.audits, standards.standards) if file.sources]
    files += [file for file in several if file.file not in {each.file for each in files}]
    said += list(dict.fromkeys(charts.said))
    return (
        files,
        said,
        [f"{words} ({number:,})" for words, number in results.cannot.items()]
        + [
            *_unknown(days, files),
            *not_kept(book_map),
        ],
    )


def _unknown(days: DayFacts, files: Sequence[Gathered]) -> list[str]:
    """Say what cannot be known of what was taken: charts without any hours have no pace."""
    if not days.log.sources:
        return []
    dates = [day if day[:4].isdecimal() else "" for day in days.log.columns["date"]]
    charts, timed = (set(compress(dates, days.log.columns.get(name, ()))) for name in ("charts", "hours"))
    timed |= set(days.time.columns.get("date", ()))
    without = sorted({date[:7] for date in charts if date} - {date[:7] for date in timed})
    if not without or not files:
        return []
    months = without[0] if len(without) == 1 else f"{without[0]} to {without[-1]}"
    return [f"no hours in {months}: pace is not to be had there; nothing was made up"]


def _nothing(book: Book, book_map: BookMap, cannot: Sequence[str]) -> Problem:
    if not book_map.taken():
        reason = "no sheet of it is taken: say in the map what a row is (“row”) and what its columns mean"
    elif cannot:
        reason = f"nothing of it could be taken: {'; '.join(cannot)}"
    else:
        reason = "nothing of it could be taken: no row has a figure under a head that means one"
    return Problem(book.name, None, "", "", reason)


def _of_pages(book: Book, book_map: BookMap) -> Iterator[str]:
    """Say which pages and rows are hidden, which formulas have no value, and which pages were left out."""
    for page, told in zip(book.pages, book_map.pages, strict=True):
        if not page.rows:
            continue
        if page.hidden:
            yield f"the sheet “{page.name}” is hidden{'' if told.taken and told.row else ' and was left out'}"
        elif not (told.taken and told.row):
            yield f"the sheet “{page.name}” was left out"
        if told.taken and page.hidden_rows:
            rows = sorted(page.hidden_rows)
            yield f"“{page.name}” has {plural(len(rows), 'hidden row')} (from row {rows[0]} on), taken as others are"
        unstored = [row for row, _, kind in page.doubts if kind == "unstored"]
        if told.taken and unstored:
            count = plural(len(unstored), "formula")
            yield f"“{page.name}” has {count} without a stored value (from row {unstored[0]} on), taken as empty"


def _left_by_name(taken: Taken) -> Iterator[NotTaken]:
    for _, strip in taken.strips:
        if strip.first:
            for at, coder in enumerate(strip.of("coder")):
                if coder == LEFT_OUT:
                    yield NotTaken(strip.page, strip.rows[at], "its coder is left out")
