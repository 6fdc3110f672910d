"""Changes of pace told as signals: of the process with what may explain it, and last as a question about one coder."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from codedesk import formats
from codedesk.metrics import accuracy_words, pace_up_accuracy_down_words
from codedesk.metrics.accuracy_changes import AccuracyChange
from codedesk.metrics.accuracy_words import DatedChange
from codedesk.metrics.audit_limits import AuditLimits
from codedesk.metrics.changes import FoundChange
from codedesk.metrics.figures import Signal
from codedesk.metrics.pace_marks import Explains
from codedesk.metrics.pace_up_accuracy_down import Opposed
from codedesk.metrics.signals import Cause
from codedesk.periods import day_label

BEFORE = timedelta(21)
SLOWS = ("go_live", "downtime", "documentation")
PASSES = ("downtime", "documentation")
"""What slows no longer than it lasts: over for a week, it explains nothing that begins. A go-live may go on slowing."""
A_WEEK = timedelta(7)
"""Kinds that slow the work while they last, and let go at their end; a tool can do both, as the others can."""


@dataclass(frozen=True)
class Explained:
    """What changed in the weeks behind a period: changes by place, the Mondays of the weeks, the names of the places.

    done: the work types that each coder did lately. coder_ids, work_type_ids: the numbers of the places in the file.
    opposed: of whom the pace rose while the accuracy fell.
    every_change: all changes of the weeks that are known, also those that the period is not told of.
    accuracy: its changes; auditors: the names of their places; limits: what the audits of the period are read against.
    """

    changes: tuple[FoundChange, ...]
    mondays: tuple[date, ...]
    coders: tuple[str, ...]
    work_types: tuple[str, ...]
    done: tuple[frozenset[int], ...]
    causes: tuple[Cause, ...]
    coder_ids: tuple[int | None, ...] = ()
    work_type_ids: tuple[int, ...] = ()
    opposed: tuple[Opposed, ...] = ()
    every_change: tuple[FoundChange, ...] = ()
    accuracy: tuple[DatedChange, ...] = ()
    auditors: tuple[str, ...] = ()
    limits: AuditLimits | None = None

    def of_team(self) -> tuple[Signal, ...]:
        """Return the signals of the team pooled: what concerns everybody, a work type or the team's mix."""
        changed = (self._told(change) for change in self.changes if change.coder is None)
        audited = (self._of_accuracy(told) for told in self.accuracy if told.change.coder is None)
        return (*changed, *self._opposed(None), *audited)

    def of_coder(self, coder: int) -> tuple[Signal, ...]:
        """Return the signals that concern a coder: the wide ones first, what is left as a question."""
        concerning = [change for change in self.changes if self._concerns(change, coder)]
        audited = [told for told in self.accuracy if self._concerns(told.change, coder)]
        if any(each.coder == coder and each.fall_high < 0 for each in self.opposed):  # both are sure: told as one
            concerning = [change for change in concerning if change.coder is None or change.size < 0]
            audited = [told for told in audited if told.change.coder is None or told.change.size > 0]
        changed = (self._told(change) for change in sorted(concerning, key=lambda each: each.coder is not None))
        quality = (self._of_accuracy(told) for told in sorted(audited, key=lambda each: each.change.coder is not None))
        return (*changed, *self._opposed(None), *self._opposed(coder), *quality)

    def _concerns(self, change: FoundChange | AccuracyChange, coder: int) -> bool:
        """Tell whether a change is a coder's own, or one of many that the coder is among."""
        if change.coder is not None:
            return change.coder == coder
        return change.work_type is None or change.work_type in self.done[coder]

    def _of_accuracy(self, told: DatedChange) -> Signal:
        change, causes = told.change, [cause for cause in self.causes if self._in_scope(cause, told.change)]
        if change.level == "auditor":
            who, causes = f"Audits by {self.auditors[change.auditor or 0]}", []
        else:
            who = self._who(change)
        told = replace(told, candidates=tuple(accuracy_words.candidates(told, causes)))
        return accuracy_words.signal(told, who, *self._numbers(change))

    def _numbers(self, change: FoundChange | AccuracyChange) -> tuple[int | None, int | None]:
        """Return the numbers of coder and work type in the file, None where it is of neither."""
        coder = None if change.coder is None or not self.coder_ids else self.coder_ids[change.coder]
        kind = None if change.work_type is None or not self.work_type_ids else self.work_type_ids[change.work_type]
        return coder, kind

    def types_of(self, coder: int) -> frozenset[str]:
        """Return the names of the work types that a coder did lately."""
        return frozenset(self.work_types[kind] for kind in self.done[coder])

    def _opposed(self, coder: int | None) -> Iterator[Signal]:
        for each in self.opposed:
            if each.coder == coder:
                who = "The team as a whole" if coder is None else self.coders[coder]
                number = None if coder is None else self.coder_ids[coder]
                yield replace(pace_up_accuracy_down_words.told(each, who, self.mondays), coder_id=number)

    def explains_team(self) -> tuple[Explains, ...]:
        """Return what explains marks of the team's chart: all that is the process's."""
        return tuple(self._explains(change) for change in self.every_change if change.coder is None)

    def explains_coder(self, coder: int) -> tuple[Explains, ...]:
        """Return what explains marks of a coder's chart: the process, the mix, an event of their own."""
        return tuple(
            self._explains(change)
            for change in self.every_change
            if change.level != "ramp"
            and (
                (change.coder == coder and (change.level == "mix" or any(self._candidates(change))))
                or (change.coder is None and (change.work_type is None or change.work_type in self.done[coder]))
            )
        )

    def explains_type(self, kind: int) -> tuple[Explains, ...]:
        """Return what explains marks of the chart of all who do a work type: the team, and the type as a whole."""
        return tuple(
            self._explains(change)
            for change in self.every_change
            if change.coder is None and change.level != "mix" and change.work_type in (None, kind)
        )

    def _explains(self, change: FoundChange) -> Explains:
        with_whom = {
            "team": "with the whole team",
            "work_type": f"with all who do {self.work_types[change.work_type]}" if change.work_type is not None else "",
            "mix": "by another mix of work",
        }.get(change.level, "")
        after = next(self._candidates(change), "")
        words = ", ".join(part for part in (with_whom, f"after “{after}”" if after else "") if part)
        last = None if change.last is None else self.mondays[change.last]
        return Explains(self.mondays[change.first], last, change.size > 0, words)

    def _told(self, change: FoundChange) -> Signal:
        candidates = tuple(self._candidates(change))
        coder_id, work_type_id = self._numbers(change)
        asked = change.level in ("coder", "ramp") and not candidates
        text = f"{self._who(change)}: {self._what(change)}"
        if candidates:
            text += f" – look at the process first: {'; '.join(candidates)}"
        elif asked and change.first == change.last and change.size > 0:
            text += " – are the hours and charts of that week right?"
        elif asked:
            text += " – has something changed in the work?"
        elif change.level != "mix":
            text += " – what changed in the work?"
        return Signal(
            kind="individual" if asked else "process",
            measure="pace",
            mark="shift",
            since=self.mondays[change.first],
            text=text,
            candidates=candidates,
            until=None if change.last is None else self.mondays[change.last] + timedelta(6),
            size=change.size,
            low=change.low,
            high=change.high,
            level=change.level,
            coder_id=coder_id,
            work_type_id=work_type_id,
            whole_since=None if change.full is None else self.mondays[change.full],
        )

    def _who(self, change: FoundChange | AccuracyChange) -> str:
        if change.coder is not None:
            return self.coders[change.coder]
        if change.work_type is None:
            return "The team as a whole"
        return f"{self.work_types[change.work_type]}, all who do it"

    def _what(self, change: FoundChange) -> str:
        low, high = sorted((abs(change.low), abs(change.high)))
        size = f"{_percent(change.size)} % {'higher' if change.size > 0 else 'lower'}"
        sure = f"({_percent(low)} to {_percent(high)} %)"
        when = self._when(change)
        if change.level == "mix":
            return f"pace {size} {when} by another mix of work, not by its speed"
        if change.level == "ramp":
            return f"{_percent(change.size)} % below the ramp {sure} {when}"
        seen = f", seen in {change.shared[0]} of {change.shared[1]} coders" if change.coder is None else ""
        return f"pace {size} {sure} {when}{seen}"

    def _when(self, change: FoundChange) -> str:
        first = day_label(self.mondays[change.first])
        if change.full is not None:
            return f"little by little from the week of {first} to the week of {day_label(self.mondays[change.full])}"
        if change.held is not None and change.last is not None:
            held = day_label(self.mondays[change.held])
            full = f"in the week of {first}" if change.held == change.first else f"in the weeks of {first} to {held}"
            return f"{full}, fading until the week of {day_label(self.mondays[change.last])}"
        if change.last is None:
            return f"since the week of {first}"
        if change.last == change.first:
            return f"in the week of {first}"
        return f"in the weeks of {first} to {day_label(self.mondays[change.last])}"

    def _candidates(self, change: FoundChange) -> Iterator[str]:
        for cause in sorted(self.causes, key=lambda each: each.day):
            if self._in_time(cause, change) and self._in_scope(cause, change):
                yield f"{cause.text} ({day_label(cause.day)})"

    def _in_scope(self, cause: Cause, change: FoundChange | AccuracyChange) -> bool:
        """Tell whether a cause may explain a change: what concerns many and left all others as they were does not."""
        if change.coder is None:
            return cause.coder is None and (
                change.work_type is None or cause.work_type in (None, self.work_types[change.work_type])
            )
        if cause.coder is not None:
            return cause.coder == self.coders[change.coder]
        others = (coder for coder in range(len(self.done)) if coder != change.coder and self._does(coder, cause))
        return self._does(change.coder, cause) and next(others, None) is None

    def _does(self, coder: int, cause: Cause) -> bool:
        """Tell whether a coder does work that a cause is about."""
        return any(cause.work_type in (None, self.work_types[kind]) for kind in self.done[coder])

    def _in_time(self, cause: Cause, change: FoundChange) -> bool:
        """Tell whether a cause begins shortly before the change, lasts while it begins, or ends and lets it go.

        Where a change grows, its first week is less sure: what began in the first third of its way may explain it too.
        """
        first = self.mondays[change.first]
        sure_of = change.first if change.full is None else change.first + (change.full - change.first) // 3
        last_day = self.mondays[sure_of] + timedelta(6)
        over = cause.day if cause.kind == "downtime" and cause.until is None else cause.until
        passed = cause.kind in PASSES and over is not None and first - over > A_WEEK
        begins = cause.day <= last_day and first - cause.day <= BEFORE and not passed
        lasts = cause.until is not None and cause.day <= last_day and first <= cause.until
        ends = cause.until is not None and cause.until <= last_day and first - cause.until <= BEFORE
        if cause.kind in SLOWS:
            return (begins or lasts) if change.size < 0 else ends
        return begins or lasts or ends


NOTHING = Explained((), (), (), (), (), ())


def in_period(changes: Sequence[FoundChange], mondays: Sequence[date], start: date) -> tuple[FoundChange, ...]:
    """Return the changes that a period is told of: begun, or still growing, in it or shortly before, or ended in it."""
    return tuple(
        change
        for change in changes
        if mondays[change.first if change.full is None else change.full] >= start - 2 * BEFORE
        or (change.last is not None and mondays[change.last] + timedelta(6) >= start)
    )


def _percent(share: float) -> str:
    return formats.number(round(abs(share) * 100))
