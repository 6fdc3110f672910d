"""What CodeDesk is made of, listed for whoever has to answer for it, and whether a fault of any of it is known.

    python3 dev.py supply                 the list, then the question
    python3 dev.py supply --list          only the list, which needs no line

The list is a CycloneDX document (dist/codedesk-….cdx.json): every package that runs with the program on this system,
with its version, the hashes that the lock accepts, its licence as it was read, and what asks for what. The question
goes to the advisories of Python's package index: only what could be asked about and came back clean counts as clean.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import Distribution, distribution
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import licences
import runtime
import told
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from codedesk import __version__

ROOT = told.ROOT
LOCK = ROOT / "requirements.lock"
FONT = ("Source Sans 3", "OFL-1.1")
ENTRY = re.compile(r"^([\w.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)


def hashes(lock: str) -> dict[str, list[str]]:
    """Return the SHA-256 of every file that a lock accepts of a package, by the package's name."""
    return {canonicalize_name(name): re.findall(r"--hash=sha256:(\w+)", rest) for name, _, rest in ENTRY.findall(lock)}


def document(parts: dict[str, Distribution], lock: str) -> Bom:
    """Return the list of parts: the program, what runs with it, and who asks for whom."""
    reviewed, accepted, licence = licences.reviewed(), hashes(lock), LicenseFactory()
    made = {
        name: Component(
            name=name,
            version=each.version,
            type=ComponentType.LIBRARY,
            purl=PackageURL("pypi", None, name, each.version),
            bom_ref=f"{name}@{each.version}",
            licenses=[licence.make_from_string(reviewed[name].licence)],
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=one) for one in accepted[name]],
        )
        for name, each in parts.items()
    }
    program = Component(
        name="codedesk",
        version=__version__,
        type=ComponentType.APPLICATION,
        bom_ref="codedesk",
        licenses=[licence.make_from_string("MIT")],
    )
    font = Component(
        name=FONT[0], type=ComponentType.FILE, bom_ref="font", licenses=[licence.make_from_string(FONT[1])]
    )
    bom = Bom(components=[*made.values(), font], serial_number=uuid5(NAMESPACE_URL, f"codedesk {__version__} {lock}"))
    bom.metadata.component = program
    bom.metadata.timestamp = told.made_at()
    bom.register_dependency(program, [made[name] for name in wanted(runtime.PROJECT, made)] + [font])
    for name, component in made.items():
        bom.register_dependency(component, [made[each] for each in wanted(name, made) if each != name])
    return bom


def wanted(name: str, among: Iterable[str]) -> list[str]:
    """Return the packages that one asks for by itself and that run with it here."""
    asked = {canonicalize_name(Requirement(text).name) for text in distribution(name).requires or ()}
    return sorted(asked & set(among))


def write(folder: Path) -> Path:
    """Write the list into a folder, once its form was held against the schema; return its place."""
    text = JsonV1Dot6(document(runtime.runtime(), LOCK.read_text(encoding="utf-8"))).output_as_string(indent=2)
    if problem := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise ValueError(f"the list of parts is not in the form of CycloneDX 1.6: {problem}")
    path = folder / f"codedesk-{__version__}-{sys.platform}.cdx.json"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def ask(lock: Path) -> tuple[bool, str]:
    """Ask for known faults of what a lock names; whether all of it could be asked about and is clean, and the words."""
    words = ("--strict", "--require-hashes", "--disable-pip", "--progress-spinner", "off", "-r", str(lock))
    done = subprocess.run([sys.executable, "-m", "pip_audit", *words], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return True, f"No fault is known of what {lock.name} names."
    said = f"{done.stdout}{done.stderr}".strip()
    if "Found" in said and "vulnerabilit" in said:
        return False, f"{said}\nRaise what is named above: its version in pyproject.toml, then python3 dev.py lock."
    last = said.splitlines()[-1] if said else "no answer"
    return False, f"The advisories could not be asked about {lock.name}, so nothing is known: {last}"


def main(given: Sequence[str]) -> int:
    """List and ask; 1 where a fault is known, or not all could be asked about."""
    parser = argparse.ArgumentParser(prog="dev.py supply", description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--list", action="store_true", help="only write the list; no line is needed")
    chosen = parser.parse_args(given)
    path = write(ROOT / "dist")
    print(f"{path.relative_to(ROOT)}: {len(runtime.runtime())} packages", flush=True)
    if chosen.list:
        return 0
    answers = [ask(lock) for lock in (LOCK, ROOT / "requirements-dev.lock")]
    print("\n".join(words for _, words in answers))
    return 0 if all(clean for clean, _ in answers) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
