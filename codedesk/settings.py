"""The choices of this machine: appearance, last department, window places. A leaf: plain JSON, nothing secret.

Of a department only the place is kept here, and its name unless it is encrypted; no value of any row, and what is typed
of a new one only until it is founded.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

RECENT = 8  # department files that are remembered


@dataclass
class Settings:
    """The choices as they stand. `save` writes them; a choice that cannot be read is its default."""

    appearance: str = "system"
    date_order: str = "ask"
    compact_rows: bool = True
    log_waiting: bool = False
    cover_minutes: int = 10
    keep_years: int = 0
    who: str = ""
    last_department: str = ""
    recent: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    last_page: str = "today"
    first_page: str = "home"
    last_folder: str = ""
    window: str = ""
    column_widths: dict[str, list[int]] = field(default_factory=dict)
    column_orders: dict[str, list[str]] = field(default_factory=dict)
    audit_states: dict[str, str] = field(default_factory=dict)
    folds: dict[str, bool] = field(default_factory=dict)
    copies_elsewhere: dict[str, str] = field(default_factory=dict)
    founding: dict[str, Any] = field(default_factory=dict)
    place: Path | None = field(default=None, compare=False)

    @classmethod
    def load(cls, place: Path) -> "Settings":
        """Read the choices; a missing or damaged file means defaults, never an error."""
        try:
            found = json.loads(place.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            found = {}
        return cls(**_known(found if isinstance(found, dict) else {}), place=place)

    @property
    def departments(self) -> tuple[Path, ...]:
        """The department files that were open here, the last one first; some may be gone."""
        known = dict.fromkeys((self.last_department, *self.recent))
        return tuple(Path(name) for name in known if isinstance(name, str) and name)

    def remember(self, department: Path, name: str = "") -> None:
        """Put a department file before the others that were open here, under its name, where that may be said.

        It is written at once: after a crash the next start finds it.
        """
        self.forget(department)
        self.last_department = str(department)
        self.recent = [self.last_department, *self.recent][:RECENT]
        names = self.names | {self.last_department: name}
        self.names = {path: called for path, called in names.items() if called and path in self.recent}
        self.save()

    def forget(self, department: Path) -> None:
        """Take a department file off the list; the file itself stays."""
        self.recent = [str(known) for known in self.departments if known != department]
        self.last_department = "" if self.last_department == str(department) else self.last_department
        self.names.pop(str(department), None)

    def keep_founding(self, texts: Mapping[str, Any]) -> None:
        """Keep what is typed of a new department, nothing once it is founded."""
        self.founding = dict(texts)
        self.save()

    def save(self) -> bool:
        """Write the choices through a temporary file; False where they could not be (the work goes on)."""
        if self.place is None:
            return True
        values = asdict(self)
        del values["place"]
        temporary = self.place.with_name(self.place.name + ".new")
        try:
            self.place.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps(values, indent=1, ensure_ascii=False), encoding="utf-8")
            temporary.chmod(0o600)
            temporary.replace(self.place)
        except OSError:
            return False
        return True


def _known(found: Mapping[str, Any]) -> dict[str, Any]:
    defaults = Settings()
    kept = {}
    for item in fields(Settings):
        value = found.get(item.name)
        if item.name != "place" and type(value) is type(getattr(defaults, item.name)):
            kept[item.name] = value
    return kept
