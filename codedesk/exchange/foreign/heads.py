"""What the words of a head may mean, with the names of the department."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from codedesk.exchange.foreign.book import Cell
from codedesk.exchange.foreign.maps import Says
from codedesk.exchange.foreign.matching import found_names, words_of
from codedesk.exchange.foreign.periods import is_quarter
from codedesk.exchange.foreign.phrases import PHRASES, SHORTENED, TYPES, WEAK
from codedesk.exchange.foreign.values import (
    is_day_named,
    is_month_word,
    month_named,
    parts_without_year,
    text_of,
    weekday,
)
from codedesk.exchange.foreign.weeks import says_week
from codedesk.exchange.spellings import is_day
from codedesk.services.files.known_names import KnownNames
from codedesk.services.files.plans import reads_as_total

_MOST_NAMES = 4
_CREDENTIAL = re.compile(r"\s*[([][^)\]]*[)\]]|,?\s+(?:RHI[AT]|CCS|CCS-P|CPC|COC|CIC|CRC|RN)\b")
_ACTUAL = re.compile(r"\bactuals?\b", re.IGNORECASE)
OF_PIVOT = ("sum of ", "count of ")
_TIMES = {"date", "month", "weekday", "week", "quarter"}
MEASURES = ("charts", "hours", "minutes", "seconds", "paid", "accuracy", "records")
# Words of a head beyond which it is a question or a sentence; letters of a type that are written large then.
_LONG, _SHORT = 4, 3
# Charts of which a head says that they are other ones than those that were coded.
_NOT_CODED = frozenset(["error", "errors", "pended", "queried", "denied", "held", "uncoded", "unbilled", "remaining"])
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
_WORDS = re.compile(r"[^\w&]+|_")
_UNITS = ("hours", "hrs", "hr", "h", "minutes", "mins", "min", "seconds", "secs", "sec", "total")


@dataclass(frozen=True, slots=True)
class HeadCell:
    """What a head may mean ("" nothing, "-" never taken, "total"), what it says, how sure that is: 0 to 2."""

    meaning: str = ""
    says: Says = ()
    sure: int = 0


class HeadReader:
    """Reads the words of heads with the names of the department; each word is looked up once."""

    def __init__(self, known: KnownNames) -> None:
        """Take the names that are known."""
        self._known = known
        self._read: dict[str, HeadCell] = {}

    def read(self, cell: Cell) -> HeadCell:
        """Return what a cell would mean as the head of a column."""
        text = text_of(cell)
        if text not in self._read:
            self._read[text] = self._found(cell, text)
        return self._read[text]

    def _found(self, cell: Cell, text: str) -> HeadCell:
        if isinstance(cell, date) or (text and is_day_named(text)):
            return HeadCell("", (("date", text),), 2)
        if isinstance(cell, (float, bool, timedelta)) or not text:
            return HeadCell()
        plain = words_of(text)
        says = _time_said(text) if PHRASES.get(plain, "") not in ("start", "end") else ()
        if says:
            return HeadCell("", says, 2)
        found = self._by_words(plain, text)
        bare = _ACTUAL.sub("", text).strip()
        return found if found.meaning or found.says or bare in ("", text) else self.read(bare)

    def _by_words(self, plain: str, text: str) -> HeadCell:
        for begins in OF_PIVOT:
            if plain.startswith(begins) and (found := self.read(text.strip()[len(begins) :])).meaning:
                return found
        meaning = PHRASES.get(plain, "")
        if reads_as_total(text) and not meaning:
            return HeadCell("total", (), 2)
        for noun in ("work_type", "time_category"):
            if self._known.meant(noun, text) and (noun == "work_type" or meaning in ("", "time")):
                return _said(noun, text)
        if meaning:
            return HeadCell(meaning, (("time_category", bare_of(text)),) if meaning == "time" else (), 2)
        return self._time_and_more(text) or self._by_name(plain, text)

    def _time_and_more(self, text: str) -> HeadCell | None:
        """Read a head of which one end names a day or a month: "Mon IP", "Jan 2025 hours", "Accuracy Jan"."""
        words = text.split()
        for cut in range(1, len(words)):
            for when, what in ((words[:cut], words[cut:]), (words[cut:], words[:cut])):
                says = _time_said(" ".join(when)) or ((("date", " ".join(when)),) if is_day(" ".join(when)) else ())
                rest = self.read(" ".join(what)) if says else HeadCell()
                told = {noun for noun, _ in rest.says}
                if (
                    says
                    and (rest.meaning in (*MEASURES, "start", "end", "break") or "work_type" in told)
                    and not told & _TIMES
                ):
                    return HeadCell(rest.meaning, (*says, *rest.says), 2)
        return None

    def _by_name(self, plain: str, text: str) -> HeadCell:
        if self.is_coder(text):
            return HeadCell("", (("coder", text),), 2)
        if self.is_type(plain, text):
            return HeadCell("", (("work_type", text),), 1)
        return self._contained(plain, text) or self._spelled_out(text)

    def _spelled_out(self, text: str) -> HeadCell:
        """Read a head as programs and data bases name columns: "coding_complete_dt_tm", "ChartCount"."""
        spelled = " ".join(
            filter(None, (SHORTENED.get(word, word) for word in words_of(_CAMEL.sub(" ", text)).split()))
        )
        return self._by_words(spelled, spelled) if spelled != words_of(text) else HeadCell()

    def is_coder(self, text: str) -> bool:
        """Tell whether a text is the name of a coder of the department, or one by likelihood."""
        if len(text) < 2 or not self._known.names("coder"):
            return False
        return found_names("coder", {text: 1}, self._known)[0].state in ("same", "similar")

    def is_type(self, plain: str, text: str) -> bool:
        """Tell whether a text is a work type of the department, or a usual one."""
        if plain in TYPES or not self._known.names("work_type"):
            return plain in TYPES
        return found_names("work_type", {text: 1}, self._known)[0].state in ("same", "similar")

    def _contained(self, plain: str, text: str) -> HeadCell | None:
        """Read a head of which a part is known: "IP charts", "Chart count today"; names stay as they are written."""
        words = plain.split()
        written = [each for each in _WORDS.split(text) if words_of(each)]
        written = written if [words_of(each) for each in written] == words else words
        for size in range(len(words) - 1, 0, -1):
            for start in range(len(words) - size + 1):
                phrase = " ".join(words[start : start + size])
                meaning = PHRASES.get(phrase, "")
                if not meaning or phrase in WEAK:
                    continue
                rest = " ".join((*written[:start], *written[start + size :]))
                if (meaning in ("hours", "minutes") and {"day", "days"} & set(words)) or (
                    meaning == "charts" and _NOT_CODED & set(words)
                ):
                    return HeadCell("-", (), 1)
                if meaning in MEASURES and self.is_type(words_of(rest), rest):
                    return HeadCell(meaning, (("work_type", rest),), 1)
                if meaning in MEASURES and len(words) > _LONG and (kind := self._type_within(rest)):
                    return HeadCell(meaning, (("work_type", kind),), 1)
                return HeadCell(meaning, (("time_category", bare_of(text)),) if meaning == "time" else (), 1)
        return None

    def _type_within(self, text: str) -> str:
        """Return the work type that the words of a whole question name: "How many ED charts did you code?"."""
        words = [word.strip("?!.,:;()") for word in text.split()]
        for size in (3, 2, 1):
            for start in range(len(words) - size + 1):
                told = " ".join(words[start : start + size])
                if (size > 1 or len(told) > _SHORT or told.isupper()) and self.is_type(words_of(told), told):
                    return told
        return ""


_NOBODYS = HeadReader(KnownNames())


def bare_of(text: str) -> str:
    """Return the head of a column of hours without the word for hours: "Meeting hrs" is Meeting."""
    words = text.replace("(", " ").replace(")", " ").split()
    kept = [word for word in words if words_of(word) not in _UNITS]
    return " ".join(kept) or text


def _said(noun: str, text: str) -> HeadCell:
    return HeadCell("time" if noun == "time_category" else "", ((noun, text),), 2)


def _time_said(text: str) -> Says:
    """Return the month, the day without a year or the day of the week that a head says."""
    told = {"weekday": weekday(text) is not None, "quarter": is_quarter(text), "week": says_week(text)}
    if noun := next((each for each, fits in told.items() if fits), ""):
        return ((noun, text),)
    begins = is_month_word(text.split(maxsplit=1)[0].rstrip("-'0123456789,"))
    if (begins or month_named(text)) and month_named(text, 2000):
        return (("month", text),)
    if parts_without_year(text)[0]:
        return (("date", text),)
    return ()


def reads_as_person(text: str) -> bool:
    """Tell whether a text is written as the name of a person is: "Ana Okoro", "OKORO, ANA M"."""
    parts = _CREDENTIAL.sub("", text).replace(",", " ").replace(".", " ").split()
    return (
        1 < len(parts) <= _MOST_NAMES
        and all(
            part.replace("-", "").replace("'", "").replace("’", "").isalpha() and part[0].isupper() for part in parts
        )
        and not any(words_of(part) in PHRASES or words_of(part) in TYPES or is_month_word(part) for part in parts)
        and not reads_as_total(text)
    )


def measure_said(text: str) -> Says:
    """Return what a text names that is counted, and the work type beside it: "Hours", "IP charts"; else nothing."""
    cell = _NOBODYS.read(text)
    if cell.meaning not in MEASURES:
        return ()
    return (("measure", cell.meaning), *(said for said in cell.says if said[0] == "work_type"))
