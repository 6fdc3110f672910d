"""The parts of a scenario: how each kind is asked for, and how it is said. Nothing is stored here."""

from codedesk import formats
from codedesk.models.flow import ScenarioKind, ScenarioPartDraft
from codedesk.ui.widgets.fields import Choice, Field

UNITS = {
    ScenarioKind.LEAVE: "hours a week away",
    ScenarioKind.LEARNER: "% of a full pace",
    ScenarioKind.OVERTIME: "hours a week",
    ScenarioKind.STANDARD: "charts an hour",
    ScenarioKind.INFLOW: "charts a week",
    ScenarioKind.HIRE: "FTE",
}
_HINT = "; ".join(f"{kind.words}: {unit}" for kind, unit in UNITS.items())
Names = dict[int, str]


def part_fields(coders: tuple[Choice, ...], work_types: tuple[Choice, ...]) -> tuple[Field, ...]:
    """Return the fields of a part: what would change, of whom, from when to when, by how much."""
    return (
        Field("kind", "What changes", "choice", required=True, choices=ScenarioKind.choices()),
        Field("coder_id", "Whose", "choice", choices=(("The team", None), *coders)),
        Field("work_type_id", "Work type", "choice", choices=(("All work types", None), *work_types)),
        Field("from_day", "From", "date", required=True),
        Field("to_day", "To", "date", hint="Empty: it goes on"),
        Field("value", "By how much", "number", required=True, hint=_HINT),
    )


def part_words(part: ScenarioPartDraft, coders: Names, work_types: Names) -> str:
    """Say a part: "Overtime, the team, 6 hours a week, from 1 Oct 2026"."""
    whose = coders.get(part.coder_id or 0, "") or ("" if part.kind == ScenarioKind.HIRE else "the team")
    kind = work_types.get(part.work_type_id or 0, "")
    until = f" to {formats.day(part.to_day)}" if part.to_day is not None else ""
    amount = f"{formats.number(part.value)} {UNITS[part.kind]}"
    told = (part.kind.words, whose, kind, amount, f"from {formats.day(part.from_day)}{until}")
    return ", ".join(word for word in told if word)
