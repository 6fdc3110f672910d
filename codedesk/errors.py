"""Problems in words: what a person is told when something could not be done. A leaf: imports nothing of CodeDesk."""


class CodeDeskError(Exception):
    """A problem that a person can understand: what happened, why, and what to do now, in one sentence or two."""


class NotADepartment(CodeDeskError):
    """The file is missing, damaged, or no department file of CodeDesk."""


class NewerDepartment(CodeDeskError):
    """The file was made by a newer CodeDesk; it is left untouched."""


class DepartmentInUse(CodeDeskError):
    """Another CodeDesk holds the file."""


class ReadOnly(CodeDeskError):
    """The department is open for reading only."""


class CannotSave(CodeDeskError):
    """A change could not be stored; nothing of it was."""


class Refused(CodeDeskError):
    """A value or a draft that cannot be right; the text says which and why."""

    def __init__(self, reason: str, field: str = "") -> None:
        """Keep the reason, and the field it belongs to if it belongs to one."""
        super().__init__(reason)
        self.reason = reason
        self.field = field
