"""Scoring methods in words: the short name, the formula and the unit of each, in the order of METHODS.

The one home of these words, for screen and paper alike. Only words live here, so that nothing heavy loads with them;
what a method counts is in scoring.
"""

METHODS = ("code_over_code", "code_over_code_net", "union", "error_rate", "record", "drg", "weighted")
METHOD_NAMES = {
    "code_over_code": "code over code",
    "code_over_code_net": "code over code, net",
    "union": "union",
    "error_rate": "error rate, principal twice",
    "record": "record over record",
    "drg": "DRG accuracy",
    "weighted": "weighted points",
}
# By the names of the counts, as the figures of the window explain them.
FORMULAS = {
    "code_over_code": "matched ÷ (matched + revised + added)",
    "code_over_code_net": "(matched − deleted) ÷ (matched + revised + added), not below 0",
    "union": "matched ÷ (matched + revised + added + deleted)",
    "error_rate": "1 − (revised + added + deleted + principal changed) ÷ (matched + revised + deleted + records)",
    "record": "records without a scored finding ÷ records",
    "drg": "records with the DRG right ÷ records with a DRG",
    "weighted": "mean over the records of 100 − points of the record’s findings, each not below 0",
}
# For a reader of a printed page who has never seen the form.
PRINTED_FORMULAS = {
    "code_over_code": "right codes ÷ the auditor’s codes (right + revised + added)",
    "code_over_code_net": "(right − deleted codes) ÷ the auditor’s codes (right + revised + added), not below 0",
    "union": "right codes ÷ all codes that either side gave (right + revised + added + deleted)",
    "error_rate": (
        "1 − (revised + added + deleted + principal changed) ÷ (right + revised + deleted + charts): the principal "
        "diagnosis of each chart counts once more"
    ),
    "record": "charts without a scored finding ÷ charts",
    "drg": "charts with the DRG right ÷ charts with a DRG",
    "weighted": "the mean over charts of 100 − the points of the chart’s findings, each not below 0",
}
UNITS = {
    "code_over_code": "codes",
    "code_over_code_net": "codes",
    "union": "codes",
    "error_rate": "codes",
    "record": "charts",
    "drg": "DRGs",
    "weighted": "points",
}


def method_words(method: str) -> str:
    """Name a scoring method as people do: "code over code, net"; a word that is no method stays as it is."""
    return METHOD_NAMES.get(method, method)


def not_followed_words(method: str, findings: int) -> str:
    """Say that the result cannot follow withdrawn findings, for it needs to know which charts they were of."""
    words = "1 withdrawn finding names" if findings == 1 else f"{findings} withdrawn findings name"
    return (
        f"{words} no chart, and {method_words(method)} counts charts: which of them became right is not known, so "
        "the first score still stands for them."
    )
