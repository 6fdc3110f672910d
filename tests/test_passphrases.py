"""The passphrase that is proposed: drawn by the system's chance, of as many as is said, easily typed."""

import math
import secrets

import pytest

from codedesk import passphrases
from codedesk.store.ciphering import require_strong


def test_what_is_said_of_its_strength_is_so() -> None:
    syllables = 10 * 5
    assert (syllables**2) ** 6 == passphrases.POSSIBLE == 244_140_625_000_000_000_000
    assert "244 billion billion" in passphrases.STRENGTH and round(math.log2(passphrases.POSSIBLE)) == 68
    years = passphrases.POSSIBLE / 2 / 10_000_000 / (365.25 * 24 * 3600)
    assert round(years, -4) == 390_000 and "390,000 years" in passphrases.STRENGTH


def test_it_is_six_words_of_letters_that_are_not_taken_for_others_and_long_enough() -> None:
    found = passphrases.proposed()
    require_strong(found)
    assert [len(word) for word in found.split(" ")] == [4] * 6
    for at, letter in enumerate(found.replace(" ", "")):
        assert letter in ("aeiou" if at % 2 else "bdflmnrstv")


def test_every_syllable_is_drawn_by_the_chance_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    offered = list[tuple[str, ...]]()

    def last(choices: tuple[str, ...]) -> str:
        offered.append(choices)
        return choices[-1]

    monkeypatch.setattr(secrets, "choice", last)
    assert passphrases.proposed() == "vuvu vuvu vuvu vuvu vuvu vuvu"
    assert len(offered) == 12 and all(len(set(each)) == 50 for each in offered)


def test_no_two_are_alike() -> None:
    assert len({passphrases.proposed() for _ in range(1000)}) == 1000
