"""The quarter against the written policy on paper: the policy as it is written, everybody by name, what it means.

Here lives its layout. It is about audits alone: no pace stands on it, and nobody is ranked.
"""

from reportlab.platypus import Flowable

from codedesk import formats
from codedesk.charts.evidence import SHOWN_OF_TARGET
from codedesk.methods import PRINTED_FORMULAS
from codedesk.metrics.figures import Accuracy
from codedesk.metrics.sampling import SampleEvidence
from codedesk.paths import file_name as safe_name
from codedesk.periods import day_label
from codedesk.reports.grid import Cell, Grid, PrintColumn, figure, strong
from codedesk.reports.packet_words import accuracy_cell
from codedesk.reports.page import Document, Heading, document, kept
from codedesk.reports.paper import paper_of
from codedesk.reports.prose import Prose
from codedesk.reports.style import QUIET, TABLE, TABLE_STRONG
from codedesk.services.audits.policies import PolicyRow, method_name
from codedesk.services.audits.policy_results import SMALL_REMARK, PolicyResultRow
from codedesk.services.audits.policy_sheet import PolicySheetRow
from codedesk.services.reviews.sentences import opened

_POLICY = (
    PrintColumn("For", 2.2),
    PrintColumn("In force", 2.2),
    PrintColumn("As it is written", 4.4),
    PrintColumn("Scored by", 2.6),
)
_RESULTS = (
    PrintColumn("Coder, by name", 2.85), PrintColumn("Charts", 0.95, "right"), PrintColumn("Accuracy", 2.75, "right"),
    PrintColumn("Target", 0.95, "right"), PrintColumn("Observed", 1.45), PrintColumn("The sample shows", 1.85),
    PrintColumn("Education plan", 1.7),
)  # fmt: skip
_TOPIC = 44
_NOTES = (
    ("Charts", "audited, of how many the policy asks for; those of audits that feed the coder’s accuracy: random "
               "samples, and what the manager marked. Drafts, focused audits and voided ones are not among them."),
    ("Accuracy", "pooled from all those charts by the method named, after the answers; under it what was counted, and "
                 "the 95 % interval (Wilson) of what the sample can stand for."),
    ("Target", "what the policy asks of this coder on the day of the latest audit; a learner’s is named under the "
               "name."),
    ("Observed", "whether the figure itself, unrounded, reaches the target."),
    ("The sample shows", "that it is met or not met only where the whole interval lies on one side of the target. "
                         "Where it reaches over the target, so many charts cannot decide it, whatever was observed."),
    ("Education plan", "to be agreed where the target was not reached and nothing to learn was noted yet for these "
                       "audits. It is help, never a stage of discipline."),
)  # fmt: skip


def build(row: PolicySheetRow, paper: str = "") -> bytes:
    """Return the PDF of the sheet on the department's paper, or on the one named: letter or a4."""
    return document(_sheet(row), lambda: _story(row), paper_of(paper or row.head.paper))


def file_name(row: PolicySheetRow) -> str:
    """Name the sheet's file: "Audit policy Q3 2026.pdf"."""
    return f"{safe_name(f'Audit policy {row.label}')}.pdf"


def _sheet(row: PolicySheetRow) -> Document:
    head = row.head
    return Document(
        title=f"The quarter against the audit policy, {head.department}, {row.label}".replace(", ,", ","),
        subject=f"Who met the written audit policy, {row.label}",
        author=head.manager or head.department or "CodeDesk",
        who=head.department or "The team",
        when=row.label,
        department=head.department,
        fingerprint=row.fingerprint,
        version=head.version,
        made_on=head.made_on,
        sample=head.sample,
        pair=(f"{row.label} against the audit policy\nby name, nobody ranked", f"Audits only\n{head.department}"),
        confidential="Confidential: personnel records",
    )


def _story(row: PolicySheetRow) -> list[Flowable]:
    note = f"{day_label(row.period.start)} to {day_label(row.period.end)} · {formats.plural(len(row.results), 'coder')}"
    by = f" · manager {row.head.manager}" if row.head.manager else ""
    return [
        Heading(f"{row.label} against the audit policy", 0, note=f"{note}{by} · printed {day_label(row.head.made_on)}"),
        *_policy(row),
        *_summary(row),
        *_everybody(row),
        *_reach(row),
        *_notes(row),
    ]


def _policy(row: PolicySheetRow) -> list[Flowable]:
    story: list[Flowable] = [Heading("The policy as it is written", keep=60)]
    if not row.policies:
        words = "No policy is written for these days, so there is no target to set the results against."
        return [*story, Prose(words, style=QUIET, after=4)]
    return [*story, Grid(_POLICY, [_policy_cells(one) for one in row.policies], after=4)]


def _policy_cells(row: PolicyRow) -> tuple[Cell, ...]:
    until = f"until {day_label(row.until)}" if row.until else "no end is set"
    since = figure(f"from {day_label(row.draft.effective_from)}", until)
    statement = figure(_together(opened(row.statement)), opened(row.draft.reason.strip()))
    return (row.work_type or "every work type", since, statement, method_name(row.draft))


def _summary(row: PolicySheetRow) -> list[Flowable]:
    with_target = [one for one in row.results if one.target is not None]
    if not with_target:
        return []
    groups = (
        ("Met the target", [one for one in with_target if one.observed == "met"]),
        ("Did not", [one for one in with_target if one.observed == "below"]),
        ("Not audited", [one for one in row.results if not isinstance(one.result, Accuracy)]),
        ("Education plan to be agreed", [one for one in row.results if one.needs_education]),
        ("Fewer charts than asked", [one for one in row.results if one.asked and 0 < one.charts < one.asked]),
    )
    story: list[Flowable] = [Heading("In short", keep=70)]
    for words, found in groups:
        names = ", ".join(one.coder for one in found) or "nobody"
        story.append(
            Prose((f"{words}: ", TABLE_STRONG), (f"{len(found)} of {len(row.results)}: {names}.", TABLE), after=1)
        )
    story[-1].spaceAfter = 4.0
    return story


def _everybody(row: PolicySheetRow) -> list[Flowable]:
    note = "The order says nothing."
    cells = [_result_cells(one) for one in row.results]
    return [Heading("Everybody, by name", keep=90, note=note), Grid(_RESULTS, cells, after=4)]


def _result_cells(row: PolicyResultRow) -> tuple[Cell, ...]:
    learner = f"learner, {row.target.why}" if row.target is not None and row.target.learner else ""
    small = SMALL_REMARK in row.remarks
    remarks = [remark for remark in row.remarks if remark != SMALL_REMARK]
    target = "none" if row.target is None else f"{formats.typed(row.target.accuracy)}{formats.NO_BREAK}%"
    charts = figure(f"{row.charts:,}", f"of {row.asked:,}" if row.asked is not None else "")
    education: Cell = strong("to be agreed") if row.needs_education else "–"
    if row.education:
        topic = (
            row.education
            if len(row.education) <= _TOPIC
            else f"{row.education[:_TOPIC].rpartition(' ')[0].rstrip(' :;,')}…"
        )
        education = figure("noted", _together(topic))
    return (
        figure(row.coder, learner, _together("; ".join(remarks))),
        charts,
        accuracy_cell(row.result),
        target,
        strong("not met") if row.observed == "below" else row.observed or "–",
        "–" if row.evidence is None else figure(SHOWN_OF_TARGET[row.evidence], SMALL_REMARK if small else ""),
        education,
    )


def _together(words: str) -> str:
    """Keep a per cent sign on the line of its number."""
    return words.replace(" %", f"{formats.NO_BREAK}%")


def _reach(row: PolicySheetRow) -> list[Flowable]:
    if not row.samples:
        return []
    story: list[Flowable] = [Heading("What so many charts can show", keep=50)]
    story += [Prose(sample_words(one), style=TABLE, after=2) for one in row.samples]
    story[-1].spaceAfter = 4.0
    return story


def sample_words(sample: SampleEvidence) -> str:
    """Say what a sample can and cannot show of a target, counted chart by chart."""
    target, size = formats.typed(round(sample.target * 100, 6)), formats.plural(sample.size, "chart")
    below = (
        f"{sample.most_below} right or fewer show that {target} % is not met"
        if sample.most_below is not None
        else f"no result shows that {target} % is not met"
    )
    if sample.least_above is not None:
        most = "all right show" if sample.least_above == sample.size else f"{sample.least_above} right or more show"
        above = f"{most} that it is met; what lies between decides nothing"
    else:
        above = "not even all of them right show that it is met"
        if sample.charts_needed is not None:
            above += f" (that takes {formats.plural(sample.charts_needed, 'chart')} or more, all right)"
    return _together(f"Counted chart by chart, of {size}: {below}; {above}.")


def _notes(row: PolicySheetRow) -> list[Flowable]:
    methods = sorted({one.result.method for one in row.results if isinstance(one.result, Accuracy)})
    words = [Prose((f"{name}: ", TABLE_STRONG), (said, TABLE), after=2) for name, said in _NOTES]
    words += [
        Prose(("Method: ", TABLE_STRONG), (f"{opened(PRINTED_FORMULAS[method])}.", TABLE), after=2)
        for method in methods
    ]
    return kept([Heading("How to read it", keep=40), *words])
