"""Every view of the page at the smallest size: nothing cut off, nothing without a name, every depth of the form."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QFontMetrics, QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QToolTip, QWidget

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models.audit_words import AuditDepth
from codedesk.models.audits import RecordDraft
from codedesk.ui import theme
from codedesk.ui.pages.audits.compliance import ComplianceView
from codedesk.ui.pages.audits.page import AuditsPage
from codedesk.ui.pages.audits.policy import PolicyView
from codedesk.ui.pages.audits.views import VIEWS
from tests.journeys.test_look import Screens, cut_off, overlapping, unnamed
from tests.patience import PatientBot


@pytest.fixture
def screens(qtbot: PatientBot, sample: Desk) -> Iterator[Screens]:
    made = Screens(qtbot, sample, "light")
    yield made
    made.context.close()


def settle(screens: Screens) -> None:
    screens.bot.settle(screens.main, lambda: screens.context.background.busy)


def shown(screens: Screens) -> AuditsPage:
    page = screens.show("audits")
    assert isinstance(page, AuditsPage)
    return page


def test_nothing_is_cut_off_in_any_view_and_everything_has_a_name(screens: Screens) -> None:
    page = shown(screens)
    found = {}
    for entry in VIEWS:
        page.show_view(entry.name)
        settle(screens)
        found[entry.name] = (cut_off(page), unnamed(page))
    assert found == {entry.name: ([], []) for entry in VIEWS}


def policy_shown(screens: Screens) -> tuple[AuditsPage, PolicyView]:
    page = shown(screens)
    page.show_view("policy")
    settle(screens)
    assert isinstance(page.view, PolicyView)
    return page, page.view


@pytest.mark.parametrize("depth", ["result", "counts", "records"])
def test_nothing_is_cut_off_at_any_depth_of_the_form(screens: Screens, depth: str) -> None:
    page = shown(screens)
    page.new_audit()
    assert page.form is not None
    page.form.set_depth(depth, focus=True)
    settle(screens)
    assert (cut_off(page), unnamed(page)) == ([], [])


def test_nothing_is_cut_off_while_a_policy_is_written_or_corrected(screens: Screens) -> None:
    page, view = policy_shown(screens)
    view.add()
    settle(screens)
    assert (cut_off(page), unnamed(page)) == ([], [])
    view.correct()
    settle(screens)
    assert (cut_off(page), unnamed(page)) == ([], [])


def test_reasons_beside_all_fields_of_a_policy_lie_over_none_of_them(screens: Screens) -> None:
    page, view = policy_shown(screens)
    view.correct()
    settle(screens)
    for name, text in {
        "effective_from": "7/3",
        "accuracy": "-1",
        "learner_months": "-1",
        "learner_accuracy": "-1",
    }.items():
        editor = view.form.form.editor(name)
        assert isinstance(editor, QLineEdit)
        editor.setText(text)
    with pytest.raises(Refused):
        view.form.values()
    settle(screens)
    date_line = view.form.form.editor("effective_from")
    assert overlapping(page) == [] and date_line.hasFocus() and not date_line.visibleRegion().isEmpty()


def test_no_part_of_the_form_is_pushed_beyond_its_left_edge(screens: Screens) -> None:
    page = shown(screens)
    page.new_audit()
    assert page.form is not None
    page.form.set_depth("counts", focus=True)
    page.form.head.fold.open()
    for part in ("actions", "findings"):
        page.form.start_part(part)
        settle(screens)
        edge = page.form.mapToGlobal(page.form.rect().topLeft()).x()
        left = [label.mapToGlobal(label.rect().topLeft()).x() - edge for label in page.form.findChildren(QLabel)]
        assert min(left) >= 0


@pytest.mark.parametrize("depth", ["result", "counts"])
def test_fields_of_counts_begin_where_the_other_fields_do(screens: Screens, depth: str) -> None:
    """They stood fourteen points right of those above and below."""
    page = shown(screens)
    page.new_audit()
    form = page.form
    assert form is not None
    form.set_depth(depth, focus=True)
    settle(screens)

    def left(widget: QWidget) -> int:
        return widget.mapTo(form, QPoint(0, 0)).x()

    counted = form.slip.editor("reported_accuracy") if depth == "result" else form.sums.editor("matched")
    assert left(counted) == left(form.head.editor("day")) == left(form.depths)


def test_records_with_payments_and_work_types_slide_nowhere_and_each_value_is_read(screens: Screens) -> None:
    page = shown(screens)
    page.new_audit()
    form = page.form
    assert form is not None
    form.set_depth(AuditDepth.RECORDS)
    page.forms.toggle_payments()
    most = {"payment_before_cents": 99_999_999, "payment_after_cents": 99_999_999, "work_type_id": 2}
    records = (RecordDraft(reference="ER-20260-12", matched=999, revised=99, added=99, deleted=99, **most),)
    form.records.show_lines(records)
    settle(screens)
    view, model, metrics = form.records.grid.view, form.records.grid.model, QFontMetrics(theme.font("body"))
    assert view.horizontalScrollBar().maximum() == 0
    cut = {
        column.key: model.cell(0, place).text
        for place, column in enumerate(model.columns)
        if not view.isColumnHidden(place)
        and view.columnWidth(place) - 16 < metrics.horizontalAdvance(model.cell(0, place).text)
    }
    assert cut == {"work_type": "Same-day surgery"}
    place = view.visualRect(model.index(0, model.column_of("work_type"))).center()
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, QPoint()))
    assert QToolTip.text() == "Same-day surgery"
    QToolTip.hideText()
    page.forms.toggle_payments()
    form.records.show_lines(())
    settle(screens)
    assert [model.columns[place].title for place in (2, 5)] == ["Revised", "Principal"]
    assert not view.isColumnHidden(model.column_of("findings"))


def test_what_stands_over_a_table_of_compliance_is_a_heading_as_elsewhere(screens: Screens) -> None:
    page = shown(screens)
    page.show_view("compliance")
    settle(screens)
    view = page.view
    assert isinstance(view, ComplianceView)
    small = [name for name, words in view.words.items() if words.font() != theme.font("section")]
    assert small == ["drg"], "the sentence that goes on below its table"
