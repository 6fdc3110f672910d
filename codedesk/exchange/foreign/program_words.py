"""The words that programs write over the columns of their exports, beside those of people. Data only."""

from collections.abc import Mapping

PROGRAM_WORDS: Mapping[str, str] = {
    "charts": (
        "abstracts, abstracts completed, abstracted, number abstracted, records abstracted, number of abstracts, "
        "tot charts"
    ),
    "minutes": "tot min, tot mins, total min, total mins, tot minutes, productive mins, min worked",
}
