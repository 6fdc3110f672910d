"""Builds what is handed on, each on the system that it is for, and tries it. Run by: python3 dev.py package.

Everywhere a wheel and an sdist; of the folder that `bundle` makes, on Linux a Debian package, on Windows an installer,
on macOS a disk image. `--as-it-is` takes the folder that is there, `--wheel` makes no more than wheel and sdist,
`--try-in DIR` tries the Debian package in the bare Debian system in DIR, as root (packaging/chroot.py).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import bundle
import chroot
import deb
import told
import wheels
from bundle import DIST, FOLDER, ROOT, NotBuilt

from codedesk import __version__


def words_of(given: Sequence[str]) -> argparse.Namespace:
    """Read what is wanted."""
    parser = argparse.ArgumentParser(prog="dev.py package", description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--as-it-is", action="store_true", help="pack the folder dist/CodeDesk that is there")
    parser.add_argument("--wheel", action="store_true", help="make the wheel and the sdist only")
    parser.add_argument("--try-in", type=Path, metavar="DIR", action="append", default=[], help="a bare Debian system")
    return parser.parse_args(given)


def main(given: Sequence[str]) -> int:
    """Build and try; 1 where something was not built or does not hold."""
    words = words_of(given)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(told.made_at().timestamp()))  # one moment for all that is made
    DIST.mkdir(exist_ok=True)
    try:
        held = of_the_wheel() and (words.wheel or of_the_folder(words))
    except NotBuilt as problem:
        print(problem, file=sys.stderr)
        return 1
    print("All that was made holds." if held else "Something does not hold; it stands above.")
    return 0 if held else 1


def of_the_wheel() -> bool:
    """Make wheel and sdist, and try the wheel."""
    wheel, sdist = wheels.build(DIST)
    print(f"{named(sdist)}\n{named(wheel)}, the same from the tree and from the sdist", flush=True)
    return wheels.try_out(wheel)


def of_the_folder(words: argparse.Namespace) -> bool:
    """Make the folder and what this system installs it from."""
    if bundle.main(["--only-try"] if words.as_it_is else []):
        return False
    if sys.platform == "win32":
        return installer()
    return disk_image() if sys.platform == "darwin" else debian(words.try_in)


def debian(systems: Sequence[Path]) -> bool:
    """Make the Debian package, let Debian's checker look at it, and try it in every system that is given."""
    if shutil.which("dpkg-deb") is None:
        print("No Debian package: there is no dpkg-deb here.")
        return True
    package = deb.build(FOLDER, DIST)
    print(named(package), flush=True)
    return deb.lintian(package) and all(chroot.try_out(package, system) for system in systems)


def installer() -> bool:
    """Make the installer for Windows, with Inno Setup. Written, not tried."""
    compiler = shutil.which("iscc") or r"C:\Program Files (x86)\Inno Setup 6\ISCC.exe"
    script = ROOT / "packaging" / "windows" / "codedesk.iss"
    return ran(compiler, f"/DVersion={__version__}", str(script), made=DIST / f"CodeDesk-{__version__}-setup.exe")


def disk_image() -> bool:
    """Make the disk image for macOS, with the application in it. Written, not tried."""
    image = DIST / f"CodeDesk-{__version__}.dmg"
    application = str(DIST / "CodeDesk.app")
    words = ["-volname", "CodeDesk", "-srcfolder", application, "-ov", "-format", "UDZO", str(image)]
    return ran("hdiutil", "create", *words, made=image)


def ran(*command: str, made: Path) -> bool:
    """Run what makes a file, and say the file."""
    try:
        done = subprocess.run(command, cwd=ROOT, check=False)
    except OSError as problem:
        raise NotBuilt(f"{made.name} was not made: {command[0]} cannot be run ({problem.strerror}).") from None
    if done.returncode or not made.exists():
        raise NotBuilt(f"{made.name} was not made; the lines above say why.")
    print(named(made))
    return True


def named(path: Path) -> str:
    """Return a made file with its size."""
    return f"{path.relative_to(ROOT)}: {path.stat().st_size / 1_000_000:,.1f} MB"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
