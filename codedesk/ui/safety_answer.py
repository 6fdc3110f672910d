"""“Am I safe?”: one sentence, what stands behind it, and at most one thing to do. Words only; nothing is looked up.

What threatens most comes first: one fault at a time is said, and one way out of it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from codedesk import formats, paths
from codedesk.settings import Settings
from codedesk.store.file_state import FileState, HeldBackup
from codedesk.ui import theme

OLD = timedelta(days=3)
ELSEWHERE = timedelta(days=30)
ENCRYPTED = "By a passphrase: the file, its journal and the backups made since. Exports, packets and paper are not."
_LEAST_ROOM = 200_000_000
_TIMES_THE_FILE = 10
WHY = {
    "asked": "asked for",
    "open": "at opening",
    "daily": "daily",
    "import": "before an import",
    "restore": "before a restore",
    "erase": "after an erasure",
    "kept": "kept from the window",
}


@dataclass(frozen=True, slots=True)
class SafetyFacts:
    """What the answer is made of. problem: what a check found; elsewhere: the last copy on another disk."""

    state: FileState
    now: datetime
    problem: str = ""
    astray: str = ""
    read_only: bool = False
    sample: bool = False
    elsewhere: datetime | None = None

    @property
    def newest(self) -> HeldBackup | None:
        """The newest backup."""
        return self.state.held[0] if self.state.held else None

    @property
    def since(self) -> int:
        """How many steps are not in the newest backup."""
        found = self.newest.contents if self.newest else None
        return max(0, self.state.contents.step - found.step) if found else self.state.contents.step


@dataclass(frozen=True, slots=True)
class SafetyAnswer:
    """The answer: a sentence, a line about it, the name of the one action that helps ("" for none)."""

    tone: theme.Tone
    sentence: str
    line: str
    action: str = ""


def answer(facts: SafetyFacts) -> SafetyAnswer:
    """SafetyAnswer by what threatens most."""
    return _lost(facts) or _not_backed_up(facts) or _exposed(facts) or _safe(facts)


def _lost(facts: SafetyFacts) -> SafetyAnswer | None:
    if facts.astray:
        return SafetyAnswer("error", "No: the department file is not in its place.", facts.astray, "place")
    if facts.problem:
        sound = next((row for row in facts.state.held if row.sound), None)
        what = f"{facts.problem[:1].upper()}{facts.problem[1:]}."
        if sound is None:
            return SafetyAnswer(
                "error", "No: the file is damaged.", f"{what} No backup can be relied on here.", "other"
            )
        best = f"{what} The newest backup that can be relied on was made {moment(sound.backup.at, facts.now)}."
        return SafetyAnswer("error", "No: the file is damaged.", best, "restore_best")
    if facts.read_only:
        line = "What is in it is sound. Open it where it may be written, or ask who may write there."
        return SafetyAnswer("caution", "Not quite: nothing can be saved here, the file is open for reading only.", line)
    return None


def _not_backed_up(facts: SafetyFacts) -> SafetyAnswer | None:
    newest = facts.newest
    if facts.state.trouble:
        return SafetyAnswer("caution", "Not quite: the backups cannot be reached.", facts.state.trouble, "elsewhere")
    if newest is None:
        line = "One fault of the disk, and everything would be lost."
        return SafetyAnswer("caution", "Not yet: there is no backup.", line, "backup")
    if not newest.sound:
        line = "It was changed after it was checked, or it cannot be read. What is in the file itself is sound."
        return SafetyAnswer("caution", "Not quite: the newest backup cannot be relied on.", line, "backup")
    if facts.since and facts.now - newest.backup.at > OLD:
        steps = formats.plural(facts.since, "step is", "steps are")
        line = f"The last backup was made {moment(newest.backup.at, facts.now)}."
        return SafetyAnswer("caution", f"Not quite: {steps} in no backup.", line, "backup")
    return None


def _exposed(facts: SafetyFacts) -> SafetyAnswer | None:
    here = facts.state
    if here.free is not None and here.free < max(_LEAST_ROOM, _TIMES_THE_FILE * (here.size or 0)):
        line = f"{size_words(here.free)} are free where the department lies. Make room, or saving will fail one day."
        return SafetyAnswer("caution", "Not quite: the disk is nearly full.", line)
    if here.danger:
        line = f"{here.danger} Close it, move it to {paths.data_folder()}, and open it there: it may be damaged here."
        return SafetyAnswer("caution", "Not quite: the file lies where something else writes to it.", line)
    if here.others_read:
        line = "Everybody who uses this computer may open it."
        return SafetyAnswer("caution", "Not quite: the file is not yours alone.", line, "private")
    return None


def _safe(facts: SafetyFacts) -> SafetyAnswer:
    if facts.sample:
        return SafetyAnswer("improvement", "Yes. This is the sample team: nothing in it has to be kept.", "")
    if facts.elsewhere is None or facts.now - facts.elsewhere > ELSEWHERE:
        when = f"The last was made {moment(facts.elsewhere, facts.now)}." if facts.elsewhere else ""
        line = f"Keep a copy on a USB stick or another disk, once a month. {when}".strip()
        sentence = "Yes, as long as this computer lives: its backups lie on the same disk."
        return SafetyAnswer("improvement", sentence, line, "elsewhere")
    line = "The file is sound, its backups were opened, checked and counted, and another disk has a copy."
    return SafetyAnswer("improvement", "Yes. Nothing is to be done.", line)


def copied_elsewhere(settings: Settings, path: Path) -> tuple[datetime | None, str]:
    """Return when and where a copy of a department was last made on another disk from here; (None, "") for never."""
    at, _, folder = settings.copies_elsewhere.get(str(path), "").partition(" ")
    try:
        return datetime.fromisoformat(at), folder
    except ValueError:
        return None, ""


def backup_words(facts: SafetyFacts) -> str:
    """Say when and why the last backup was made, what it holds, and what is not in it yet."""
    newest = facts.newest
    if newest is None:
        return "none yet"
    why = WHY.get(newest.backup.why, newest.backup.why.replace("-", " "))
    held = f" It holds {newest.contents.words}." if newest.contents else ""
    state = {"checked": "opened, checked and counted", "changed": "changed since it was checked"}.get(newest.state, "")
    since = f" {formats.plural(facts.since, 'step')} since." if facts.since else ""
    when = f"{moment(newest.backup.at, facts.now)} ({why})"
    return f"{when[:1].upper()}{when[1:]}{', ' if state else ''}{state}.{held}{since}"


def elsewhere_words(facts: SafetyFacts, folder: str) -> str:
    """Say when a copy was last made on another disk, and where."""
    if facts.elsewhere is None:
        return "None made from here yet"
    when = moment(facts.elsewhere, facts.now)
    return f"{when[:1].upper()}{when[1:]}, in {folder}"


def room_words(state: FileState) -> str:
    """Say how large the file is and how much room there is."""
    size = "The file is not there" if state.size is None else f"The file has {size_words(state.size)}"
    return size if state.free is None else f"{size}; {size_words(state.free)} are free"


def place_words(state: FileState) -> str:
    """Say what kind of folder it is, and who may read the file."""
    kind = state.danger or "A folder of this computer, in no cloud and on no network."
    return f"{kind} {reader_words(state)}"


def encryption_words(state: FileState, encrypted: bool) -> str:
    """Say whether the department is encrypted, and whether the disk below it is."""
    disk = {
        True: "The computer’s disk is encrypted; copies elsewhere are not.",
        False: "The computer’s disk is not encrypted either.",
        None: "Whether the computer’s disk is encrypted cannot be told here; copies elsewhere are not.",
    }[state.disk_encrypted]
    return ENCRYPTED if encrypted else f"No passphrase. {disk}"


def reader_words(state: FileState) -> str:
    """Say who may read the file."""
    return "Others on this computer may read it." if state.others_read else "Only you may read it."


def moment(at: datetime, now: datetime) -> str:
    """Say when something was, by how long ago: "today, 08:02", "yesterday, 08:02", "12 days ago"."""
    days = (now.astimezone().date() - at.astimezone().date()).days
    if days <= 0:
        return f"today, {formats.clock(at)}" if days == 0 else f"on {formats.moment(at)}, which is yet to come"
    return f"yesterday, {formats.clock(at)}" if days == 1 else f"{days} days ago"


def size_words(size: int) -> str:
    """Write a size: "212 kB", "1.2 MB", "81.4 GB"."""
    if size >= 1_000_000_000:
        return f"{formats.fixed(size / 1_000_000_000, 1)} GB"
    return f"{formats.fixed(size / 1_000_000, 1)} MB" if size >= 100_000 else f"{formats.fixed(size / 1000, 0)} kB"
