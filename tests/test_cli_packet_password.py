"""packet with a password: from a file, from what is piped in or typed, never a word of the command line."""

import getpass
import io
import sys
from pathlib import Path

import pypdfium2
import pytest

from codedesk.desk import Desk
from codedesk.reports.raster import LOCK
from tests.command_line import codedesk
from tests.services.reviews.test_given import GIVEN, give, ready

PASSWORD = "correct horse battery"
CODER = ("--period", "2026Q3", "--coder", "Tobiah Wrenfield")


def words(path: Path, password: str | None = None) -> str:
    with LOCK:
        opened = pypdfium2.PdfDocument(path, password=password)
        try:
            return "\n".join(page.get_textpage().get_text_range() for page in opened)
        finally:
            opened.close()


def stays_shut(path: Path) -> bool:
    with pytest.raises(pypdfium2.PdfiumError, match="password"):
        words(path)
    return True


def test_the_packet_and_the_private_sheet_open_with_the_first_line_of_the_file(
    sample_path: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(f"{PASSWORD}\nnot this\n", encoding="utf-8")
    out = tmp_path / "out"
    found = codedesk("packet", sample_path, *CODER, "--private", "--out", out, "--password-from", secret)
    assert found.returncode == 0 and "nobody can bring it back" in found.stdout
    assert PASSWORD not in found.stdout + found.stderr
    packet, private = sorted(out.iterdir())
    for each in (packet, private):
        assert stays_shut(each) and "Tobiah Wrenfield" in words(each, PASSWORD)


def test_it_can_be_piped_in_or_typed_twice(sample_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\r\n"))
    asked = ("packet", sample_path, *CODER, "--password-from", "-", "--out")
    assert codedesk(*asked, tmp_path / "piped").returncode == 0
    typed = iter((PASSWORD, PASSWORD, PASSWORD, "and not the same"))
    prompts = list[str]()
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(getpass, "getpass", lambda prompt: prompts.append(prompt) or next(typed))
    assert codedesk(*asked, tmp_path / "typed").returncode == 0
    assert prompts == ["New password (Enter alone proposes one): ", "Once more: "]
    for folder in ("piped", "typed"):
        (path,) = (tmp_path / folder).iterdir()
        assert stays_shut(path) and "Tobiah Wrenfield" in words(path, PASSWORD)
    other = codedesk(*asked, tmp_path / "not")
    assert other.returncode == 1 and "not the same" in other.stderr and not (tmp_path / "not").exists()


@pytest.mark.parametrize(("password", "said"), [("short", "A password has 12 letters"), ("x" * 128, "127 letters")])
def test_one_that_cannot_be_is_refused_before_anything_is_made(
    sample_path: Path, tmp_path: Path, password: str, said: str
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(password, encoding="utf-8")
    found = codedesk("packet", sample_path, *CODER, "--out", tmp_path / "out", "--password-from", secret)
    assert found.returncode == 1 and said in found.stderr and not (tmp_path / "out").exists()


def test_what_the_department_keeps_of_a_given_packet_stays_as_it_was(sample_path: Path, tmp_path: Path) -> None:
    desk = Desk.open(sample_path, "R. Castellane")
    ready(desk)
    given = give(desk, GIVEN)
    desk.close()
    secret = tmp_path / "secret.txt"
    secret.write_text(PASSWORD, encoding="utf-8")
    asked = ("packet", sample_path, *CODER, "--out", tmp_path / "out")
    assert codedesk(*asked, "--password-from", secret).returncode == 0
    (path,) = (tmp_path / "out").iterdir()
    assert stays_shut(path) and "revision A" in words(path, PASSWORD)
    assert codedesk(*asked).returncode == 0 and path.read_bytes() == given
