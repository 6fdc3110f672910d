"""import and export: the commands that take open files in and give them out."""

import argparse
import json
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from codedesk.cli.foreign import beside, document, hint, placed, translated
from codedesk.cli.opened import opened, say_plain
from codedesk.cli.output import say, say_table, warn
from codedesk.desk import Desk
from codedesk.exchange import exports
from codedesk.exchange.csv_reading import read_draft
from codedesk.exchange.given_files import write_given
from codedesk.exchange.spellings import Asked
from codedesk.formats import plural
from codedesk.services.days.marks import LookRow
from codedesk.services.files import exporting, importing
from codedesk.services.files.month_pairs import month_pairs
from codedesk.services.files.plans import ImportDraft, ImportPlan, ImportRefused, Remark
from codedesk.services.reviews import reviews
from codedesk.services.reviews.rows import GivenFileRow

MOST_PRINTED = 200
WORDS = {
    "coder": "coder (starting with the first day met)",
    "work_type": "work type",
    "time_category": "time category (counted: it stays in the hours that pace is made of)",
    "category": "finding category (scored, 0 points)",
    "root_cause": "root cause (the coder's)",
}


def import_files(arguments: argparse.Namespace) -> int:
    """Take files in: plan, then store all or nothing. Every problem is listed."""
    with opened(arguments.into) as desk:
        foreign = translated(desk, arguments) if arguments.map else None
        draft = foreign[1].draft if foreign else _read(arguments)
        refused = None
        try:
            if draft.problems or (arguments.dry_run and desk.read_only):
                plan = desk.read(importing.plan, draft)
            elif arguments.dry_run:
                plan = desk.rehearse(importing.step_name(draft), importing.rehearse, draft)
            else:
                if trouble := desk.back_up_before("import"):
                    warn(trouble)
                plan = desk.read(importing.look, desk.write(importing.step_name(draft), importing.apply, draft))
        except ImportRefused as refusal:
            plan, refused = refusal.plan, refusal
    stored = not (arguments.dry_run or plan.problems)
    if foreign:
        plan, refused = placed(plan, *foreign), None
    if arguments.json:
        told = plan_document(plan, stored=stored, dry_run=arguments.dry_run)
        say(json.dumps({**told, **(document(*foreign) if foreign else {})}, indent=2))
    else:
        _print_plan(plan, stored=stored)
        for words in beside(*foreign) if foreign else ():
            say(words)
    if plan.problems:
        raise refused or ImportRefused(plan)
    return 0


def _read(arguments: argparse.Namespace) -> ImportDraft:
    asked = Asked(arguments.dates, arguments.decimal, arguments.encoding or "")
    more = {"update": arguments.update, "create_missing": arguments.create_missing}
    draft = read_draft(arguments.source, **more, asked=asked)
    if draft.problems and not draft.sheets and (words := hint(arguments.source, asked.encoding)):
        draft = replace(draft, remarks=(*draft.remarks, Remark(arguments.source.name, None, words)))
    return replace(draft, dates_are_right=arguments.dates_are_right)


def plan_document(plan: ImportPlan, *, stored: bool, dry_run: bool) -> dict[str, Any]:
    """Return a plan as the promise of `import --json`."""
    return {
        "stored": stored,
        "dry_run": dry_run,
        "files": [asdict(each) for each in plan.files],
        "created": [asdict(each) for each in plan.created],
        "remarks": [{"file": each.file, "line": each.line, "text": each.text} for each in plan.remarks],
        "to_look_at": [_look_document(each) for each in plan.to_look_at],
        "problems": [asdict(each) for each in plan.problems],
    }


def _look_document(row: LookRow) -> dict[str, str]:
    return {
        "date": row.day.isoformat(),
        "coder": row.coder,
        "work_type": row.work_type,
        "value": row.value,
        "kind": row.mark.kind,
        "question": row.mark.reason,
    }


def _print_looks(plan: ImportPlan) -> None:
    if not plan.to_look_at:
        return
    count = plural(len(plan.to_look_at), "value")
    say(f"{count} to look at, kept and counted as they are (the window lists them with Ctrl+Shift+U):")
    for row in plan.to_look_at[:MOST_PRINTED]:
        what = ", ".join(part for part in (row.day.isoformat(), row.coder, row.work_type, row.value) if part)
        say(f"  {what}: {row.mark.reason}")
    if len(plan.to_look_at) > MOST_PRINTED:
        say(f"  … and {len(plan.to_look_at) - MOST_PRINTED:,} more; --json lists them all")


def _print_plan(plan: ImportPlan, *, stored: bool) -> None:
    rows: list[tuple[str, ...]] = [("file", "lines", "new", "same", "changed", "problems")]
    rows += [
        (each.file, *(f"{number:,}" for number in (each.lines, each.new, each.same, each.changed, each.problems)))
        for each in plan.files
    ]
    if plan.files:
        say_table(rows)
    for created in plan.created:
        say(f"{'Made' if stored else 'Would make'} {WORDS.get(created.noun, created.noun)}: {created.name}")
    for remark in plan.remarks[:MOST_PRINTED]:
        say(remark.sentence)
    for problem in plan.problems[:MOST_PRINTED]:
        say(problem.sentence)
    if len(plan.problems) > MOST_PRINTED:
        say(f"… and {len(plan.problems) - MOST_PRINTED:,} problems more; --json lists them all")
    _print_looks(plan)
    if stored:
        say("Stored as one step, which Undo takes back." if plan.changes else "Everything was already there.")
    elif not plan.problems:
        say("Nothing was stored: this was a dry run.")


def export_files(arguments: argparse.Namespace) -> int:
    """Write everything out; what is private only when asked for."""
    with opened(arguments.file) as desk:
        export = desk.read(exporting.everything, private=arguments.private)
        pairs = desk.read(month_pairs, export) if arguments.format == "xlsx" else ()
        given = write_given(desk.read(reviews.all_given), partial(_pages, desk), arguments.out)
        say_plain(desk)
    if arguments.format == "xlsx":
        written = exports.write_xlsx(export, arguments.out, f"{arguments.file.stem}.xlsx", pairs)
    else:
        written = exports.write_csv(export, arguments.out)
    what = written[0].name if len(written) == 1 else f"{len(written)} files"
    say(f"Wrote {what} into {arguments.out}")
    if given:
        say(f"Wrote {plural(len(given) - 1, 'given packet')} with their SHA-256 into {given[0].parent}")
    if left_out := export.left_out:
        say(f"Left out, because it is private: {left_out}. --private takes it along.")
    return 0


def _pages(desk: Desk, row: GivenFileRow) -> bytes:
    kept = desk.read(reviews.as_given, row.coder_id, row.period, row.given.revision)
    return kept[1] if kept is not None else b""
