"""A pasted list of charts with their days, made into what is kept of it: equal lines added up, nothing of a patient.

Columns are found by their heads; what is no day, no work type and no number of charts is dropped here and kept nowhere.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from codedesk import names
from codedesk.dates import DateOrder, parse_date
from codedesk.entry import parse_count
from codedesk.errors import Refused
from codedesk.models import ChartWait
from codedesk.models.flow import ChartWaitDraft
from codedesk.services.flow.turnarounds import KEY
from codedesk.services.live import live
from codedesk.services.name_directories import directory_of
from codedesk.services.nouns import assign

_HEADS = {
    "work_type": ("work type", "type", "type of work", "service", "patient type", "service line"),
    "discharged": ("discharged", "discharge", "discharge date", "discharged on", "dc date", "dc", "date of discharge"),
    "available": ("available", "available date", "available to code", "ready", "ready to code", "ready date"),
    "coded": ("coded", "coded date", "coded on", "date coded", "final coded", "final coded date", "coding date"),
    "charts": ("charts", "count", "number", "number of charts"),
}
_MEANT = {names.key(word): field for field, words in _HEADS.items() for word in words}
NO_HEADS = (
    "The first line has to name the columns: Work type, Discharged or Available, and Coded. Other columns are dropped."
)


@dataclass(frozen=True, slots=True)
class ListRefusal:
    """A line of the list that is left out: its number and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ListPlan:
    """What a list would bring: its lines added up, what is left out, and the columns that are not kept."""

    drafts: tuple[ChartWaitDraft, ...]
    refused: tuple[ListRefusal, ...]
    dropped: tuple[str, ...]

    @property
    def charts(self) -> int:
        """How many charts it brings."""
        return sum(draft.charts for draft in self.drafts)

    @property
    def waiting(self) -> int:
        """How many of them still wait."""
        return sum(draft.charts for draft in self.drafts if draft.coded is None)


def plan_list(session: Session, block: Sequence[Sequence[str]], listed: date, order: DateOrder) -> ListPlan:
    """Say what a list of a day brings; nothing is stored. Refused where its first line names no columns."""
    heads = [text.strip() for text in block[0]] if block else []
    means = [_MEANT.get(names.key(head), "") for head in heads]
    if "work_type" not in means or not {"discharged", "available"} & set(means):
        raise Refused(NO_HEADS)
    directory = directory_of(session, "work_type")
    counted: Counter[ChartWaitDraft] = Counter()
    refused = []
    for number, texts in enumerate(block[1:], 2):
        cells = {mean: text.strip() for mean, text in zip(means, texts, strict=False) if mean}
        if not any(cells.values()):
            continue
        try:
            draft = _draft(cells, directory.own, listed, order)
            draft.check()
        except Refused as wrong:
            refused.append(ListRefusal(number, wrong.reason))
        else:
            counted[draft.but(charts=1)] += draft.charts
    drafts = tuple(draft.but(charts=charts) for draft, charts in counted.items())
    dropped = (head for head, mean in zip(heads, means, strict=True) if head and not mean)
    return ListPlan(drafts, tuple(refused), tuple(dropped))


def keep_list(session: Session, plan: ListPlan) -> int:
    """Store what a list brings; charts of the same days take the place of those of an earlier list. Return how many."""
    stored = {
        tuple(getattr(row, name) for name in KEY): row for row in session.exec(select(ChartWait).where(live(ChartWait)))
    }
    for draft in plan.drafts:
        row = stored.get(tuple(getattr(draft, name) for name in KEY))
        if row is None:
            session.add(ChartWait(**draft.kept()))
        elif row.listed <= draft.listed:
            assign(row, {"listed": draft.listed, "charts": draft.charts})
    session.flush()
    return plan.charts


def _draft(
    cells: dict[str, str], type_of: Callable[[str], int | None], listed: date, order: DateOrder
) -> ChartWaitDraft:
    kind = type_of(cells["work_type"]) if cells.get("work_type") else None
    if kind is None:
        raise Refused(f"“{cells.get('work_type', '')}” is no work type here")
    days = {name: _day(cells.get(name, ""), listed, order) for name in ("discharged", "available", "coded")}
    told = parse_count(cells.get("charts", ""))
    charts = 1 if told is None else told
    return ChartWaitDraft(work_type_id=kind, **days, listed=listed, charts=charts)


def _day(text: str, today: date, order: DateOrder) -> date | None:
    """Read a day; the time of it is left out."""
    words = text.replace("T", " ") if ":" in text else text
    first = words.split(" ")[0] if ":" in words else words
    return parse_date(first, today, order)
