"""Reasons as the window says them: what to do there, and no option of the command."""

from pathlib import Path

from codedesk.exchange.foreign.opening import open_book
from codedesk.exchange.spellings import Asked, spelling_of
from codedesk.services.files.dates import YES
from codedesk.services.files.sheets import LOG
from codedesk.ui.pages.files.window_words import in_the_window


def test_a_reason_says_what_to_do_in_the_window(tmp_path: Path) -> None:
    path = tmp_path / "Coded charts.csv"
    path.write_bytes("Date,Coder\n2026-01-05,Łukasz Żak\n".encode("cp1250"))
    said = in_the_window(open_book(path).reason)
    assert said.startswith("it is not UTF-8") and said.endswith("or say below in which alphabet it is written")
    path.write_bytes("Date,Coder\n2026-01-05,Inés\n".encode("cp1252"))
    assert in_the_window(open_book(path).said[0]).endswith("if that is wrong, save it as UTF-8")
    spelling = spelling_of([(LOG.column("date"), ["1/5/2026", "2/5/2026"])], Asked())
    reason = str(getattr(spelling.read(LOG.column("date"), "1/5/2026"), "reason", ""))
    assert "--dates" in reason and in_the_window(reason).endswith("; write the dates of this file as 2026-07-31")
    assert in_the_window(f"That is long ago. {YES}") == "That is long ago. Correct the date, or leave the line out"
    assert in_the_window("it is set otherwise; import with --update to take the file's") == (
        "it is set otherwise; tick “the file is right” to take the file's"
    )
