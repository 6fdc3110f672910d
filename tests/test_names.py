"""Names: what looks the same is the same, what cannot be seen is shown, what is kept reads as it was typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk import names

# Soft hyphen, zero-width ones, direction marks and isolates, joiners, selectors, fillers, tags, the byte order mark.
INVISIBLE = [
    "\u00ad", "\u034f", "\u061c", "\u115f", "\u1160", "\u17b4", "\u180b", "\u180e", "\u200b", "\u200c", "\u200d",
    "\u200e", "\u200f", "\u202a", "\u202e", "\u2060", "\u2064", "\u2066", "\u2069", "\u206f", "\u3164", "\ufe00",
    "\ufe0f", "\ufeff", "\uffa0", "\ufff9", "\U000e0001", "\U000e0041", "\U000e0100", "\U0001d173",
    "\x00", "\x7f", "\x9f",
]  # fmt: skip
BLANKS = [" ", "  ", "\t", "\n", "\u00a0", "\u1680", "\u2003", "\u2028", "\u202f", "\u3000", "\u2800"]
LATIN = st.text(st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x24F), min_size=1, max_size=12)
ANY = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from([*INVISIBLE, *"".join(BLANKS)]), max_size=20)


@pytest.mark.parametrize("hidden", INVISIBLE, ids=lambda each: f"U+{ord(each):04X}")
@pytest.mark.parametrize("place", [0, 3, 4, 9], ids=["before", "inside", "at the blank", "behind"])
def test_what_cannot_be_seen_makes_no_other_name(hidden: str, place: int) -> None:
    typed = f"{'Ana Núñez'[:place]}{hidden}{'Ana Núñez'[place:]}"
    assert names.key(typed) == names.key("Ana Núñez")
    assert names.clean(typed) == "Ana Núñez"
    assert names.visible(typed) != typed
    assert names.visible(typed).replace("‹", "|").split("|")[0] == "Ana Núñez"[:place]


@pytest.mark.parametrize("blank", BLANKS, ids=lambda each: "+".join(f"{ord(sign):04X}" for sign in each))
def test_any_blank_is_one_blank(blank: str) -> None:
    assert names.key(f"{blank}Ana{blank}Diaz{blank}") == "ana diaz"
    assert names.clean(f"{blank}Ana{blank}Diaz{blank}") == "Ana Diaz"


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("José Núñez", unicodedata.normalize("NFD", "José Núñez")),
        ("Ana Diaz", "ANA diaz"),
        ("Weiß", "WEISS"),
        ("Ⅳ Inpatient", "iv inpatient"),
        ("Ｉｎｐａｔｉｅｎｔ", "Inpatient"),
        ("Same‑day surgery", "Same-day surgery"),
        ("Clinic – E/M", "Clinic - E/M"),
        ("O’Brien", "O'Brien"),
        ("ﬁling", "filing"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
    ],
)
def test_these_are_one_name(typed: str, other: str) -> None:
    assert names.key(typed) == names.key(other)


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("José", "Jose"),
        ("Inpatient", "In patient"),
        ("Ana Diaz", "Ana Díaz"),
        ("Ana", "Anna"),
        ("李雷", "李磊"),
        ("A", "А"),
    ],
)
def test_these_are_two_names(typed: str, other: str) -> None:
    assert names.key(typed) != names.key(other)


@given(ANY)
def test_a_form_is_its_own_form(text: str) -> None:
    assert names.key(names.key(text)) == names.key(text)
    assert names.clean(names.clean(text)) == names.clean(text)
    assert names.key(names.clean(text)) == names.key(text)
    assert names.searched(names.searched(text)) == names.searched(text)


@given(ANY, st.sampled_from(["NFC", "NFD"]))
def test_composition_makes_no_other_name(text: str, form: str) -> None:
    composed = unicodedata.normalize(form, text)
    assert names.key(composed) == names.key(text)
    assert names.key(names.clean(composed)) == names.key(text)


@given(LATIN, LATIN, st.lists(st.tuples(st.integers(0, 20), st.sampled_from(INVISIBLE)), max_size=5))
def test_no_invisible_sign_anywhere_makes_another_name(first: str, second: str, signs: list[tuple[int, str]]) -> None:
    plain = f"{first} {second}"
    typed = plain
    for place, sign in signs:
        typed = typed[:place] + sign + typed[place:]
    assert names.key(typed) == names.key(plain)
    assert names.clean(typed) == plain


@given(ANY)
def test_what_is_kept_holds_nothing_unseen_and_shows_as_it_is(text: str) -> None:
    kept = names.clean(text)
    assert names.visible(kept) == kept
    assert kept == " ".join(kept.split(" ")).strip()


def test_a_hidden_sign_is_shown_in_its_place() -> None:
    assert names.visible("José\u00ad Núñez") == "José‹soft hyphen› Núñez"
    assert (
        names.visible("Ana\u200bDiaz\u00a0\u202e")
        == "Ana‹zero-width space›Diaz‹no-break space›‹right-to-left override›"
    )
    assert names.visible("Ana\x07") == "Ana‹U+0007›"
    assert names.visible("Ana Diaz") == "Ana Diaz"


def test_two_names_of_one_form_are_told_apart_for_the_reader() -> None:
    whole, apart = "José", unicodedata.normalize("NFD", "José")
    assert names.told_apart(whole, apart) == ("José", f"{apart} ‹accents as characters of their own›")
    assert names.told_apart("Ana", "Ana\u200b") == ("Ana", "Ana‹zero-width space›")
    assert names.told_apart("Ana", "ANA") == ("Ana", "ANA")


def test_signs_that_shape_a_letter_stay_in_the_name_and_make_no_other_one() -> None:
    for typed in ("علی\u200cرضا", "葛\U000e0100城", "क्\u200dष", "👩\u200d⚕\ufe0f ward"):
        assert names.clean(typed) == typed
        assert names.visible(typed) == typed
        assert names.key(typed) == names.key(typed.translate(dict.fromkeys((0x200C, 0x200D, 0xE0100, 0xFE0F))))


def test_letters_of_another_alphabet_are_found_in_a_word() -> None:
    assert names.foreign("Аna Diaz") == "Cyrillic А"
    assert names.foreign("Αna Diaz") == "Greek Α"
    for whole in ("Ana Diaz", "Анна Каренина", "β-blocker clinic", "Ana Каренина", "李雷", "5-µm"):
        assert not names.foreign(whole)
    assert names.looks("Аnа Diaz") == names.looks("Ana Diaz")
    assert names.looks("Ana Diaz") != names.looks("Anna Diaz")


def test_a_search_overlooks_accents() -> None:
    assert names.searched("NUN") in names.searched("José Núñez")
