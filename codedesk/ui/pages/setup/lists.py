"""The department's lists in Setup: work types, and categories of other time. What they are is declared, not coded."""

from PySide6.QtCore import Qt
from typing_extensions import override

from codedesk import formats
from codedesk.models.work_days import OtherTimeKind
from codedesk.services.department import other_time
from codedesk.services.department.other_time import CategoryRow
from codedesk.services.standards import work_types
from codedesk.services.standards.work_types import WorkTypeRow
from codedesk.ui.context import Context
from codedesk.ui.listing import Listing
from codedesk.ui.pages.setup.listed import CARD_CHOICE_WIDTH, ListedSection
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.fields import Field
from codedesk.ui.widgets.table import TableColumn

_KINDS = tuple((f"{kind.words}: {kind.effect}", kind) for kind in OtherTimeKind)


def _setting(row: WorkTypeRow) -> str:
    return ", ".join(part for part in (row.draft.setting, row.draft.specialty, row.draft.tier) if part)


def _standards(row: WorkTypeRow) -> str:
    if not row.draft.active:
        return "inactive"
    return formats.plural(row.used, "standard") if row.used else "no standard yet"


WORK_TYPES: Listing[WorkTypeRow] = Listing(
    noun="work type",
    of=work_types.WORK_TYPES,
    own={"void": work_types.void_work_type},
    title="Work types",
    columns=(
        TableColumn("name", "Work type", 180, text=lambda row: row.draft.name, stretch=True, strong=True),
        TableColumn("setting", "Setting", 136, text=_setting, tone=lambda _row: "second", lines=2),
        TableColumn("standards", "Standards", 104, text=_standards, tone=lambda _row: "second"),
    ),
    fields=(
        Field("name", "Name", required=True),
        Field("unit", "What is counted", hint="chart, encounter, account, record, report", width=160),
        Field("setting", "Setting", placeholder="inpatient, outpatient …"),
        Field("specialty", "Specialty"),
        Field("tier", "Complexity"),
        Field("active", "Offered in the day grid", "flag"),
    ),
    read=work_types.work_types,
    empty="No work types yet. Add your own, or begin with a short list of common ones; standards are set by you.",
    new={"unit": "chart", "active": True},
)

CATEGORIES: Listing[CategoryRow] = Listing(
    noun="category",
    of=other_time.CATEGORIES,
    title="Other time",
    columns=(
        TableColumn("name", "Category", 180, text=lambda row: row.draft.name, stretch=True, strong=True),
        TableColumn("kind", "Kind", 96, text=lambda row: row.draft.kind.words, tone=lambda _row: "second"),
        TableColumn(
            "active", "", 72, text=lambda row: "" if row.draft.active else "inactive", tone=lambda _row: "third"
        ),
    ),
    fields=(
        Field("name", "Name", required=True),
        Field(
            "kind",
            "Kind",
            "choice",
            True,
            _KINDS,
            hint="What it does to the hours of the pace",
            width=CARD_CHOICE_WIDTH,
        ),
        Field("active", "Offered in the day grid", "flag"),
    ),
    read=other_time.categories,
    empty="No categories of other time yet. Add what takes your team's paid hours besides coding.",
    new={"kind": OtherTimeKind.EXCUSED, "active": True},
)


class WorkTypesSection(ListedSection[WorkTypeRow]):
    """Work types in the department's order."""

    def __init__(self, context: Context) -> None:
        """Make the list, and the offer that an empty one makes."""
        super().__init__(context, WORK_TYPES)
        self.starter = button("Add the starter list", self.add_starter_list, kind="primary")
        self.starter.setVisible(False)
        self.left.insertWidget(1, self.starter, 0, Qt.AlignmentFlag.AlignLeft)

    def add_starter_list(self) -> None:
        """Store the short list of common work types, without any standard."""
        step = "Add the starter list of work types"
        self.context.write(self, step, work_types.add_starter_list, then=self._starter_added)

    def _starter_added(self, _count: object) -> None:
        self.refresh()
        self.table.setFocus()

    @override
    def _show(self, rows: tuple[WorkTypeRow, ...]) -> None:
        super()._show(rows)
        self.starter.setVisible(not rows and self.can_write)
