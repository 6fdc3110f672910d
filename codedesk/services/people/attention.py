"""Who or what asks for attention in a period, why, and where the next step is made: processes before persons.

A pace alone is no reason. Signals of the process come first, then standards, audits and days of everybody together, and
only then coders, those with the most reasons first and by name among equals.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from codedesk.formats import plural
from codedesk.metrics.figures import Accuracy, Block, Signal
from codedesk.services.figures.due_words import missing_words
from codedesk.services.people.team import TeamPageRow, of_accuracy

_NAMED, _DAYS_NAMED = 4, 3
Step = Literal["answer", "standard", "standards", "waiting", "plan", "day", "coder"]


@dataclass(frozen=True, slots=True)
class AttentionRow:
    """One line. block: whose pace and accuracy are read with it, a coder's or the team's; None where no pace is told.

    step: "answer" the signal, review the "standard" of a work type, see the "standards", see what is "waiting" after
    audits, "plan" audits, enter a "day", or open the "coder".
    """

    who: str
    why: str
    step: Step
    block: Block | None = None
    signal: Signal | None = None
    coder_id: int | None = None
    work_type_id: int | None = None
    day: date | None = None


def attention(page: TeamPageRow) -> tuple[AttentionRow, ...]:
    """Return the lines of a period, in the order in which they are to be looked at."""
    return (*_of_process(page), *_of_standards(page), *_of_audits(page), *_of_days(page), *_of_coders(page))


def _of_process(page: TeamPageRow) -> Iterator[AttentionRow]:
    """Each open signal of the process once, the widest first, though it stands with everybody whom it concerns."""
    told: dict[str, tuple[Signal, Block]] = {}
    for block in (page.figures.team, *page.figures.coders):
        for signal in block.signals:
            if signal.open and signal.kind == "process":
                told.setdefault(signal.text, (signal, block))
    for signal, block in sorted(told.values(), key=lambda each: each[0].level != "team"):
        yield AttentionRow("The process", signal.text, "answer", block, signal)


def _of_standards(page: TeamPageRow) -> Iterator[AttentionRow]:
    data = page.completeness
    if data.reviews_due:
        yield AttentionRow(
            "Standards", _capital(data.of_reviews), "standard", work_type_id=data.reviews_due[0].work_type_id
        )
    if data.without_standard:
        yield AttentionRow("Standards", f"{plural(data.without_standard, 'chart')} without a standard", "standards")


def _of_audits(page: TeamPageRow) -> Iterator[AttentionRow]:
    if page.waiting:
        yield AttentionRow("Audits", page.waiting, "waiting")
    if page.completeness.not_audited:
        yield AttentionRow("Audits", f"Not audited: {_first(list(page.completeness.not_audited))}", "plan")


def _of_days(page: TeamPageRow) -> Iterator[AttentionRow]:
    """Days that are missing, with those that can be named, and days without hours; the coders by name."""
    blocks = page.figures.coders
    lacking = [block for block in blocks if _missing(block) > 0]
    if lacking:
        words = [f"{block.coder} {_missing(block)}{_which(block)}" for block in lacking]
        first = lacking[0]
        day = next(iter(first.due_gaps.missing), None)
        yield AttentionRow("Days", f"Days missing: {_first(words)}", "day", coder_id=first.coder_id, day=day)
    without = [block for block in blocks if block.paired.pace.days_hours_missing]
    if without:
        words = [f"{block.coder} {block.paired.pace.days_hours_missing}" for block in without]
        yield AttentionRow("Days", f"Hours missing: {_first(words)}", "day", coder_id=without[0].coder_id)


def _missing(block: Block) -> int:
    return block.paired.pace.days_due - block.paired.pace.days_entered


def _which(block: Block) -> str:
    days = missing_words(block.due_gaps, _DAYS_NAMED)
    return f" ({days})" if days else ""


def _first(words: list[str]) -> str:
    more = len(words) - _NAMED
    return ", ".join(words if more < 1 else [*words[:_NAMED], f"and {plural(more, 'other')}"])


def _of_coders(page: TeamPageRow) -> Iterator[AttentionRow]:
    rows = [row for block in page.figures.coders if (row := _of_coder(block)) is not None]
    yield from (row for _, row in sorted(rows, key=lambda each: -each[0]))


def _of_coder(block: Block) -> tuple[int, AttentionRow] | None:
    """Return a coder's line with the number of its reasons; None where there is none that is the coder's own."""
    accuracy = block.paired.accuracy
    said = of_accuracy(accuracy) if isinstance(accuracy, Accuracy) else ""
    asking = [signal for signal in block.signals if signal.open and signal.kind == "individual"]
    reasons = [said] if said else []
    if len(asking) == 1:
        reasons.append(asking[0].text.removeprefix(f"{block.coder}: "))
    elif asking:
        reasons.append(f"{plural(len(asking), 'signal')} worth a question")
    if not reasons:
        return None
    single = asking[0] if len(asking) == 1 else None
    why = _capital("; ".join(reasons))
    row = AttentionRow(block.coder, why, "answer" if single else "coder", block, single, block.coder_id)
    return int(bool(said)) + len(asking), row


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
