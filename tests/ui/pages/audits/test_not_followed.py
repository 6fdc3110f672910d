"""Where a method cannot follow what was withdrawn, the band of the result and the methods side by side say so."""

from datetime import date

from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.metrics.figures import Accuracy
from codedesk.models import Coder
from codedesk.models.audits import AuditDraft, FindingDraft
from codedesk.services.audits.results import scores
from codedesk.ui.pages.audits.methods import method_lines, said_words
from codedesk.ui.pages.audits.result import ResultBand

DRAFT = AuditDraft(
    name="a",
    coder_id=1,
    day=date(2026, 9, 1),
    method="record",
    records=10,
    records_right=8,
    matched=90,
    revised=2,
    added=0,
    deleted=0,
    findings=(FindingDraft(category_id=1, outcome="withdrawn", answer="rebut"), FindingDraft(category_id=1)),
)


def test_eight_of_ten_records_stay_eight_and_it_is_said_why(qtbot: QtBot, department: Desk) -> None:
    department.write("Coder", lambda session: session.add(Coder(id=1, name="Ana", started_on=date(2020, 1, 1))))
    result, others = department.read(scores, DRAFT)
    assert isinstance(result, Accuracy)
    assert (result.value, result.first_value) == (0.8, 0.8)
    band = ResultBand()
    qtbot.addWidget(band)
    band.show_result(result, others)
    assert "cannot follow 1 withdrawn finding" in band.words
    said = said_words(method_lines(others, "record", None, "record"), None)
    assert said.count("which of them became right is not known") == 1
    by_code = next(one for one in others if one.method == "code_over_code")
    assert (by_code.correct, by_code.reviewed, by_code.not_followed) == (91, 92, 0)
