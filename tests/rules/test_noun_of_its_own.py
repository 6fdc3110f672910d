"""A noun that only this test knows goes all the way by what its fields say, once: table, form, files, history."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateTable
from sqlmodel import Field, Session, SQLModel, select

from codedesk import models
from codedesk.entry import Bounds
from codedesk.errors import Refused
from codedesk.exchange.csv_reading import read_text
from codedesk.exchange.exports import csv_text
from codedesk.models import ChangeEntry, Coder, Department
from codedesk.models.base import Row, check
from codedesk.models.fields import Draft, Fields, InFiles, Number, Text, checks
from codedesk.models.words import word
from codedesk.services.files.columns import columns_of
from codedesk.services.files.exporting import CsvTable, _Source
from codedesk.services.files.import_state import ImportState
from codedesk.services.files.plans import ImportDraft, ImportPlan
from codedesk.services.files.rows import plan_sheet
from codedesk.services.files.shapes import CsvSheet
from codedesk.services.live import live
from codedesk.services.nouns import Noun
from codedesk.store import history
from codedesk.words import Word

LENT = date(2026, 8, 3)


class LoanKind(Word):
    """What is lent."""

    BOOK = "book", "Code book"
    LICENCE = "encoder_licence"


class LoanFields(Fields):
    """Something lent to a coder."""

    coder_id: int = Field(foreign_key="coder.id")
    lent_on: Annotated[date, InFiles("date")]
    title: Annotated[str, Text("say what is lent", 12, "it stands on a label")]
    kind: LoanKind = word(LoanKind.BOOK)
    copies: Annotated[int, Number(Bounds(1, 9))] = 1
    worth: Annotated[float | None, Number(Bounds(0, 100, "%"), "percent")] = None
    back_on: Annotated[date | None, InFiles("back")] = None
    for_good: bool = False

    def contradictions(self) -> Iterator[Refused]:
        """Yield that it came back before it was lent."""
        if self.back_on is not None and self.back_on < self.lent_on:
            yield Refused("it came back before it was lent", "back_on")


class LoanDraft(LoanFields, Draft):
    """A loan as typed."""


class OwnRow(Row):
    """A row of a table beside those of the program."""

    metadata: ClassVar[sa.MetaData] = sa.MetaData(naming_convention=SQLModel.metadata.naming_convention)


Coder.__table__.to_metadata(OwnRow.metadata)  # type: ignore[attr-defined]


class Loan(LoanFields, OwnRow, table=True):
    """A stored loan."""

    said = "loan"
    __table_args__ = (*checks(LoanFields), check("back_after_lent", "back_on IS NULL OR back_on >= lent_on"))


def _lent_once(session: Session, draft: LoanDraft, row: Loan | None) -> None:
    for other in session.exec(select(Loan).where(live(Loan), Loan.title == draft.title)):
        if other is not row:
            raise Refused("this is lent already", "title")


LOANS = Noun(Loan, LoanDraft, _lent_once)
SHEET = CsvSheet("loans.csv", columns_of(Loan, "lent_on"), Loan)
RIGHT: Mapping[str, Any] = {
    "coder_id": 1, "lent_on": LENT, "title": "ICD-10", "kind": LoanKind.LICENCE, "copies": 2, "worth": 62.5,
    "back_on": date(2026, 8, 4), "for_good": True,
}  # fmt: skip
WRONG = (
    ({"title": " "}, "title", "say what is lent", "title_given"),
    ({"title": "ICD-10-CM 2026"}, "title", "at most 12 characters: it stands on a label", ""),
    ({"kind": "car"}, "kind", "“car” is not one of: book, encoder_licence", "kind_known"),
    ({"copies": 0}, "copies", "“0” is under 1", "copies_range"),
    ({"copies": 10}, "copies", "“10” is over 9", "copies_range"),
    ({"worth": 100.5}, "worth", "“100.5” is over 100 %", "worth_range"),
    ({"back_on": date(2026, 8, 2)}, "back_on", "it came back before it was lent", "back_after_lent"),
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """A file with the tables of both, and a coder."""
    made = sa.create_engine(f"sqlite:///{tmp_path_factory.mktemp('own') / 'own.db'}")
    models.metadata().create_all(made)
    OwnRow.metadata.create_all(made)
    with Session(made) as session:
        session.add_all([Department(id=1, created_on=LENT), Coder(id=1, name="Ana Diaz", started_on=LENT)])
        session.commit()
    yield made
    made.dispose()


@pytest.fixture
def session(engine: sa.Engine) -> Iterator[Session]:
    """A session in which everything is written into the history, and nothing stays."""
    with Session(engine) as made:
        history.record(made, "manager", "Lend")
        yield made


def by_file(session: Session, line: str) -> tuple[ImportState, ImportPlan]:
    """What the import would make of one line of values under the names of all columns."""
    text = f"{','.join(column.name for column in SHEET.columns)}\n{line}\n"
    state = ImportState(session, ImportDraft((read_text(SHEET, text, SHEET.file),)))
    plan_sheet(state, SHEET)
    return state, state.plan()


def cells(values: Mapping[str, Any]) -> str:
    said = {**values, "coder_id": "Ana Diaz", "for_good": "yes" if values["for_good"] else "no"}
    return ",".join(str(said[column.stored_as]) for column in SHEET.columns)


@pytest.mark.parametrize(("changes", "field", "words", "kept_by"), WRONG)
def test_form_file_and_table_refuse_what_the_fields_refuse(
    session: Session, changes: dict[str, Any], field: str, words: str, kept_by: str
) -> None:
    with pytest.raises(Refused) as refused:
        LOANS.add(session, LoanDraft(**RIGHT | changes))
    assert (refused.value.field, refused.value.reason) == (field, words)
    (problem,) = by_file(session, cells(RIGHT | changes))[1].problems
    assert (SHEET.column(problem.column).stored_as, problem.reason) == (field, words)
    if kept_by:
        stored = {**RIGHT, **changes, "voided": False, "void_reason": ""}
        stored["title"] = stored["title"].strip()
        raw = sa.insert(sa.table("loan", *map(sa.column, stored)))
        with pytest.raises(IntegrityError, match=f"ck_loan_{kept_by}"):
            session.connection().execute(raw, {name: str(each) if isinstance(each, Word | date) else each
                                               for name, each in stored.items()})  # fmt: skip


def test_the_table_is_made_of_the_fields() -> None:
    ddl = str(CreateTable(sa.inspect(Loan).local_table))
    for line in (
        "title VARCHAR NOT NULL",
        "worth FLOAT",
        "CONSTRAINT ck_loan_kind_known CHECK (kind IN ('book', 'encoder_licence'))",
        "CONSTRAINT ck_loan_copies_range CHECK (copies IS NULL OR (copies >= 1 AND copies <= 9))",
        "CONSTRAINT fk_loan_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id)",
    ):
        assert line in ddl


def test_a_form_offers_the_words_and_keeps_to_the_bounds() -> None:
    assert LoanKind.choices() == (("Code book", LoanKind.BOOK), ("Encoder licence", LoanKind.LICENCE))
    assert LoanDraft.bounds_of("copies") == Bounds(1, 9)


def test_it_is_stored_changed_found_and_voided_for_a_reason(session: Session) -> None:
    number = LOANS.add(session, LoanDraft(**RIGHT | {"title": " ICD-10 "}))
    assert LOANS.draft_of(LOANS.found(session, number)) == LoanDraft(**RIGHT)
    with pytest.raises(Refused, match="this is lent already"):
        LOANS.add(session, LoanDraft(**RIGHT))
    with pytest.raises(Refused, match="this coder is no longer there"):
        LOANS.change(session, number, LoanDraft(**RIGHT | {"coder_id": 2}))
    LOANS.change(session, number, LoanDraft(**RIGHT).but(copies=3))
    session.flush()
    with pytest.raises(Refused, match="reason"):
        LOANS.void(session, number, " ")
    LOANS.void(session, number, "lost")
    session.flush()
    with pytest.raises(Refused, match="this loan is no longer there"):
        LOANS.found(session, number)
    added, changed, voided = session.exec(select(ChangeEntry).where(ChangeEntry.table_name == "loan")).all()
    plain = {**RIGHT, "lent_on": "2026-08-03", "back_on": "2026-08-04", "kind": "encoder_licence"}
    assert json.loads(added.after) == plain | {"id": number, "voided": False, "void_reason": ""}
    assert (json.loads(changed.before), json.loads(changed.after)) == ({"copies": 2}, {"copies": 3})
    assert json.loads(voided.after) == {"voided": True, "void_reason": "lost"}


def test_it_goes_out_into_its_file_and_comes_in_again(session: Session) -> None:
    LOANS.add(session, LoanDraft(**RIGHT))
    LOANS.add(session, LoanDraft(coder_id=1, lent_on=LENT, title="CPT"))
    text = csv_text(CsvTable(SHEET, tuple(_Source(session).lines(SHEET))))
    assert text.splitlines() == [
        "date,coder,title,kind,copies,worth,back,for_good",
        "2026-08-03,Ana Diaz,ICD-10,encoder_licence,2,62.5,2026-08-04,yes",
        "2026-08-03,Ana Diaz,CPT,book,1,,,no",
    ]
    state, plan = by_file(session, "2026-08-03,Ana Diaz,CPT,book,1,,,no")
    assert (plan.problems, plan.files[0].same, plan.files[0].new) == ((), 1, 0)
    state, plan = by_file(session, "2026-08-03,Ana Diaz,HCPCS,book,9,95.5,2026-08-03,yes")
    assert (plan.problems, plan.files[0].new) == ((), 1)
    planned = {name: set(state.planned_values(Loan, name, None).values()) for name in Loan.described()}
    assert planned == {
        "coder_id": {1}, "lent_on": {LENT}, "title": {"HCPCS"}, "kind": {"book"}, "copies": {9}, "worth": {95.5},
        "back_on": {LENT}, "for_good": {True},
    }  # fmt: skip
    state, plan = by_file(session, "2026-08-03,Ana Diaz,HCPCS,,,,,")
    assert {name: state.planned_values(Loan, name, None).popitem()[1] for name in ("kind", "copies", "worth")} == {
        "kind": "book", "copies": 1, "worth": None,
    }  # fmt: skip
