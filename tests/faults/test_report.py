"""The report of the fault harness: what was tried later by itself says when, on which tree, and counts nowhere else."""

from pathlib import Path

import pytest

from tests.faults import report
from tests.faults.sweep import Counted

HEAD = "| action | killed | torn | disk full | I/O error | sync fails | power cuts | known | violations | tried |"


def test_rows_of_later_say_of_which_tree_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "reliability.md"
    file.write_text(f"Before.\n\n| cell | 1 of 2 |\n\n{report.SEEN}\n\nAfter.\n", encoding="utf-8")
    monkeypatch.setattr(report, "REPORT", file)

    def tried(action: str, kills: int, tree: str) -> list[str]:
        report.write_since({action: {"kill": Counted(127, kills), "power": Counted(78, 116)}}, tree)
        return [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("|")]

    tried("cell", 8, "aaaaaaaa")
    tried("audit", 9, "bbbbbbbb")
    above, head, _, cell, audit = tried("cell", 10, "cccccccc")
    assert (above, head) == ("| cell | 1 of 2 |", HEAD)
    assert cell.startswith("| cell | 10 of 127 | – | – | – | – | 116 (78) | 0 | 0 | 2") and "cccccccc |" in cell
    assert audit.startswith("| audit | 9 of 127 |") and audit.endswith(", bbbbbbbb |")
    text = file.read_text(encoding="utf-8")
    assert text.startswith("Before.\n\n| cell") and text.endswith(f"\n\n{report.SEEN}\n\nAfter.\n")
    assert text.count(report.SINCE) == 1
