"""Fields of a form whose kind, bounds and choices follow from what a noun says of itself. The labels are the form's."""

from math import inf
from typing import Any

from codedesk.models.fields import Described, Fields
from codedesk.ui.widgets.editors import Field, Kind

_KINDS: dict[str, Kind] = {
    "day": "date",
    "yes": "flag",
    "count": "count",
    "number": "number",
    "percent": "percent",
    "text": "text",
    "name": "text",
    "word": "choice",
    "link": "choice",
}


def field_of(noun: type[Fields], name: str, label: str, **more: Any) -> Field:
    """Return the field that asks for a value of a noun; more says what the form has otherwise, and how it looks."""
    described = noun.described()[name]
    return Field(name, label, **(_derived(described) | {"described": described} | more))


def _derived(described: Described) -> dict[str, Any]:
    derived: dict[str, Any] = {"kind": _KINDS[described.kind], "required": _required(described)}
    if described.words is not None:
        derived["choices"] = described.words.choices()
    if described.number is not None:
        bounds = described.number.bounds
        derived["kind"] = "hours" if bounds.unit == "h" else derived["kind"]
        if not described.number.said and bounds.high < inf:  # else the description says itself what is wrong
            derived |= {"low": bounds.low, "high": bounds.high}
    return derived


def _required(described: Described) -> bool:
    """Tell whether a form has to ask for it: what may not be missing, and a text of which something is said then."""
    if described.kind in ("text", "name"):
        return described.required or bool(described.text.needed)
    return not described.optional and described.kind != "yes"
