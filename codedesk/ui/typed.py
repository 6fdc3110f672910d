"""What is typed in any form, kept letter by letter until it is stored or discarded, and shown again where it stood.

One for each open department. A form is followed under its place: what was kept of that place before is shown in it,
and from then on every change of it is kept, also from a kill, for as long as it differs from what is stored.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid
from typing_extensions import override

from codedesk.errors import Refused
from codedesk.models.fields import Draft
from codedesk.settings import Settings
from codedesk.store.typed import TypedFile, TypedRow
from codedesk.ui import ask
from codedesk.ui.background import Background
from codedesk.ui.widgets.form_foot import FormFoot

NEW = "new"  # how the key of a row begins that is not stored yet
D = TypeVar("D", bound=Draft)
Opener = Callable[[str], object]
WHY = "why "
"""Before the noun, the name of a form: the line that asks why a row is voided."""
NOT_KEPT = "What you type is not kept beside the department file ({why}). It stays in this window: save it soon."


def drafts_of(kind: type[D], dumped: Sequence[Mapping[str, Any]]) -> tuple[D, ...]:
    """Make drafts of what was kept; what another version wrote and this one cannot read is left out."""
    found: list[D] = []
    for values in dumped:
        try:
            found.append(kind.model_validate(values))
        except (Refused, ValueError, TypeError):
            continue
    return tuple(found)


class TypedForm(Protocol):
    """What every form can do that is followed: say what stands in it, right or wrong, and show that again."""

    changed: Any

    @property
    def texts(self) -> Mapping[str, Any]:
        """What stands in the form, as JSON can write it."""

    @property
    def unsaved(self) -> bool:
        """Tell whether it differs from where typing began."""

    def begin(self) -> None:
        """Take what stands in the form as where typing begins."""

    def show_texts(self, texts: Mapping[str, Any], /) -> None:
        """Show what `texts` returned, maybe long ago; where typing begins stays."""

    def revert(self) -> None:
        """Show again where typing began."""


@dataclass(frozen=True, slots=True)
class TypedPlace:
    """Which form it is: what kind of form, and the row that it is about, or new. title names it for people.

    page and what are how the window shows the page on which it stands, the one that is shown if left out; coder_id is
    whom it is about.
    """

    form: str
    key: str
    title: str
    what: Mapping[str, Any] = field(default_factory=dict)
    coder_id: int | None = None
    page: str = ""

    @property
    def is_new(self) -> bool:
        """Tell whether it is about a row that is not stored yet."""
        return self.key.startswith(NEW)

    @property
    def path(self) -> str:
        """The name under which it is kept."""
        return f"{self.form}/{self.key}"


class Window(Protocol):
    """What is asked of the window: the context."""

    @property
    def settings(self) -> Settings:
        """What is known of the window: the page that is shown."""

    def navigate(self, page: str, **what: Any) -> None:
        """Show a page."""

    def say(self, kind: Any, text: str, retry: Any = None, *, stays: bool | None = None) -> None:
        """Show one sentence."""


class TypedForms(QObject):
    """Keeps what is typed in one department. Signal: changed() when something else waits than before."""

    changed = Signal()

    def __init__(self, file: TypedFile, window: Window, background: Background) -> None:
        """Take where it is kept, what shows pages and says sentences, and what tells when a page has been read."""
        super().__init__(background)
        self._file, self._window, self._background = file, window, background
        self._told = False
        self._openers: dict[tuple[str, str], Opener] = {}
        self._opening: Callable[[], object] | None = None
        self._followed: list[_FollowedForm] = []
        self._shown: list[Callable[[], set[str]]] = []
        background.became_idle.connect(self._open_waiting)

    def follow(
        self,
        form: TypedForm,
        place: TypedPlace,
        foot: FormFoot | None = None,
        discarded: Callable[[], object] | None = None,
    ) -> bool:
        """Keep what is typed in a form from now on, and show what was kept of its place; True where there was any.

        What stands in the form now is where typing begins. The foot says that it is not saved; discarded() follows
        where a person wants that no more.
        """
        form.begin()
        row = self._file.row(place.path)
        if row is not None:
            form.show_texts(row.texts)
        followed = self._of(form) or self._new(form)
        followed.place, followed.foot, followed.discarded = place, foot, discarded
        if foot is not None:
            foot.discard_wanted = followed.discard
        followed.look()
        self.changed.emit()
        return row is not None

    def leave(self, form: TypedForm) -> None:
        """Follow a form no more; what was kept of it waits."""
        found = self._of(form)
        if found is not None:
            found.place = None
            self.changed.emit()

    def stored(self, form: TypedForm) -> None:
        """Let go of what was kept of a form: it is stored as it stands."""
        form.begin()
        self.look(form)

    def look(self, form: TypedForm) -> None:
        """Look again whether a form differs from what is stored."""
        found = self._of(form)
        if found is not None:
            found.look()

    def has(self, place: TypedPlace) -> bool:
        """Tell whether something waits in a place."""
        return self._file.row(place.path) is not None

    def keys(self, form: str) -> tuple[str, ...]:
        """Return of which rows of a kind of form something waits, the oldest first."""
        return tuple(row.place.partition("/")[2] for row in self._file.rows if row.place.startswith(f"{form}/"))

    def keep(self, place: TypedPlace, texts: Mapping[str, Any]) -> None:
        """Keep what stands in a place."""
        fresh = not self.has(place)
        where = {"page": place.page or self._window.settings.last_page, "what": dict(place.what)}
        kept = self._file.keep(TypedRow(place.path, place.title, where, texts, coder_id=place.coder_id))
        if not kept and not self._told and self._file.problem:
            self._told = True
            self._window.say("caution", NOT_KEPT.format(why=self._file.problem), stays=True)
        self._told = self._told and not kept
        if fresh:
            self.changed.emit()

    def kept(self, place: TypedPlace) -> Mapping[str, Any]:
        """Return what is kept of a place, nothing where nothing is."""
        row = self._file.row(place.path)
        return row.texts if row is not None else {}

    def line(self, parent: QWidget, place: TypedPlace, title: str, label: str) -> str | None:
        """Ask for one line; None where the person leaves. What is given is kept until who asked drops it, as stored."""

        def keep(text: str) -> None:
            if text.strip():
                self.keep(place, {"text": text})
            else:
                self.drop(place.path)

        given = ask.asker().line(parent, title, label, str(self.kept(place).get("text", "")), keep)
        if given is None:
            self.drop(place.path)
        return given

    def drop(self, path: str) -> None:
        """Let go of what was kept under a name."""
        if self._file.row(path) is not None:
            self._file.drop(path)
            self.changed.emit()

    def discard(self, row: TypedRow) -> None:
        """Give up what waits, and take it out of the form where that is open."""
        for followed in self._valid():
            if followed.place is not None and followed.place.path == row.place:
                followed.discard()
        self.drop(row.place)

    @property
    def waiting(self) -> tuple[TypedRow, ...]:
        """What is not saved and not in sight now, the oldest first."""
        in_sight = {each.place.path for each in self._valid() if each.place is not None and each.in_sight}
        in_sight |= {path for shown in self._shown for path in shown()}
        return tuple(row for row in self._file.rows if row.place not in in_sight)

    @property
    def unsaved(self) -> bool:
        """Tell whether anything typed is not saved, in sight or not."""
        return bool(self._file.rows)

    def sees(self, shown: Callable[[], set[str]]) -> None:
        """Say what else tells under which names something is in sight."""
        self._shown.append(shown)

    def opens(self, page: str, form: str, opener: Opener) -> None:
        """Say what opens a kind of form on a page: opener(key of the row, or of a new one)."""
        self._openers[page, form] = opener

    def open(self, row: TypedRow) -> None:
        """Show the form in which something waits: its page, and the form as soon as the page has been read."""
        page, (form, _, key) = str(row.where.get("page", "")), row.place.partition("/")
        self._window.navigate(page, **dict(row.where.get("what", {})))
        self._opening = partial(self._open_on, page, form, key, row.title)
        self._open_waiting()

    def _open_waiting(self) -> None:
        if self._opening is not None and not self._background.busy:
            opening, self._opening = self._opening, None
            opening()

    def _open_on(self, page: str, form: str, key: str, title: str) -> None:
        own = self._openers.get((page, form))
        if (opener := own or self._openers.get((page, form.removeprefix(WHY)))) is not None:  # to the row, if no nearer
            opener(key)
        elif not any(each.place is not None and each.place.path == f"{form}/{key}" for each in self._valid()):
            self._window.say("info", f"“{title}”: what you typed stands in the form when you open it again.")

    def _new(self, form: TypedForm) -> "_FollowedForm":
        self._followed = [*self._valid(), _FollowedForm(self, form)]
        return self._followed[-1]

    def _of(self, form: TypedForm) -> "_FollowedForm | None":
        return next((each for each in self._valid() if each.form is form), None)

    def _valid(self) -> list["_FollowedForm"]:
        return [each for each in self._followed if isValid(each) and isValid(each.form)]


class _FollowedForm(QObject):
    """One form that is followed, for as long as it lives."""

    def __init__(self, typed: TypedForms, form: TypedForm) -> None:
        super().__init__(form if isinstance(form, QObject) else typed)
        self.form, self._typed = form, typed
        self.place: TypedPlace | None = None
        self.foot: FormFoot | None = None
        self.discarded: Callable[[], object] | None = None
        form.changed.connect(self.look, Qt.ConnectionType.DirectConnection)
        owner = form.parent() if isinstance(form, QObject) and not isinstance(form, QWidget) else form
        self._widget = owner if isinstance(owner, QWidget) else None
        if self._widget is not None:
            self._widget.installEventFilter(self)

    @property
    def in_sight(self) -> bool:
        """Tell whether a person sees the form now."""
        return self._widget is not None and self._widget.isVisible()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the form comes into sight or goes out of it."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide) and isValid(self._typed):
            self._typed.changed.emit()
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """Keep what stands in the form, or let go of it where it is what is stored."""
        if self.place is None or not isValid(self._typed):
            return
        unsaved = self.form.unsaved
        if unsaved:
            self._typed.keep(self.place, self.form.texts)
        else:
            self._typed.drop(self.place.path)
        if self.foot is not None and isValid(self.foot):
            self.foot.show_unsaved(unsaved)

    def discard(self) -> None:
        """Give up what was typed."""
        self.form.revert()
        self.look()
        if self.discarded is not None:
            self.discarded()
