"""What is left of an audited record once findings were withdrawn: whether it, or its DRG, is as the coder left it.

One rule for money and DRG changes, the same by which metrics/scoring makes a record right again. No query, no money.
"""

from collections.abc import Iterable
from dataclasses import dataclass

CODE_CHANGES = ("revised", "added", "deleted")


@dataclass(frozen=True, slots=True)
class ScoredFinding:
    """What the rule asks of a scored finding of a record: which count it stands for, and whether it was withdrawn."""

    change: str
    withdrawn: bool
    on_drg: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """cleared: nothing that the auditor found is left. drg_right: after the answers, None where the record has none."""

    cleared: bool
    drg_right: bool | None


def standing(counts: tuple[int, int, int], drg_right: bool | None, findings: Iterable[ScoredFinding]) -> Standing:
    """Say what stands of a record with these revised, added and deleted codes.

    It is cleared when findings were withdrawn, none stands, and no code is left that was counted without a finding. Its
    DRG is right again when it is cleared, or when the findings about the DRG were all withdrawn.
    """
    every = tuple(findings)
    gone = [finding for finding in every if finding.withdrawn]
    left = sum(
        max(0, count - sum(finding.change == change for finding in gone))
        for change, count in zip(CODE_CHANGES, counts, strict=True)
    )
    cleared = bool(gone) and len(gone) == len(every) and left == 0
    about = [finding for finding in every if finding.on_drg]
    again = cleared or (bool(about) and all(finding.withdrawn for finding in about))
    return Standing(cleared, drg_right if drg_right is None else drg_right or again)
