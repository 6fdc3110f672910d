"""Values in the fields of a form, told as typing tells them."""

from collections.abc import Mapping
from typing import Any

from codedesk.ui.widgets.fields import Form


def type_values(form: Form, values: Mapping[str, Any]) -> None:
    """Put values into fields by name, as if a person had typed them."""
    form.set_values(values)
    form.changed.emit()
