"""The words of audits on screen, and lines typed as words: "8 1 0 0" is a record, "6 pd r o h kn" a finding.

Here live names and the reading of typed lines. No widget, no query.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from codedesk import entry, formats, names
from codedesk.charts.evidence import SHOWN_BY
from codedesk.errors import Refused
from codedesk.metrics.figures import Accuracy
from codedesk.models.audit_words import AuditDepth, AuditState, FindingChange
from codedesk.models.audits import CODE_COUNTS, HIGHEST_COUNT, HIGHEST_PAYMENT, FindingDraft, RecordDraft
from codedesk.services.audits.lists import CHANGE_KEYS, DIRECTION_KEYS, AuditLists, short_keys
from codedesk.services.audits.policy_results import AgainstPolicy
from codedesk.ui.called import also_called
from codedesk.words import Word

# What a step of the history is called that moves an audit into a state.
STATE_STEPS = {
    AuditState.DRAFT: "Take back",
    AuditState.SHARED: "Share",
    AuditState.ANSWERED: "Note the answers of",
    AuditState.FINAL: "Close",
}
_NEXT_STEPS = {
    AuditState.DRAFT: "Share with the coder",
    AuditState.SHARED: "Mark as answered",
    AuditState.ANSWERED: "Make final",
}
RECORD_HINT = "matched revised added deleted, then y or n for principal diagnosis and DRG, as in 8 1 0 0 y n"
FINDING_HINT = "category change direction severity cause, as in pd r o h kn"
_FLAGS = {"y": True, "n": False, "yes": True, "no": False, "right": True, "changed": False}


@dataclass(frozen=True, slots=True)
class KeyedWord:
    """One word of a list that is typed by its key or by its first letters."""

    key: str
    name: str
    value: object


FLAGS = (KeyedWord("right", "y", True), KeyedWord("changed", "n", False))

# What a new audit begins as until a person chooses otherwise: a slip tells of a finished audit, a worksheet typed
# record by record still goes to its coder.
USUAL_STATES = {
    AuditDepth.RESULT: AuditState.FINAL,
    AuditDepth.COUNTS: AuditState.FINAL,
    AuditDepth.RECORDS: AuditState.DRAFT,
}


def state_hint(state: AuditState, *, new: bool) -> str:
    """Say what a state means for the figures, and the key that changes it."""
    if state == AuditState.DRAFT:
        return "in no figure yet · Alt+S moves it on"
    return "Alt+S saves it as a draft" if new and state == AuditState.FINAL else ""


def stored_words(name: str, state: AuditState, *, stepped: bool, outside: str) -> str:
    """Say of a stored audit what is not seen of it; stepped: it took a step; outside: the period that has it not."""
    if state == AuditState.DRAFT:
        return f"“{name}” is saved as a draft: no figure counts it before it is shared or final."
    told = f"“{name}” is {state.words}." if stepped else "Saved." if outside else ""
    return f"{told} The list shows {outside}; this audit is dated outside." if outside else told


def step_words(state: AuditState, *, new: bool) -> str:
    """Name the step to the next state, "" where there is none; a new audit that is final can be a draft first."""
    if state == AuditState.FINAL:
        return "Save as a draft" if new else ""
    return _NEXT_STEPS[state]


def words_of(keys: Mapping[str, Word], *, spoken: bool = False) -> tuple[KeyedWord, ...]:
    """Turn keys into words: {"o": over} gives over, typed as o; spoken: called as people read them."""
    return tuple(KeyedWord(key, word.words if spoken else str(word), word) for key, word in keys.items())


def category_words(lists: AuditLists) -> tuple[KeyedWord, ...]:
    """Return the finding categories as words."""
    return tuple(KeyedWord(row.short_key, row.name, row.id) for row in lists.categories)


def cause_words(lists: AuditLists) -> tuple[KeyedWord, ...]:
    """Return the root causes as words."""
    return tuple(KeyedWord(row.short_key, row.name, row.id) for row in lists.root_causes)


def severity_words(lists: AuditLists) -> tuple[KeyedWord, ...]:
    """Return the department's severities as words, the lowest first."""
    return tuple(KeyedWord(row.short_key, row.name, row.name) for row in lists.severities)


def work_type_words(lists: AuditLists) -> tuple[KeyedWord, ...]:
    """Return the work types as words."""
    keys = short_keys(row.name for row in lists.work_types)
    return tuple(KeyedWord(keys[row.name], row.name, row.id) for row in lists.work_types)


def chosen(text: str, words: Sequence[KeyedWord], what: str) -> KeyedWord:
    """Return the word that a text means: its key, its name, the only name with a word so begun, what it is called."""
    typed, plain = names.key(text), names.searched(text)
    for found in (
        [word for word in words if typed == names.key(word.key)],
        [word for word in words if typed == names.key(word.name)],
        [word for word in words if names.searched(word.name).startswith(plain)],
        [word for word in words if any(part.startswith(plain) for part in names.searched(word.name).split())],
        [word for word in words if plain in also_called(word.name)],
        [word for word in words if any(part.startswith(plain) for part in also_called(word.name))],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            several = " or ".join(f"{word.name} ({word.key})" for word in found[:4])
            raise Refused(f"“{text.strip()}” can be {several}: type more letters")
    raise Refused(f"“{text.strip()}” is no {what}: Alt+Down or a click lists them")


def read_record(text: str, before: RecordDraft) -> RecordDraft:
    """Read a line of counts over a record: "8 1 0 0 y n". What is left out stays; Refused with the reason."""
    words = text.split()
    counts = [word for word in words if word.casefold() not in _FLAGS]
    flags = [_FLAGS[word.casefold()] for word in words[len(counts) :] if word.casefold() in _FLAGS]
    if not counts or len(counts) > 4 or len(counts) + len(flags) != len(words) or len(flags) > 2:
        raise Refused(f"“{text.strip()}” is not a line: type {RECORD_HINT}")
    try:
        numbers = [entry.parse_count(word, HIGHEST_COUNT) or 0 for word in counts]
    except Refused as refused:
        raise Refused(f"{refused.reason}: type {RECORD_HINT}") from None
    values: dict[str, int] = dict(zip(CODE_COUNTS, numbers, strict=False))
    marks: dict[str, bool] = dict(zip(("principal_right", "drg_right"), flags, strict=False))
    return before.but(**values, **marks)


def read_flag(text: str) -> bool | None:
    """Read y or n; None where nothing is typed."""
    word = text.strip().casefold()
    if not word:
        return None
    if word not in _FLAGS:
        raise Refused(f"“{text.strip()}” is neither y (right) nor n (changed)")
    return _FLAGS[word]


def read_money(text: str) -> int | None:
    """Read an amount as exact cents: 14300, 14,300.00 or $9750.50; None where nothing is typed, else Refused."""
    return entry.parse_money(text, -HIGHEST_PAYMENT, HIGHEST_PAYMENT)


def flag_word(value: bool | None) -> str:
    """Write y, n, or nothing where it does not apply."""
    return "" if value is None else "y" if value else "n"


def read_finding(text: str, before: FindingDraft, lists: AuditLists) -> FindingDraft:
    """Read a line over a finding: category, change, direction, severity, root cause by their keys, in this order."""
    columns = (
        ("category_id", category_words(lists), "category"),
        ("change", words_of(CHANGE_KEYS), "change"),
        ("direction", words_of(DIRECTION_KEYS), "direction"),
        ("severity", severity_words(lists), "severity"),
        ("root_cause_id", cause_words(lists), "root cause"),
    )
    typed = text.split()
    if len(typed) > len(columns):
        raise Refused(
            f"“{text.strip()}” has too many words: category change direction severity cause, as in pd r o h kn"
        )
    values = {name: chosen(word, words, what).value for word, (name, words, what) in zip(typed, columns, strict=False)}
    return before.but(**values)


def likely_change(record: RecordDraft | None, others: Sequence[FindingDraft]) -> FindingChange:
    """Return the change that a new finding of a record most likely stands for: the first not yet explained."""
    if record is None:
        return FindingChange.REVISED
    for change in (FindingChange.REVISED, FindingChange.ADDED, FindingChange.DELETED):
        if sum(finding.change == change for finding in others) < getattr(record, change):
            return change
    return FindingChange.NONE


def result_words(result: Accuracy) -> str:
    """Say an accuracy in one line with interval and size: "93.1 % (88.8–97.9 %), 20 charts, small sample"."""
    size = "charts not entered" if result.records is None else formats.plural(result.records, "chart")
    small = ", small sample" if result.small_sample else ""
    value = formats.percent(result.value, result.standard)
    return f"{value} ({formats.interval(result.low, result.high)}), {size}{small}"


def statement_words(result: Accuracy, policy: AgainstPolicy | None = None) -> str:
    """Say what was observed against the standard and the policy's target, and what the sample can show."""
    if result.standard is None and policy is None:
        return (
            "No accuracy standard is in force for this work type on this date: the page Standards sets one. "
            "The department’s own is for audits that name no work type."
        )
    parts = []
    if result.standard is not None:
        observed = "meets" if result.observed == "met" else "below"
        parts.append(f"Observed: {observed} the standard of {formats.percent(result.standard)}.")
        parts.append(f"Evidence: {SHOWN_BY[result.evidence]}." if result.evidence else "")
    if policy is not None and policy.target.accuracy / 100 != result.standard:
        met = "met" if policy.observed == "met" else "not met"
        shown = f"; {SHOWN_BY[policy.evidence]}" if policy.evidence else ""
        why = f", {policy.target.why}" if policy.target.learner else ""
        parts.append(f"Policy: {formats.typed(policy.target.accuracy)} %{why}: {met}{shown}.")
    return " ".join(part for part in parts if part)
