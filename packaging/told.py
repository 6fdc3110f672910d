"""What the packages say of themselves: the version and its day, the same in each, taken from where they are kept."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from codedesk import __version__

ROOT = Path(__file__).resolve().parent.parent
CHANGELOG = ROOT / "CHANGELOG.md"
SECTION = re.compile(r"^## (?P<version>\S+)(?: · (?P<day>\d{4}-\d{2}-\d{2}))?$", re.MULTILINE)
UNRELEASED = "Unreleased"


def project_version(path: Path = ROOT / "pyproject.toml") -> str:
    """Return the version that the wheel has."""
    return str(tomllib.loads(path.read_text(encoding="utf-8"))["project"]["version"])


def sections(text: str) -> dict[str, tuple[str, str]]:
    """Return day and text of each section of the changelog, by its version, newest first."""
    heads = list(SECTION.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return {
        head["version"]: (head["day"] or "", text[head.end() : end].strip())
        for head, end in zip(heads, ends, strict=True)
    }


def released(text: str, version: str = __version__) -> bool:
    """Tell whether the changelog has a dated section for the version."""
    return bool(sections(text).get(version, ("", ""))[0])


def made_at() -> datetime:
    """Return when what is packed was last changed: a package of the same state is the same package."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "") or _git("log", "-1", "--format=%ct")
    return datetime.fromtimestamp(int(given), UTC) if given else datetime.now(UTC)


def _git(*words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
