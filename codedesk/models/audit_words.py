"""What an audit, its findings and its actions can say of themselves: the words of their lists."""

from codedesk.words import Word


class Selection(Word):
    """How the charts of an audit were chosen. Only random ones feed the coder's accuracy by themselves."""

    RANDOM = "random", "random"
    FOCUSED = "focused", "focused"
    NEW_CODER = "new_coder", "new coder, all charts"
    EXTERNAL = "external", "external"
    FOLLOW_UP = "follow_up", "follow-up"


class Phase(Word):
    """Whether the charts were audited before they were billed."""

    PRE_BILL = "pre_bill", "pre-bill"
    RETROSPECTIVE = "retrospective", "retrospective"


class AuditDepth(Word):
    """What the result of an audit is made of."""

    RESULT = "result", "Result only"
    COUNTS = "counts", "Counts"
    RECORDS = "records", "Record by record"


class AuditState(Word):
    """How far an audit is. A draft is part of no figure."""

    DRAFT = "draft", "draft"
    SHARED = "shared", "shared"
    ANSWERED = "answered", "answered"
    FINAL = "final", "final"


class Direction(Word):
    """What a finding means for the payment."""

    OVER = "over", "over-coded"
    UNDER = "under", "under-coded"
    NEITHER = "neither", "neither over nor under"


class FindingChange(Word):
    """Which count a finding stands for: a code revised, added or deleted by the auditor, or none (advisory)."""

    REVISED = "revised", "revised"
    ADDED = "added", "added"
    DELETED = "deleted", "deleted"
    NONE = "none", "no code changed"


class FindingAnswer(Word):
    """What the coder says to a finding."""

    OPEN = ""
    AGREE = "agree", "agrees"
    REBUT = "rebut", "rebuts"


class FindingOutcome(Word):
    """What came of a finding after the coder's answer."""

    OPEN = ""
    UPHELD = "upheld", "upheld"
    WITHDRAWN = "withdrawn", "withdrawn"


class ActionKind(Word):
    """What is done about a gap. Never a stage of discipline."""

    EDUCATION = "education", "education"
    POLICY = "policy", "policy"
    SYSTEM_EDIT = "system_edit", "system edit"
    DOCUMENTATION = "documentation", "documentation improvement"
    REBILL = "rebill", "rebill"
    REFUND_REVIEW = "refund_review", "refund review"
    COMPLIANCE = "compliance", "compliance"
