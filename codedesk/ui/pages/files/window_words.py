"""What an import says, in the words of the window: where a reason names an option of the command, what to do here."""

import re

# What the command says, and what the window says for it.
_HERE = (
    (r", or name its encoding with --encoding", ", or say below in which alphabet it is written"),
    (r"; if that is wrong, say --encoding", "; if that is wrong, save it as UTF-8"),
    (r"; import with --decimal comma or --decimal point", "; write it so that it can only be one of them"),
    (r"; import with --dates \w+(?: or --dates \w+)*", "; write the dates of this file as 2026-07-31"),
    (r"import with --update to take the file's", "tick “the file is right” to take the file's"),
    (r" If all dates are, import with --dates-are-right", " Correct the date, or leave the line out"),
)


def in_the_window(reason: str) -> str:
    """Return a reason, or a remark, without the options of the command."""
    for pattern, words in _HERE:
        reason = re.sub(pattern, words, reason)
    return reason
