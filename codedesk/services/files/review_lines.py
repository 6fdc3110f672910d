"""Lines of agreements.csv: goals agreed in reviews, found by coder and period."""

from collections import Counter
from typing import Any

from codedesk import models
from codedesk.services.files.import_state import ImportState
from codedesk.services.files.rows import attributes_of, insert_lines, opened, positions, refuse_lines
from codedesk.services.files.shapes import CsvSheet
from codedesk.services.files.sheets import REVIEWS
from codedesk.services.reviews.texts import MOST_AGREEMENTS, TOO_MANY_AGREEMENTS


def plan_agreements(state: ImportState, sheet: CsvSheet) -> None:
    """Plan the agreements of reviews, found by coder and period."""
    rows = opened(state, sheet)
    if rows is None:
        return
    reviews = state.planned(models.Review, ["coder_id", "period_from", "period_to"])
    keys = list(zip(*(rows.columns[name] for name in REVIEWS.key), strict=True))
    bad = {at for at, key in enumerate(keys) if key not in reviews}
    for at in sorted(bad):
        state.problem(rows, at, "coder", "", "there is no review of this coder and period; add it to reviews.csv")
    rows.drop(bad)
    refuse_lines(state, rows)
    attributes = {
        name: values
        for name, values in attributes_of(rows).items()
        if name not in ("coder_id", "period_from", "period_to")
    }
    keys = list(zip(*(rows.columns[name] for name in REVIEWS.key), strict=True))
    attributes["review_id"] = [reviews[key] for key in keys]
    compared = [name for name in attributes if name != "position"]
    stored = Counter(tuple(values) for _, *values in state.stored(models.Agreement, compared))
    lines = zip(*(attributes[name] for name in compared), strict=True)
    new = [at for at, line in enumerate(lines) if not _take(stored, line)]
    attributes["position"] = positions(state, models.Agreement, attributes, ["review_id"], new)
    for at in new:
        if attributes["position"][at] >= MOST_AGREEMENTS:
            state.problem(rows, at, "goal", attributes["goal"][at], TOO_MANY_AGREEMENTS)
    state.tally(rows).new += len(new)
    for at in {*range(rows.size)}.difference(new):
        state.tally(rows).note_same(rows.lines[at])
    insert_lines(state, models.Agreement, attributes, new)


def _take(stored: Counter[tuple[Any, ...]], line: tuple[Any, ...]) -> bool:
    found = stored[line] > 0
    stored[line] -= found
    return found
