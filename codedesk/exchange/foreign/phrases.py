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
# What names of columns in data bases are shortened to, ~ for a blank; nothing: it says nothing of the column.
_SHORT = (
    "dt=date tm= dttm=date datetime=date ts=date timestamp=date nm=name fname=first~name lname=last~name "
    "cnt=count encntr=encounter enc=encounter pt=patient cd= disp= desc= dsc= usr=user emp=employee empl=employee "
    "acct=account hrs=hours hr=hours mins=minutes sec=seconds secs=seconds qty=quantity typ=type cls=class "
    "rec=record recs=records chrt=chart chrts=charts prod=productive"
)
SHORTENED: Mapping[str, str] = dict(pair.replace("~", " ").split("=") for pair in _SHORT.split())
TYPES = frozenset(TYPE_WORDS.split(", "))
# Words that mean something only where a head has no other: "in" of "cases in total" is no clock time.
_WEAK = (
    "in out to from number no id day name line e std who time type class service set area min mo wk right points "
    "pace codes chart hour hr sample ref seq count user of period reason match audit person team"
)
WEAK = frozenset(_WEAK.split())
