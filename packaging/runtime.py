"""What the program is made of: the distributions that it needs to run, found by what each one asks for."""

from __future__ import annotations

import tomllib
from importlib.metadata import Distribution, distribution, packages_distributions
from itertools import chain
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = "codedesk"
ROOT = Path(__file__).resolve().parent.parent


def runtime() -> dict[str, Distribution]:
    """Return every distribution that the program runs with, by its name, with what it may do without, without itself.

    Told by pyproject.toml, not by what was installed of the program: that may be of a state before.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = chain.from_iterable(project["optional-dependencies"].values())
    found: dict[str, Distribution] = {}
    waiting = [(text, frozenset[str]()) for text in (*project["dependencies"], *optional)]
    while waiting:
        text, extras = waiting.pop()
        needed = Requirement(text)
        key = canonicalize_name(needed.name)
        if key not in found and applies(needed, extras):
            found[key] = distribution(needed.name)
            waiting += [(each, frozenset(needed.extras)) for each in found[key].requires or ()]
    return dict(sorted(found.items()))


def applies(needed: Requirement, extras: frozenset[str]) -> bool:
    """Tell whether a requirement holds here, with the extras that were asked for."""
    return needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras or {""})


def tools() -> list[str]:
    """Return the modules that are installed here and not needed to run: tests, checks, builders."""
    kept = {*runtime(), PROJECT}
    return sorted(
        module
        for module, names in packages_distributions().items()
        if not {canonicalize_name(each) for each in names} & kept and module.isidentifier()
    )
