"""The words of heads by what they mean, looked up as a whole: those of people and those of programs."""

from collections.abc import Mapping

from codedesk.exchange.foreign.program_words import PROGRAM_WORDS
from codedesk.exchange.foreign.words import HEAD_WORDS, TYPE_WORDS

PHRASES: Mapping[str, str] = {
    phrase: meaning
    for words in (HEAD_WORDS, PROGRAM_WORDS)
    for meaning, phrases in words.items()
    for phrase in phrases.split(", ")
    if phrase
}
TYPES = frozenset(TYPE_WORDS.split(", "))
# Words that mean something only where a head has no other: "in" of "cases in total" is no clock time.
WEAK = frozenset(
    [
        "in",
        "out",
        "to",
        "from",
        "number",
        "no",
        "id",
        "day",
        "name",
        "line",
        "e",
        "std",
        "who",
        "time",
        "type",
        "class",
        "service",
        "set",
        "area",
        "min",
        "mo",
        "wk",
        "right",
        "points",
        "pace",
        "codes",
        "chart",
        "hour",
        "hr",
        "sample",
        "ref",
        "seq",
        "count",
        "user",
        "of",
        "period",
        "reason",
        "match",
        "audit",
        "person",
        "team",
    ]
)
