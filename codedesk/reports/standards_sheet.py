"""The standards sheet that coders are given: what is expected, since when and why, the ramps, the log, the receipts.

Here lives its layout. It names no figure of anybody; without a coder asked for, nobody's ramp can be told.
"""

from reportlab.platypus import Flowable

from codedesk import formats
from codedesk.paths import file_name as safe_name
from codedesk.periods import day_label
from codedesk.reports.glyphs import missing, name_of
from codedesk.reports.grid import Cell, Grid, PrintColumn, figure
from codedesk.reports.page import Document, Heading, document, kept
from codedesk.reports.prose import Prose, colour, draw_text, shortened
from codedesk.reports.style import CAPTION, LINE, QUIET, TABLE, TABLE_STRONG
from codedesk.reports.tags import TaggedPart
from codedesk.services.standards.calibration import evidence_of
from codedesk.services.standards.sheet import RampPlanRow, SheetChangeRow, StandardsSheetRow, weeks_in
from codedesk.services.standards.standards import RampStepRow, StandardRow

_CELL = 170
_LONGEST_REASON = 4000
_BLANK_LINES = 4
_LINES_OF_A_PAGE = 14
_STANDARD_COLUMNS = (
    PrintColumn("Work type", 2.9),
    PrintColumn("As stated", 3.1),
    PrintColumn("Per hour", 1.45, "right"),
    PrintColumn("Accuracy", 1.5, "right"),
    PrintColumn("In force from", 2.9),
    PrintColumn("Reason, evidence, approval", 4.8),
)
_READ_ME = (
    ("Pace and accuracy", "belong together: work is read against both, and neither is read without the other."),
    (
        "As stated, and per hour",
        "the standard is kept in the words in which it was set; charts per hour follow from it.",
    ),
    (
        "Productive and paid hours",
        "a standard on productive hours leaves out excused time (meetings, education, downtime …); one on paid hours "
        "does not. Absence is part of neither.",
    ),
    (
        "In force",
        "a standard counts from its date on and for no day before it. Reviews that were given out keep their figures.",
    ),
)


def build(row: StandardsSheetRow, paper: str = "") -> bytes:
    """Return the PDF of the sheet on the department's paper, or on the one named: letter or a4."""

    def story() -> list[Flowable]:
        return [
            *_opening(row),
            *_standards("Standards in force", row.standards, row.without),
            *_announced(row),
            *_ramps(row),
            *_log(row),
            *_in_full(row),
            *_receipts(row),
        ]

    return document(_sheet(row), story, paper or row.paper)


def file_name(row: StandardsSheetRow) -> str:
    """Name the sheet's file: "Standards 2026-10-05.pdf", with the coder's name where it is one coder's."""
    return f"{safe_name(f'Standards {row.as_of} {row.coder}'.strip())}.pdf"


def points(row: StandardsSheetRow) -> tuple[str, ...]:
    """Say before printing which characters the paper's font cannot show, and where they stand."""
    places = [(row.department, "the department’s name"), (row.manager, "the manager’s name")]
    places += [(name, f"the name {name}") for name in row.readers]
    for line in (*row.standards, *row.announced):
        places.append((f"{line.work_type} {line.statement} {line.approved_by}", f"the standard of {line.work_type}"))
    for entry in row.log:
        words = f"{entry.why[:_LONGEST_REASON]} {entry.source[:_LONGEST_REASON]}"
        places.append((words, f"the reason of {entry.work_type}, {day_label(entry.day)}"))
    found = ((place, missing(words)) for words, place in places)
    return tuple(f"{place}: the paper’s font has no {name_of(lacking[0])}" for place, lacking in found if lacking)


def _sheet(row: StandardsSheetRow) -> Document:
    when = f"as of {day_label(row.as_of)}"
    title = f"Standards sheet, {row.coder}, {when}" if row.coder else f"Standards sheet, {when}"
    return Document(
        title=title,
        subject="What is expected of each work type, since when and why",
        author=row.manager or row.department or "CodeDesk",
        who=row.coder or "Standards sheet",
        when=when,
        department=row.department,
        fingerprint=row.fingerprint,
        version=row.version,
        made_on=row.as_of,
        sample=row.sample,
        pair=(f"Standards sheet\n{when}", f"{row.coder or 'For all coders'}\n{row.department}"),
        confidential="Confidential: personnel record" if row.coder else "For the coders of the department",
    )


def _opening(row: StandardsSheetRow) -> list[Flowable]:
    who = f"For {row.coder}" if row.coder else "For all coders of the department"
    by = f", issued by {row.manager}" if row.manager else ""
    return [
        Heading("Standards sheet", 0, note=f"{who}, as of {day_label(row.as_of)}{by}"),
        *(Prose((f"{name}: ", TABLE_STRONG), (words, TABLE), after=3) for name, words in _READ_ME),
    ]


def _standards(title: str, rows: tuple[StandardRow, ...], without: tuple[str, ...]) -> list[Flowable]:
    story: list[Flowable] = [Heading(title, keep=80)]
    if rows:
        story.append(Grid(_STANDARD_COLUMNS, [_standard_cells(row) for row in rows], after=6))
    else:
        story.append(Prose("No standard is in force.", style=QUIET, after=4))
    if without:
        words = f"{', '.join(without)}: no standard in force. This work earns nothing, and its hours leave the figures."
        story.append(Prose((words, CAPTION), after=6))
    return story


def _standard_cells(row: StandardRow) -> tuple[Cell, ...]:
    approved = f"approved by {row.approved_by}" if row.approved_by else ""
    review = f"review {day_label(row.review_due)}" if row.review_due else "no review date set"
    until = f"until {day_label(row.until)}" if row.until else ""
    return (
        row.work_type,
        figure(row.statement, f"on {row.basis} hours"),
        formats.rate(row.rate),
        f"{formats.typed(row.accuracy)} %",
        figure(day_label(row.effective_from), until, review),
        figure(_cut(row.reason) or "no reason recorded", f"made from: {_cut(_evidence(row))}", approved),
    )


def _evidence(row: StandardRow) -> str:
    return evidence_of(row.reason, row.source)


def _announced(row: StandardsSheetRow) -> list[Flowable]:
    return _standards("Decided, not yet in force", row.announced, ()) if row.announced else []


def _ramps(row: StandardsSheetRow) -> list[Flowable]:
    story: list[Flowable] = [Heading("Ramps of learners", keep=80)]
    words = (
        "A learner is read against a share of the pace standard that rises in steps, and against the accuracy expected "
        "meanwhile. Before the first step and where no ramp is set, the whole standard holds."
    )
    if row.ramps and not row.coder:
        words += " Each plan stands here once, by the weeks since it began."
    story.append(Prose((words, TABLE), after=4))
    if not row.ramps:
        none = f"No ramp is set for {row.coder}." if row.coder else "No ramp is set."
        return [*story, Prose(none, style=QUIET, after=4)]
    columns = (
        PrintColumn("Work type", 4),
        PrintColumn("Step", 4.4),
        PrintColumn("Of the pace standard", 2.6, "right"),
        PrintColumn("Accuracy expected", 2.6, "right"),
    )
    rows = [cells for plan in row.ramps for cells in _plan_cells(plan)]
    story.append(Grid(columns, rows, after=4))
    return story


def _plan_cells(plan: RampPlanRow) -> list[tuple[Cell, ...]]:
    name = plan.work_type or "every work type"
    return [
        (
            name,
            _step_words(step, dated=plan.dated),
            f"{formats.typed(step.pace_percent)} %",
            "as the standard" if step.accuracy is None else f"{formats.typed(step.accuracy)} %",
        )
        for step in plan.steps
    ]


def _step_words(step: RampStepRow, *, dated: bool) -> str:
    if dated:
        until = f" until {day_label(step.until)}" if step.until else " on"
        return f"from {day_label(step.from_day)}{until}"
    first = weeks_in(step) + 1
    if step.until is None:
        return f"from week {first} on"
    last = max(first, weeks_in(RampStepRow(step.until, None, 0.0, None)))
    return f"week {first}" if first == last else f"weeks {first} to {last}"


def _log(row: StandardsSheetRow) -> list[Flowable]:
    story: list[Flowable] = [Heading("What was changed, when and why", keep=80)]
    if not row.log:
        return [*story, Prose("Nothing has been set yet.", style=QUIET, after=4)]
    columns = (
        PrintColumn("From", 2.1),
        PrintColumn("Work type", 2.7),
        PrintColumn("What", 4.6),
        PrintColumn("Approved by", 2.2),
        PrintColumn("Why, and source", 4.8),
    )
    return [*story, Grid(columns, [_log_cells(line) for line in row.log], after=6)]


def _log_cells(line: SheetChangeRow) -> tuple[Cell, ...]:
    why = figure(_cut(line.why) or "no reason recorded", _cut(line.source))
    what = figure(line.what, f"before: {line.before}" if line.before else "")
    return day_label(line.day), line.work_type, what, line.who or "not recorded", why


def _in_full(row: StandardsSheetRow) -> list[Flowable]:
    """Return the reasons and sources that are too long for a table, once each, whole up to a few thousand letters."""
    texts: dict[str, list[str]] = {}
    for line in row.log:
        for words in (line.why, line.source):
            if _cut(words) != words:
                texts.setdefault(words, []).append(f"{line.work_type}, from {day_label(line.day)}")
    if not texts:
        return []
    story: list[Flowable] = [Heading("Reasons and sources in full", keep=60)]
    for words, places in texts.items():
        more = len(words) - _LONGEST_REASON
        said = words if more <= 0 else f"{words[:_LONGEST_REASON]}… ({more:,} more characters are kept in CodeDesk)"
        story.append(Prose((f"{'; '.join(places)}: ", TABLE_STRONG), (said, TABLE), after=4))
    return story


def _cut(words: str) -> str:
    flat = words.strip()
    return flat if len(flat) <= _CELL and flat.count("\n") <= 3 else f"{' '.join(flat[:_CELL].split())} … in full below"


def _receipts(row: StandardsSheetRow) -> list[Flowable]:
    words = (
        "I have received this sheet. A signature says that it was given and can be asked about; it does not say that "
        "its reader agrees with it."
    )
    names = row.readers or ("",) * _BLANK_LINES
    story = [Heading("Received", keep=90), Prose(words, after=4), *(ReceiptLine(name) for name in names)]
    return kept(story) if len(names) <= _LINES_OF_A_PAGE else story


class ReceiptLine(TaggedPart):
    """A line to sign on: the name, a line for the signature, a line for the date. Kept whole."""

    def __init__(self, name: str) -> None:
        """Take the name as it is printed; "" leaves a line to write it on."""
        super().__init__()
        self._name = name

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Take the measure, and height enough for a hand."""
        self.width, self.height = available, 38.0
        return self.width, self.height

    def draw(self) -> None:
        """Draw name, lines and what they are for."""
        canvas, base = self.canv, 14.0
        name_to, sign_from, sign_to, date_from = (self.width * share for share in (0.36, 0.39, 0.76, 0.79))
        canvas.setStrokeColor(colour(LINE))
        canvas.setLineWidth(0.6)
        if not self._name:
            canvas.line(0, base, name_to, base)
        canvas.line(sign_from, base, sign_to, base)
        canvas.line(date_from, base, self.width, base)
        draw_text(canvas, 0, base + 2, shortened(self._name, TABLE_STRONG, name_to), TABLE_STRONG)
        captions = ((0.0, "" if self._name else "Name"), (sign_from, "Signature"), (date_from, "Date"))
        for x, caption in captions:
            if caption:
                draw_text(canvas, x, base - 11, caption, CAPTION)
