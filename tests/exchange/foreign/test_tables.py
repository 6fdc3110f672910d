"""Texts of cells, from files and copied: what stands between cells is found or asked, and nothing else changes."""

from pathlib import Path

import pytest

from codedesk.exchange.foreign.book import Book
from codedesk.exchange.foreign.opening import open_book, pasted_book

ROWS = [["Coder", "Charts", "Hours"], ["Okoro, Ana", "1,204", "7,5"], [None, None, None], ["Tull, Ben", "12", "8"]]


def text(sign: str) -> str:
    return "\r\n".join(sign.join(f'"{cell}"' if cell and sign in cell else cell or "" for cell in row) for row in ROWS)


def opened(folder: Path, content: bytes, name: str = "Month.csv", **said: str) -> Book:
    path = folder / name
    path.write_bytes(content)
    return open_book(path, **said)


def rows(book: Book) -> list[list[object]]:
    assert book.reason == ""
    (page,) = book.pages
    return [list(row) for row in page.rows]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_is_the_same_table_whatever_stands_between_its_cells(tmp_path: Path, sign: str, codec: str) -> None:
    book = opened(tmp_path, text(sign).encode(codec))
    assert rows(book) == ROWS and book.pages[0].name == "Month"


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_line_that_names_the_delimiter_is_believed_and_is_no_row(tmp_path: Path, line: str) -> None:
    assert rows(opened(tmp_path, f"{line}\r\n{text(';')}".encode())) == ROWS


def test_a_delimiter_that_can_be_two_is_asked_and_what_is_said_counts(tmp_path: Path) -> None:
    content = b"a,b;c\n1,2;3\n"
    book = opened(tmp_path, content)
    assert (book.pages, book.asks) == ((), "delimiter")
    assert book.reason == "commas or semicolons may stand between its cells; say which"
    assert rows(opened(tmp_path, content, delimiter=";")) == [["a,b", "c"], ["1,2", "3"]]
    assert rows(opened(tmp_path, content, delimiter=",")) == [["a", "b;c"], ["1", "2;3"]]


def test_an_encoding_that_cannot_be_known_is_asked_and_what_is_said_counts(tmp_path: Path) -> None:
    content = "Coder,Charts\nŁukasz Żak,12\n".encode("cp1250")
    book = opened(tmp_path, content)
    assert (book.pages, book.asks) == ((), "encoding")
    assert "it is not UTF-8 (first in line 2)" in book.reason
    assert rows(opened(tmp_path, content, encoding="cp1250"))[1] == ["Łukasz Żak", "12"]
    assert "it is not ascii" in opened(tmp_path, content, encoding="ascii").reason


def test_a_western_text_is_read_and_a_remark_says_so(tmp_path: Path) -> None:
    book = opened(tmp_path, "Coder;Charts\nZoë;12\n".encode("cp1252"))
    assert rows(book)[1] == ["Zoë", "12"]
    assert "Windows-1252" in book.said[0] and book.said[1] == "semicolons stand between its cells"


REFUSED = {
    "nothing": (b"", "the file is empty"),
    "a mark alone": (b"\xef\xbb\xbf\r\n", "the file is empty"),
    "a web page": (b"<html><table><tr><td>1</td></tr></table></html>", "it is a web page, whatever its name says"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\0", "it is not a text file"),
    "an open quotation mark": (b'Coder,Note\nAna,"talked\nBen,x\n', "a quotation mark is open or out of place"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_table_is_refused_in_words(tmp_path: Path, kind: str) -> None:
    content, reason = REFUSED[kind]
    book = opened(tmp_path, content, "Month.xls")
    assert book.pages == () and book.asks == "" and reason in book.reason


def test_a_file_that_is_not_there_is_said() -> None:
    assert "it could not be read" in open_book(Path("none") / "Month.csv").reason


def test_what_was_copied_is_cells_between_tabs_or_a_text_as_in_a_file() -> None:
    assert rows(pasted_book("Coder\tCharts\r\nOkoro, Ana\t12\r\n")) == [["Coder", "Charts"], ["Okoro, Ana", "12"]]
    assert rows(pasted_book('a\t"two\nlines"\n')) == [["a", "two\nlines"]]
    assert rows(pasted_book('"open\tb\nc\td')) == [['"open', "b"], ["c", "d"]]
    assert rows(pasted_book(text(";"))) == ROWS
    assert pasted_book(" \n").reason == "nothing was copied"
