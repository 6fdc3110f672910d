"""What people call things that CodeDesk calls otherwise: by these words the palette and closed lists find them, too.

One line for each action, by its name; words in any order, apart by blanks. What stands in a list (a category, a kind of
other time) is found by the words of spreadsheets.
"""

import re
from functools import cache

from codedesk import names
from codedesk.exchange.foreign.words import ALIKE

CALLED = {
    "standards.new": "quota target raise productivity benchmark rate expectation goal",
    "standards.what_if": "simulate try raise quota",
    "standards.take_figures": "benchmark national ahima",
    "audits.new": "error rate accuracy quality qa review score from slip paper",
    "audits.todo": "waiting pending overdue rebuttal answer appeal dispute",
    "audits.actions": "corrective action plan cap gap follow up rebill refund",
    "audits.policy_add": "threshold passing score target",
    "audits.fill_plan": "sample size how many charts",
    "audits.draw_now": "random sample select charts",
    "audits.educate": "training retraining",
    "coder.note": "comment remark praise recognition kudos concern",
    "coder.check_in": "one on one 1:1 burnout well-being coaching",
    "coder.education": "training course class pip coaching improvement plan",
    "coder.event": "go-live downtime outage new encoder",
    "coder.review": "evaluation appraisal report pdf",
    "coder.sheets": "form paper print",
    "coder.mix": "case mix complexity",
    "packet": "evaluation appraisal report pdf quarterly print email mail send",
    "capacity.backlog": "waiting uncoded dnfb unbilled queue work in hand days to clear backlog",
    "capacity.staffing": "fte headcount people director forecast",
    "capacity.rework": "denial denials rejection claim edit reopened return money at stake",
    "capacity.holdups": "hold query bottleneck provider downtime meetings",
    "capacity.turnaround": "turnaround tat days from discharge lag time to code",
    "capacity.what_if": "scenario leave learner overtime hire simulate",
    "capacity.request": "director staffing ask for fte",
    "capacity.hold": "query document missing held waiting",
    "reviews.print_all": "every coder batch",
    "reviews.save_all": "every coder batch pdf export",
    "reviews.private": "manager only confidential",
    "reviews.year": "annual yearly appraisal",
    "reviews.locked": "encrypt protect",
    "team.events": "go-live downtime outage calendar",
    "team.mix": "case mix complexity",
    "trends.leave": "export picture png svg csv",
    "today.off": "vacation pto sick leave absence holiday",
    "today.add": "overtime meeting training hours other time line",
    "today.next": "unfinished open missing days gaps incomplete",
    "today.turn": "week timesheet",
    "looking": "outlier warning unusual errors",
    "find": "search",
    "period": "quarter month year date range last previous",
    "coder": "employee person staff filter",
    "undo": "back revert mistake typo wrong",
    "history.check": "audit trail tamper integrity",
    "safety.backup": "copy save usb",
    "safety.restore": "recover bring back lost",
    "safety.check": "verify damaged corrupt integrity",
    "safety.erase": "delete remove employee gdpr privacy forget",
    "setup.year": "bank holidays calendar",
    "files": "csv excel spreadsheet workbook bring in migrate load upload download open files",
    "files.file": "import csv excel spreadsheet workbook migrate load upload history",
    "files.paste": "import excel spreadsheet cells copied",
    "files.csv": "spreadsheet download",
    "view.print": "paper screen page printer weekly monthly report",
    "view.copy": "screenshot image chart clipboard",
    "view.picture": "screenshot image chart png export",
    "view.table": "spreadsheet excel export download",
    "home.opens_today": "start page first launch",
    "about": "version licence license bug report update feedback",
    "cover": "lock hide privacy screen",
    "go.home": "dashboard overview to do start reminder due",
    "go.team": "who is behind ahead attention compare coders dashboard kpi overview productivity speed slow fast",
    "go.trends": "graph chart line over time dashboard kpi",
    "go.reviews": "goal goals agreement agree evaluation appraisal sign give",
    "go.history": "log who changed typo mistake archive audit trail",
    "go.safety": "security backup backups copy",
    "go.setup": "settings options preferences configuration",
    "help": "manual tutorial guide shortcuts keyboard how to getting started first steps",
    "close": "exit quit log out another department",
    "audits.sheet_save": "template form",
    "setup.show_coders": "add coder new coder new hire employee staff onboarding orientation fired quit terminated "
    "left rename schedule shift part time mentor ramp learner",
    "setup.show_work_types": "add work type new work type chart kind specialty facility setting",
    "setup.show_calendar": "bank holidays closed days",
    "setup.show_department": "settings options preferences date format fiscal year hours method paper size a4 letter",
    "setup.show_other_time": "meeting training category unpaid",
    "setup.show_absences": "vacation pto leave sick holiday planned attendance",
    "setup.show_finding_categories": "error types category cpt icd drg modifier",
    "setup.show_root_causes": "why error reason",
    "setup.show_severities": "weight points",
    "setup.show_appearance": "settings options preferences dark mode theme light colours colors look",
}


@cache
def also_called(name: str) -> tuple[str, ...]:
    """Return what people call something of a list: of PTO that it is leave, vacation, annual leave."""
    plain = " ".join(re.findall(r"\w+", names.searched(name)))
    groups = (group.split(", ") for groups in ALIKE.values() for group in groups)
    return tuple(text for group in groups if plain in group for text in group)
