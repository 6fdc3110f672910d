"""Published cases of work that waits: from open files to `figures --json`, to what the page asks, and to the paper."""

import json
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from codedesk.desk import Desk
from codedesk.periods import Period
from codedesk.services.flow.figures import flow_figures
from tests.command_line import done
from tests.published_cases import CASES, Case

_SHOWN_AS = {"dnfb_days": "dnfb", "all": "total", "work_types": "types"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_published_comes_out(case: Case, tmp_path: Path) -> None:
    files, path = tmp_path / "files", tmp_path / "Case.codedesk"
    files.mkdir()
    for name, text in (case.texts | case.more).items():
        (files / name).write_text(text, encoding="utf-8")
    done("new", path)
    done("import", files, "--into", path)
    told = json.loads(done("figures", path, "--period", case.period, "--json"))["capacity"]
    desk = Desk.open(path, read_only=True)
    shown = desk.read(flow_figures, period_of(case))
    desk.close()
    for place, published in case.expect.items():
        assert in_file(told, place) == about(published, case), place
        assert on_page(shown, place) == about(published, case), place
    done("staffing", path, "--period", case.period, "--out", tmp_path / "page.pdf")
    page = words_of(tmp_path / "page.pdf")
    assert [words for words in case.paper if words not in page] == [], page


def period_of(case: Case) -> Period:
    first, last = map(date.fromisoformat, case.period.split(".."))
    return Period(first, last)


def about(published: float | str | None, case: Case) -> Any:
    return pytest.approx(published, abs=case.near) if isinstance(published, int | float) else published


def in_file(told: Any, place: str) -> Any:
    return reduce(lambda found, key: found[int(key) if key.isdigit() else key], place.split("."), told)["value"]


def on_page(shown: Any, place: str) -> Any:
    keys = [_SHOWN_AS.get(key, key) for key in place.split(".")]
    return reduce(lambda found, key: found[int(key)] if key.isdigit() else getattr(found, key), keys, shown).value


def words_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(texts).replace("\u00a0", " ").split())
