"""Scenarios that were saved under a name: the parts of which they are made."""

from codedesk.models import ScenarioPart
from codedesk.models.flow import ScenarioPartDraft
from codedesk.services.nouns import Noun

SCENARIO_PARTS = Noun(ScenarioPart, ScenarioPartDraft)
