"""What a spreadsheet says that has no place in a department, in words: nothing is made of it, and that is said."""

from collections.abc import Iterator

from codedesk.exchange.foreign.maps import BookMap, PageMap
from codedesk.exchange.foreign.matching import words_of
from codedesk.exchange.foreign.pay_codes import is_worked
from codedesk.exchange.foreign.phrases import PHRASES
from codedesk.services.files.plans import shown

_RATES = ("per_hour", "per_day", "per_week", "minutes_per_chart")


def not_kept(book_map: BookMap) -> Iterator[str]:
    """Yield a sentence for every kind of column on the taken pages that a person may miss."""
    for _, page in book_map.taken():
        meanings = {column.meaning for column in page.columns}
        if page.row in ("days", "months") and "charts" not in meanings and (heads := _heads(page, *_RATES)):
            yield f"{heads} alone tells neither charts nor hours: no work was taken from it"
        if page.row == "months" and (heads := _heads(page, "time", "time_minutes")):
            yield f"other time is kept by the day, so {heads} of a month was not taken"
        if page.row == "months" and (heads := _paid(page)):
            yield f"{heads} are paid hours: what was no coding is not taken off from them"


def _paid(page: PageMap) -> str:
    return ", ".join(
        f"“{shown(each.head)}”" for each in page.columns if each.meaning == "hours" and is_worked(each.head)
    )


def _heads(page: PageMap, *meanings: str) -> str:
    found = [column for column in page.columns if not column.meaning and _meaning(column.head) in meanings]
    return ", ".join(f"“{shown(column.head)}”" for column in found)


def _meaning(head: str) -> str:
    plain = words_of(head)
    return PHRASES.get(plain, "") or PHRASES.get(plain.removesuffix(" hours").removesuffix(" hrs"), "")
