"""The audits of a period and the accuracies made of them: both hold until an audit or a standard changes."""

from sqlmodel import Session

from codedesk.metrics.accuracy import Unnamed, expected_of
from codedesk.metrics.likeness import Likeness
from codedesk.metrics.team_quality import TeamQuality
from codedesk.models import Audit, AuditRecord, Finding, FindingCategory
from codedesk.periods import Period
from codedesk.services.cache import kept
from codedesk.services.figures.audits import AuditFrames, read_audits, same, unnamed_standards
from codedesk.services.figures.design_effect import history
from codedesk.services.figures.frames import Frames
from codedesk.services.figures.lists import TABLES as LISTS

TABLES = (Audit, AuditRecord, Finding, FindingCategory, *LISTS)


class AuditsRead:
    """What audits of a period say, read against the standards of the day on which one asks."""

    def __init__(self, read: AuditFrames) -> None:
        """Take the audits."""
        self.read = read
        self._against: tuple[Unnamed, TeamQuality] | None = None

    def quality(self, frames: Frames, unnamed: Unnamed, known: Likeness) -> TeamQuality:
        """Return the accuracy of everybody; the one of the last time where the log changed nothing about standards."""
        if self._against is None or not same(self._against[0], unnamed):
            audits, made = self.read.audits, self.read.parts
            bars = expected_of(frames.standards, frames.ramps, audits, made, frames.accuracy, unnamed)
            self._against = unnamed, TeamQuality(audits, made, bars, known)
        return self._against[1]


def audited(
    session: Session, period: Period, frames: Frames, *, tried: bool = False
) -> tuple[AuditFrames, TeamQuality]:
    """Return the audits of a period and the accuracy of everybody; of standards only tried nothing is kept."""
    made = _read(session, period, frames)
    known = kept(session, "alike by place", TABLES, lambda: history(session).of_places(frames.person_at))
    against = AuditsRead(made.read) if tried else made
    unnamed = unnamed_standards(session.connection(), frames, made.read, period)
    return made.read, against.quality(frames, unnamed, known)


def audits_of(session: Session, period: Period, frames: Frames) -> AuditFrames:
    """Return what read_audits does; it is kept until an audit or one of the lists changes."""
    return _read(session, period, frames).read


def _read(session: Session, period: Period, frames: Frames) -> AuditsRead:
    return kept(session, ("audits", period), TABLES, lambda: AuditsRead(read_audits(session, period, frames)))
