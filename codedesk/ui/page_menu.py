"""The menu at the top right: what can be done in the view that is shown and has no button, and what the window can.

At most twelve entries: a menu is read, not searched. All else is on buttons, in the menus of rows and in the palette.
"""

from collections.abc import Iterable

from codedesk.ui.actions import Action

LONGEST = 12
Groups = tuple[tuple[str, tuple[str, ...]], ...]
# What the menu shows of a page, or of one of its views: headings, and the names of actions. One that cannot be done now
# is left out.
MENUS: dict[str, Groups] = {
    "home": (("When CodeDesk opens", ("home.opens_home", "home.opens_today")),),
    "today": (
        ("Enter", ("today.add", "today.off", "today.waits", "today.confirm")),
        ("The day", ("today.reopen", "today.explain")),
    ),
    "team": (
        ("The chosen coder", ("team.open", "team.answer", "team.explain")),
        ("The team", ("team.due", "team.rebase")),
    ),
    "audits": (
        ("This audit", ("audits.methods", "audits.report_save", "audits.report_print")),
        ("All audits", ("audits.reports_all", "audits.sheet_save", "audits.sheet_print")),
    ),
    "audits planning": (("The plan", ("audits.fill_plan",)),),
    "audits draw": (
        ("The list to draw from", ("audits.draw_import",)),
        ("The chosen draw", ("audits.draw_again", "audits.draw_audit", "audits.draw_void")),
    ),
    "audits policy": (
        ("The quarter", ("audits.policy_save", "audits.policy_print", "audits.educate_all")),
        ("The policy", ("audits.policy_add", "audits.policy_correct", "audits.policy_void")),
    ),
    "audits lessons": (
        ("Lessons", ("audits.lessons_copy",)),
        ("Education", ("audits.education_new", "audits.education_done")),
    ),
    "audits compliance": (("The view", ("audits.compliance_copy",)),),
    "standards": (
        ("This work type", ("standards.calibration", "standards.add_figure", "standards.take_figures")),
        ("All work types", ("standards.many",)),
    ),
    "standards sheet": (
        ("The chosen sheet", ("standards.save_sheet", "standards.print_sheet", "standards.give", "standards.received")),
        ("All coders", ("standards.save_sheets", "standards.print_sheets")),
    ),
    "trends": (
        ("What is shown", ("trends.copy_picture", "trends.copy_table", "trends.explain")),
        ("What it tells", ("trends.answer", "trends.events", "trends.rebase")),
    ),
    "capacity backlog": (
        ("What is shown", ("capacity.explain", "capacity.table")),
        ("Enter", ("capacity.log", "capacity.revenue")),
    ),
    "capacity staffing": (
        ("What is shown", ("capacity.explain", "capacity.table")),
        ("The people", ("capacity.what_if", "capacity.request")),
        ("The staffing page", ("capacity.page_xlsx", "capacity.page_csv")),
    ),
    "capacity rework": (("What is shown", ("capacity.explain",)), ("Enter", ("capacity.add_rework",))),
    "capacity holdups": (("What is shown", ("capacity.explain", "capacity.table")), ("Enter", ("capacity.hold",))),
    "capacity turnaround": (
        ("What is shown", ("capacity.explain", "capacity.table")),
        ("Enter", ("capacity.paste",)),
    ),
    "reviews": (
        ("This coder", ("reviews.locked", "reviews.year", "reviews.private")),
        ("All coders", ("reviews.print_all", "reviews.merged", "reviews.team")),
    ),
    "history": (("Narrow", ("history.dates", "history.all")),),
    "safety": (
        ("Restore", ("safety.prove", "safety.restore", "safety.other")),
        ("The file", ("safety.folder", "safety.path", "safety.erase")),
    ),
    "setup": (("The list", ("setup.year", "setup.up", "setup.down")),),
    "coder": (
        ("Write down", ("coder.education", "coder.check_in")),
        ("The figures", ("coder.answer", "coder.before_after", "coder.rebase", "coder.explain")),
    ),
}
WINDOW: Groups = (("", ("undo", "redo")), ("", ("view.print",)), ("", ("help", "about")), ("", ("close",)))


def shown_actions(view: str, here: Iterable[Action], window: Iterable[Action]) -> list[tuple[str, list[Action]]]:
    """Return what the menu shows in a view ("audits", "audits policy"), under its headings; the window's comes last."""
    page, everywhere = {action.name: action for action in here}, {action.name: action for action in window}
    groups = [
        (heading, [page[name] for name in names if name in page and page[name].enabled()])
        for heading, names in MENUS.get(view, ())
    ]
    groups += [(heading, [everywhere[name] for name in names if name in everywhere]) for heading, names in WINDOW]
    return [(heading, actions) for heading, actions in groups if actions]
