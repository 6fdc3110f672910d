"""The department's lists for findings: what can be set up, what is refused, and that past findings stay whole."""

import pytest

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models.audits import AuditDraft, FindingDraft
from codedesk.models.coders import CoderDraft
from codedesk.models.finding_lists import FindingCategoryDraft, RootCauseDraft, SeverityDraft
from codedesk.services.audits import audits, finding_lists
from codedesk.services.audits import lists as audits_lists
from codedesk.services.people.coders import add_coder
from tests.ui.pages.audits.audit_window import TODAY


def names(department: Desk) -> list[str]:
    return [row.draft.name for row in department.read(finding_lists.severities)]


def finding(department: Desk, **more: object) -> int:
    coder = department.write("Add a coder", add_coder, CoderDraft(name="Ana Diaz", started_on=TODAY))
    about = department.read(finding_lists.finding_categories)[0].id
    found = (FindingDraft(category_id=about, **more),)  # type: ignore[arg-type]
    entered = AuditDraft(
        name="a", coder_id=coder, day=TODAY, depth="result", reported_accuracy=90.0, records=5, findings=found
    )
    return department.write("Save", audits.save_audit, entered)


def test_a_new_department_has_the_starters_in_their_order(department: Desk) -> None:
    first, *_, last = department.read(finding_lists.finding_categories)
    assert (first.draft.name, first.draft.short_key, first.draft.points, first.draft.role) == (
        "principal diagnosis", "pd", 15.0, "principal",
    )  # fmt: skip
    assert (last.draft.name, last.draft.scored) == ("advisory", False)
    assert names(department) == ["low", "medium", "high"]
    assert len(department.read(finding_lists.root_causes)) == 12


def test_a_category_is_added_changed_and_moved_each_a_step_of_its_own(department: Desk) -> None:
    added = FindingCategoryDraft(name=" Sepsis  criteria ", short_key="sp", points=20.0)
    key = department.write("Add", finding_lists.FINDING_CATEGORIES.add, added)
    department.write("Move", finding_lists.FINDING_CATEGORIES.move, key, -1)
    assert [row.draft.name for row in department.read(finding_lists.finding_categories)][-2] == "Sepsis criteria"
    changed = FindingCategoryDraft(name="Sepsis criteria", short_key="sp", points=25.0, active=False)
    department.write("Change", finding_lists.FINDING_CATEGORIES.change, key, changed)
    offered = department.read(audits_lists.audit_lists, TODAY).categories
    assert "Sepsis criteria" not in [row.name for row in offered]
    assert department.undo() == "Change"
    offered = department.read(audits_lists.audit_lists, TODAY).categories
    assert [(row.short_key, row.points) for row in offered if row.name == "Sepsis criteria"] == [("sp", 20.0)]


@pytest.mark.parametrize(
    ("entered", "said"),
    [
        (FindingCategoryDraft(name="Modifier"), "in the list already"),
        (FindingCategoryDraft(name="New", short_key="PD"), "typed by pd already"),
        (FindingCategoryDraft(name="New", short_key="p d"), "letters or digits"),
    ],
)
def test_a_category_that_cannot_be_is_refused_in_words(
    department: Desk, entered: FindingCategoryDraft, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        department.write("Add", finding_lists.FINDING_CATEGORIES.add, entered)


def test_what_stands_in_findings_is_made_inactive_and_not_voided(department: Desk) -> None:
    cause = department.write(
        "Add", finding_lists.ROOT_CAUSES.add, RootCauseDraft(name="late note", origin="documentation")
    )
    finding(department, root_cause_id=cause, severity="high")
    with pytest.raises(Refused, match="make it inactive"):
        department.write("Void", finding_lists.ROOT_CAUSES.void, cause, "typed twice")
    high = department.read(finding_lists.severities)[-1]
    assert high.used == 1
    with pytest.raises(Refused, match="make it inactive"):
        department.write("Void", finding_lists.SEVERITIES.void, high.id, "typed twice")
    low = department.read(finding_lists.severities)[0]
    with pytest.raises(Refused, match="say why"):
        department.write("Void", finding_lists.SEVERITIES.void, low.id, " ")
    department.write("Void", finding_lists.SEVERITIES.void, low.id, "not used here")
    assert names(department) == ["medium", "high"]


def test_a_severity_that_is_renamed_is_renamed_in_its_findings(department: Desk) -> None:
    key = finding(department, severity="high")
    high = department.read(finding_lists.severities)[-1]
    department.write("Rename", finding_lists.SEVERITIES.change, high.id, SeverityDraft(name="level 3"))
    assert department.read(audits.open_audit, key).findings[0].severity == "level 3"
    department.write("Add", finding_lists.SEVERITIES.add, SeverityDraft(name="level 4"))
    lists = department.read(audits_lists.audit_lists, TODAY)
    assert [row.name for row in lists.severities] == ["low", "medium", "level 3", "level 4"]
    assert len({row.short_key for row in lists.severities}) == 4
    assert lists.usual_severity == "medium"
