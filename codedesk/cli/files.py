"""new, backup, restore, check, erase: the commands that care for the department file."""

import argparse
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from codedesk import paths
from codedesk.cli.opened import coder_id, opened, person
from codedesk.cli.output import say, warn
from codedesk.cli.passphrases import known
from codedesk.desk import Desk
from codedesk.errors import CannotSave, CodeDeskError, NotADepartment, OtherDepartment, Refused
from codedesk.formats import plural
from codedesk.services.department.starters import starters
from codedesk.store import backups, checks, erasing


def new(arguments: argparse.Namespace) -> int:
    """Make an empty department with the starter lists."""
    if not arguments.even_here:
        _refuse_unsafe(arguments.file)
    Desk.create(arguments.file, person(), starters).close()
    say(f"“{arguments.file}” is ready: no coders, no work types yet.")
    return 0


def backup(arguments: argparse.Namespace) -> int:
    """Make a backup that was checked before it got its name."""
    folder = arguments.to or backups.folder_of(arguments.file)
    with opened(arguments.file) as desk:
        made = desk.use(lambda connection: backups.make(connection, folder))
    say(f"Backed up and checked: {made.path} ({made.size:,} bytes)")
    return 0


def restore(arguments: argparse.Namespace) -> int:
    """Put a backup in the place of a department; what stood there is kept."""
    if not arguments.backup.is_file():
        reason = f"There is no backup “{arguments.backup}”. Backups lie beside the department, in “… backups”."
        raise NotADepartment(reason)
    if not (arguments.even_here or arguments.into.exists()):
        _refuse_unsafe(arguments.into)
    known(arguments.backup)
    try:
        kept = backups.restore(arguments.backup, arguments.into, over_another=arguments.over_another)
    except OtherDepartment as other:
        reason = f"{other} If that is what you want, say --over-another; what stands there is kept beside it."
        raise OtherDepartment(reason) from other
    say(f"“{arguments.into}” holds the backup “{arguments.backup.name}” now.")
    if kept is not None:
        say(f"What stood there before is kept in {kept}")
    return 0


def _refuse_unsafe(path: Path) -> None:
    try:
        paths.refuse_unsafe(path)
    except CannotSave as refused:
        raise CannotSave(f"{refused} If there is no other, say --even-here.") from None


def check(arguments: argparse.Namespace) -> int:
    """Check a department file whole: pages, rules, the history chain, every row against its history."""
    problems: tuple[str, ...]
    try:
        with opened(arguments.file) as desk:
            report = desk.use(checks.check)
        document = {name: getattr(report, name) for name in ("remarks", "revision", "rows", "changes", "last_hash")}
        problems = report.problems
    except CodeDeskError as error:
        if not arguments.json:
            raise
        document, problems = {}, (str(error),)
    if arguments.json:
        whole = {"file": str(arguments.file), "sound": not problems, "problems": problems, **document}
        say(json.dumps(whole, indent=2))
    else:
        _print_check(document, problems)
    if problems:
        warn(f"“{arguments.file}” is not sound ({problems[0]}). Restore a backup.")
    return 1 if problems else 0


def _print_check(document: Mapping[str, Any], problems: tuple[str, ...]) -> None:
    for problem in problems:
        say(problem)
    sound = "Sound: pages, rules and the history chain were checked, and every row against its history."
    say("Not sound." if problems else sound)
    for name, count in document["rows"].items():
        if count:
            say(f"{count:>10,}  {name.replace('_', ' ')}")
    say(f"{document['changes']:>10,}  changes in the history")


def erase_coder(arguments: argparse.Namespace) -> int:
    """Erase a coder who left, whose name is typed twice; say what still holds the name, or delete it."""
    with opened(arguments.file) as desk:
        number = coder_id(desk, arguments.coder)
        if coder_id(desk, arguments.again) != number:
            reason = f"“{arguments.again}” is not “{arguments.coder}”: nothing was erased."
            raise Refused(reason)
        erased = desk.erase(number, date.today())
        trouble = desk.back_up_before("erase")
        left = erasing.still_named(desk.path, erased)
    altered = f"{plural(erased.rows, 'row')} and {plural(erased.entries, 'entry', 'entries')}"
    say(f"Erased. {erased.code} keeps the figures; {altered} were changed.")
    for words in (trouble, "" if erased.whole else erasing.NOT_WHOLE):
        if words:
            warn(words)
    if arguments.delete_backups:
        erasing.remove(left)
        gone = plural(len(left), "file with the name", "files with the name")
        say(f"{gone} deleted. Copies elsewhere and what was printed are yours.")
    for path in () if arguments.delete_backups else left:
        say(f"Still holds the name: {path}")
    return 0
