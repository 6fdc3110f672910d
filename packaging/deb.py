"""The Debian package: the folder that needs no Python, and beside it what a Linux desktop looks for.

No script runs when it is installed or removed: the menu, the kinds of files and the icons are taken up by the system's
own triggers, and what people have made with the program lies in their homes, where no package reaches.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterable
from email.utils import format_datetime
from pathlib import Path

import bundle
import elf
import icons
import told

from codedesk import __version__, system

ROOT = Path(__file__).resolve().parent.parent
LINUX = ROOT / "packaging" / "linux"
HOME = Path("usr/lib/codedesk")
DOC = Path("usr/share/doc/codedesk")
METAINFO = "io.github.codedesk.CodeDesk.metainfo.xml"
# Who answers for a package is who builds it: DEBFULLNAME and DEBEMAIL, as Debian's own tools take them.
NOBODY = "The CodeDesk authors", "authors@codedesk.invalid"
# What the folder takes of a system, by package: the table of `codedesk.system`, the libraries that every Linux has, and
# those that come along with others there.
OTHERS = {
    "libXau.so.6": "libxau6",
    "libXdmcp.so.6": "libxdmcp6",
    "libexpat.so.1": "libexpat1",
    "libcups.so.2": "libcups2",
    "libgcc_s.so.1": "libgcc-s1",
    "libstdc++.so.6": "libstdc++6",
    "libz.so.1": "zlib1g",
}
RENAMED = (*system.RENAMED, "libcups2")
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
DESCRIPTION = """\
pace and accuracy of a medical coding team, side by side
 CodeDesk is the desk of the manager of medical coders. It keeps what each
 coder did and what the audits found, and shows both figures side by side
 over time, each with the parts that it is made of.
 .
 Standards have dates, charts have limits and events, and at the end of the
 quarter each coder gets a review packet on paper. Everything is in one file
 on this machine, with a history of every change and checked backups; the
 program works offline. It brings its own Python and its own Qt.
"""


def depends(folder: Path) -> list[str]:
    """Return the packages that the folder needs of a system, each under every name that it has had."""
    known = {row.name: row.debian for row in system.SCREENLESS + system.SCREEN} | OTHERS
    wanted = bundle.foreign(folder) - (elf.EVERYWHERE - set(OTHERS))
    strange = sorted(wanted - set(known))
    if strange:
        reason = (
            f"No Debian package is known for {', '.join(strange)}: name it in codedesk/system.py or packaging/deb.py."
        )
        raise bundle.NotBuilt(reason)
    names = sorted({known[name] for name in wanted})
    libc = f"libc6 (>= {elf.glibc(bundle.libraries(folder))})"
    return [libc, *(f"{name}t64 | {name}" if name in RENAMED else name for name in names)]


def version(changelog: str) -> str:
    """Return the package's version; one that is not released yet is older than the release that it leads to."""
    day = "" if told.released(changelog) else f"~{told.made_at():%Y%m%d.%H%M}"
    return f"{__version__}{day}-1"


def build(folder: Path, out: Path) -> Path:
    """Pack the folder and return the package."""
    changelog = told.CHANGELOG.read_text(encoding="utf-8")
    root = bundle.WORK / "deb"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(folder, root / HOME, symlinks=True)
    lay_out(root, changelog)
    settle(root)
    control(root, version(changelog), depends(folder))
    target = out / f"codedesk_{version(changelog)}_{architecture()}.deb"
    target.unlink(missing_ok=True)
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(target)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(int(told.made_at().timestamp()))}
    if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode:
        raise bundle.NotBuilt("dpkg-deb could not pack the folder; the lines above say why.")
    return target


def lay_out(root: Path, changelog: str) -> None:
    """Put beside the folder what a desktop looks for, each in its place."""
    share = root / "usr" / "share"
    link(root / "usr" / "bin" / "codedesk", "../lib/codedesk/CodeDesk")
    link(root / DOC / bundle.LICENCES, f"../../../lib/codedesk/_internal/{bundle.LICENCES}")
    copy(LINUX / "codedesk.desktop", share / "applications")
    copy(LINUX / "codedesk.xml", share / "mime" / "packages")
    write(root / DOC / "copyright", copyright_file().encode())
    write(share / "lintian" / "overrides" / "codedesk", (LINUX / "lintian-overrides").read_bytes())
    write(share / "metainfo" / METAINFO, filled(LINUX / METAINFO).encode())
    packed(share / "man" / "man1" / "codedesk.1.gz", filled(LINUX / "codedesk.1"))
    packed(root / DOC / "changelog.gz", changelog)
    packed(root / DOC / "changelog.Debian.gz", debian_changelog(changelog))
    icons.hicolor(share / "icons" / "hicolor")


def filled(path: Path) -> str:
    """Return a text with version and day in their places."""
    text = path.read_text(encoding="utf-8")
    return text.replace("@VERSION@", __version__).replace("@DATE@", f"{told.made_at():%Y-%m-%d}")


def copyright_file() -> str:
    """Return the copyright file, with the licences in it as they stand in the tree."""
    text = (LINUX / "copyright").read_text(encoding="utf-8")
    for mark, path in (("@MIT@", ROOT / "LICENSE"), ("@OFL@", ROOT / "resources" / "fonts" / "OFL.txt")):
        _, _, licence = path.read_text(encoding="utf-8").partition("\n\n")
        lines = (f" {line.rstrip()}" if line.strip() else " ." for line in licence.strip().splitlines())
        text = text.replace(mark, "\n".join(lines))
    return text


def debian_changelog(changelog: str) -> str:
    """Return Debian's own changelog: what changed stands in the program's."""
    suite = "unstable" if told.released(changelog) else "UNRELEASED"
    return (
        f"codedesk ({version(changelog)}) {suite}; urgency=medium\n\n"
        f"  * CodeDesk {__version__}. What changed for those who use it stands in changelog.gz.\n\n"
        f" -- {maintainer()}  {format_datetime(told.made_at())}\n"
    )


def maintainer() -> str:
    """Return who answers for the package."""
    name, address = (os.environ.get(key, given) for key, given in zip(("DEBFULLNAME", "DEBEMAIL"), NOBODY, strict=True))
    return f"{name} <{address}>"


def settle(root: Path) -> None:
    """Give every file its rights, whatever the mask of who builds: the program runs, everything else is read."""
    for path in root.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == root / HOME / "CodeDesk" else 0o644)


def control(root: Path, number: str, needed: Iterable[str]) -> None:
    """Write what the package is, and the sum of each file in it."""
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    fields = {
        "Package": "codedesk",
        "Version": number,
        "Architecture": architecture(),
        "Maintainer": maintainer(),
        "Installed-Size": str(sum(-(-path.stat().st_size // 1024) for path in files)),
        "Depends": ", ".join(needed),
        "Recommends": "desktop-file-utils, hicolor-icon-theme, shared-mime-info, xdg-utils",
        "Suggests": "xwayland",
        "Section": "misc",
        "Priority": "optional",
        "Description": DESCRIPTION,
    }
    sums = "".join(f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(root)}\n" for path in files)
    write(root / "DEBIAN" / "md5sums", sums.encode())
    write(root / "DEBIAN" / "control", "".join(f"{name}: {value}\n" for name, value in fields.items()).encode())
    (root / "DEBIAN").chmod(0o755)


def architecture() -> str:
    """Return Debian's name for this machine's kind."""
    return ARCHITECTURES[os.uname().machine]


def lintian(package: Path) -> bool:
    """Let Debian's own checker look at the package, where it is installed; False where it has something to say."""
    if shutil.which("lintian") is None:
        print("  lintian: not tried: it is not installed here (apt-get install lintian)")
        return True
    done = subprocess.run(
        ["lintian", "--fail-on", "error,warning", "--tag-display-limit", "0", str(package)],
        capture_output=True,
        text=True,
        check=False,
    )
    print(f"  lintian: {'nothing to say' if not done.returncode else f'FAILED.{chr(10)}{done.stdout}{done.stderr}'}")
    return not done.returncode


def write(path: Path, content: bytes) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def packed(path: Path, text: str) -> None:
    """Write a text as Debian keeps long ones; the same text is the same file on any day."""
    write(path, gzip.compress(text.encode(), mtime=0))


def copy(path: Path, folder: Path) -> None:
    """Put a file into a folder."""
    write(folder / path.name, path.read_bytes())


def link(path: Path, target: str) -> None:
    """Write a link and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)
