"""The blank audit worksheet: head, records and findings in the order in which the form is typed, and the keys.

Boxes are sized for handwriting. What a draw or the form knows already stands in them.
"""

from reportlab.platypus import Flowable

from codedesk.models.audit_words import Phase, Selection
from codedesk.periods import day_label
from codedesk.reports.boxes import BoxColumn, Boxes, LabelledBoxes
from codedesk.reports.page import Document, Heading, document, kept
from codedesk.reports.prose import Prose, Run, width_of
from codedesk.reports.style import CAPTION, CAPTION_STRONG, MARGIN, PAPERS, TABLE, TABLE_STRONG
from codedesk.services.audits.lists import CHANGE_KEYS, DIRECTION_KEYS
from codedesk.services.audits.papers import Keyed, WorksheetRow
from codedesk.words import Word

_FINDING_LINES = {20: 18}
_FEWER_LINES = 14
_RECORDS = (
    BoxColumn("", "", 0.5),
    BoxColumn("Record", "your reference", 2.1),
    BoxColumn("Matched", "right", 1.0),
    BoxColumn("Revised", "other code", 1.0),
    BoxColumn("Added", "missed", 1.0),
    BoxColumn("Deleted", "not supported", 1.15),
    BoxColumn("Principal", "y right, n not", 1.15),
    BoxColumn("DRG, APC", "y right, n not", 1.15),
)
_FINDINGS = (
    BoxColumn("Record", "reference", 1.3),
    BoxColumn("Category", "key", 1.0),
    BoxColumn("Change", "r a d n", 0.95),
    BoxColumn("Direction", "o u n", 0.95),
    BoxColumn("Severity", "key", 0.95),
    BoxColumn("Cause", "key", 0.85),
    BoxColumn("Coder’s", "code", 1.25),
    BoxColumn("Auditor’s", "code", 1.25),
    BoxColumn("Guideline", "", 2.0),
)


def document_of(row: WorksheetRow, paper: str) -> bytes:
    """Return the worksheet as PDF."""
    sheet = Document(
        title=f"Audit worksheet, {row.coder}".rstrip(", "),
        subject="To be filled in by the auditor and typed in as it stands",
        author=row.head.manager or row.head.department or "CodeDesk",
        who=row.coder or "Audit worksheet",
        when="audit worksheet" if row.coder else "",
        department=row.head.department,
        fingerprint="",
        version=row.head.version,
        made_on=row.head.made_on,
        sample=row.head.sample,
        pair=("Audit worksheet", row.coder),
    )
    measure = PAPERS[paper][0] - 2 * MARGIN
    return document(sheet, lambda: _story(row, measure), paper)


def _story(row: WorksheetRow, measure: float) -> list[Flowable]:
    note = "No patient’s name or number: use references of your own."
    story: list[Flowable] = [Heading("Audit worksheet", 0, note=note), LabelledBoxes(_head(row), after=6)]
    if row.drawn:
        story.append(Prose(f"Records: {row.drawn}.", style=CAPTION, after=4))
    lines = [(str(number + 1), reference) for number, reference in enumerate(_references(row))]
    story.append(Boxes(_RECORDS, [*lines, ("", "Total")]))
    story.append(Heading("Findings", keep=130, note=_NOTE))
    story.append(Boxes(_FINDINGS, [()] * _FINDING_LINES.get(row.lines, _FEWER_LINES)))
    legends = (
        ("Category", row.categories),
        ("Change", tuple(CHANGE_KEYS.items())), ("Direction", tuple(DIRECTION_KEYS.items())),
        ("Severity", row.severities), ("Cause", row.causes),
    )  # fmt: skip
    below: list[Flowable] = [_legend(title, words, measure) for title, words in legends]
    return [*story, *kept([*below, LabelledBoxes((("Auditor’s signature", ""), ("Finished on", "")), after=0)])]


_NOTE = "A line for each thing that you would code differently; what only advises has the change n."


def _head(row: WorksheetRow) -> tuple[tuple[str, str], ...]:
    period = f"{day_label(row.period.start)} to {day_label(row.period.end)}" if row.period else ""
    return (
        ("Date of the audit", ""),
        ("Coder", row.coder),
        ("Work type", row.work_type),
        ("Auditor", row.auditor),
        ("Covers the work from … to …", period),
        _chosen("Selection", Selection, row.selection),
        _chosen("Phase", Phase, row.phase),
        ("Method", row.method),
    )


def _chosen(title: str, words: type[Word], said: Word | None) -> tuple[str, str]:
    """Return a box with what is known, or with what there is to choose from."""
    offered = ", ".join(word.words.partition(",")[0] for word in words)
    return (title, said.words) if said is not None else (f"{title}: {offered}", "")


def _references(row: WorksheetRow) -> list[str]:
    return [*row.references, *("" for _ in range(row.lines - len(row.references)))]


def _legend(title: str, words: tuple[Keyed, ...], measure: float) -> Prose:
    """List keys with their names, so broken that no key stands at the end of a line without its name."""
    runs = [(f"{title}:", CAPTION_STRONG)]
    filled = _width(*runs)
    for number, (key, name) in enumerate(words):
        entry = ((key, TABLE_STRONG), (f"{name}{'' if number == len(words) - 1 else '  ·'}", TABLE))
        wide = _width(*entry)
        breaks = filled + wide > measure
        filled = wide if breaks else filled + wide
        runs += [(f"\n{key}", TABLE_STRONG), entry[1]] if breaks else entry
    return Prose(*runs, after=4)


def _width(*runs: Run) -> float:
    return sum(width_of(f"{words} ", style.font, style.size) for words, style in runs)
