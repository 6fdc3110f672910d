"""What is private leaves a department only by name; what was given out leaves it as it was."""

import csv
import hashlib
import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select

from codedesk.cli import main
from codedesk.desk import Desk
from codedesk.exchange.csv_reading import read_draft
from codedesk.exchange.exports import write_csv
from codedesk.models import CheckIn, Coder, EducationItem, Note, Review, SignalAnswer
from codedesk.periods import quarter
from codedesk.reports.packet import build
from codedesk.services.files import exporting, importing
from codedesk.services.reviews import reviews

Q3 = quarter(2026, 3)
TODAY = date(2026, 10, 5)
SECRET = "wants the early shift"


def talks(session: Session) -> int:
    """Store one private and one marked entry of every kind of talk; return the coder."""
    coder = Coder(name="Ana Diaz", started_on=date(2026, 1, 5))
    session.add(coder)
    session.flush()
    day = date(2026, 7, 9)
    for marked, words in ((False, SECRET), (True, "thanked for the help")):
        session.add(Note(coder_id=coder.key, day=day, kind="one_to_one", text=words, in_packet=marked))
        session.add(EducationItem(coder_id=coder.key, topic=f"Sepsis, {words}", done_on=day, in_packet=marked))
        session.add(CheckIn(coder_id=coder.key, day=day, workload=2, note=words, in_packet=marked))
        place = {"coder_id": coder.key, "measure": "pace", "level": "coder", "mark": "shift", "way": "down"}
        session.add(SignalAnswer(**place, since=day, words=words, said_on=day, in_packet=marked))
    review = Review(coder_id=coder.key, period_from=Q3.start, period_to=Q3.end, went_well="calm", private_note=SECRET)
    session.add(review)
    return coder.key


def given(desk: Desk) -> dict[str, bytes]:
    """Give out a packet, and a revision after a comment; return the pages by revision."""
    coder_id = desk.write("Talks", talks)
    desk.write("Ready", reviews.set_state, coder_id, Q3, "ready", TODAY)
    kept = {}
    for letter in "AB":
        row = desk.read(reviews.packet_to_give, coder_id, Q3, TODAY)
        kept[letter] = build(row)
        desk.write("Give", reviews.give, coder_id, Q3, TODAY, row.fingerprint, kept[letter])
        desk.write("Comment", reviews.set_text, coder_id, Q3, "coder_comments", f"after {letter}")
    return kept


def test_what_is_private_stays_at_home_and_comes_along_when_asked_for(department: Desk, tmp_path: Path) -> None:
    department.write("Talks", talks)
    export = department.read(exporting.everything)
    assert (export.notes_left_out, export.checkins_left_out, export.education_left_out) == (1, 2, 1)
    assert export.answers_left_out == 1
    write_csv(export, tmp_path / "usual")
    assert not [path.name for path in (tmp_path / "usual").iterdir() if SECRET in path.read_text(encoding="utf-8")]
    write_csv(department.read(exporting.everything, private=True), tmp_path / "private")
    found = sorted(path.name for path in (tmp_path / "private").iterdir() if SECRET in path.read_text(encoding="utf-8"))
    assert found == ["answers.csv", "checkins.csv", "education.csv", "notes.csv", "reviews.csv"]


def test_a_usual_export_taken_in_again_leaves_private_words_as_they_are(department: Desk, tmp_path: Path) -> None:
    department.write("Talks", talks)
    write_csv(department.read(exporting.everything), tmp_path)
    draft = read_draft(tmp_path, update=True)
    plan = department.write("Import", importing.apply, draft)
    assert plan.changes == 0
    assert department.read(lambda session: session.exec(select(Review)).one().private_note) == SECRET


def test_a_private_note_comes_back_from_a_private_export(department: Desk, tmp_path: Path) -> None:
    department.write("Talks", talks)
    write_csv(department.read(exporting.everything, private=True), tmp_path / "files")
    other = Desk.create(tmp_path / "Other.codedesk", "R. Castellane")
    other.write("Import", importing.apply, read_draft(tmp_path / "files"))
    assert other.read(lambda session: session.exec(select(Review)).one().private_note) == SECRET
    other.close()


def test_given_packets_leave_as_they_were_with_their_digests(
    department: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = given(department)
    path = Path(shutil.copy(_closed(department), tmp_path / "Copy.codedesk"))
    assert main(["export", str(path), "--out", str(tmp_path / "out")]) == 0
    assert "Wrote 2 given packets with their SHA-256" in capsys.readouterr().out
    with (tmp_path / "out" / "given" / "given packets.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["coder"], row["period_from"], row["revision"]) for row in rows] == [
        ("Ana Diaz", "2026-07-01", "A"),
        ("Ana Diaz", "2026-07-01", "B"),
    ]
    for row in rows:
        pages = (tmp_path / "out" / "given" / row["file"]).read_bytes()
        assert pages == kept[row["revision"]]
        assert row["sha256"] == hashlib.sha256(pages).hexdigest()
    assert sorted(each.name for each in (tmp_path / "out" / "given").iterdir()) == [
        "2026-07-01 to 2026-09-30 Ana Diaz A.pdf",
        "2026-07-01 to 2026-09-30 Ana Diaz B.pdf",
        "given packets.csv",
    ]


def test_an_import_passes_the_given_packets_over(department: Desk, tmp_path: Path) -> None:
    given(department)
    path = Path(shutil.copy(_closed(department), tmp_path / "Copy.codedesk"))
    assert main(["export", str(path), "--out", str(tmp_path / "out")]) == 0
    assert main(["new", str(tmp_path / "New.codedesk")]) == 0
    assert main(["import", str(tmp_path / "out"), "--into", str(tmp_path / "New.codedesk")]) == 0


def _closed(desk: Desk) -> Path:
    path = desk.path
    desk.close()
    return path
