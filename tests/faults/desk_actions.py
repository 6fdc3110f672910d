"""What is done in an open department: a cell, a paste, an audit, undo, an import, standards, a packet, a backup."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from codedesk.desk import Desk
from codedesk.errors import CannotSave
from codedesk.exchange.csv_reading import read_draft
from codedesk.models.rework import ReworkDraft
from codedesk.reports.packet import build
from codedesk.services.audits.audits import save_audit
from codedesk.services.days.changes import set_cell, set_cells
from codedesk.services.days.drafts import DEPARTMENT, CellDraft, CellPlace
from codedesk.services.files import importing
from codedesk.services.flow.reworks import REWORK
from codedesk.services.people.coders import CODERS, coders
from codedesk.services.reviews import reviews
from codedesk.services.standards.standards import STANDARDS
from codedesk.store.typed import TypedRow
from tests.faults import team
from tests.faults.action import TEAM, Action, Step, on_desk, the_department
from tests.faults.looking import WHO, State, by_sqlite


@cache
def _made() -> bytes:
    with TemporaryDirectory() as scratch:
        team.make(Path(scratch) / TEAM)
        return (Path(scratch) / TEAM).read_bytes()


@cache
def _packet() -> tuple[str, bytes]:
    with TemporaryDirectory() as scratch:
        the_team(Path(scratch))
        desk = Desk.open(Path(scratch) / TEAM, WHO)
        row = desk.read(reviews.packet_to_give, team.ANA, team.Q3, team.GIVEN)
        desk.close()
    return row.fingerprint, build(row)


def packet() -> bytes:
    """Return the pages of Ana's packet."""
    return _packet()[1]


def the_team(folder: Path) -> Path:
    """Put the department into a folder, for its owner only; return where it is."""
    path = folder / TEAM
    path.touch(mode=0o600)
    path.write_bytes(_made())
    return path


def changed(path: Path, value: float) -> None:
    """Go on working in a department: one cell."""
    desk = Desk.open(path, WHO)
    desk.write("Set hours", set_cell, CellDraft(team.hours(0), value))
    desk.close()


def _cells(desk: Desk, folder: Path) -> Sequence[Step]:
    drafts = [CellDraft(team.hours(number), 3.25 + number) for number in range(3)]
    return [partial(desk.write, "Set hours", set_cell, draft) for draft in drafts]


def _paste(desk: Desk, folder: Path) -> Sequence[Step]:
    days = [date(2026, 8, 24) + timedelta(number) for number in range(5)]
    places = [CellPlace(coder + 1, day, "paid_hours") for coder in range(len(team.NAMES)) for day in days]
    return [partial(desk.write, "Paste", set_cells, [CellDraft(place, 5.0) for place in places])]


def _waits(desk: Desk, folder: Path) -> Sequence[Step]:
    """Log what waits on three days, clear one of them, and enter a denial."""
    days = [date(2026, 9, 1) + timedelta(number) for number in range(3)]
    places = [CellPlace(DEPARTMENT, day, "waiting", team.WARD) for day in days]
    cells = [*(CellDraft(place, 40) for place in places), CellDraft(places[0], None)]
    denial = ReworkDraft(day=days[0], coder_id=team.ANA, work_type_id=team.WARD, source="denial", at_stake=125050)
    steps = [partial(desk.write, "Log what waits", set_cell, cell) for cell in cells]
    return [*steps, partial(desk.write, "Add rework", REWORK.add, denial)]


def _audits(desk: Desk, folder: Path) -> Sequence[Step]:
    drafts = [team.an_audit(f"September {number}", 12) for number in range(2)]
    return [partial(desk.write, "Save an audit", save_audit, draft) for draft in drafts]


def _worked(folder: Path) -> None:
    desk = Desk.open(the_team(folder), WHO)
    desk.write("Set hours", set_cells, [CellDraft(team.hours(number), 4.5) for number in range(6)])
    desk.close()


def _undo(desk: Desk, folder: Path) -> Sequence[Step]:
    return [desk.undo, desk.redo, desk.undo]


def _files(folder: Path) -> None:
    the_team(folder)
    days = [date(2026, 9, 7) + timedelta(number) for number in range(10)]
    lines = [f"{day},Coder {coder},Kind {coder % 3},{day.day},1\n" for day in days for coder in range(12)]
    (folder / "in").mkdir()
    (folder / "in" / "log.csv").write_text("date,coder,work_type,charts,hours\n" + "".join(lines))
    (folder / "in" / "log.csv").chmod(0o600)


def _import(desk: Desk, folder: Path) -> Sequence[Step]:
    draft = read_draft(folder / "in", update=True, create_missing=True)
    return [partial(desk.write, importing.step_name(draft), importing.apply, draft)]


def _standards(desk: Desk, folder: Path) -> Sequence[Step]:
    drafts = [team.a_standard(date(2026, 10, day), 3.5) for day in (1, 8)]
    return [partial(desk.write, "Add a standard", STANDARDS.add, draft) for draft in drafts]


def _give(desk: Desk, folder: Path) -> Sequence[Step]:
    return [partial(desk.write, "Give out", reviews.give, team.ANA, team.Q3, team.GIVEN, *_packet())]


def _erase(desk: Desk, folder: Path) -> Sequence[Step]:
    row = next(row for row in desk.read(coders, team.GIVEN) if row.id == team.ANA)
    leaves = partial(desk.write, "Leaves", CODERS.change, team.ANA, row.draft.but(left_on=date(2026, 9, 30)))
    return [leaves, partial(desk.erase, team.ANA, team.GIVEN)]


def _typed(desk: Desk, folder: Path) -> Sequence[Step]:
    """Type a letter, then many, then let go of it and type in another form: each is kept when it is shown."""
    texts = ("h", "half a sentence " * 300, "half a sentence and more")
    kept = [partial(_keep, desk, TypedRow("note/new", "Add note", {}, {"text": text})) for text in texts]
    return [*kept, partial(_keep, desk, TypedRow("event/new", "Add event", {}, {"text": "go-live"}))]


def _keep(desk: Desk, row: TypedRow) -> None:
    if not desk.typed.keep(row):
        raise CannotSave(desk.typed.problem)


def with_typed(folder: Path) -> State:
    """Look at the department and at what is typed beside it, as the next start finds it."""
    desk = Desk.open(folder / TEAM, WHO)
    typed = {row.place: str(row.texts["text"]) for row in desk.typed.rows}
    aside = desk.typed.remark
    desk.close()
    return {**the_department(folder), **typed, "set aside": aside}


def _backup(desk: Desk, folder: Path) -> Sequence[Step]:
    return [desk.backup]


def with_backups(folder: Path) -> State:
    """Look at the department and its backups: each is sound, and one of them holds what the department holds."""
    now = the_department(folder)
    held = by_sqlite(folder / TEAM)
    found = [by_sqlite(path) for path in sorted((folder / "Team backups").glob("[!.]*.codedesk"))]
    return {**now, "backup": "holds the same" if held in found else "older", "there": str(bool(found))}


ON_DESK: tuple[Action, ...] = (
    on_desk("cell", _cells, the_team),
    on_desk("paste", _paste, the_team),
    on_desk("audit", _audits, the_team),
    on_desk("undo", _undo, _worked),
    on_desk("import", _import, _files),
    on_desk("standard", _standards, the_team),
    on_desk("give", _give, the_team),
    on_desk("erase", _erase, the_team),
    on_desk("waits", _waits, the_team),
    on_desk("backup", _backup, the_team, look=with_backups),
    on_desk("typed", _typed, the_team, look=with_typed),
)
