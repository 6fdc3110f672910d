"""Problems in words: what a person is told when something could not be done. A leaf: imports nothing of CodeDesk."""


class CodeDeskError(Exception):
    """A problem that a person can understand: what happened, why, and what to do now, in one sentence or two."""


class NotADepartment(CodeDeskError):
    """The file is missing, damaged, or no department file of CodeDesk."""


class PassphraseNeeded(NotADepartment):
    """The file is encrypted, and none of the passphrases that are known opens it."""


class NewerDepartment(CodeDeskError):
    """The file was made by a newer CodeDesk; it is left untouched."""


class DepartmentInUse(CodeDeskError):
    """Another CodeDesk holds the file."""


class ReadOnly(CodeDeskError):
    """The department is open for reading only."""


class CannotSave(CodeDeskError):
    """A change could not be stored; nothing of it was."""


class OtherDepartment(CannotSave):
    """A backup of one department would take the place of another; it was not restored."""


class FileAstray(CannotSave):
    """The department file is no longer the one that stands in its place, so nothing can be said to be saved in it.

    `kept` is True where the change did reach the department that is open, but not the file that people will find; then
    it must not be made a second time.
    """

    def __init__(self, step: str, happened: str, *, kept: bool = False) -> None:
        """Name the step, and say what happened to the file."""
        not_yet = "is not in the department file" if kept else "was not saved"
        super().__init__(f"“{step}” {not_yet}: {happened}")
        self.step = step
        self.kept = kept
        self.result: object = None


class Refused(CodeDeskError):
    """A value or a draft that cannot be right; the text says which and why."""

    def __init__(self, reason: str, field: str = "") -> None:
        """Keep the reason, and the field it belongs to if it belongs to one."""
        super().__init__(reason)
        self.reason = reason
        self.field = field
