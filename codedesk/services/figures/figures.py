"""The figures of a period: the one question that screens, packets and exports ask of the log and the audits.

The making lives in services/figures/blocks.py and in metrics; it is loaded with the first question, not at the start.
"""

from collections.abc import Sequence
from datetime import date
from importlib import import_module

from sqlmodel import Session

from codedesk.metrics.figures import Block, TeamFigures
from codedesk.metrics.rates import Assumed
from codedesk.periods import Period

_MAKING = ("codedesk.services.figures.blocks", "codedesk.metrics.standards")


def load() -> None:
    """Load what makes figures: a tenth of a second and more, away from the thread of the file, so that nobody waits."""
    for name in _MAKING:
        import_module(name)


def read_ahead(session: Session, period: Period, today: date, step: int) -> bool:
    """Read one short part of what team_figures needs, by its number from 0; tell whether there is a next."""
    from codedesk.services.figures.ahead import read_step  # noqa: PLC0415 - numpy is loaded at first use

    return read_step(session, period, today, step)


def team_figures(
    session: Session, period: Period, coder_ids: Sequence[int] | None = None, today: date | None = None
) -> TeamFigures:
    """Make the figures of a period: the team pooled, and a block per coder in order of the shown names.

    Coders employed in the period or with data in it have a block; coder_ids chooses among them. The team is always
    the whole team, so that a signal shared by most of it is known as one. today (the date of the computer unless
    given) bounds the days that are due.
    """
    from codedesk.services.figures.blocks import team_blocks  # noqa: PLC0415 - numpy is loaded at first use

    chosen = None if coder_ids is None else frozenset(coder_ids)
    return team_blocks(session, period, chosen, today or date.today())


def coder_figures(session: Session, period: Period, coder_id: int, today: date | None = None) -> Block | None:
    """Return the block of one coder as team_figures makes it, and nobody else's; None where there is none."""
    from codedesk.services.figures.blocks import making  # noqa: PLC0415 - numpy is loaded at first use

    found = making(session, period, today or date.today()).blocks(frozenset([coder_id]))
    return found[0] if found else None


def revised_days(session: Session, period: Period, coder_id: int, today: date | None = None) -> tuple[date, ...]:
    """Return the days in a period from which another standard holds for work of which the coder logged charts in it."""
    from codedesk.services.figures.blocks import making  # noqa: PLC0415 - numpy is loaded at first use

    return making(session, period, today or date.today()).revised(coder_id)


def plain_figures(
    session: Session, period: Period, coder_ids: Sequence[int] | None = None, today: date | None = None
) -> TeamFigures:
    """Make the figures of a period as team_figures does, without the signals of pace, which two years are read for."""
    from codedesk.services.figures.blocks import team_blocks  # noqa: PLC0415 - numpy is loaded at first use

    chosen = None if coder_ids is None else frozenset(coder_ids)
    return team_blocks(session, period, chosen, today or date.today(), signals=False)


def assumed_figures(
    session: Session, period: Period, work_type_id: int, assumed: Assumed, today: date | None = None
) -> TeamFigures:
    """Make the figures of a period as plain_figures does, with a standard of a work type laid over those stored."""
    from codedesk.services.figures.blocks import read_anew  # noqa: PLC0415 - numpy is loaded at first use

    return read_anew(session, period, today or date.today(), (work_type_id, assumed)).figures()
