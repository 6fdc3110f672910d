"""How long the charts of lists took: listed, added, changed and voided."""

from sqlmodel import Session

from codedesk.errors import Refused
from codedesk.models import ChartWait
from codedesk.models.flow import ChartWaitDraft
from codedesk.services.flow.once import is_other, same_key
from codedesk.services.nouns import Noun

KEY = ("work_type_id", "discharged", "available", "coded")


def _once(session: Session, draft: ChartWaitDraft, row: ChartWait | None) -> None:
    if is_other(same_key(session, ChartWait, draft, KEY), row):
        raise Refused("charts of these days are there already: change their number", "charts")


CHART_WAITS = Noun(ChartWait, ChartWaitDraft, rules=_once)
