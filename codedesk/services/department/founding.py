"""Founding a department: the lists that every new one starts with, and what files bring along in the same step."""

from sqlmodel import Session

from codedesk.models.departments import DepartmentDraft
from codedesk.services.department.departments import change_department
from codedesk.services.department.starters import starters
from codedesk.services.files import importing
from codedesk.services.files.plans import ImportDraft


def found(session: Session, draft: ImportDraft) -> None:
    """Fill a new department with the starter lists and with what the files bring; ImportRefused if they cannot be."""
    starters(session)
    importing.apply(session, draft)


def begin(session: Session, draft: DepartmentDraft) -> None:
    """Fill a new department with the starter lists and with the manager's own choices; Refused if they are wrong."""
    starters(session)
    change_department(session, draft)
