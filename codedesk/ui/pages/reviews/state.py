"""How far a review is: its state in words, the step that comes next, giving out and what follows from it.

Giving out makes the pages from one moment's rows and keeps both; nothing is drawn or stored here itself.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from codedesk import formats
from codedesk.models.review_words import ReviewState
from codedesk.reports import checks
from codedesk.reports.packet import build
from codedesk.services.reviews import reviews
from codedesk.services.reviews.identifiers import warning
from codedesk.services.reviews.rows import GivenRow, PacketRow, ReviewRow
from codedesk.ui import ask, theme
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.pages.reviews.quarter import quarter_words
from codedesk.ui.pages.reviews.revisions import Revisions
from codedesk.ui.printing import Output
from codedesk.ui.typed import TypedPlace
from codedesk.ui.widgets.buttons import button

_NEXT_WORDS = {
    ReviewState.DRAFT: "Mark as ready",
    ReviewState.READY: "Give out",
    ReviewState.GIVEN: "Record the signature",
}
_NEXT_STATE = {ReviewState.DRAFT: ReviewState.READY, ReviewState.GIVEN: ReviewState.SIGNED}


class StateBar(QWidget):
    """The state and its buttons. keep_typed is called before anything is changed; output saves copies."""

    def __init__(self, context: Context, keep_typed: Callable[[], bool], output: Output) -> None:
        """Make the row, empty."""
        super().__init__()
        self._context, self._keep_typed, self._output = context, keep_typed, output
        self._review: ReviewRow | None = None
        self._changed = ""
        self._words = theme.one_line("", "body", "second")
        self._since = theme.label("", "body", "second", wrap=True)
        self._next = button("", self.step_on)
        self._next.take_one_step()
        self._revise = button("", self.give_out)
        self._refused = button("Signature refused", self.refuse, kind="quiet")
        self._again = button("Reopen", self.reopen, kind="quiet")
        self._given = button("Given revisions", self.show_given, kind="quiet")
        column = theme.column(self, 6)
        column.addWidget(self._words)
        for made in (self._next, self._given):  # when a step was taken, nothing moves and nothing comes under the mouse
            theme.keep_room(made)
        for buttons in ((self._next, self._revise), (self._given, self._again, self._refused)):
            row = QHBoxLayout()
            row.setSpacing(8)
            for made in buttons:
                row.addWidget(made)
            row.addStretch(1)
            column.addLayout(row)
        column.addWidget(self._since)

    def steps(self, here: str) -> tuple[Action, ...]:
        """Declare the steps of a review for the page that shows it."""
        declared = (
            ("next", "Take the review a step on", "Alt+S", self.step_on, self.can_step),
            ("revise", "Give out a revision", "", self.give_out, self.can_revise),
            ("refuse", "Record a refused signature", "", self.refuse, self.is_given),
            ("reopen", "Reopen the review", "", self.reopen, self.is_closed),
            ("given", "Look at what was given", "", self.show_given, self.has_given),
        )
        return tuple(
            Action(f"reviews.{name}", text, keys, run, here, enabled, shown=False)
            for name, text, keys, run, enabled in declared
        )

    def show_review(self, row: ReviewRow) -> None:
        """Show a review's state."""
        self._review, self._changed = row, ""
        state = row.text.state
        self._next.setText(_NEXT_WORDS.get(state, ""))
        self._next.setVisible(state in _NEXT_WORDS and not self._context.read_only)
        self._refused.setVisible(self.is_given())
        self._again.setVisible(self.is_closed())
        self._given.setVisible(self.has_given())
        self._revise.hide()
        self._words.setText(_state_words(row))
        self._words.setToolTip(_state_words(row))
        reason = row.text.refused_reason
        self._since.setText(f"“{reason}”" if reason else "")
        self._since.setVisible(bool(reason))

    def clear(self) -> None:
        """Show no review, so that no step can be taken."""
        self._review, self._changed = None, ""

    def show_changes(self, row: PacketRow) -> None:
        """Say what changed since the packet was given, and offer the next revision."""
        if self._review is None or row.coder.id != self._review.coder_id or not row.since or row.revision:
            return
        changed = formats.plural(len(row.changes), "place")
        self._changed = f"Changed since revision {row.since} in {changed}: see “Before printing”."
        self._since.setText(" ".join(filter(None, (self._since.text(), self._changed))))
        self._since.show()
        self._revise.setText("Give out a revision")
        self._revise.setVisible(self.is_closed())

    def is_given(self) -> bool:
        """Tell whether a signature can be recorded."""
        return self._review is not None and self._review.text.state is ReviewState.GIVEN and not self._context.read_only

    def is_closed(self) -> bool:
        """Tell whether the packet is out and the review could be reopened."""
        return self._review is not None and self._review.text.state.is_out and not self._context.read_only

    @property
    def given(self) -> tuple[GivenRow, ...]:
        """The revisions that were given out of this review, at any time."""
        return self._review.given if self._review is not None else ()

    def has_given(self) -> bool:
        """Tell whether anything was given out of this review."""
        return bool(self.given)

    def show_given(self) -> None:
        """Open the revisions that were given out, each as it was."""
        if self._review is not None and self.given:
            self.revisions = Revisions(self._context, self, self._review, self._output)
            self.revisions.open()

    def can_step(self) -> bool:
        """Tell whether a step comes next."""
        return self._review is not None and self._review.text.state in _NEXT_WORDS and not self._context.read_only

    def can_revise(self) -> bool:
        """Tell whether something changed since the packet was given out."""
        return self.is_closed() and bool(self._changed)

    def step_on(self) -> None:
        """Take the review a step on."""
        if self._review is None or not self.can_step() or not self._keep_typed():
            return
        if self._review.text.state is ReviewState.READY:
            self.give_out()
        else:
            self._set_state(_NEXT_STATE[self._review.text.state])

    def refuse(self) -> None:
        """Record that the coder did not sign, with the reason if one was said."""
        review = self._review
        if review is None or not self._keep_typed():
            return
        key = f"{review.coder_id} {review.period.start}"
        period = review.period.start.isoformat(), review.period.end.isoformat()
        what, title = {"coder_id": review.coder_id, "period": period}, f"Signature refused: {review.coder}"
        place = TypedPlace("why refused", key, title, what, review.coder_id, "reviews")
        reason = self._context.typed.line(self, place, "Signature refused", "What the coder said, if anything:")
        if reason is None:
            return
        found = warning(reason)
        if not found or ask.asker().question(self, "Keep this reason?", f"{found}.", "Keep it", "Leave it out"):
            self._set_state(ReviewState.SIGNATURE_REFUSED, reason)
        self._context.typed.drop(place.path)

    def reopen(self) -> None:
        """Make it a draft again; what was given out stays kept."""
        self._set_state(ReviewState.DRAFT)

    def give_out(self) -> None:
        """Make the pages of this moment, ask, and keep them as the next revision."""
        review = self._review
        if review is None or not self._keep_typed():
            return
        asked = (review.coder_id, review.period, self._context.today())
        self._context.read(self, reviews.packet_to_give, *asked, then=self._ask)

    def _ask(self, row: PacketRow) -> None:
        text = (
            f"These pages are kept as revision {row.revision}, as they are now, and its words are closed. "
            "Corrections made later are listed in the next revision."
        )
        text += "".join(f"\n\n{point.text}" for point in checks.identifier_points(row))
        if ask.asker().question(self, f"Give out the packet of {row.coder.name}?", text, "Give out"):
            self._context.run(self, build, row, then=partial(self._keep, row))

    def _keep(self, row: PacketRow, pdf: bytes) -> None:
        step = f"Give out revision {row.revision}, {row.coder.name}, {row.label}"
        asked = (row.coder.id, row.period, self._context.today(), row.fingerprint, pdf)
        self._context.write(self, step, reviews.give, *asked)

    def _set_state(self, state: str, reason: str = "") -> None:
        review = self._review
        if review is not None and self._keep_typed():
            step = f"Review {state.replace('_', ' ')}, {review.coder}, {quarter_words(self._context)}"
            asked = (review.coder_id, review.period, state, self._context.today(), reason)
            self._context.write(self, step, reviews.set_state, *asked)


def _state_words(row: ReviewRow) -> str:
    text = row.text
    words = f"{row.coder}: {text.state.words}"
    if text.given_on is not None:
        revision = f"revision {row.given[-1].revision}" if row.given else "given"
        out = f"{revision}, {formats.day(text.given_on)}"
        words += f" ({out})" if text.signed_on is None else f" {formats.day(text.signed_on)} ({out})"
    return words
