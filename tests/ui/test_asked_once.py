"""No page has the same period read twice, neither when it is opened nor after a cell was typed."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from codedesk import periods
from codedesk.models.audits import AuditDraft
from codedesk.periods import Period
from codedesk.services.audits.audits import save_audit
from codedesk.services.figures import blocks
from codedesk.settings import Settings
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame
from codedesk.ui.pages.audits.views import VIEWS
from codedesk.ui.registry import PAGES
from tests.patience import SharedBot
from tests.services.team import FRIDAY, Team


class Asked:
    """The window on a small department, and how often each period was read."""

    def __init__(self, team: Team, bot: SharedBot, read: "Counter[tuple[Period, date]]") -> None:
        self.team, self.bot, self.read = team, bot, read
        self.context = Context(team.desk, Settings(), lambda: FRIDAY)
        self.context.period = periods.quarter(2026, 3)
        self.frame = Frame(self.context)
        self.frame.resize(1280, 900)
        bot.addWidget(self.frame)
        self.frame.show()
        self.charts = 20

    def most(self) -> int:
        """Wait until all is there; return how often the period read most often was read, and begin anew."""
        self.bot.settle(self.frame, lambda: self.context.background.busy)
        most = max(self.read.values(), default=0)
        self.read.clear()
        return most

    def type_a_cell(self) -> None:
        self.charts += 1
        self.team.set("Ana Diaz", "charts", self.charts, "Inpatient")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory, shared_bot: SharedBot) -> Iterator[Asked]:
    team = Team(tmp_path_factory.mktemp("asked"))
    for coder in ("Ana Diaz", "Bo Chen"):
        team.set(coder, "paid_hours", 8.0)
        team.set(coder, "charts", 12, "Inpatient")
    slip = {"coder_id": team.coders["Ana Diaz"], "depth": "result", "reported_accuracy": 95.0, "records": 20}
    team.desk.write("Save an audit", save_audit, AuditDraft(name="A1", day=FRIDAY, **slip))
    read: Counter[tuple[Period, date]] = Counter()
    anew = blocks.read_anew

    def counted(session: Any, period: Period, today: date, assumed: Any = None) -> blocks.Making:
        read[period, today] += assumed is None
        return anew(session, period, today, assumed)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "read_anew", counted)
        asked = Asked(team, shared_bot, read)
        yield asked
        asked.context.close()
    team.desk.close()


@pytest.mark.parametrize("name", [entry.name for entry in PAGES])
def test_a_page_reads_each_period_once(asked: Asked, name: str) -> None:
    asked.type_a_cell()
    asked.context.navigate(name, **({"coder_id": asked.team.coders["Ana Diaz"]} if name == "coder" else {}))
    opened = asked.most()
    asked.type_a_cell()
    typed = asked.most()
    assert opened <= 1 and typed <= 1
    assert typed == (name in ("home", "today", "team", "coder", "trends", "reviews"))


@pytest.mark.parametrize("name", [entry.name for entry in VIEWS])
def test_a_view_of_audits_reads_each_period_once(asked: Asked, name: str) -> None:
    asked.context.navigate("audits", view=name)
    opened = asked.most()
    asked.type_a_cell()
    assert opened <= 1 and asked.most() == (name in ("policy", "compliance"))
