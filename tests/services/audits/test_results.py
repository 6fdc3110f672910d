"""One audit reads the same on the audits page as in the figures of its day: value, interval, standard, statements."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from codedesk.desk import Desk
from codedesk.metrics.figures import Accuracy
from codedesk.models.audits import AuditDraft
from codedesk.models.standards import StandardDraft
from codedesk.periods import Period, quarter
from codedesk.services.audits import audits
from codedesk.services.audits.audits import AuditRow
from codedesk.services.audits.results import preview
from codedesk.services.figures.figures import team_figures
from codedesk.services.standards.standards import STANDARDS
from tests.services.team import Team


def test_every_audit_of_the_sample_reads_as_in_the_figures_of_its_day(sample: Desk) -> None:
    rows = [row for row in sample.read(audits.audits) if row.feeds_accuracy and row.state != "draft"]
    alone = [row for row in rows if sum((row.coder_id, row.day) == (one.coder_id, one.day) for one in rows) == 1]
    assert {row.depth for row in alone} == {"result", "counts", "records"}
    for row in alone:
        shown = row.result
        assert isinstance(shown, Accuracy)
        figure = _figure(sample, row)
        for name in ("value", "low", "high", "first_value", "records", "observed", "evidence", "small_sample"):
            assert getattr(shown, name) == getattr(figure, name), f"{row.name}: {name}"
        assert shown.standard == figure.standard


@pytest.mark.parametrize(
    ("second", "logged", "standard", "came_from"),
    [
        (95.0, False, 0.95, "no work type is named and no charts are logged: what all standards in force agree on"),
        (91.0, False, None, ""),
        (91.0, True, 0.94, "no work type is named: those of the charts logged, weighted by them"),  # 75 × 95, 25 × 91
    ],
)
def test_an_audit_of_no_work_type_reads_on_the_audits_page_as_in_the_figures_of_its_quarter(
    tmp_path: Path, second: float, logged: bool, standard: float | None, came_from: str
) -> None:
    team = Team(tmp_path)
    coder = team.coders["Ana Diaz"]
    emergency = StandardDraft(
        work_type_id=team.types["Emergency"], effective_from=date(2026, 1, 1), pace=12.0, accuracy=second
    )
    team.desk.write("Standard", STANDARDS.add, emergency)
    if logged:
        team.set("Ana Diaz", "charts", 75, "Inpatient", date(2026, 7, 1))
        team.set("Ana Diaz", "charts", 25, "Emergency", date(2026, 7, 2))
    audit = AuditDraft(
        name="Quarter", coder_id=coder, day=date(2026, 9, 15), records=10, matched=95, revised=3, added=2, deleted=0
    )
    shown = team.desk.read(preview, audit)
    team.desk.write("Audit", audits.save_audit, audit)
    found = team.desk.read(team_figures, quarter(2026, 3), (coder,), date(2026, 9, 30)).coders[0].paired.accuracy
    for one in (shown, team.desk.read(audits.audits)[0].result, found):
        assert isinstance(one, Accuracy)
        assert one.standard == (None if standard is None else pytest.approx(standard, abs=1e-12))
        assert [part.source for part in one.explanation.parts if part.name == "Standard"] == [came_from] * bool(
            standard
        )
    team.desk.close()


def test_a_new_standard_is_that_of_audits_from_its_day_on(tmp_path: Path) -> None:
    team, first = Team(tmp_path), date(2026, 7, 3)
    kind = team.types["Inpatient"]
    new = StandardDraft(work_type_id=kind, effective_from=first, pace=2.0, accuracy=90.0)
    team.desk.write("Standard", STANDARDS.add, new)
    audit = AuditDraft(
        name="Quarter", coder_id=team.coders["Ana Diaz"], work_type_id=kind, day=first, records=10, matched=95,
        revised=3, added=2, deleted=0,
    )  # fmt: skip
    for day, standard in ((first - timedelta(1), 0.95), (first, 0.90)):
        shown = team.desk.read(preview, audit.but(day=day))
        assert isinstance(shown, Accuracy)
        assert shown.standard == pytest.approx(standard)
    team.desk.close()


def _figure(sample: Desk, row: AuditRow) -> Accuracy:
    found = sample.read(team_figures, Period(row.day, row.day), (row.coder_id,), row.day)
    accuracy = found.coders[0].paired.accuracy
    assert isinstance(accuracy, Accuracy)
    return accuracy
