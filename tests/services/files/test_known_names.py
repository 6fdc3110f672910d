"""What a department knows by name: names in use, former names, and how it reads a short date."""

from datetime import date
from pathlib import Path

from codedesk.models.coders import CoderDraft
from codedesk.services.files.known_names import known_names
from codedesk.services.people.coders import change_coder
from tests.services.team import Team


def test_a_name_in_use_and_a_former_one_mean_the_same_coder(tmp_path: Path) -> None:
    team = Team(tmp_path)
    number = team.coders["Ana Diaz"]
    draft = CoderDraft(name="Ana Diaz-Okoro", started_on=date(2025, 1, 6))
    team.desk.write("Rename", change_coder, number, draft, (1, 2))
    known = team.desk.read(known_names, {"coder": {"A. Diaz": "Ana Diaz-Okoro"}})
    assert "Ana Diaz-Okoro" in known.names("coder") and "Inpatient" in known.names("work_type")
    assert known.meant("coder", "ANA DIAZ") == known.meant("coder", "Ana Diaz-Okoro") == "Ana Diaz-Okoro"
    assert known.meant("coder", "Somebody Else") == "" and known.date_order is None
    assert known.remembered["coder"] == {"A. Diaz": "Ana Diaz-Okoro"}
    team.desk.close()
