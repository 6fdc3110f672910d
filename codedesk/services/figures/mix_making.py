"""A change of pace as mix and pace, made from the log and the audits of two periods: read, reckoned, put together.

Queries, and rows put together. The decomposition is metrics' word (metrics/mix.py), sentences are those of charts/mix.
"""

from dataclasses import dataclass

import numpy as np
from sqlmodel import Session

from codedesk.methods import METHODS
from codedesk.metrics import mix_explained
from codedesk.metrics.figures import Accuracy, Block, Explanation, NotAudited
from codedesk.metrics.mixes import AuditedMix, Compared, PaceSplit
from codedesk.metrics.splits import Split
from codedesk.periods import Period
from codedesk.services.figures.audited import audited as audits_of
from codedesk.services.figures.frames import frames_of, ordinal
from codedesk.services.figures.mix_rows import MixRow, MixTypeRow

Spans = tuple[tuple[Period, str], tuple[Period, str]]


@dataclass(frozen=True)
class Both:
    """Both periods as they were read once for everybody. at: the position of each coder by number."""

    pace: Compared
    audited: tuple[AuditedMix, AuditedMix]
    at: dict[int, int]
    work_types: tuple[str, ...]


def compared(session: Session, period: Period, earlier: Period) -> Both:
    """Read both periods for everybody."""
    ledgers, audited = [], []
    for each in (earlier, period):
        frames = frames_of(session, each)
        ledgers.append(frames.ledger)
        _, quality = audits_of(session, each, frames)
        audited.append(AuditedMix(quality.audits, quality.parts, len(frames.work_types)))
    pace = Compared(
        ledgers[0], ledgers[1], frames.standards, ordinal(period.end), len(frames.people), len(frames.work_types)
    )
    return Both(pace, (audited[0], audited[1]), frames.person_at, frames.work_types)


def row(both: Both, block: Block, earlier: Block | None, spans: Spans) -> MixRow | None:
    """Put a coder's (or the team's) change together; None where it cannot be told. spans: now, then earlier."""
    labels = spans[0][1], spans[1][1]
    coder = None if block.coder_id is None else both.at[block.coder_id]
    told = both.pace.of(coder)
    if told is None or earlier is None:
        return None
    accuracies = {each.work_type: each.paired.accuracy for each in block.work_types}
    types = tuple(
        MixTypeRow(
            work_type=both.work_types[kind.kind],
            hours=kind.below,
            earned=kind.above,
            shares=(kind.share_before, kind.share_now),
            paces=(kind.rate_before, kind.rate_now),
            mix=kind.mix,
            pace=kind.rate,
            accuracy=accuracies.get(both.work_types[kind.kind], NotAudited()),
        )
        for kind in told.split.kinds
    )
    quality = _accuracy(both, coder, block.paired.accuracy, earlier.paired.accuracy)
    return MixRow(
        who=block.coder,
        coder_id=block.coder_id,
        period=spans[0][0],
        earlier=spans[1][0],
        label=labels[0],
        before_label=labels[1],
        now=block.paired,
        before=earlier.paired,
        change=told.split.change,
        mix=told.split.mix,
        pace=told.split.rate,
        by_standard=told.by_standard,
        restated=tuple(both.work_types[kind] for kind in told.restated),
        types=types,
        laid_out=told.laid_out,
        weeks=told.split.rows,
        accuracy=quality,
        explanation=_explanation(both, told, quality, labels, block, earlier),
    )


def _accuracy(both: Both, coder: int | None, now: Accuracy | NotAudited, before: Accuracy | NotAudited) -> Split | None:
    """Decompose the change of the accuracy that is shown, where its counts are those of audits by work type."""
    if isinstance(now, NotAudited) or isinstance(before, NotAudited) or now.method != before.method:
        return None
    made = both.audited[0].split_to(both.audited[1], METHODS.index(now.method), coder)
    if made is None or not np.allclose((made.before, made.now), (before.value, now.value), rtol=0, atol=1e-9):
        return None
    return made


def _explanation(
    both: Both, told: PaceSplit, quality: Split | None, labels: tuple[str, str], block: Block, earlier: Block
) -> Explanation:
    pairs = block.paired, earlier.paired
    notes = [mix_explained.RAMPED] if any(each.pace.on_ramp for each in pairs) else []
    if quality is None and all(isinstance(each.accuracy, Accuracy) for each in pairs):
        notes.append(mix_explained.UNSPLIT)
    return mix_explained.explanation(told, quality, both.work_types, labels, tuple(notes))
