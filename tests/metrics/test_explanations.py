"""An explanation is made when it is looked at, and is a plain value all the same."""

import copy
import pickle

from codedesk.metrics.figures import Explanation, Part

PARTS = (Part("Earned hours in all", "6 h"), Part("Productive hours", "8 h", "one day"))


def made() -> Explanation:
    return Explanation("Pace", "earned ÷ productive", PARTS, ("Small.",))


def test_it_is_made_once_and_not_before_it_is_looked_at() -> None:
    asked: list[str] = []

    def make() -> Explanation:
        asked.append("made")
        return made()

    later = Explanation.later(make)
    assert not asked
    assert (later.title, later.formula, later.parts, later.remarks) == (
        "Pace",
        "earned ÷ productive",
        PARTS,
        ("Small.",),
    )
    assert asked == ["made"]


def test_it_equals_what_says_the_same() -> None:
    assert Explanation.later(made) == made()
    assert made() == Explanation.later(made)
    assert hash(Explanation.later(made)) == hash(made())
    assert repr(Explanation.later(made)) == repr(made())
    assert Explanation.later(made) != Explanation("Pace", "earned ÷ productive", PARTS)
    assert made() != "Pace"


def test_it_is_copied_with_its_words() -> None:
    for copied in (pickle.loads(pickle.dumps(Explanation.later(made))), copy.deepcopy(Explanation.later(made))):
        assert copied == made()
