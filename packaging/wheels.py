"""The wheel and the sdist: built, compared, and tried in an environment of their own, outside the tree."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

import bundle
import gate
import told

from codedesk import __version__

ROOT = Path(__file__).resolve().parent.parent
# What a wheel without its resources lacked: it was installed, and its window did not open.
INSIDE = (
    "codedesk/resources/theme.json",
    "codedesk/resources/icons/codedesk.svg",
    "codedesk/resources/fonts/OFL.txt",
    "codedesk/manual/using.md",
)
ENTRY = "codedesk = codedesk.cli:main"


def build(out: Path) -> tuple[Path, Path]:
    """Build both from the tree, and a wheel from the sdist: it has to be the same, to the byte."""
    wheel, sdist = made(ROOT, "wheel", out), made(ROOT, "sdist", out)
    lacking = [name for name in INSIDE if name not in zipfile.ZipFile(wheel).namelist()]
    if lacking or ENTRY not in entries(wheel):
        raise bundle.NotBuilt(f"{wheel.name} lacks {', '.join(lacking) or 'its command'}.")
    with tempfile.TemporaryDirectory(prefix="codedesk-sdist-") as folder:
        unpack(sdist, Path(folder))
        again = made(Path(folder) / f"codedesk-{__version__}", "wheel", Path(folder))
        if again.read_bytes() != wheel.read_bytes():
            raise bundle.NotBuilt(
                f"{sdist.name} builds another wheel than the tree: {', '.join(differing(again, wheel))}."
            )
    return wheel, sdist


def unpack(sdist: Path, folder: Path) -> None:
    """Write every file of an sdist into a folder."""
    with tarfile.open(sdist) as archive:
        for member in archive:
            content = archive.extractfile(member)
            if content is not None:
                (folder / member.name).parent.mkdir(parents=True, exist_ok=True)
                (folder / member.name).write_bytes(content.read())


def made(tree: Path, kind: str, out: Path) -> Path:
    """Build one of the two from a tree and return it."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(out)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(int(told.made_at().timestamp()))}
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise bundle.NotBuilt(f"{done.stdout}{done.stderr}\nThe {kind} could not be built.")
    (found,) = out.glob(f"codedesk-{__version__}{'.tar.gz' if kind == 'sdist' else '-*.whl'}")
    return found


def entries(wheel: Path) -> str:
    """Return what a wheel says of its commands."""
    return zipfile.ZipFile(wheel).read(f"codedesk-{__version__}.dist-info/entry_points.txt").decode()


def differing(one: Path, other: Path) -> list[str]:
    """Return the files that are not the same in two wheels."""
    sums = [{each.filename: each.CRC for each in zipfile.ZipFile(path).infolist()} for path in (one, other)]
    return sorted({name for name, _ in sums[0].items() ^ sums[1].items()}) or ["the archive's own order"]


def try_out(wheel: Path) -> bool:
    """Install the wheel in a new environment, as a stranger would, and let its command through the gate."""
    with tempfile.TemporaryDirectory(prefix="codedesk-venv-") as folder:
        place = Path(folder) / "venv"
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
        scripts = place / ("Scripts" if os.name == "nt" else "bin")
        pip = [str(scripts / "python"), "-m", "pip", "--disable-pip-version-check", "--no-input", "-qq"]
        lock = ["--require-hashes", "-r", str(ROOT / "requirements.lock")]
        for words in (["install", "--no-deps", *lock], ["install", "--no-deps", str(wheel)], ["check"]):
            if subprocess.run([*pip, *words], cwd=folder, check=False).returncode:
                raise bundle.NotBuilt(f"{wheel.name} could not be installed; the lines above say why.")
        return gate.passes([str(scripts / "codedesk")])
