"""This machine's choices: kept, and never in the way when the file of them is damaged."""

from pathlib import Path

import pytest

from codedesk.settings import Settings


def test_choices_are_kept(tmp_path: Path) -> None:
    place = tmp_path / "folder" / "settings.json"
    settings = Settings.load(place)
    settings.appearance, settings.column_widths = "dark", {"Steps": [100, 200]}
    assert settings.save()
    again = Settings.load(place)
    assert again == settings and again.column_widths == {"Steps": [100, 200]}
    assert not list(place.parent.glob("*.new"))


@pytest.mark.parametrize("content", ["", "{", "[1]", "null", '{"appearance": 3, "unknown": 1}', "\x00\xff"])
def test_a_damaged_file_means_the_usual_choices(tmp_path: Path, content: str) -> None:
    place = tmp_path / "settings.json"
    place.write_text(content, encoding="latin-1")
    assert Settings.load(place) == Settings()


def test_what_is_still_understood_is_taken(tmp_path: Path) -> None:
    place = tmp_path / "settings.json"
    place.write_text('{"appearance": "dark", "who": 7}', encoding="utf-8")
    loaded = Settings.load(place)
    assert (loaded.appearance, loaded.who) == ("dark", "")


def test_a_place_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert not Settings(place=tmp_path / "file" / "settings.json").save()
