"""A coder who left is erased: no byte of name or words is left, every figure is as before, the history is sound."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, is_dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from codedesk import models
from codedesk.cli import main
from codedesk.desk import Desk
from codedesk.errors import NotADepartment, Refused
from codedesk.metrics.figures import TeamFigures
from codedesk.models import AuditRecord, Coder, FormerName, GivenPacket, Note, Review, WorkDay
from codedesk.models.audits import AuditDraft
from codedesk.models.coders import CoderDraft
from codedesk.models.events import NoteDraft
from codedesk.periods import Period
from codedesk.services.audits.audits import save_audit
from codedesk.services.department.events_and_notes import NOTES
from codedesk.services.figures.copying import KINDS
from codedesk.services.figures.figures import plain_figures
from codedesk.services.people.coders import CODERS, add_coder, change_coder, coders
from codedesk.store import backups, ciphering, engines, erasing
from codedesk.store.copying import copy_some
from tests.departments import new_department

pytestmark = pytest.mark.file
TODAY = date(2026, 10, 5)
QUARTER = Period(date(2026, 4, 1), date(2026, 6, 30))
WORDS = "Zofia Quillfeather was unwellish; QUILLFEATHER, Zofia said so"
NEEDLES = (b"zofia", b"quillfeather", b"unwellish")


def _leaver(session: Session) -> int:
    """Choose the coder of the sample with most behind them: given packets, audits, days."""
    given = sa.select(col(Review.coder_id)).join(GivenPacket, col(GivenPacket.review_id) == col(Review.id))
    number = session.execute(given.limit(1)).scalar()
    return number or session.exec(select(Coder.id)).first() or 0


def _say_it_everywhere(session: Session, number: int) -> None:
    """Write the name and what was said into every text of every row of the coder, a few of each table."""
    database = session.connection()
    owned = erasing._owned(database, number)
    for name, model in erasing._models(database).items():
        texts = [each for each in erasing._texts(name, model) if each not in ("name_note", "credentials")]
        for row in [session.get(model, key) for key in sorted(owned.get(name, ()))[:3]]:
            for text in texts:
                described = erasing._described(model).get(text)
                label = text != "note" and described is not None and described.kind == "name"
                of_work = text in erasing._OF_THE_WORK.get(name, ())
                called = "Zofia Quillfeather" if name == "coder" else f"Zofia Quillfeather {row.key}"  # type: ignore[union-attr]
                setattr(row, text, called if label or of_work else WORDS)
    other = session.exec(select(WorkDay).where(col(WorkDay.coder_id) != number)).first()
    assert other is not None
    other.note = "Zofia  Quillfeather took over"


def _leaves(desk: Desk) -> int:
    number = desk.read(_leaver)
    draft = next(row for row in desk.read(coders, TODAY) if row.id == number).draft
    desk.write("Rename", change_coder, number, draft.but(name="Zofia Quillfeather"), ())
    desk.write("Say it, Zofia Quillfeather", _say_it_everywhere, number)
    note = NoteDraft(coder_id=number, day=date(2026, 5, 4), text=WORDS)
    desk.write("Add a note about Quillfeather", NOTES.add, note)
    draft = next(row for row in desk.read(coders, TODAY) if row.id == number).draft
    desk.write("Rename", change_coder, number, draft.but(name="Zofia Quill", left_on=date(2026, 7, 3)), ())
    return number


def _figures(desk: Desk) -> list[object]:
    found: TeamFigures = desk.read(plain_figures, QUARTER, None, TODAY)
    blocks = sorted(found.coders, key=lambda each: each.coder_id or 0)
    return [[*_numbers(block)] for block in (found.team, *blocks)]


def _numbers(value: object) -> Iterator[object]:
    """Yield every number and date that a figure is made of; its words name coders and audits."""
    if is_dataclass(value):
        for each in fields(value):
            yield from _numbers(getattr(value, each.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _numbers(part)
    elif isinstance(value, float):
        yield f"{value:.9g}"  # sums go by name, and one of another order differs in its last digit
    elif value is None or isinstance(value, int | date):
        yield value


def _still(folder: Path) -> list[str]:
    """Name the files below a folder that hold a byte of what was erased."""
    held = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in held if any(needle in path.read_bytes().lower() for needle in NEEDLES)]


def test_no_byte_is_left_every_figure_stays_and_the_history_is_sound(sample: Desk) -> None:
    number = _leaves(sample)
    before = _figures(sample)
    assert len(_still(sample.path.parent)) == 1  # the backup of the open is of before
    kept = sample.backup().path
    erased = sample.erase(number, TODAY)
    assert erased.code == f"Coder {number}" and erased.whole and erased.rows > 20 and erased.entries > 20
    assert _figures(sample) == before
    assert sample.check().problems == ()
    assert sample.undo_step is None and sample.undo() is None
    left = erasing.still_named(sample.path, erased)
    assert left == (kept,) and _still(sample.path.parent) == [kept.name]
    assert sample.back_up_before("erase") == ""
    erasing.remove(left)
    assert _still(sample.path.parent) == []
    sample.close()
    again = Desk.open(sample.path, "R. Castellane")
    row = next(row for row in again.read(coders, TODAY) if row.id == number)
    assert (row.shown_name, row.draft.credentials, row.former) == (f"Coder {number}", "", ())
    assert again.check().problems == () and _still(sample.path.parent) == []
    again.close()


def test_no_copy_is_left_in_which_names_could_stand_packed(desk: Desk) -> None:
    number = _ana(desk)
    audit = AuditDraft(
        name="Ana Diaz, July", coder_id=number, day=date(2026, 7, 1), records=9, matched=80, revised=1, added=0
    )
    desk.write("Add an audit", save_audit, audit)
    copied = lambda: desk.use(lambda connection: connection.copies.months("audits"))  # noqa: E731
    while desk.use(partial(copy_some, kinds=KINDS)):
        pass
    assert copied()
    desk.erase(number, TODAY)
    assert not copied()
    desk.close()


def test_what_was_said_is_gone_and_what_was_done_is_there(sample: Desk) -> None:
    number = _leaves(sample)

    def count(session: Session) -> tuple[int, ...]:
        days = select(WorkDay).where(col(WorkDay.coder_id) == number, col(WorkDay.voided).is_(False))
        records = select(AuditRecord).where(col(AuditRecord.voided).is_(False))
        notes = select(Note).where(col(Note.coder_id) == number, col(Note.voided).is_(False))
        return tuple(len(session.exec(query).all()) for query in (days, records, notes))

    days, records, notes = sample.read(count)
    sample.erase(number, TODAY)
    assert sample.read(count) == (days, records, 0) and notes > 0
    packets = sample.read(
        lambda session: [
            (packet.pdf, packet.rows, packet.voided, bool(packet.sha256))
            for packet in session.exec(select(GivenPacket))
            if session.get_one(Review, packet.review_id).coder_id == number
        ]
    )
    assert all(each == (b"", "", True, True) for each in packets)


def test_the_history_tells_that_it_was_sealed_anew_and_still_finds_who_alters_it(desk: Desk) -> None:
    ana = _ana(desk)
    ended = desk.check().last_hash
    desk.erase(ana, TODAY)
    steps = desk.read(lambda session: [str(each) for each in session.scalars(sa.text("SELECT step FROM change"))])
    assert ": 1 entry of the history was sealed anew (" in steps[-1]
    assert f"it ended with {ended[:16]} before" in steps[-1] and "Add Coder 1" in steps
    desk.close()
    for tampering in (
        "UPDATE change_entry SET after = replace(after, 'Coder 1', 'Bo Quist') WHERE id = 2",
        "UPDATE coder SET name = 'Bo Quist'",
    ):
        content = desk.path.read_bytes()
        with closing(sqlite3.connect(desk.path)) as raw:
            raw.execute(tampering)
            raw.commit()
        assert _problems(desk.path) != ()
        desk.path.write_bytes(content)
    assert _problems(desk.path) == ()


def _problems(path: Path) -> tuple[str, ...]:
    try:
        opened = Desk.open(path, "manager")
    except NotADepartment as error:
        return (str(error),)
    try:
        return opened.check().problems
    finally:
        opened.close()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_department(tmp_path / "team.codedesk", "manager")


def _ana(desk: Desk, left: date | None = date(2026, 7, 3)) -> int:
    draft = CoderDraft(name="Ana Diaz", started_on=date(2026, 1, 5), left_on=left)
    return desk.write("Add Ana Diaz", add_coder, draft)


@pytest.mark.parametrize("left", [None, TODAY])
def test_a_coder_who_still_works_is_not_erased(desk: Desk, left: date | None) -> None:
    ana = _ana(desk, left)
    content = desk.path.read_bytes()
    with pytest.raises(Refused, match="Ana Diaz still works here: enter the day of leaving first"):
        desk.erase(ana, TODAY)
    assert desk.path.read_bytes() == content and desk.undo_step == "Add Ana Diaz"
    desk.close()


def test_another_of_the_same_name_keeps_it_and_a_taken_code_is_not_given_twice(desk: Desk) -> None:
    ana = _ana(desk)
    later = desk.write("Add", CODERS.add, CoderDraft(name="Ana Diaz", name_note="night", started_on=date(2026, 8, 3)))
    desk.write("Add", CODERS.add, CoderDraft(name=f"Coder {ana}", started_on=date(2026, 8, 3)))
    desk.write("Note", NOTES.add, NoteDraft(coder_id=later, day=TODAY, text="Ana Diaz does well"))
    erased = desk.erase(ana, TODAY)
    assert erased.code == f"Coder {ana} (erased)"
    kept = desk.read(lambda session: [*session.exec(select(Coder.name)), *session.exec(select(Note.text))])
    assert sorted(kept) == ["Ana Diaz", "Ana Diaz does well", f"Coder {ana}", f"Coder {ana} (erased)"]
    assert desk.check().problems == ()
    desk.close()


def test_rows_that_came_in_a_mass_are_sealed_anew(desk: Desk) -> None:
    ana = _ana(desk)
    rows = [date(2026, 2, day) for day in range(2, 20)]
    columns = {"coder_id": [ana] * len(rows), "day": rows, "note": ["Ana Diaz"] * len(rows)}
    desk.write("Import", _insert, columns)
    desk.erase(ana, TODAY)
    assert desk.check().problems == () and b"Ana Diaz" not in desk.path.read_bytes()
    desk.close()


def _insert(session: Session, columns: dict[str, list[object]]) -> None:
    from codedesk.services.bulk import insert_columns  # noqa: PLC0415 - the one test of masses

    insert_columns(session, WorkDay, columns)


def test_every_table_with_rows_of_a_coder_is_known_to_be_one(desk: Desk) -> None:
    """A noun that comes later is found by its links, without a word about it in erasing.py."""
    _ana(desk)
    owned = desk.use(lambda connection: erasing._owned(connection.engine.connect(), 1))
    linked = {name for name, table in models.metadata().tables.items() if "coder_id" in table.c}
    inside = {"work_line", "other_time", "audit_record", "finding", "corrective_action", "agreement", "given_packet"}
    assert linked | inside | {"coder"} <= owned.keys()
    assert not {"work_type", "standard", "department", "holiday"} & owned.keys()
    desk.close()


def test_at_the_command_line_the_name_is_typed_twice_and_what_still_holds_it_is_named(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    _ana(desk)
    bo = CoderDraft(name="Bo Quist", started_on=date(2026, 1, 5), left_on=date(2026, 8, 3))
    desk.write("Add Bo", CODERS.add, bo)
    desk.backup()
    desk.close()
    words = ["erase", str(desk.path), "Ana Diaz", "--again"]
    assert main([*words, "Bo Quist"]) == 1 and "nothing was erased" in capsys.readouterr().err
    assert main([*words, "Ana Diaz"]) == 0
    said = capsys.readouterr().out
    assert "Erased. Coder 1 keeps the figures" in said and said.count("Still holds the name: ") == 1
    assert main(["erase", str(desk.path), "Coder 1", "--again", "Coder 1"]) == 1
    assert "Coder 1 was erased already" in capsys.readouterr().err
    assert main(["erase", str(desk.path), "Bo Quist", "--again", "bo quist", "--delete-backups"]) == 0
    assert main(["check", str(desk.path)]) == 0
    left = [row.path.read_bytes() for row in backups.listed(backups.folder_of(desk.path), "team")]
    assert left and not any(b"Bo Quist" in content or b"Ana Diaz" in content for content in left)


def test_former_names_are_no_names_any_more(desk: Desk) -> None:
    ana = _ana(desk)
    draft = CoderDraft(name="Ana Berg", started_on=date(2026, 1, 5), left_on=date(2026, 7, 3))
    desk.write("Rename Ana Diaz", change_coder, ana, draft, ())
    erased = desk.erase(ana, TODAY)
    assert erased.names == ("Ana Berg", "Ana Diaz")
    assert desk.read(lambda session: [(row.name, row.voided) for row in session.exec(select(FormerName))]) == [
        (f"Coder {ana}", True)
    ]
    assert desk.check().problems == ()
    desk.close()


def test_of_encrypted_backups_those_are_named_in_which_the_name_can_be_read(
    tmp_path: Path, no_passphrases: None
) -> None:
    made = new_department(tmp_path / "team.codedesk", "manager")
    made.close()
    engines.remember("an older passphrase")
    ciphering.rewrite(made.path, engines.Secret("an older passphrase"))
    desk = Desk.open(made.path, "manager")
    by_another = desk.backup()
    desk.close()
    ciphering.rewrite(made.path, engines.Secret("the passphrase of today"))
    desk = Desk.open(made.path, "manager")
    bo = desk.write("Add Bo", CODERS.add, CoderDraft(name="Bo Quist", started_on=date(2026, 1, 5)))
    before = desk.backup()
    note = NoteDraft(coder_id=bo, day=date(2026, 2, 2), text="Ana Diaz will sit beside")
    desk.write("Add a note", NOTES.add, note)
    spoken_of = desk.backup()
    ana = CoderDraft(name="Ana Diaz", started_on=date(2026, 3, 2), left_on=date(2026, 8, 3))
    number = desk.write("Add Ana", CODERS.add, ana)
    there = desk.backup()
    erased = desk.erase(number, TODAY)
    after = desk.backup()
    found = set(erasing.still_named(desk.path, erased))
    assert {spoken_of.path, there.path} <= found and not {before.path, after.path, by_another.path} & found
    engines.forget("an older passphrase")
    assert by_another.path in erasing.still_named(desk.path, erased)  # nobody can look into it, so it may hold the name
    desk.close()


def test_a_backup_that_holds_only_another_coder_of_the_name_is_not_named(desk: Desk) -> None:
    first = CoderDraft(name="Ana Diaz", started_on=date(2026, 1, 5))
    desk.write("Add one", CODERS.add, first)
    before = desk.backup()
    left = date(2026, 8, 3)
    second = CoderDraft(name="Ana Diaz", name_note="night", started_on=date(2026, 3, 2), left_on=left)
    number = desk.write("Add the other", CODERS.add, second)
    there = desk.backup()
    erased = desk.erase(number, TODAY)
    after = desk.backup()
    found = set(erasing.still_named(desk.path, erased))
    assert there.path in found and not {before.path, after.path} & found
    desk.close()
