"""The command line: words to commands, problems to one sentence and an exit code.

Exit codes: 0 done, 1 could not, 2 wrong words. Here live only the words; what a command does lives in files, data,
figures and demo, which load when they are asked for, so that `codedesk --help` and the window start at once.
"""

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from codedesk import __version__
from codedesk.cli.output import warn
from codedesk.errors import CodeDeskError, FileAstray
from codedesk.periods import parse_period

SUFFIX = ".codedesk"
DONE, COULD_NOT, WRONG_WORDS = 0, 1, 2
COMMANDS = {
    "open": "window.open_window",
    "demo": "demo.demo",
    "new": "files.new",
    "import": "data.import_files",
    "map": "foreign.map_file",
    "export": "data.export_files",
    "figures": "figures.figures",
    "packet": "packets.packet",
    "staffing": "staffing.staffing",
    "backup": "files.backup",
    "restore": "files.restore",
    "check": "files.check",
    "encrypt": "passphrases.encrypt",
    "passphrase": "passphrases.change",
    "decrypt": "passphrases.decrypt",
    "erase": "files.erase_coder",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code. No traceback reaches a person."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        words = list(sys.argv[1:] if argv is None else argv)
        arguments = parser().parse_args(words if words and words[0] in (*COMMANDS, *_OPTIONS) else ["open", *words])
        code = _command(arguments.command)(arguments)
        sys.stdout.flush()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else DONE
    except BaseException as problem:
        return _failed(problem)
    return code


_OPTIONS = ("-h", "--help", "--version")


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    module, function = COMMANDS[name].split(".")
    command: Callable[[argparse.Namespace], int] = getattr(import_module(f"codedesk.cli.{module}"), function)
    return command


def _failed(problem: BaseException) -> int:
    _drop_unwritten()
    warn(f"{in_words(problem)}")
    return COULD_NOT


def _drop_unwritten() -> None:
    """Let what cannot be written go nowhere: Python would try again at its end, and leave with a code of its own."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def in_words(problem: BaseException) -> str:
    """Return what went wrong in one sentence or two, without a traceback and without what the department holds."""
    if isinstance(problem, CodeDeskError):
        now = " Look which file is the right one, put it in its place, then do this again."
        return f"{problem}{now if isinstance(problem, FileAstray) else ''}"
    if isinstance(problem, KeyboardInterrupt):
        return "Stopped. What was being stored is there whole or not at all; look before you start again."
    if isinstance(problem, BrokenPipeError):
        return "The output was closed before everything was written; nothing else was affected."
    if isinstance(problem, OSError):
        where = f"“{problem.filename}”: " if problem.filename else ""
        return f"{where}{problem.strerror or problem}. Check the place and the room on the disk, then try again."
    if isinstance(problem, MemoryError):
        return "There is not enough memory for this. Close other programs or take a smaller file, then try again."
    return (
        f"Something unexpected went wrong ({type(problem).__name__} in {_place(problem)}). Nothing was left half done; "
        "this is a defect of CodeDesk, please report it with these words."
    )


def _place(problem: BaseException) -> str:
    trace = problem.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "an unknown place"


class _Parser(argparse.ArgumentParser):
    """An argument parser that says wrong words in the same manner as every other problem."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and leave with 2."""
        warn(f"{message}. “{self.prog} --help” lists what may be said.")
        raise SystemExit(WRONG_WORDS)


def department(text: str) -> Path:
    """Read the name of a department file."""
    if not text.lower().endswith(SUFFIX):
        reason = f"“{text}” is neither a command nor a department file, whose name ends in {SUFFIX}"
        raise argparse.ArgumentTypeError(reason)
    return Path(text)


def period(text: str) -> str:
    """Read a period; its days depend on the department's first month."""
    try:
        parse_period(text)
    except CodeDeskError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def encoding(text: str) -> str:
    """Read the name of an encoding of texts."""
    try:
        "".encode(text)
    except (LookupError, ValueError):
        reason = f"“{text}” is no encoding that is known here; windows-1250, mac-roman and iso-8859-2 are"
        raise argparse.ArgumentTypeError(reason) from None
    return text


def parser() -> argparse.ArgumentParser:
    """Return every word of the command line."""
    top = _Parser(prog="codedesk", description="Pace and accuracy together: the desk of a medical coding manager.")
    top.add_argument("--version", action="version", version=f"CodeDesk {__version__}")
    commands = top.add_subparsers(dest="command", required=True, parser_class=_Parser, metavar="command")

    opening = commands.add_parser("open", help="open the window on a department file (also without this word)")
    opening.add_argument("file", nargs="?", type=department, help="the department file; the usual one if left out")
    opening.add_argument("--pictures", type=Path, metavar="DIR", help="save pictures of pages and charts, then close")

    demo = commands.add_parser("demo", help="a sample department in a throw-away place, with its packets")
    demo.add_argument("--out", type=Path, default=Path("codedesk-demo"), help="folder for the packets")
    demo.add_argument("--no-window", action="store_true", help="write the packets only")

    _data_words(commands)
    _figure_words(commands)
    _file_words(commands)
    return top


def _data_words(commands: "argparse._SubParsersAction[_Parser]") -> None:
    taking = commands.add_parser("import", help="take CSV files or a workbook into a department, all or nothing")
    taking.add_argument(
        "source", type=Path, metavar="DIR-or-FILE", help="a folder of CSV files, one of them, or a workbook (XLSX)"
    )
    taking.add_argument("--into", type=department, required=True, metavar="FILE")
    taking.add_argument("--dry-run", action="store_true", help="say what would happen; store nothing")
    taking.add_argument("--create-missing", action="store_true", help="make unknown coders, work types and categories")
    taking.add_argument("--update", action="store_true", help="let the files win over what is stored")
    taking.add_argument("--dates", choices=("dmy", "mdy", "ymd"), help="what 5/6/2026 means where no date decides it")
    taking.add_argument("--decimal", choices=("point", "comma"), default="", help="what 1.234 means, likewise")
    taking.add_argument("--encoding", type=encoding, help="of files that are not UTF-8: windows-1250, …")
    taking.add_argument("--dates-are-right", action="store_true", help="take dates before 2000 and after the next year")
    taking.add_argument("--map", type=Path, metavar="MAP.json", help="how a spreadsheet of any form is to be read")
    taking.add_argument("--json", action="store_true")

    mapping = commands.add_parser("map", help="print how a spreadsheet of any form would be read, as JSON")
    mapping.add_argument("source", type=Path, metavar="FILE", help="a workbook (XLSX, XLS, ODS) or a text of cells")
    mapping.add_argument("--into", type=department, metavar="FILE", help="the department whose names it has")
    mapping.add_argument("--encoding", type=encoding, help="of a text that is not UTF-8: windows-1250, …")

    giving = commands.add_parser("export", help="write everything to CSV files or a workbook")
    giving.add_argument("file", type=department)
    giving.add_argument("--out", type=Path, required=True, metavar="DIR")
    giving.add_argument("--format", choices=("csv", "xlsx"), default="csv")
    giving.add_argument("--private", action="store_true", help="also private notes and check-ins")


def _figure_words(commands: "argparse._SubParsersAction[_Parser]") -> None:
    figures = commands.add_parser("figures", help="pace with accuracy of a period, team and coders")
    figures.add_argument("file", type=department)
    figures.add_argument(
        "--period", type=period, required=True, help="2026Q3, FY2027Q1, 2026-07 or 2026-07-01..2026-09-30"
    )
    figures.add_argument("--coder", metavar="NAME")
    figures.add_argument("--json", action="store_true")

    packet = commands.add_parser("packet", help="the review packets of a period as PDF")
    packet.add_argument("file", type=department)
    packet.add_argument(
        "--period", type=period, required=True, help="2026Q3, FY2027Q1, 2026-07 or 2026-07-01..2026-09-30"
    )
    who = packet.add_mutually_exclusive_group(required=True)
    who.add_argument("--coder", metavar="NAME")
    who.add_argument("--all", action="store_true")
    packet.add_argument("--out", type=Path, required=True, metavar="DIR")
    packet.add_argument("--private", action="store_true", help="also the manager's private sheet, as a file of its own")
    words = "encrypt the files with a password: its first line, or - to be asked"
    packet.add_argument("--password-from", type=Path, metavar="FILE", help=words)

    staffing = commands.add_parser("staffing", help="the director’s page of work and people, and its table")
    staffing.add_argument("file", type=department)
    staffing.add_argument(
        "--period", type=period, required=True, help="2026Q3, FY2027Q1, 2026-07 or 2026-07-01..2026-09-30"
    )
    form = "a .pdf, .csv or .xlsx file, or the folder for all three"
    staffing.add_argument("--out", type=Path, required=True, metavar="FILE-or-DIR", help=form)


_EVEN_HERE = "also in a folder that a service copies, or on a network drive, where nothing stands yet"


def _file_words(commands: "argparse._SubParsersAction[_Parser]") -> None:
    new = commands.add_parser("new", help="make an empty department")
    new.add_argument("file", type=department)
    new.add_argument("--even-here", action="store_true", help=_EVEN_HERE)

    backup = commands.add_parser("backup", help="make a checked backup")
    backup.add_argument("file", type=department)
    backup.add_argument("--to", type=Path, metavar="DIR", help="folder for the backup; beside the file if left out")

    restore = commands.add_parser("restore", help="put a backup in the place of a department")
    restore.add_argument("backup", type=department, metavar="BACKUP")
    restore.add_argument("--into", type=department, required=True, metavar="FILE")
    restore.add_argument("--even-here", action="store_true", help=_EVEN_HERE)
    restore.add_argument("--over-another", action="store_true", help="also where another department stands there")

    check = commands.add_parser("check", help="check a department file whole")
    check.add_argument("file", type=department)
    check.add_argument("--json", action="store_true")

    encrypt = commands.add_parser("encrypt", help="encrypt a department and its backups with a passphrase")
    change = commands.add_parser("passphrase", help="give an encrypted department another passphrase")
    decrypt = commands.add_parser("decrypt", help="take the encryption of a department away")
    for each in (encrypt, change, decrypt):
        each.add_argument("file", type=department)
    for each in (encrypt, change):
        each.add_argument("--passphrase-from", type=Path, metavar="FILE", help="its first line is the new passphrase")
    encrypt.add_argument("--leave-backups", action="store_true", help="leave the backups as they are, readable")

    erasing = commands.add_parser("erase", help="erase names and words of a coder who left; the figures stay")
    erasing.add_argument("file", type=department)
    erasing.add_argument("coder", metavar="NAME")
    erasing.add_argument("--again", required=True, metavar="NAME", help="the same name: it cannot be taken back")
    erasing.add_argument("--delete-backups", action="store_true", help="also the backups that still hold the name")
