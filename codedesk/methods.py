"""Scoring methods in words: the short name, the formula and the unit of each, in the order of METHODS.

The one home of these words, for screen and paper alike. A leaf: only words live here, so that nothing
heavy loads with them; what a method counts is in metrics.scoring.
"""

from collections.abc import Mapping

from codedesk.words import Word


class Method(Word):
    """How an audit is scored, in the order in which methods are offered and numbered."""

    CODE_OVER_CODE = "code_over_code", "code over code"
    CODE_OVER_CODE_NET = "code_over_code_net", "code over code, net"
    UNION = "union", "union"
    ERROR_RATE = "error_rate", "error rate, principal twice"
    RECORD = "record", "record over record"
    DRG = "drg", "DRG accuracy"
    WEIGHTED = "weighted", "weighted points"


METHODS = tuple(Method)
# By the names of the counts, as the figures of the window explain them.
FORMULAS: Mapping[str, str] = {
    Method.CODE_OVER_CODE: "matched ÷ (matched + revised + added)",
    Method.CODE_OVER_CODE_NET: "(matched − deleted) ÷ (matched + revised + added), not below 0",
    Method.UNION: "matched ÷ (matched + revised + added + deleted)",
    Method.ERROR_RATE: "1 − (revised + added + deleted + principal changed) ÷ (matched + revised + deleted + records)",
    Method.RECORD: "records without a scored finding ÷ records",
    Method.DRG: "records with the DRG right ÷ records with a DRG",
    Method.WEIGHTED: "mean over the records of 100 − points of the record’s findings, each not below 0",
}
# For a reader of a printed page who has never seen the form.
PRINTED_FORMULAS: Mapping[str, str] = {
    Method.CODE_OVER_CODE: "right codes ÷ the auditor’s codes (right + revised + added)",
    Method.CODE_OVER_CODE_NET: "(right − deleted codes) ÷ the auditor’s codes (right + revised + added), not below 0",
    Method.UNION: "right codes ÷ all codes that either side gave (right + revised + added + deleted)",
    Method.ERROR_RATE: (
        "1 − (revised + added + deleted + principal changed) ÷ (right + revised + deleted + charts): the principal "
        "diagnosis of each chart counts once more"
    ),
    Method.RECORD: "charts without a scored finding ÷ charts",
    Method.DRG: "charts with the DRG right ÷ charts with a DRG",
    Method.WEIGHTED: "the mean over charts of 100 − the points of the chart’s findings, each not below 0",
}
UNITS: Mapping[str, str] = {
    Method.CODE_OVER_CODE: "codes",
    Method.CODE_OVER_CODE_NET: "codes",
    Method.UNION: "codes",
    Method.ERROR_RATE: "codes",
    Method.RECORD: "charts",
    Method.DRG: "DRGs",
    Method.WEIGHTED: "points",
}


def method_words(method: str) -> str:
    """Name a scoring method as people do: "code over code, net"; a word that is no method stays as it is."""
    return Method(method).words if method in METHODS else method


def not_followed_words(method: str, findings: int) -> str:
    """Say that the result cannot follow withdrawn findings, for it needs to know which charts they were of."""
    words = "1 withdrawn finding names" if findings == 1 else f"{findings} withdrawn findings name"
    return (
        f"{words} no chart, and {method_words(method)} counts charts: which of them became right is not known, so "
        "the first score still stands for them."
    )
