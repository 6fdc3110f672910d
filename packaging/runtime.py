"""What the program is made of: the distributions that it needs to run, found by what each one asks for."""

from __future__ import annotations

from importlib.metadata import Distribution, distribution, packages_distributions

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = "codedesk"


def runtime(name: str = PROJECT) -> dict[str, Distribution]:
    """Return every distribution that runs with one, by its name, with what it may do without, and without itself."""
    found: dict[str, Distribution] = {}
    waiting = [(name, frozenset(distribution(name).metadata.get_all("Provides-Extra") or ()))]
    while waiting:
        each, extras = waiting.pop()
        for text in distribution(each).requires or ():
            needed = Requirement(text)
            key = canonicalize_name(needed.name)
            if key not in found and applies(needed, extras):
                found[key] = distribution(needed.name)
                waiting.append((needed.name, frozenset(needed.extras)))
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
