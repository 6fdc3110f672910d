"""Categories of other time: added, renamed, moved and voided; what is entered keeps its kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from codedesk.errors import Refused
from codedesk.models.work_days import OtherTimeCategoryDraft, OtherTimeKind
from codedesk.services.department.other_time import CATEGORIES, categories
from tests.services.team import Team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    made.desk.close()


def test_categories_keep_their_kind_once_hours_are_entered(team: Team) -> None:
    number = team.desk.write(
        "Add", CATEGORIES.add, OtherTimeCategoryDraft(name="Committee", kind=OtherTimeKind.COUNTED)
    )
    assert team.desk.read(categories)[-1].draft == OtherTimeCategoryDraft(name="Committee", kind=OtherTimeKind.COUNTED)
    team.desk.write(
        "Kind", CATEGORIES.change, number, OtherTimeCategoryDraft(name="Committee", kind=OtherTimeKind.EXCUSED)
    )
    team.set("Ana Diaz", "paid_hours", 8.0)
    team.set("Ana Diaz", "other_hours", 1.0, "meeting")
    meeting = team.categories["meeting"]
    with pytest.raises(Refused, match="past figures would change") as refused:
        team.desk.write(
            "Kind", CATEGORIES.change, meeting, OtherTimeCategoryDraft(name="meeting", kind=OtherTimeKind.COUNTED)
        )
    assert refused.value.field == "kind"
    with pytest.raises(Refused, match="make it inactive"):
        team.desk.write("Void", CATEGORIES.void, meeting, "not used")
    team.desk.write(
        "Rename",
        CATEGORIES.change,
        meeting,
        OtherTimeCategoryDraft(name="Meetings", kind=OtherTimeKind.EXCUSED, active=False),
    )
    assert team.block("Ana Diaz").other_times[0].category == "Meetings"


def test_categories_move_and_are_voided(team: Team) -> None:
    before = [row.draft.name for row in team.desk.read(categories)]
    team.desk.write("Move", CATEGORIES.move, team.categories["PTO"], -1)
    after = [row.draft.name for row in team.desk.read(categories)]
    assert sorted(after) == sorted(before)
    assert after.index("PTO") == before.index("PTO") - 1
    team.desk.write("Void", CATEGORIES.void, team.categories["project"], "not ours")
    assert "project" not in [row.draft.name for row in team.desk.read(categories)]
