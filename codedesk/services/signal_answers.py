"""Answers to signals: given, changed, withdrawn, and read for the figures. Which signal they mean is metrics' word.

An answer is private unless it is marked for the packet. Who gave it is the manager's name in Setup, and when stays too.
"""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, col, select

from codedesk.metrics.answers import Answered
from codedesk.metrics.figures import Answer, Block, Signal
from codedesk.models import Coder, SignalAnswer, WorkType
from codedesk.models.signal_answers import SignalAnswerDraft, Way
from codedesk.services.cache import by_number, copies, kept
from codedesk.services.department.departments import this_department
from codedesk.services.live import live
from codedesk.services.nouns import Noun

STARTERS = (
    "New encoder or tool", "Another kind of work", "Leave or absence", "Training or mentoring", "Hours to correct",
    "Talked about it", "Looked at, nothing",
)  # fmt: skip
FORMER = 3
ANSWERS = Noun(SignalAnswer, SignalAnswerDraft)  # a voided one is taken back: its signal is open again


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """An answer as typed, to a signal that was told at the end of a period."""

    signal: Signal
    end: date
    words: str
    in_packet: bool = False


def answer_signal(session: Session, draft: AnswerDraft, today: date) -> int:
    """Answer a signal, or say something else about one that has an answer; return the answer's number."""
    if draft.signal.answer is not None:
        change_answer(session, draft.signal.answer.id, draft.words, today, in_packet=draft.in_packet)
        return draft.signal.answer.id
    signal = draft.signal
    last = min(draft.end, max(today, signal.since)) if signal.level == "ramp" else None
    given = SignalAnswerDraft(
        coder_id=signal.coder_id,
        work_type_id=signal.work_type_id,
        measure=signal.measure,
        level=signal.level or "",
        mark=signal.mark,
        way=Way(signal.way),
        since=signal.since,
        until=signal.until or last,
        size=signal.size,
        about=signal.statement,
        words=_in_line(draft.words),
        said_by=_manager(session),
        said_on=today,
        in_packet=draft.in_packet,
    )
    return ANSWERS.add(session, given)


def change_answer(session: Session, answer_id: int, words: str, today: date, *, in_packet: bool) -> None:
    """Say something else about the same signal. Refused for what cannot be right."""
    stored, said = ANSWERS.draft_of(ANSWERS.found(session, answer_id)), _in_line(words)
    anew = stored.but(words=said, said_by=_manager(session), said_on=today) if said != stored.words else stored
    ANSWERS.change(session, answer_id, anew.but(in_packet=in_packet))


def former_words(session: Session) -> tuple[str, ...]:
    """Return what was answered before, the latest first, each once: to be offered before what everybody answers."""
    rows = session.exec(
        select(SignalAnswer.words)
        .where(live(SignalAnswer))
        .order_by(col(SignalAnswer.said_on).desc(), col(SignalAnswer.id).desc())
    )
    by_look: dict[str, str] = {}
    for words in rows:
        by_look.setdefault(words.casefold(), words)
        if len(by_look) == FORMER:
            break
    return tuple(by_look.values())


def answered(session: Session) -> tuple[Answered, ...]:
    """Return every answer with what it was given to, in the order in which the signals began."""
    return kept(session, "signal answers", (SignalAnswer, Coder, WorkType), lambda: _answered(session))


def concerning(
    found: tuple[Answered, ...], start: date, end: date, coder_id: int | None, work_type_ids: frozenset[int]
) -> tuple[Answer, ...]:
    """Return the answers that stand on a chart from start to end: of a coder the own and those of many, or the team's.

    The team's chart (coder_id None) has those of the team and of all work types, and of no coder.
    """
    return tuple(
        one.answer
        for one in found
        if one.since <= end and (one.until or one.since) >= start
        if one.coder_id in (None, coder_id)
        if one.work_type_id is None or coder_id is None or one.work_type_id in work_type_ids
    )


def on_paper(block: Block) -> Block:
    """Return a block as others may see it: without the answers, or their words, that are not for the packet."""
    signals = tuple(
        signal if signal.answer is None else replace(signal, answer=signal.answer.for_paper())
        for signal in block.signals
    )
    return replace(block, signals=signals, answers=tuple(one for one in block.answers if one.in_packet))


def whole(session: Session, signals: tuple[Signal, ...]) -> tuple[Signal, ...]:
    """Return signals as they were before paper, for the eyes of the manager."""
    words = {one.answer.id: one.answer for one in answered(session)}
    return tuple(
        signal if signal.answer is None else replace(signal, answer=words.get(signal.answer.id, signal.answer))
        for signal in signals
    )


def _answered(session: Session) -> tuple[Answered, ...]:
    rows = copies(session, SignalAnswer, live(SignalAnswer), order_by=(col(SignalAnswer.since), col(SignalAnswer.id)))
    if not rows:
        return ()
    coders, types = by_number(session, Coder), by_number(session, WorkType)
    return tuple(_row(row, coders, types) for row in rows)


def _row(row: SignalAnswer, coders: dict[int, Coder], types: dict[int, WorkType]) -> Answered:
    names = (
        coders[row.coder_id].shown_name if row.coder_id in coders else "",
        types[row.work_type_id].name if row.work_type_id in types else "",
    )
    answer = Answer(
        id=row.key,
        words=row.words,
        by=row.said_by,
        on=row.said_on,
        in_packet=row.in_packet,
        since=row.since,
        until=row.until,
        about=row.about,
        scope=", ".join(name for name in names if name) or "team",
    )
    return Answered(
        answer=answer,
        coder_id=row.coder_id,
        work_type_id=row.work_type_id,
        measure=row.measure,
        level=row.level,
        mark=row.mark,
        way=row.way,  # type: ignore[arg-type]  # the table allows no other word
        since=row.since,
        until=row.until,
        size=row.size,
    )


def _in_line(words: str) -> str:
    return " ".join(words.split())


def _manager(session: Session) -> str:
    return this_department(session).manager.strip()
