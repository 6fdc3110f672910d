"""One audit reads the same on the audits page as in the figures of its day: value, interval, standard, statements."""

from codedesk.desk import Desk
from codedesk.metrics.figures import Accuracy
from codedesk.periods import Period
from codedesk.services.audits import audits
from codedesk.services.audits.audits import AuditRow
from codedesk.services.figures.figures import team_figures


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


def _figure(sample: Desk, row: AuditRow) -> Accuracy:
    found = sample.read(team_figures, Period(row.day, row.day), (row.coder_id,), row.day)
    accuracy = found.coders[0].paired.accuracy
    assert isinstance(accuracy, Accuracy)
    return accuracy
